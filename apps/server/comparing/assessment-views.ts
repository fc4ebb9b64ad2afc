import { covers } from '#engine/kernel';
import { filters, within } from '#engine/http';
import { maySeePublished, maySeeResults } from '../../../libs/domain/assessment/assessment.policies.js';
import { roundStepNames } from '../../../libs/domain/assessment/round-acts.js';
import { resultTable, runShown, type ResultLine } from '../../../libs/domain/assessment/round-views/result-table.js';
import { stateOf, type RoundRow } from '../../../libs/domain/assessment/round-views/round-row.js';
import { roundUnits, type RoundUnitRow } from '../../../libs/domain/assessment/round-views/round-units.projection.js';
import { rounds } from '../../../libs/domain/assessment/round-views/rounds.projection.js';
import { figuresScope, seesTable } from '../../../libs/domain/assessment/round-views/visibility.js';
import { tableView, wholeView, type Asked, type ComparableView } from '../../../libs/domain/history/comparing/comparable-view.js';
import { labels, yesNo } from './words.js';

const roundView = tableView<RoundRow>({
  code: 'rounds', title: { zh: '考核台账', en: 'Rounds' }, policy: maySeePublished, projection: rounds.name, table: rounds.table.name, filters: ['plan', 'year'],
  conditions: ({ given }) => filters(given),
  about: [{ name: 'round', label: labels.round, of: (row) => row.round }, { name: 'title', label: labels.name, of: (row) => row.title.zh }, { name: 'year', label: labels.year, of: (row) => row.year }],
  fields: [
    { name: 'step', label: { zh: '步骤', en: 'step' }, of: (row) => row.step, words: roundStepNames },
    { name: 'scheme', label: { zh: '评分细则', en: 'scheme' }, of: (row) => `${stateOf(row).scheme.id} v${stateOf(row).scheme.version}` },
    { name: 'units', label: { zh: '单位数', en: 'units' }, of: (row) => stateOf(row).groups.reduce((sum, { units }) => sum + units.length, 0) },
    ...(['selfAssessmentBy', 'siteChecksBy', 'freezeBy', 'resultsBy', 'confirmBy'] as const).map((name, index) => ({
      name, label: [{ zh: '自评截止', en: 'self-assessment by' }, { zh: '核查截止', en: 'site checks by' }, { zh: '冻结日', en: 'freeze by' }, { zh: '反馈日', en: 'results by' }, { zh: '审定日', en: 'confirmation by' }][index]!,
      of: (row: RoundRow) => stateOf(row).calendar[name],
    })),
    { name: 'missing', label: { zh: '未提交自评的单位', en: 'units without a self-assessment' }, of: (row) => row.missing?.join(', ') },
    { name: 'frozenAt', label: { zh: '冻结的日志位置', en: 'frozen at log position' }, of: (row) => stateOf(row).frozenAt },
    { name: 'run', label: { zh: '计分次数', en: 'calculations' }, of: (row) => stateOf(row).run },
    { name: 'hash', label: { zh: '结果摘要', en: 'hash of the results' }, of: (row) => stateOf(row).hash },
    { name: 'notified', label: { zh: '反馈的计分', en: 'calculation notified' }, of: (row) => row.notified?.run },
    { name: 'requestsBy', label: { zh: '申请复核截止', en: 'requests for review by' }, of: (row) => row.notified?.requestsBy },
    { name: 'confirmed', label: { zh: '审定文号', en: 'document of confirmation' }, of: (row) => row.confirmed?.document },
    { name: 'published', label: { zh: '通报文号', en: 'document of publication' }, of: (row) => row.publications.at(-1)?.document },
    { name: 'publishedRun', label: { zh: '通报的计分', en: 'calculation published' }, of: (row) => row.publications.at(-1)?.run },
    { name: 'cancelled', label: { zh: '撤销原因', en: 'why it was called off' }, of: (row) => row.cancelled?.reason },
  ],
});

const entries = (row: RoundUnitRow, kind: RoundUnitRow['entries'][string]): number => Object.values(row.entries).filter((one) => one === kind).length;

