// Facts that specs of this context start from; product code never imports it.
import type { DomainEvent, JsonObject } from '#engine/kernel';
import { given, person, type WhenOptions } from '#engine/testing';
import type { ResultEvent, ResultFigures, RoundEvent } from '#domain/assessment';
import type { UnitEvent } from '#domain/units';
import { defaultLinkageRules } from './adopt-rules/default-rules.js';
import type { DossierContent } from './dossier-content.events.js';
import type { DossierEvent } from './dossier.events.js';
import type { InclusionEvent } from './inclusion.events.js';
import type { LinkageContent, LinkageRulesEvent } from './linkage-rules.events.js';
import { sheetHashOf } from './prepare-dossier/sheet-content.js';

import { prepareDossier, type PrepareDossier } from './prepare-dossier/prepare-dossier.js';

export const round = 'nanjing-2024';
export const unit = 'xuanwu';
export const letter = '宁质函〔2025〕12号';
export const rulesDocument = '宁组发〔2024〕8号';

export const people = {
  bureau: person('bureau', { unit: 'market-regulation', roles: { bureau: 'all' } }),
  organisation: person('organisation', { unit: 'organisation-department', roles: { organisation: 'all' } }),
  leader: person('leader', { roles: { leadership: 'all' } }),
  auditor: person('auditor', { roles: { auditor: 'all' } }),
  reporter: person('reporter-xuanwu', { unit, roles: { reporter: [unit] } }),
  system: person('system:cadre-review', { roles: { system: 'all' } }),
} as const;

const leaf = (code: string, changes: JsonObject = {}): JsonObject => ({
  code, title: { zh: `指标${code}`, en: `Item ${code}` }, weight: '50', weightIs: 'points', share: '0.5', effectiveShare: '0.5', possible: '50', obtained: '45', lost: '5', rate: '0.9', contribution: '45', formula: null, notes: [],
  leaf: {
    indicator: code, method: { type: 'target-ratio', version: 1, title: { zh: '完成率', en: 'Ratio' } }, state: 'reported', treatment: {}, reason: null, provisional: false, light: 'yellow',
    inputs: [{ name: 'value', value: '9', position: 40 }, { name: 'target', value: '10', position: 3 }],
  },
  ...changes,
});

const line = (changes: JsonObject): JsonObject => ({
  kind: 'deduction', rule: 'overdue', title: { zh: '逾期整改', en: 'Overdue' }, matter: 'f-1', detail: 'serious', document: '〔2024〕督字第1号', points: '1', counted: '1', outcome: { code: 'counted', zh: '计', en: 'counted' }, ...changes,
});

/** A score sheet with two items, a bonus, an adjustment and two findings, one of them lifted. */
export const sheet: JsonObject = {
  engineVersion: '1.0.0', unit,
  tree: { code: 'root', title: { zh: '总分', en: 'Total' }, possible: '100', obtained: '90', lost: '10', children: [leaf('patents'), { code: 'branch', title: { zh: '安全', en: 'Safety' }, children: [leaf('safety', { possible: null, obtained: null, lost: null })] }] },
  lines: [
    line({ kind: 'bonus', rule: 'award', matter: '省长质量奖', detail: 'provincial', document: '苏政发〔2024〕3号', points: '0.5', counted: '0.5' }),
    line({}), line({ rule: 'listed', points: '0.5', counted: '0.5' }), line({ matter: 'f-2', counted: '0', outcome: { code: 'lifted', zh: '', en: '' } }),
    line({ kind: 'manual-deduction', rule: 'manual', matter: '文', points: '0.2', counted: '0.2' }), line({ kind: 'adjustment', rule: 'patents', matter: '复核', points: '-0.5', counted: '-0.5' }),
  ],
  grade: { vetoes: [] },
};

export const figures = (changes: Partial<ResultFigures> = {}): ResultFigures => ({
  group: 'districts', raw: '88.7654', published: '88.77', bonus: '0.5', deduction: '1.7', gradeByScore: 'B', grade: 'B', vetoed: false, rank: 3, of: 12, sheet: sheetHashOf(sheet), ...changes,
});

