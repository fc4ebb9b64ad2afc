import type { Bilingual } from '#engine/kernel';
import type { Call, CommandSpec } from '../command-line/command.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { dayOf } from '../supervision/campaigns.js';
import { choiceOption, textOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';
import { assessmentYearWords, calculationCauseWords, latePartWords, roundStepWords, selfAssessmentWords, standingWords } from '../../words/assessment-words.js';
import { changeColumns, type UnitChange } from './result-change.js';
import { roundArgument, roundPath } from './round-place.js';

interface NextAct {
  readonly act: string;
  readonly called: Bilingual;
  readonly roles: readonly string[];
  readonly mine: boolean;
  readonly by: string | null;
  readonly late: boolean;
  readonly possible: boolean;
  readonly because: { readonly code: string; readonly text: Bilingual; readonly remedy: Bilingual } | null;
}

interface RoundLine {
  readonly round: string;
  readonly title: Bilingual;
  readonly plan: string;
  readonly year: number;
  readonly assessmentYear: string;
  readonly from: string;
  readonly to: string;
  readonly planItem: string;
  readonly startedFrom: string | null;
  readonly step: string;
  readonly stepName: Bilingual;
  readonly stepSince: string;
  readonly scheme: { readonly id: string; readonly version: number; readonly document: string };
  readonly units: number;
  readonly run: number;
  readonly hash: string | null;
  readonly next: NextAct | null;
  readonly revision: number;
}

interface RoundPage extends RoundLine {
  readonly groups: readonly { readonly code: string; readonly units: readonly string[] }[];
  readonly calendar: { readonly requestDays: number; readonly decisionDays: number };
  readonly days: readonly { readonly called: Bilingual; readonly on: string; readonly done: boolean; readonly late: boolean }[];
  readonly missing: readonly string[] | null;
  /** Null for those who are not to know of them. */
  readonly samples: readonly { readonly sample: string; readonly count: number; readonly opened: boolean }[] | null;
  readonly frozenAt: number | null;
  readonly runs: readonly { readonly run: number; readonly cause: string; readonly at: string; readonly engineVersion: string; readonly frozenAt: number; readonly upTo: number; readonly hash: string }[];
  readonly notified: { readonly run: number; readonly at: string; readonly requestsBy: string; readonly document: string | null } | null;
  readonly confirmed: { readonly run: number; readonly committee: Bilingual; readonly document: string; readonly heldOn: string; readonly stayed: readonly string[] } | null;
  readonly publications: readonly { readonly run: number; readonly document: string; readonly at: string; readonly publishedOn: string | null; readonly replaces: number | null; readonly reason: string | null; readonly changed: readonly UnitChange[] }[];
  readonly cancelled: { readonly reason: string; readonly authority: string; readonly at: string } | null;
  readonly late: readonly { readonly unit: string; readonly what: readonly string[] }[];
}

/** The command for each act that takes a round on. */
export const commandOfRoundAct: Readonly<Record<string, string>> = {
  'close-self-assessment': 'self-assessment close', freeze: 'rounds freeze', calculate: 'rounds calculate', notify: 'rounds notify', 'decide-reviews': 'reviews decide', 'check-again': 'site-checks record',
  confirm: 'rounds confirm', publish: 'rounds publish', correct: 'rounds correct', close: 'rounds close',
};

export const roundTexts = {
  step: { zh: '步骤', en: 'Step' }, since: { zh: '{step}（自 {since}）', en: '{step}, since {since}' }, year: { zh: '考核年度', en: 'Assessed' }, yearText: { zh: '{year}（{kind}，{from} 至 {to}）', en: '{year} ({kind}, {from} to {to})' },
  plan: { zh: '方案', en: 'Plan' }, planItem: { zh: '年度计划项', en: 'Item of the annual plan' }, startedFrom: { zh: '以此为底稿', en: 'Started from' }, scheme: { zh: '评分细则', en: 'Scheme' },
  schemeText: { zh: '{id} 第 {version} 版，{document}', en: '{id} version {version}, {document}' }, units: { zh: '单位', en: 'Units' }, frozen: { zh: '数据冻结于日志位置', en: 'Data frozen at position' },
  reviewDays: { zh: '复核期限', en: 'Reviews' }, reviewDaysText: { zh: '反馈后 {request} 个工作日内申请，{decision} 个工作日内决定', en: 'asked for within {request} working days, decided within {decision}' },
  requestsBy: { zh: '申请复核截止', en: 'Reviews asked for by' }, confirmed: { zh: '审定', en: 'Confirmed' }, stayed: { zh: '暂缓执行的单位', en: 'Stayed units' }, cancelled: { zh: '撤销', en: 'Cancelled' },
  missing: { zh: '未提交自评的单位', en: 'Units without self-assessment' }, samples: { zh: '暗访名单', en: 'Samples' }, sealed: { zh: '封存中', en: 'sealed' }, opened: { zh: '已启封', en: 'opened' }, revision: { zh: '修订号', en: 'Revision' },
  next: { zh: '下一步', en: 'Next' }, by: { zh: '最迟 {day}', en: 'by {day}' }, late: { zh: '逾期', en: 'late' }, done: { zh: '已完成', en: 'done' }, possible: { zh: '可以办理', en: 'can be done now' },
  yours: { zh: '由您办理', en: 'yours to do' }, notNow: { zh: '现在不能办理：{text}{remedy} [{code}]', en: 'not now: {text} {remedy} [{code}]' },
  calendar: { zh: '日程', en: 'Calendar' }, runs: { zh: '各次计分', en: 'Calculations' }, publications: { zh: '通报和更正', en: 'Publications' }, changed: { zh: '{document} 更正的单位', en: 'Changed by {document}' },
  lateUnits: { zh: '逾期的单位', en: 'Units that are late' },
} as const;

/** Whose act is next, by when, and why it cannot be done now. */
function nextText({ act, called: name, roles, mine, by, late, possible, because }: NextAct, call: Call): string {
  const { out } = call;
  const command = commandOfRoundAct[act];
  const about = [mine ? out.say(roundTexts.yours) : roles.join(' | '), ...(by === null ? [] : [out.say(roundTexts.by, { day: by })]), ...(late ? [out.say(roundTexts.late)] : []), ...(command ? [`zhiheng ${command}`] : [])];
  const standing = possible || !because ? out.say(roundTexts.possible) : out.say(roundTexts.notNow, { text: inLanguage(because.text, call), remedy: inLanguage(because.remedy, call), code: because.code });
  return `${inLanguage(name, call)}${inBrackets(about.join(' · '), out.language)} ${standing}`;
}

const list = listCommand<RoundLine>({
  path: 'rounds list', summary: { zh: '考核台账：所处步骤、下一步及其办理人', en: 'Rounds: the step of each, the next act and whose it is' },
  options: [textOption('--plan <PLAN>', { zh: '方案', en: 'Plan' }), textOption('--year <YEAR>', { zh: '年度', en: 'Year' }), choiceOption('--step <STEP>', roundStepWords, { zh: '步骤', en: 'Step' })],
  from: '/rounds',
  query: ({ given }) => ({ plan: given.maybe('--plan'), year: given.whole('--year', 1900, 2200), step: given.maybe('--step') }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ round }) => round },
    { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
    { head: { zh: '年度', en: 'Year' }, of: ({ year }) => year },
    { head: { zh: '步骤', en: 'Step' }, of: ({ stepName }, call) => inLanguage(stepName, call) },
    { head: { zh: '自', en: 'Since' }, of: ({ stepSince }) => dayOf(stepSince) },
    { head: { zh: '单位', en: 'Units' }, align: 'right', of: ({ units }) => units },
    { head: { zh: '计分', en: 'Runs' }, align: 'right', of: ({ run }) => run || '' },
    { head: { zh: '下一步', en: 'Next' }, wrap: true, of: ({ next }, call) => next && nextText(next, call) },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const dayColumns: readonly ListColumn<RoundPage['days'][number]>[] = [
  { head: { zh: '事项', en: 'What' }, of: ({ called: name }, call) => inLanguage(name, call) },
  { head: { zh: '日期', en: 'Day' }, of: ({ on }) => on },
  { head: { zh: '状态', en: 'State' }, of: ({ done, late }, { out }) => (late ? out.say(roundTexts.late) : done ? out.say(roundTexts.done) : '') },
];
const runColumns: readonly ListColumn<RoundPage['runs'][number]>[] = [
  { head: { zh: '次', en: 'Run' }, align: 'right', of: ({ run }) => run },
  { head: { zh: '事由', en: 'Cause' }, of: ({ cause }, call) => called(calculationCauseWords, cause, call) },
  { head: { zh: '日期', en: 'On' }, of: ({ at }) => dayOf(at) },
  { head: { zh: '引擎', en: 'Engine' }, of: ({ engineVersion }) => engineVersion },
  { head: { zh: '数据冻结于', en: 'Frozen at' }, align: 'right', of: ({ frozenAt }) => frozenAt },
  { head: { zh: '考核事实至', en: 'Up to' }, align: 'right', of: ({ upTo }) => upTo },
  { head: { zh: '指纹', en: 'Hash' }, of: ({ hash }) => hash },
];
const publicationColumns: readonly ListColumn<RoundPage['publications'][number]>[] = [
  { head: { zh: '计分', en: 'Run' }, align: 'right', of: ({ run }) => run },
  { head: { zh: '文号', en: 'Document' }, of: ({ document }) => document },
  { head: { zh: '日期', en: 'On' }, of: ({ publishedOn, at }) => publishedOn ?? dayOf(at) },
  { head: { zh: '替换', en: 'Replaces' }, align: 'right', of: ({ replaces }) => replaces },
  { head: { zh: '变动单位', en: 'Units changed' }, align: 'right', of: ({ changed }) => changed.length || '' },
  { head: { zh: '理由', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
];
const lateColumns: readonly ListColumn<RoundPage['late'][number]>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '事项', en: 'What' }, wrap: true, of: ({ what }, call) => what.map((part) => called(latePartWords, part, call)).join(call.out.say({ zh: '、', en: ', ' })) },
];

function headText(page: RoundPage, call: Call): string {
  const { out } = call;
  const t = roundTexts;
  const { calendar, notified, confirmed, cancelled, missing, samples } = page;
  const lines: readonly (readonly [Bilingual, string | number | null | undefined])[] = [
    [t.step, out.say(t.since, { step: inLanguage(page.stepName, call), since: dayOf(page.stepSince) })],
    [t.year, out.say(t.yearText, { ...page, kind: called(assessmentYearWords, page.assessmentYear, call) })], [t.plan, page.plan], [t.planItem, page.planItem], [t.startedFrom, page.startedFrom],
    [t.scheme, out.say(t.schemeText, { ...page.scheme })], [t.units, page.groups.map(({ code, units }) => `${code} ${units.length}`).join(' · ')],
    [t.reviewDays, out.say(t.reviewDaysText, { request: calendar.requestDays, decision: calendar.decisionDays })], [t.frozen, page.frozenAt], [t.requestsBy, notified && dayOf(notified.requestsBy)],
    [t.confirmed, confirmed && `${inLanguage(confirmed.committee, call)} ${confirmed.heldOn} ${confirmed.document}`], [t.stayed, confirmed?.stayed.join(', ')],
    [t.cancelled, cancelled && `${dayOf(cancelled.at)} ${cancelled.authority} ${cancelled.reason}`], [t.missing, missing?.join(', ')],
    [t.samples, samples?.map(({ sample, count, opened }) => `${sample} ${count} ${out.say(opened ? t.opened : t.sealed)}`).join(' · ')], [t.revision, page.revision],
    [t.next, page.next && nextText(page.next, call)],
  ];
  return pairs(lines.flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [[out.say(name), String(value)] as const])), '  ');
}