/** Where units stand in a round, as its board shows them; figures are a view of their own. */
const unitView = tableView<RoundUnitRow>({
  code: 'round-units', title: { zh: '考核进度', en: 'Units of rounds' }, policy: maySeeResults, projection: roundUnits.name, table: roundUnits.table.name, filters: ['round', 'group', 'unit', 'plan', 'year'],
  conditions: ({ actor, given }) => [...within(maySeeResults.scope(actor)), ...filters(given)],
  unit: ({ unit }) => unit,
  about: [{ name: 'round', label: labels.round, of: (row) => row.round }, { name: 'group', label: labels.group, of: (row) => row.group }, { name: 'unit', label: labels.unit, of: (row) => row.unit }],
  fields: [
    {
      name: 'self', label: { zh: '自评', en: 'self-assessment' }, of: (row) => row.self,
      words: { missing: { zh: '未提交', en: 'missing' }, submitted: { zh: '已提交', en: 'submitted' }, late: { zh: '迟交', en: 'late' }, returned: { zh: '已退回', en: 'returned' } },
    },
    { name: 'selfAt', label: { zh: '自评时间', en: 'self-assessed at' }, of: (row) => row.selfAt },
    { name: 'selfScore', label: { zh: '自评分', en: 'own score' }, of: (row) => row.selfScore },
    { name: 'resubmitBy', label: { zh: '重新提交截止', en: 'to submit anew by' }, of: (row) => row.resubmitBy },
    { name: 'siteChecks', label: { zh: '实地核查次数', en: 'site checks' }, of: (row) => row.siteChecks.length },
    { name: 'bonusesDecided', label: { zh: '已认定的加分项', en: 'bonus claims decided' }, of: (row) => Object.keys(row.decided).length },
    { name: 'deductions', label: { zh: '扣分登记', en: 'deductions' }, of: (row) => entries(row, 'deduction') },
    { name: 'conduct', label: { zh: '违规情形登记', en: 'records of conduct' }, of: (row) => entries(row, 'conduct') },
    { name: 'vetoes', label: { zh: '一票否决登记', en: 'vetoes' }, of: (row) => entries(row, 'veto') },
    { name: 'adjustments', label: { zh: '得分调整', en: 'adjustments' }, of: (row) => row.adjustments.length },
    { name: 'reviewsOpen', label: { zh: '未决复核', en: 'open reviews' }, of: (row) => row.reviews.filter(({ status }) => status === 'open').length },
    { name: 'stayed', label: { zh: '暂缓执行', en: 'stayed' }, of: (row) => row.reviews.some(({ status, stayed }) => status === 'open' && stayed), words: yesNo },
  ],
});

type ResultRow = ResultLine & { readonly round: string };

/** The result table as it was at a position, for those to whom it was open then. */
async function resultsAt({ views, actor, given }: Asked, position: number): Promise<ReadonlyMap<string, ResultRow>> {
  const round = String(given.round);
  const moment = { asKnownAt: String(position) };
  const { found } = await views.one<RoundRow>(rounds.name, rounds.table.name, round, moment);
  const rows = new Map<string, ResultRow>();
  if (!found) return rows;
  const known = stateOf(found.row);
  const units = await views.all<RoundUnitRow>(roundUnits.name, roundUnits.table.name, { ...moment, where: [{ field: 'round', is: 'eq', value: round }] });
  const [whole, scope] = [seesTable(actor, known), figuresScope(actor, known)];
  for (const { group, lines } of resultTable(known, units.rows.map(({ row }) => row), runShown(known, found.row.publications))) {
    for (const line of lines) {
      const asked = (given.group === undefined || given.group === group) && (given.unit === undefined || given.unit === line.unit);
      if (asked && (whole || covers(scope, line.unit))) rows.set(`${round}/${group}/${line.unit}`, { ...line, round });
    }
  }
  return rows;
}

const results = wholeView<ResultRow>({
  code: 'results', title: { zh: '考核结果', en: 'Results of a round' }, policy: maySeePublished, filters: ['round', 'group', 'unit'], required: ['round'],
  rowsAt: resultsAt,
  unit: ({ unit }) => unit,
  about: [{ name: 'round', label: labels.round, of: (row) => row.round }, { name: 'group', label: labels.group, of: (row) => row.group }, { name: 'unit', label: labels.unit, of: (row) => row.unit }],
  fields: [
    { name: 'rank', label: labels.rank, of: (row) => row.rank },
    { name: 'published', label: { zh: '得分', en: 'score' }, of: (row) => row.published },
    { name: 'raw', label: { zh: '原始分', en: 'raw score' }, of: (row) => row.raw },
    { name: 'bonus', label: { zh: '加分', en: 'bonus' }, of: (row) => row.bonus },
    { name: 'deduction', label: { zh: '扣分', en: 'deduction' }, of: (row) => row.deduction },
    { name: 'grade', label: labels.grade, of: (row) => row.grade },
    { name: 'gradeByScore', label: { zh: '按得分的等次', en: 'grade by score' }, of: (row) => row.gradeByScore },
    { name: 'vetoed', label: { zh: '一票否决', en: 'vetoed' }, of: (row) => row.vetoed, words: yesNo },
    { name: 'run', label: { zh: '第几次计分', en: 'calculation' }, of: (row) => row.run },
    { name: 'standing', label: { zh: '效力', en: 'standing' }, of: (row) => row.standing, words: { provisional: { zh: '暂定', en: 'provisional' }, final: { zh: '已审定', en: 'final' }, stayed: { zh: '暂缓执行', en: 'stayed' } } },
    { name: 'sheet', label: { zh: '得分表摘要', en: 'hash of the sheet' }, of: (row) => row.sheet },
  ],
});

export const assessmentViews: readonly ComparableView[] = [roundView, unitView, results];