const scheme = { id: 'scheme-2024', version: 2, hash: 'c'.repeat(64), document: '宁质发〔2024〕6号' };

export const opened = (changes: { readonly code?: string; readonly year?: number; readonly units?: string[] } = {}): RoundEvent => {
  const { code = round, year = 2024, units = [unit, 'qinhuai', 'customs'] } = changes;
  return {
    type: 'assessment.RoundOpened',
    data: {
      round: code, title: { zh: `${year}年度质量工作考核`, en: `Quality assessment ${year}` }, plan: 'nanjing-2023', year, assessmentYear: 'calendar-year', from: `${year}-01-01`, to: `${year}-12-31`, planItem: `${year}-07`,
      scheme, groups: [{ code: 'districts', units }],
      calendar: { selfAssessmentBy: `${year + 1}-02-10`, siteChecksBy: `${year + 1}-03-10`, freezeBy: `${year + 1}-04-01`, resultsBy: `${year + 1}-04-20`, confirmBy: `${year + 1}-05-20`, requestDays: 5, decisionDays: 10 },
    },
  };
};
export const calculated = (run = 1, code = round): RoundEvent => ({
  type: 'assessment.RoundCalculated',
  data: { round: code, run, cause: run === 1 ? 'first' : 'correction', scheme, engineVersion: '1.0.0', frozenAt: 50, upTo: 60 + run, results: 3, hash: String(run).repeat(64) },
});
export const confirmed = (code = round): RoundEvent => ({
  type: 'assessment.ResultsConfirmed', data: { round: code, run: 1, committee: { zh: '市质量发展委员会', en: 'Committee' }, document: '宁质委〔2025〕1号', heldOn: '2025-05-20', stayed: [] },
});
export const published = (code = round): RoundEvent => ({ type: 'assessment.ResultsPublished', data: { round: code, run: 1, document: '宁质发〔2025〕3号', publishedOn: '2025-05-28' } });
export const corrected = (run = 2): RoundEvent => ({ type: 'assessment.ResultsCorrected', data: { round, run, replaces: run - 1, document: '宁质发〔2025〕9号', reason: '统计数据修订', changed: [] } });

/** A round that was published with its first calculation. */
export const publishedRoundFacts = (code = round, year = 2024): RoundEvent[] => [opened({ code, year }), calculated(1, code), confirmed(code), published(code)];

export const resultFact = (run = 1, changes: Partial<ResultFigures> = {}, of = unit, code = round): ResultEvent => ({
  type: 'assessment.ResultCalculated', data: { round: code, unit: of, run, scheme, engineVersion: '1.0.0', frozenAt: 50, upTo: 60, figures: figures(changes) },
});
export const reviewRequested = (request = 'q-1'): ResultEvent => ({
  type: 'assessment.ReviewRequested', data: { round, unit, request, run: 1, node: 'patents', claim: '46', reason: '漏计', evidence: [], decideBy: '2025-05-12' },
});
export const reviewDecided = (outcome: 'upheld' | 'corrected' | 're-check' = 'upheld', request = 'q-1'): ResultEvent => ({
  type: 'assessment.ReviewDecided',
  data: { round, unit, request, outcome, reason: '经核实', late: false, effect: { scoreFrom: '88.77', scoreTo: '88.77', gradeFrom: 'B', gradeTo: 'B', rankFrom: 3, rankTo: 3 } },
});

type Appointed = Extract<UnitEvent, { type: 'units.LeaderAppointed' }>['data'];
export const registered = (changes: Partial<Extract<UnitEvent, { type: 'units.UnitRegistered' }>['data']> = {}): UnitEvent => ({
  type: 'units.UnitRegistered', data: { code: unit, name: { zh: '玄武区', en: 'Xuanwu' }, kind: 'district', aliases: [], order: 1, from: '2023-12-18', ...changes },
});
export const appointed = (appointment: string, changes: Partial<Appointed> = {}): UnitEvent => ({
  type: 'units.LeaderAppointed',
  data: { unit, appointment, person: `p-${appointment}`, post: { zh: '区长', en: 'Head' }, rank: 'main', line: 'administrative', portfolio: { measures: [], units: [] }, from: '2023-01-01', ...changes },
});
export const left = (appointment: string, until: string): UnitEvent => ({ type: 'units.LeaderLeft', data: { unit, appointment, person: `p-${appointment}`, until } });

