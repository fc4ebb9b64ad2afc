import { cityDate, daysOf, parsePeriod, type Bilingual } from '#engine/kernel';
import { roles } from '#domain/identity';
import type { FoundLock, Lock, LockedRule, Locks, Since } from '../../../libs/domain/history/locked-changes/locked-changes.projection.js';
import { said } from '../../../libs/domain/history/change-history/said.js';
import { indicator, named, period as periodShown, text, unit, user, word, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { Fact, FactOf } from './facts.js';
import { roundFacts } from './lock-keepers.js';

/** Declare a rule, each with the types of its facts. */
function rule<const T extends Fact['type']>(code: string, title: Bilingual, types: readonly T[], found: (event: FactOf<T>, locks: Locks) => FoundLock | undefined): LockedRule {
  return { code, title, types, found: found as LockedRule['found'] };
}

const roleWords: Readonly<Record<string, Bilingual>> = Object.fromEntries(Object.entries(roles).map(([code, { title }]) => [code, title]));
const round = (code: string) => named('round', code);
const scheme = (code: string) => named('scheme', code);
/** Indicators of a score have the codes of the plan's; the plan is that of the round. */
const itemOf = (locks: Locks, of: string, node: string) => {
  const lock = locks.one('round', of);
  return lock ? indicator(roundFacts(lock).plan, node) : text(node);
};
const since = ({ position, at }: Lock) => ({ position, at });
const last = (type: Fact['type'], where: Readonly<Record<string, string>>): Since => ({ lastOf: [{ type, where }] });
const yearBegan = (year: number): string => `${year}-01-01`;

/** Rounds that assess a day or year of a plan, the first opened first. */
const roundsOn = (locks: Locks, plan: string, covers: (from: string, to: string) => boolean): readonly Lock[] =>
  locks.all('round').filter((lock) => roundFacts(lock).plan === plan && covers(roundFacts(lock).from, roundFacts(lock).to));

const meets = (first: string, last: string) => (from: string, to: string): boolean => first <= to && last >= from;
const inYear = (year: number) => meets(`${year}-01-01`, `${year}-12-31`);
function inPeriod(period: string): (from: string, to: string) => boolean {
  const { first, last } = daysOf(parsePeriod(period)!);
  return meets(first, last);
}

/** Data of a round that was frozen and whose results are not published. */
function frozenRound(locks: Locks, plan: string, covers: (from: string, to: string) => boolean): FoundLock | undefined {
  const waiting = roundsOn(locks, plan, covers).find((lock) => roundFacts(lock).frozenAt !== null && !roundFacts(lock).over);
  const frozen = waiting && locks.one('frozen', waiting.key);
  return frozen && { what: said('{round}已冻结、尚未通报的数据', 'Data of {round}, frozen and not published yet', { round: round(frozen.key) }), since: since(frozen) };
}

/** A year that had begun; stronger, a round that was opened on it. */
function assessedYear(locks: Locks, plan: string, year: number, recordedAt: string): FoundLock | undefined {
  const round = openedOn(locks, plan, year);
  if (round) return round;
  return cityDate(recordedAt) >= yearBegan(year) ? { what: said('已开始的 {year} 年度', 'The year {year}, which had begun', { year: text(year) }), since: { date: yearBegan(year) } } : undefined;
}

function openedOn(locks: Locks, plan: string, year: number): FoundLock | undefined {
  const [first] = roundsOn(locks, plan, inYear(year));
  return first && { what: said('已启动的{round}', '{round}, which had been opened', { round: round(first.key) }), since: since(first) };
}

/** Says which indicator's definition was changed under a lock. */
function ofIndicator(plan: string, code: string, found: FoundLock | undefined): FoundLock | undefined {
  return found && { ...found, what: said(`“{indicator}”，${found.what.words.zh}`, `“{indicator}”; ${found.what.words.en}`, { ...(found.what.says as unknown as Readonly<Record<string, Shown>>), indicator: indicator(plan, code) }) };
}

const reported = ['reporting.IndicatorReported', 'reporting.NotApplicableDeclared', 'reporting.ReleaseDeferred'] as const;
const settled = ['reporting.ReportVerified', 'reporting.ReportReturned', 'reporting.ReportCorrected', 'reporting.NotApplicableApproved', 'reporting.NotApplicableRefused'] as const;
const yearOf = (recordedAt: string): number => Number(cityDate(recordedAt).slice(0, 4));

/** What counts as a change of locked or published data. Everything a rule says follows from facts before the change. */
export const lockedRules: readonly LockedRule[] = [
  rule('verified-report-corrected', { zh: '核定后更正', en: 'Correction of a verified report' }, ['reporting.ReportCorrected'], ({ data: { plan, period, indicator: code, unit: of } }) => ({
    what: said('{unit}{period}“{indicator}”的核定值', 'The verified value of “{indicator}” of {unit} in {period}', { unit: unit(of), indicator: indicator(plan, code), period: periodShown(period) }), since: last('reporting.ReportVerified', { period }),
  })),
  rule('report-after-close', { zh: '填报期关闭后填报', en: 'Report after the period was closed' }, reported, ({ data: { plan, period } }, locks) => {
    const lock = locks.one('period', `${plan}/${period}`);
    return lock && { what: said('已关闭的填报期{period}', 'The period {period}, which had been closed', { period: periodShown(period) }), since: since(lock) };
  }),
  rule('period-reopened', { zh: '填报期重开', en: 'Closed period reopened' }, ['reporting.PeriodReopened'], ({ data: { plan, period } }, locks) => {
    const lock = locks.one('period', `${plan}/${period}`);
    return lock && { what: said('已关闭的填报期{period}', 'The period {period}, which had been closed', { period: periodShown(period) }), since: since(lock) };
  }),
  rule('target-changed-in-year', { zh: '年度开始或考核启动后调整目标', en: 'Target changed after the year began or a round opened on it' }, ['plan.TargetRevised'], ({ data: { plan, target }, recordedAt }, locks) =>
    assessedYear(locks, plan, target.year, recordedAt)),
  rule('target-set-under-round', { zh: '考核启动后下达目标', en: 'Target set after a round opened on its year' }, ['plan.TargetSet'], ({ data: { plan, target } }, locks) => openedOn(locks, plan, target.year)),
  rule('definition-changed-in-year', { zh: '年度开始或考核启动后修订指标口径', en: 'Definition revised after the year began or a round opened on it' }, ['plan.IndicatorRevised'], ({ data: { plan, card }, recordedAt }, locks) =>
    ofIndicator(plan, card.code, assessedYear(locks, plan, yearOf(recordedAt), recordedAt))),
  rule('scheme-changed', { zh: '印发后改印评分细则', en: 'Published scheme replaced' }, ['scoring.SchemePublished'], ({ data: { scheme: code, version, year } }, locks) => {
    const under = locks.all('round').find((lock) => roundFacts(lock).scheme === code && roundFacts(lock).year === year);
    if (under) return { what: said('{round}所用的评分细则{scheme}', 'Scheme {scheme}, under which {round} had been opened', { scheme: scheme(code), round: round(under.key) }), since: since(under) };
    if (version === 1) return undefined;
    return { what: said('已印发的评分细则{scheme}', 'Scheme {scheme}, which had been published', { scheme: scheme(code) }), since: last('scoring.SchemePublished', { scheme: code }) };
  }),
  rule('scheme-withdrawn', { zh: '废止已印发的评分细则', en: 'Published scheme withdrawn' }, ['scoring.SchemeWithdrawn'], ({ data: { scheme: code } }) => ({
    what: said('已印发的评分细则{scheme}', 'Scheme {scheme}, which had been published', { scheme: scheme(code) }), since: last('scoring.SchemePublished', { scheme: code }),
  })),
  rule('report-after-freeze', { zh: '冻结至通报之间的填报变动', en: 'Report changed between freeze and publication' }, [...reported, ...settled], ({ data: { plan, period } }, locks) => frozenRound(locks, plan, inPeriod(period))),
  rule('plan-after-freeze', { zh: '冻结至通报之间的目标变动', en: 'Target changed between freeze and publication' }, ['plan.TargetSet', 'plan.TargetRevised'], ({ data: { plan, target } }, locks) => frozenRound(locks, plan, inYear(target.year))),
  rule('definition-after-freeze', { zh: '冻结至通报之间的口径变动', en: 'Definition changed between freeze and publication' }, ['plan.IndicatorRevised'], ({ data: { plan, card } }, locks) => ofIndicator(plan, card.code, frozenRound(locks, plan, () => true))),
  rule('published-result-corrected', { zh: '更正已通报的结果', en: 'Published results corrected' }, ['assessment.ResultsCorrected'], ({ data: { round: code } }, locks) => {
    const lock = locks.one('published', code);
    return lock && { what: said('{round}已通报的结果', 'Published results of {round}', { round: round(code) }), since: since(lock) };
  }),
  rule('score-adjusted', { zh: '调整已计算的得分', en: 'Calculated score adjusted' }, ['assessment.ScoreAdjusted'], ({ data: { unit: of, round: code, node } }, locks) => ({
    what: said('{unit}在{round}中“{node}”的得分', 'The score of {unit} for “{node}” in {round}', { unit: unit(of), round: round(code), node: itemOf(locks, code, node) }), since: last('assessment.ResultCalculated', { unit: of }),
  })),
  rule('entry-revoked', { zh: '撤销扣分、违规或否决登记', en: 'Deduction, record of conduct or veto revoked' }, ['assessment.EntryRevoked'], ({ data: { unit: of, entry } }) => ({
    what: said('{unit}的登记 {entry}', 'The entry {entry} against {unit}', { unit: unit(of), entry: text(entry) }),
    since: {
      lastOf: [
        { type: 'assessment.DeductionEntered', where: { unit: of, deduction: entry } }, { type: 'assessment.ConductRecorded', where: { unit: of, record: entry } }, { type: 'assessment.VetoEntered', where: { unit: of, veto: entry } },
      ],
    },
  })),
  rule('finding-reopened', { zh: '销号后重开', en: 'Closed finding reopened' }, ['supervision.FindingReopened'], ({ data: { finding } }) => ({
    what: said('已销号的问题{finding}', 'Finding {finding}, which had been closed', { finding: named('finding', finding) }), since: last('supervision.FindingClosed', { finding }),
  })),
  rule('appointment-recorded-late', { zh: '任职开始后补录', en: 'Appointment recorded after its start' }, ['units.LeaderAppointed'], ({ data: { unit: of, post, from }, recordedAt }) =>
    from < cityDate(recordedAt) ? { what: said('{unit}{post}任职中已过去的期间', 'The days in office of the {post} of {unit} that had passed', { unit: unit(of), post: { as: 'words', words: post } }), since: { date: from } } : undefined),
  rule('departure-recorded-late', { zh: '离任后补录', en: 'End of an appointment recorded after its day' }, ['units.LeaderLeft'], ({ data: { unit: of, appointment, until }, recordedAt }) =>
    until < cityDate(recordedAt) ? { what: said('{unit}领导离任（任职编号 {appointment}）后已过去的期间', 'The days since a leader of {unit} left (appointment {appointment}) that had passed', { unit: unit(of), appointment: text(appointment) }), since: { date: until } } : undefined),
  rule('calendar-revised-in-year', { zh: '年度开始后调整工作日历', en: 'Working calendar revised after the year began' }, ['calendar.YearRevised'], ({ data: { year }, recordedAt }) =>
    cityDate(recordedAt) >= yearBegan(year) ? { what: said('已开始的 {year} 年工作日历', 'The working calendar of {year}, which had begun', { year: text(year) }), since: { date: yearBegan(year) } } : undefined),
  rule('permission-delegated', { zh: '权限授权代理', en: 'Permission delegated' }, ['identity.DelegationGranted'], ({ data: { from, role } }) => ({
    // A right may be delegated: nothing was fixed, but whoever audits looks for it here.
    what: said('{from} 的“{role}”权限', 'The right of {from} as {role}', { from: user(from), role: word(roleWords, role) }), since: { lastOf: [] },
  })),
];
