// Facts that specs of this context start from; product code never imports it.
import type { JsonObject } from '#engine/kernel';
import { person, recorded, type RecordedOverrides } from '#engine/testing';
import { parseScheme, schemeHash, type Scheme, type SchemeEvent } from '#domain/scoring';
import type { UnitEvent } from '#domain/units';
import { resultStream, type ResultEvent, type ResultFigures } from './result.events.js';
import { roundStream, type RoundCalendar, type RoundEvent, type RoundGroup, type RoundScheme } from './round.events.js';

/** Data of a fact by its type. */
export type RoundData<T extends RoundEvent['type']> = Extract<RoundEvent, { type: T }>['data'];
export type ResultData<T extends ResultEvent['type']> = Extract<ResultEvent, { type: T }>['data'];
type RoundFact<T extends RoundEvent['type']> = Extract<RoundEvent, { type: T }>;
type ResultFact<T extends ResultEvent['type']> = Extract<ResultEvent, { type: T }>;

export const plan = 'nanjing-2023';
export const round = 'quality-2024';
export const schemeId = 'quality';

const assessed = ['xuanwu', 'qinhuai', 'gulou'];
const departments = ['market-regulation', 'science-tech'];
/** Every unit of the round, in its order. */
export const units = [...assessed, ...departments];

/** Who takes part. `bureau` is of an assessed department, `secretary` of the bureau's staff that no round assesses. */
export const people = {
  bureau: person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } }),
  secretary: person('bureau-qian', { unit: 'secretariat', roles: { bureau: 'all' } }),
  reporter: person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }),
  otherReporter: person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } }),
  inspector: person('inspector-zhou', { unit: 'statistics', roles: { inspector: 'all' } }),
  otherInspector: person('inspector-he', { unit: 'statistics', roles: { inspector: 'all' } }),
  verifier: person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } }),
  leader: person('leader-sun', { unit: 'government-office', roles: { leadership: 'all' } }),
  organisation: person('organisation-xu', { unit: 'organisation-department', roles: { organisation: 'all' } }),
  auditor: person('auditor-lin', { roles: { auditor: 'all' } }),
  /** Everything at once, and of an assessed unit: what must not be for the unit is refused all the same. */
  insider: person('insider-wu', { unit: 'xuanwu', roles: { bureau: 'all', inspector: 'all', verifier: 'all', leadership: 'all', reporter: ['xuanwu'] } }),
  nobody: person('nobody'),
} as const;

const t = (zh: string, en: string) => ({ zh, en });

/**
 * Districts: incubators by completion 40, patents against peers 20, mechanism by evidence level 10, complaints by deduction 10, service by
 * raters 20. Departments: incubators 60, service by raters 40. Bonus, deductions, veto and grades as in practice.
 */
