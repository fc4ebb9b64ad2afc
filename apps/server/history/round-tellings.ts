import { both, date, instant, list, named, text, units, word, type MaybeShown, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { ToldField } from '../../../libs/domain/history/change-history/telling.js';
import { assessmentYearEvents } from '../../../libs/domain/assessment/open-round/assessment-year.events.js';
import { roundStepNames } from '../../../libs/domain/assessment/round-acts.js';
import { roundEvents, type RoundCalendar } from '../../../libs/domain/assessment/round.events.js';
import { assessmentYearWords, calculationCauseWords } from '../../words/assessment-words.js';
import { becomes, documentField, field, keyOf, tellingsFor, type Words } from './telling-kit.js';

const sampleWords: Words = { sealed: { zh: '封存', en: 'sealed' }, opened: { zh: '已启封', en: 'opened' } };
const yearWords: Words = { claimed: { zh: '已登记', en: 'claimed' }, released: { zh: '已撤销', en: 'released' } };
export const roundTexts = { sampleWords, yearWords };

interface About {
  readonly round: string;
}
const round = { kind: 'round', key: (data: About) => data.round, audience: 'rounds', unit: () => undefined } as const;
const about = (data: About): Readonly<Record<string, MaybeShown>> => ({ round: named('round', data.round) });
const step = (name: keyof typeof roundStepNames) => ({ state: becomes<About>(roundStepNames, name) });

/** The gate before the figures of one calculation, and the one before what led to them. */
export const runGate = (code: string, run: number): string => keyOf(code, 'run', run);
export const closedGate = (code: string): string => keyOf(code, 'closed');
/** A unit knows its own figures of a run from the act on that shows them to it; a run that is still worked on it does not know. */
const shows = { opens: ({ round: code, run }: About & { readonly run: number }) => runGate(code, run) } as const;

interface WithCalendar {
  readonly calendar: RoundCalendar;
}
const day = (zh: string, en: string, of: (calendar: RoundCalendar) => string): ToldField<WithCalendar> => field(zh, en, ({ calendar }) => date(of(calendar)));
const calendarFields: Readonly<Record<string, ToldField<WithCalendar>>> = {
  selfAssessmentBy: day('自评截止', 'self-assessment by', ({ selfAssessmentBy }) => selfAssessmentBy), siteChecksBy: day('核查截止', 'site checks by', ({ siteChecksBy }) => siteChecksBy), freezeBy: day('冻结日期', 'freeze by', ({ freezeBy }) => freezeBy),
  resultsBy: day('出分日期', 'results by', ({ resultsBy }) => resultsBy), confirmBy: day('审定日期', 'confirm by', ({ confirmBy }) => confirmBy),
  requestDays: field('申请复核工作日', 'working days to ask for a review', ({ calendar }) => text(calendar.requestDays)), decisionDays: field('复核工作日', 'working days to decide', ({ calendar }) => text(calendar.decisionDays)),
};

/** A figure that changed. */
const move = (from: string | number | null, to: string | number | null): string => `${from ?? '—'} → ${to ?? '—'}`;

export const roundTellings = tellingsFor(roundEvents, {
  'assessment.RoundOpened': {
    ...round, sentence: { zh: '启动考核“{title}”（{year} 年，细则{scheme}第 {version} 版，{count} 个单位）', en: 'opened the round “{title}” ({year}, version {version} of the scheme {scheme}, {count} units)' },
    says: ({ title, year, scheme, groups }) => ({ title: both(title), year: text(year), scheme: named('scheme', scheme.id), version: text(scheme.version), count: text(groups.reduce((sum, group) => sum + group.units.length, 0)) }),
    fields: {
      title: field('名称', 'title', ({ title }) => both(title)), scheme: field('评分细则', 'scheme', ({ scheme }): Shown => text(`${scheme.id} ${scheme.version} (${scheme.document})`)), planItem: field('年度计划项', 'item of the annual plan', ({ planItem }) => text(planItem)),
      assessed: field('考核周期', 'months assessed', ({ assessmentYear }) => word(assessmentYearWords, assessmentYear)), units: field('被考核单位', 'units', ({ groups }) => units(groups.flatMap((group) => group.units))), ...calendarFields, ...step('self-assessment'),
    },
    names: ({ round: code, title }) => [{ of: 'round', key: code, name: title }],
  },
  'assessment.RoundReplanned': { ...round, sentence: { zh: '调整{round}的日程，理由：{reason}', en: 'changed the calendar of {round}, because: {reason}' }, says: (data) => ({ ...about(data), reason: text(data.reason) }), fields: calendarFields },
  'assessment.SelfAssessmentClosed': {
    ...round, sentence: { zh: '结束{round}的自评（未提交：{missing}）[，理由：{reason}]', en: 'closed the self-assessment of {round} (missing: {missing})[, because: {reason}]' },
    says: (data) => ({ ...about(data), missing: units(data.missing), reason: text(data.reason) }), fields: { ...step('site-checks'), missing: field('未提交自评', 'without a self-assessment', ({ missing }) => units(missing)) },
  },
  'assessment.SampleSealed': {
    kind: 'sample', key: ({ round: code, sample }) => keyOf(code, sample), audience: 'samples', unit: () => undefined, sentence: { zh: '封存{round}的暗访抽样 {sample}（{count} 个单位）', en: 'sealed the sample {sample} of unannounced checks of {round} ({count} units)' },
    says: (data) => ({ ...about(data), sample: text(data.sample), count: text(data.count) }),
    fields: { state: becomes(sampleWords, 'sealed'), seedHash: field('种子摘要', 'hash of the seed', ({ seedHash }) => text(seedHash)), candidates: field('抽样范围', 'candidates', ({ candidates }) => units(candidates)) },
  },
  'assessment.SampleOpened': {
    kind: 'sample', key: ({ round: code, sample }) => keyOf(code, sample), audience: 'samples', unit: () => undefined, sentence: { zh: '启封{round}的暗访抽样 {sample}：{drawn}', en: 'opened the sample {sample} of unannounced checks of {round}: {drawn}' },
    says: (data) => ({ ...about(data), sample: text(data.sample), drawn: units(data.drawn) }), fields: { state: becomes(sampleWords, 'opened'), drawn: field('抽取结果', 'drawn', ({ drawn }) => units(drawn)) },
  },
  'assessment.DataFrozen': {
    ...round, sentence: { zh: '冻结{round}的数据，以日志位置 {position} 为准[，理由：{reason}]', en: 'froze the data of {round} at log position {position}[, because: {reason}]' },
    says: (data) => ({ ...about(data), position: text(data.position), reason: text(data.reason) }), fields: { ...step('frozen'), frozenAt: field('冻结位置', 'frozen at', ({ position }) => text(position)) },
  },
  'assessment.RoundCalculated': {
    ...round, sentence: { zh: '计算{round}的得分（第 {run} 次，{cause}，{results} 个单位）', en: 'calculated {round} (run {run}, {cause}, {results} units)' },
    says: (data) => ({ ...about(data), run: text(data.run), cause: word(calculationCauseWords, data.cause), results: text(data.results) }),
    fields: { ...step('calculated'), run: field('计分次数', 'run', ({ run }) => text(run)), hash: field('结果摘要', 'hash of the results', ({ hash }) => text(hash)), engine: field('计分引擎', 'engine version', ({ engineVersion }) => text(engineVersion)) },
  },
  'assessment.ResultsNotified': {
    ...round, sentence: { zh: '反馈{round}的结果（第 {run} 次计分）[，{document}]，{by}前可申请复核', en: 'notified the results of {round} (run {run})[, {document}]; reviews may be asked for until {by}' },
    says: (data) => ({ ...about(data), run: text(data.run), document: text(data.document), by: instant(data.requestsBy) }), fields: { ...step('notified'), requestsBy: field('申请复核期限', 'reviews until', ({ requestsBy }) => instant(requestsBy)), document: documentField() },
    ...shows,
  },
  'assessment.ResultsConfirmed': {
    ...round, sentence: { zh: '记录{committee}于{on}审定{round}的结果（第 {run} 次计分，{document}）[，暂缓：{stayed}]', en: 'recorded that {committee} confirmed the results of {round} on {on} (run {run}, {document})[; stayed: {stayed}]' },
    says: (data) => ({ ...about(data), committee: both(data.committee), on: date(data.heldOn), run: text(data.run), document: text(data.document), stayed: data.stayed.length === 0 ? undefined : units(data.stayed) }),
    ...shows, fields: { ...step('confirmed'), confirmedRun: field('审定的计分', 'confirmed run', ({ run }) => text(run)), document: documentField() },
  },
  'assessment.ResultsPublished': {
    ...round, sentence: { zh: '于{on}通报{round}的结果（第 {run} 次计分，{document}）', en: 'published the results of {round} on {on} (run {run}, {document})' }, says: (data) => ({ ...about(data), on: date(data.publishedOn), run: text(data.run), document: text(data.document) }),
    ...shows, fields: { ...step('published'), publishedRun: field('通报的计分', 'published run', ({ run }) => text(run)), document: documentField() },
  },
  'assessment.ResultsCorrected': {
    ...round, sentence: { zh: '依据{document}更正{round}已通报的结果（第 {run} 次计分取代第 {before} 次），理由：{reason}', en: 'corrected the published results of {round} (run {run} in place of {before}) under {document}, because: {reason}' },
    says: (data) => ({ ...about(data), run: text(data.run), before: text(data.replaces), document: text(data.document), reason: text(data.reason) }),
    ...shows,
    fields: {
      publishedRun: field('通报的计分', 'published run', ({ run }) => text(run), ({ replaces }) => text(replaces)), document: documentField(),
      changed: field('结果有变的单位', 'units whose result changed', ({ changed }) => list(changed, (one) => text(`${one.unit}: ${move(one.scoreFrom, one.scoreTo)}; ${move(one.gradeFrom, one.gradeTo)}; ${move(one.rankFrom, one.rankTo)}`)), () => undefined),
    },
  },
  'assessment.RoundClosed': { ...round, sentence: { zh: '办结{round}[：{remark}]', en: 'closed {round}[: {remark}]' }, says: (data) => ({ ...about(data), remark: text(data.remark) }), fields: step('closed'), opens: ({ round: code }) => closedGate(code) },
  'assessment.RoundCancelled': {
    ...round, sentence: { zh: '依据{authority}撤销{round}，理由：{reason}', en: 'cancelled {round} under {authority}, because: {reason}' }, says: (data) => ({ ...about(data), authority: text(data.authority), reason: text(data.reason) }), fields: step('cancelled'),
  },
});

const assessmentYear = { kind: 'assessment-year', key: ({ plan, year }: { readonly plan: string; readonly year: number }) => keyOf(plan, year), audience: 'rounds' } as const;

export const assessmentYearTellings = tellingsFor(assessmentYearEvents, {
  'assessment.YearClaimed': {
    ...assessmentYear, sentence: { zh: '登记 {year} 年由{round}考核（{groups}）', en: 'claimed {year} for {round} ({groups})' }, says: (data) => ({ ...about(data), year: text(data.year), groups: list(data.groups, (group) => text(group)) }),
    fields: { state: becomes(yearWords, 'claimed'), round: field('考核', 'round', (data) => named('round', data.round)) },
  },
  'assessment.YearReleased': {
    ...assessmentYear, sentence: { zh: '撤销 {year} 年由{round}考核的登记', en: 'released {year} from {round}' }, says: (data) => ({ ...about(data), year: text(data.year) }), fields: { state: becomes(yearWords, 'released') },
  },
});