/** A secretary for the whole year, a head who hands over in June, and a deputy who comes in September. */
export const groupFacts: UnitEvent[] = [
  registered(), appointed('secretary', { post: { zh: '区委书记', en: 'Secretary' }, line: 'party' }), appointed('head-1'), left('head-1', '2024-06-14'), appointed('head-2', { from: '2024-06-20' }),
  appointed('deputy', { rank: 'deputy', post: { zh: '副区长', en: 'Deputy' }, from: '2024-09-01', portfolio: { measures: [3, 5], units: ['qinhuai'] } }),
];

export const rulesAdopted = (content: LinkageContent = defaultLinkageRules, version = 1): LinkageRulesEvent => ({ type: 'cadre-review.LinkageRulesAdopted', data: { rules: 'city', version, document: rulesDocument, content } });
export const included = (of = unit): InclusionEvent => ({ type: 'cadre-review.InclusionDecided', data: { unit: of, document: '宁组发〔2025〕2号' } });

/** What the edge finds out. */
export const found = (changes: Partial<PrepareDossier['found']> = {}): PrepareDossier['found'] => ({ sheet, earlier: [], targetDates: { 3: '2024-03-01' }, ...changes });
export const prepare = (changes: Partial<PrepareDossier> = {}): PrepareDossier => ({ round, unit, number: letter, rules: 'city', found: found(), ...changes });

/** Everything that stands when a dossier can be prepared. */
export const ready = (changes: Partial<NonNullable<WhenOptions<any>['toldFrom']>> = {}): WhenOptions<any> => ({
  toldFrom: { round: publishedRoundFacts(), result: [resultFact()], group: groupFacts, rules: [rulesAdopted()], ...changes },
});

/** Facts of the streams that a dossier is made from, for specs that need a log. */
export const toldStreams: readonly (readonly [stream: string, events: readonly DomainEvent<string, any>[]])[] = [
  [`round-${round}`, publishedRoundFacts()], [`result-${round}.${unit}`, [resultFact()]], [`unit-${unit}`, groupFacts], ['linkageRules-city', [rulesAdopted()]],
];

/** The content of the dossier that {@link prepare} gives. */
export const content = (): DossierContent => {
  const [event] = given().when(prepareDossier, prepare(), ready()).events();
  return (event as Extract<DossierEvent, { type: 'cadre-review.DossierPrepared' }>).data.content;
};

const about = { round, unit };
export const preparedFact = (version = 1, changes: Partial<Extract<DossierEvent, { type: 'cadre-review.DossierPrepared' }>['data']> = {}): DossierEvent => ({
  type: 'cadre-review.DossierPrepared', data: { ...about, version, number: version === 1 ? letter : `${letter}-${version}`, mark: 'internal', content: content(), ...changes },
});
export const replacedFact = (version = 1, reason: string | null = '结果更正'): DossierEvent => ({ type: 'cadre-review.DossierReplaced', data: { ...about, version, by: version + 1, reason } });
export const hashOf = (version: number): string => String(version).repeat(64);
export const dispatchedFact = (version = 1, replaces: number | null = null): DossierEvent => ({
  type: 'cadre-review.DossierDispatched',
  data: { ...about, version, number: version === 1 ? letter : `${letter}-${version}`, hash: hashOf(version), kid: 'k', persons: ['p-secretary'], replaces: replaces === null ? null : { version: replaces, hash: hashOf(replaces) } },
});
export const acknowledgedFact = (version = 1, receipt = `r-${version}`): DossierEvent => ({ type: 'cadre-review.DossierAcknowledged', data: { ...about, version, receipt, receiver: '市委组织部', at: '2025-06-11T02:00:00Z' } });
export const rejectedFact = (version = 1, receipt = `r-${version}`): DossierEvent => ({
  type: 'cadre-review.DossierRejected', data: { ...about, version, receipt, receiver: '市委组织部', at: '2025-06-11T02:00:00Z', reason: '任职时间有误' },
});