export const content: JsonObject = {
  schemaVersion: 1, id: schemeId, title: t('质量工作考核评分细则（示例）', 'Quality assessment scheme (example)'),
  groups: [
    {
      code: 'districts', title: t('各区', 'Districts'), units: assessed,
      rounding: { places: 2, mode: 'half-up' },
      bands: [
        { code: 'A', title: t('优秀', 'Excellent'), from: '90' }, { code: 'B', title: t('良好', 'Good'), from: '80', to: '90' },
        { code: 'C', title: t('合格', 'Adequate'), from: '60', to: '80' }, { code: 'D', title: t('不合格', 'Failing'), to: '60' },
      ],
      quotas: [{ grade: 'A', count: 1, overflow: 'B' }],
      bonuses: { cap: '3', rules: [{ code: 'award', title: t('表彰奖励', 'Awards'), documentTypes: ['commendation'], points: { national: '2', provincial: '1' }, cap: '2' }] },
      deductions: {
        cap: '10', manual: { allowed: true, cap: '3' },
        rules: [
          { code: 'falsified', title: t('数据造假', 'Falsified data'), kind: 'falsified', points: '3', zeroesIndicator: true },
          { code: 'criticised', title: t('通报批评', 'Criticised publicly'), kind: 'criticised', points: { city: '1', province: '2' } },
          { code: 'overdue', title: t('整改逾期', 'Overdue'), kind: 'overdue', points: '0.5' },
        ],
      },
      vetoes: [{ code: 'accident', title: t('发生重大质量安全事故', 'A major quality-safety accident'), grade: 'D' }],
      tree: {
        code: 'total', title: t('总分', 'Total'), points: '100', aggregate: 'sum-of-points',
        children: [
          {
            code: 'innovation', title: t('创新', 'Innovation'), points: '60', aggregate: 'sum-of-points',
            children: [
              { code: 'incubators', title: t('孵化器', 'Incubators'), indicator: 'tech-incubators', points: '40', method: { type: 'completion-ratio', target: { from: 'target' } } },
              { code: 'patents', title: t('专利', 'Patents'), indicator: 'patents', points: '20', method: { type: 'peer-min-max' } },
            ],
          },
          {
            code: 'mechanism', title: t('工作机制', 'Mechanism'), indicator: 'mechanism', points: '10',
            method: { type: 'evidence-levels', levels: [{ code: 'in-plan', number: '100', rate: '1' }, { code: 'in-policy', number: '50', rate: '0.5' }, { code: 'none', number: '0', rate: '0' }] },
          },
          {
            code: 'complaints', title: t('投诉', 'Complaints'), indicator: 'complaints', points: '10',
            method: { type: 'deduction-per-item', items: [{ code: 'upheld', points: '0.5' }, { code: 'repeated', points: '1' }] },
          },
          { code: 'service', title: t('服务评价', 'Service'), indicator: 'service', points: '20', method: { type: 'raters', full: '100' } },
        ],
      },
    },
    {
      code: 'departments', title: t('市级部门', 'Departments'), units: departments,
      rounding: { places: 2, mode: 'half-up' },
      bands: [{ code: 'A', title: t('优秀', 'Excellent'), from: '90' }, { code: 'B', title: t('合格', 'Good'), to: '90' }],
      deductions: { manual: { allowed: false }, rules: [] },
      tree: {
        code: 'work', title: t('总分', 'Total'), points: '100', aggregate: 'sum-of-points',
        children: [
          { code: 'support', title: t('支持孵化器', 'Support of incubators'), indicator: 'tech-incubators', points: '60', method: { type: 'completion-ratio', target: '20' } },
          { code: 'satisfaction', title: t('满意度', 'Satisfaction'), indicator: 'satisfaction', points: '40', method: { type: 'raters' } },
        ],
      },
    },
  ],
};