function pageText(page: RoundPage, call: Call): string {
  const { out } = call;
  const part = <Row>(title: string, columns: readonly ListColumn<Row>[], rows: readonly Row[]): readonly string[] => (rows.length === 0 ? [] : [`${out.style.bold(title)}\n${rowsTable(call, columns, rows)}`]);
  return [
    `${out.style.bold(inLanguage(page.title, call))}${inBrackets(page.round, out.language)}\n${headText(page, call)}`,
    ...part(out.say(roundTexts.calendar), dayColumns, page.days), ...part(out.say(roundTexts.runs), runColumns, page.runs), ...part(out.say(roundTexts.publications), publicationColumns, page.publications),
    ...page.publications.flatMap(({ document, changed }) => part(out.say(roundTexts.changed, { document }), changeColumns, changed)), ...part(out.say(roundTexts.lateUnits), lateColumns, page.late),
  ].join('\n\n');
}

const show = viewCommand<RoundPage>({
  path: 'rounds show', summary: { zh: '一轮考核：日程、各次计分、反馈、审定、通报及更正，下一步及不能办理的原因，谁已逾期', en: 'One round: calendar, calculations, publications, the next act or why it cannot be done, and who is late' },
  arguments: [roundArgument], from: roundPath, text: pageText,
});

interface BoardLine {
  readonly unit: string;
  readonly group: string;
  readonly self: string;
  readonly selfScore: string | null;
  readonly resubmitBy: string | null;
  readonly siteChecks: number;
  readonly marksMissing: readonly string[];
  readonly bonusesUndecided: number;
  readonly deductions: number;
  readonly conduct: number;
  readonly vetoes: number;
  readonly adjustments: number;
  readonly reviewsOpen: number;
  readonly stayed: boolean;
  readonly late: readonly string[];
  readonly result: { readonly published: string | null; readonly grade: string | null; readonly rank: number | null } | null;
}