/** The content read as a scheme. */
export function schemeOf(value: JsonObject = content, version = 1): Scheme {
  const parsed = parseScheme({ ...value, version });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

/** The scheme as it is published for a year. */
export const schemePublished = (year = 2024, version = 1, value: JsonObject = content): SchemeEvent => ({
  type: 'scoring.SchemePublished',
  data: { scheme: schemeId, plan, year, version, content: { ...value, version } as never, hash: schemeHash(schemeOf(value, version)), document: `宁质发〔${year}〕3号` },
});

export const schemeWithdrawn = (year = 2024, version = 1): SchemeEvent => ({
  type: 'scoring.SchemeWithdrawn', data: { scheme: schemeId, plan, year, version, reason: '另行制定', document: '宁质发〔2024〕9号' },
});

/** The scheme as a round names it. */
export const roundScheme: RoundScheme = { id: schemeId, version: 1, hash: schemeHash(schemeOf()), document: '宁质发〔2024〕3号' };
export const groups: readonly RoundGroup[] = [{ code: 'districts', units: assessed }, { code: 'departments', units: departments }];

/** Specs decide on 3 March 2025 unless they say otherwise: within the days of self-assessment. */
export const calendar: RoundCalendar = {
  selfAssessmentBy: '2025-03-10', siteChecksBy: '2025-03-31', freezeBy: '2025-04-10', resultsBy: '2025-04-30', confirmBy: '2025-06-30', requestDays: 5, decisionDays: 10,
};
/** Moments at which specs decide: within the days of a step, and after them. */
export const days = {
  selfAssessment: '2025-03-03T01:00:00.000Z', afterSelfAssessment: '2025-03-11T01:00:00.000Z', siteChecks: '2025-03-20T01:00:00.000Z', afterSiteChecks: '2025-04-01T01:00:00.000Z',
} as const;

export const registeredUnit = (code: string): UnitEvent => ({
  type: 'units.UnitRegistered', data: { code, name: t('某单位', 'A unit'), kind: assessed.includes(code) ? 'district' : 'department', aliases: [], order: 1, from: '2023-12-18' },
});
export const closedUnit = (code: string): UnitEvent => ({ type: 'units.UnitClosed', data: { code, from: '2024-12-31', document: '宁编〔2024〕1号' } });

export const evidence = [{ sha256: 'a'.repeat(64), name: '佐证.pdf', size: 9, type: 'application/pdf' }];

// The steps of a round.

export const roundOpened = (changes: Partial<RoundData<'assessment.RoundOpened'>> = {}): RoundFact<'assessment.RoundOpened'> => ({
  type: 'assessment.RoundOpened',
  data: {
    round, title: t('2024年度质量工作考核', 'Quality assessment 2024'), plan, year: 2024, assessmentYear: 'calendar-year', from: '2024-01-01', to: '2024-12-31', planItem: '2025-考-07',
    scheme: roundScheme, groups: groups.map(({ code, units: of }) => ({ code, units: [...of] })), calendar, ...changes,
  },
});
export const roundReplanned = (changes: Partial<RoundCalendar> = {}): RoundFact<'assessment.RoundReplanned'> => ({ type: 'assessment.RoundReplanned', data: { round, calendar: { ...calendar, ...changes }, reason: '顺延' } });
export const selfAssessmentClosed = (missing: readonly string[] = []): RoundFact<'assessment.SelfAssessmentClosed'> => ({ type: 'assessment.SelfAssessmentClosed', data: { round, missing: [...missing] } });
export const dataFrozen = (position = 100): RoundFact<'assessment.DataFrozen'> => ({ type: 'assessment.DataFrozen', data: { round, position } });
export const roundCalculated = (changes: Partial<RoundData<'assessment.RoundCalculated'>> = {}): RoundFact<'assessment.RoundCalculated'> => ({
  type: 'assessment.RoundCalculated',
  data: { round, run: 1, cause: 'first', scheme: roundScheme, engineVersion: '1.0.0', frozenAt: 100, upTo: 110, results: units.length, hash: 'c'.repeat(64), ...changes },
});
/** Requests until the end of 12 May 2025 in the city. */
export const resultsNotified = (changes: Partial<RoundData<'assessment.ResultsNotified'>> = {}): RoundFact<'assessment.ResultsNotified'> => ({
  type: 'assessment.ResultsNotified', data: { round, run: 1, requestsBy: '2025-05-12T15:59:59.999Z', ...changes },
});
export const resultsConfirmed = (changes: Partial<RoundData<'assessment.ResultsConfirmed'>> = {}): RoundFact<'assessment.ResultsConfirmed'> => ({
  type: 'assessment.ResultsConfirmed', data: { round, run: 1, committee: t('市质量发展委员会', 'Quality development committee'), document: '宁质委〔2025〕1号', heldOn: '2025-06-10', stayed: [], ...changes },
});
export const resultsPublished = (changes: Partial<RoundData<'assessment.ResultsPublished'>> = {}): RoundFact<'assessment.ResultsPublished'> => ({
  type: 'assessment.ResultsPublished', data: { round, run: 1, document: '宁质发〔2025〕5号', publishedOn: '2025-06-20', ...changes },
});
export const resultsCorrected = (changes: Partial<RoundData<'assessment.ResultsCorrected'>> = {}): RoundFact<'assessment.ResultsCorrected'> => ({
  type: 'assessment.ResultsCorrected', data: { round, run: 2, replaces: 1, document: '宁质发〔2025〕8号', reason: '统计核减', changed: [], ...changes },
});
export const roundClosed = (): RoundFact<'assessment.RoundClosed'> => ({ type: 'assessment.RoundClosed', data: { round } });
export const roundCancelled = (): RoundFact<'assessment.RoundCancelled'> => ({ type: 'assessment.RoundCancelled', data: { round, reason: '并入综合考核', authority: '宁委办〔2025〕2号' } });

const course: readonly RoundEvent[] = [roundOpened(), selfAssessmentClosed(), dataFrozen(), roundCalculated(), resultsNotified(), resultsConfirmed(), resultsPublished(), roundClosed()];
const reached = ['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified', 'confirmed', 'published', 'closed'] as const;

/** The facts of a round that has come to a step, from its opening on. */
export const roundAt = (step: (typeof reached)[number] | 'cancelled'): readonly RoundEvent[] =>
  step === 'cancelled' ? [roundOpened(), roundCancelled()] : course.slice(0, reached.indexOf(step) + 1);

// What a round knows of a unit; of `xuanwu` unless said otherwise.

const of = (unit: string) => ({ round, unit });

export const selfAssessed = (changes: Partial<ResultData<'assessment.SelfAssessmentSubmitted'>> = {}): ResultFact<'assessment.SelfAssessmentSubmitted'> => ({
  type: 'assessment.SelfAssessmentSubmitted',
  data: {
    ...of('xuanwu'), items: [{ node: 'incubators', claim: { value: '18' }, evidence }, { node: 'mechanism', claim: { level: 'in-plan' }, evidence }], bonuses: [bonusClaimed()],
    situation: '基本情况', problems: '存在问题', nextSteps: '下步打算', selfScore: '92.5', late: false, ...changes,
  },
});
export const bonusClaimed = (changes: Partial<ResultData<'assessment.SelfAssessmentSubmitted'>['bonuses'][number]> = {}): ResultData<'assessment.SelfAssessmentSubmitted'>['bonuses'][number] => ({
  claim: 'b-1', rule: 'award', matter: '中国质量奖提名奖', level: 'national', documentType: 'commendation', document: '国市监质发〔2024〕1号', evidence, ...changes,
});
export const selfAssessmentReturned = (changes: Partial<ResultData<'assessment.SelfAssessmentReturned'>> = {}): ResultFact<'assessment.SelfAssessmentReturned'> => ({
  type: 'assessment.SelfAssessmentReturned', data: { ...of('xuanwu'), reason: '佐证不全', ...changes },
});
export const siteChecked = (changes: Partial<ResultData<'assessment.SiteCheckRecorded'>> = {}): ResultFact<'assessment.SiteCheckRecorded'> => ({
  type: 'assessment.SiteCheckRecorded',
  data: {
    ...of('xuanwu'), check: 'c-1', on: '2025-03-18', place: '新街口', unannounced: false, team: ['inspector-zhou', 'inspector-he'], recusals: [],
    items: [{ node: 'incubators', claimed: { value: '18' }, verified: { value: '16' }, difference: '-2' }], evidence, signatures: { both: true }, ...changes,
  },
});
export const itemMarked = (changes: Partial<ResultData<'assessment.ItemMarked'>> = {}): ResultFact<'assessment.ItemMarked'> => ({
  type: 'assessment.ItemMarked', data: { ...of('xuanwu'), node: 'service', rater: 'inspector-zhou', mark: '85', ...changes },
});
export const bonusDecided = (changes: Partial<ResultData<'assessment.BonusDecided'>> = {}): ResultFact<'assessment.BonusDecided'> => ({
  type: 'assessment.BonusDecided', data: { ...of('xuanwu'), claim: 'b-1', accepted: true, reason: '文件属实', ...changes },
});
export const deductionEntered = (changes: Partial<ResultData<'assessment.DeductionEntered'>> = {}): ResultFact<'assessment.DeductionEntered'> => ({
  type: 'assessment.DeductionEntered', data: { ...of('xuanwu'), deduction: 'd-1', points: '0.5', reason: '迟报', document: '宁质通〔2025〕2号', ...changes },
});
export const conductRecorded = (changes: Partial<ResultData<'assessment.ConductRecorded'>> = {}): ResultFact<'assessment.ConductRecorded'> => ({
  type: 'assessment.ConductRecorded', data: { ...of('xuanwu'), record: 'r-1', kind: 'falsified', indicator: 'tech-incubators', matter: '虚报孵化器数量', document: '宁质通〔2025〕3号', ...changes },
});
export const vetoEntered = (changes: Partial<ResultData<'assessment.VetoEntered'>> = {}): ResultFact<'assessment.VetoEntered'> => ({
  type: 'assessment.VetoEntered', data: { ...of('xuanwu'), veto: 'v-1', rule: 'accident', matter: '某事故', document: '宁政办〔2025〕6号', ...changes },
});
export const entryRevoked = (entry = 'd-1', changes: Partial<ResultData<'assessment.EntryRevoked'>> = {}): ResultFact<'assessment.EntryRevoked'> => ({
  type: 'assessment.EntryRevoked', data: { ...of('xuanwu'), entry, reason: '登记有误', authority: '宁质通〔2025〕4号', ...changes },
});
export const figures = (changes: Partial<ResultFigures> = {}): ResultFigures => ({
  group: 'districts', raw: '86.125', published: '86.13', bonus: '2', deduction: '0', gradeByScore: 'B', grade: 'B', vetoed: false, rank: 2, of: 3, sheet: 'd'.repeat(64), ...changes,
});
export const resultCalculated = (changes: Partial<ResultData<'assessment.ResultCalculated'>> = {}): ResultFact<'assessment.ResultCalculated'> => ({
  type: 'assessment.ResultCalculated', data: { ...of('xuanwu'), run: 1, scheme: roundScheme, engineVersion: '1.0.0', frozenAt: 100, upTo: 110, figures: figures(), ...changes },
});
export const scoreAdjusted = (changes: Partial<ResultData<'assessment.ScoreAdjusted'>> = {}): ResultFact<'assessment.ScoreAdjusted'> => ({
  type: 'assessment.ScoreAdjusted', data: { ...of('xuanwu'), adjustment: 'a-1', node: 'incubators', delta: '-1.5', reason: '口径不符', document: '宁质函〔2025〕7号', evidence: [], ...changes },
});
/** To be decided by the end of 20 May 2025 in the city. */
export const reviewRequested = (changes: Partial<ResultData<'assessment.ReviewRequested'>> = {}): ResultFact<'assessment.ReviewRequested'> => ({
  type: 'assessment.ReviewRequested', data: { ...of('xuanwu'), request: 'q-1', run: 1, node: 'incubators', claim: '应得 38 分', reason: '核减有误', evidence, decideBy: '2025-05-20T15:59:59.999Z', ...changes },
});
export const reviewWithdrawn = (request = 'q-1'): ResultFact<'assessment.ReviewWithdrawn'> => ({ type: 'assessment.ReviewWithdrawn', data: { ...of('xuanwu'), request, reason: '无异议' } });
export const resultStayed = (request = 'q-1'): ResultFact<'assessment.ResultStayed'> => ({ type: 'assessment.ResultStayed', data: { ...of('xuanwu'), request, reason: '影响等次' } });
export const reviewDecided = (changes: Partial<ResultData<'assessment.ReviewDecided'>> = {}): ResultFact<'assessment.ReviewDecided'> => ({
  type: 'assessment.ReviewDecided',
  data: {
    ...of('xuanwu'), request: 'q-1', outcome: 'upheld', reason: '核减无误', late: false,
    effect: { scoreFrom: '86.13', scoreTo: '86.13', gradeFrom: 'B', gradeTo: 'B', rankFrom: 2, rankTo: 2 }, ...changes,
  },
});

/** A fact on its own stream by somebody, at a position. */
export function recordedBy<E extends RoundEvent | ResultEvent>(actor: string, { type, data }: E, overrides: RecordedOverrides = {}) {
  const stream = 'unit' in data ? resultStream(data.round, data.unit) : roundStream(data.round);
  return recorded<E['type'], E['data']>(type as E['type'], data as E['data'], { stream, ...overrides, meta: { actor, ...overrides.meta } });
}