const board = listCommand<BoardLine>({
  path: 'rounds board', summary: { zh: '考核进度：各单位自评、核查、打分、加分认定、登记、结果、复核及逾期', en: 'Board of a round, unit by unit: self-assessment, checks, marks, bonus decisions, entries, result, reviews, what is late' },
  arguments: [roundArgument],
  options: [textOption('--group <GROUP>', { zh: '分组', en: 'Group' }), choiceOption('--self <STATE>', selfAssessmentWords, { zh: '自评', en: 'Self-assessment' })],
  from: (call) => `${roundPath(call)}/board`,
  query: ({ given }) => ({ group: given.maybe('--group'), self: given.maybe('--self') }),
  columns: [
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '分组', en: 'Group' }, of: ({ group }) => group },
    { head: { zh: '自评', en: 'Self-assessment' }, of: ({ self, resubmitBy }, call) => [called(selfAssessmentWords, self, call), resubmitBy ?? ''].join(' ').trim() },
    { head: { zh: '自评分', en: 'Own score' }, align: 'right', of: ({ selfScore }) => selfScore },
    { head: { zh: '核查', en: 'Checks' }, align: 'right', of: ({ siteChecks }) => siteChecks || '' },
    { head: { zh: '未打分', en: 'Unmarked' }, wrap: true, of: ({ marksMissing }) => marksMissing.join(', ') },
    { head: { zh: '未认定加分', en: 'Bonuses open' }, align: 'right', of: ({ bonusesUndecided }) => bonusesUndecided || '' },
    { head: { zh: '扣分', en: 'Deductions' }, align: 'right', of: ({ deductions }) => deductions || '' },
    { head: { zh: '违规', en: 'Conduct' }, align: 'right', of: ({ conduct }) => conduct || '' },
    { head: { zh: '否决', en: 'Vetoes' }, align: 'right', of: ({ vetoes }) => vetoes || '' },
    { head: { zh: '调整', en: 'Adjusted' }, align: 'right', of: ({ adjustments }) => adjustments || '' },
    { head: { zh: '得分', en: 'Score' }, align: 'right', of: ({ result }) => result?.published },
    { head: { zh: '等次', en: 'Grade' }, of: ({ result }) => result?.grade },
    { head: { zh: '名次', en: 'Rank' }, align: 'right', of: ({ result }) => result?.rank },
    { head: { zh: '复核', en: 'Reviews' }, align: 'right', of: ({ reviewsOpen }) => reviewsOpen || '' },
    { head: { zh: '标记', en: 'Marks' }, of: ({ stayed }, call) => (stayed ? called(standingWords, 'stayed', call) : '') },
    { head: { zh: '逾期', en: 'Late' }, wrap: true, of: ({ late }, call) => late.map((part) => called(latePartWords, part, call)).join(call.out.say({ zh: '、', en: ', ' })) },
  ],
});

export const roundCommands: readonly CommandSpec[] = [list, show, board];
