import { addDays, cityDate, decimal, derivedId, isRefusal, type Actor, type DateText, type Instant } from '#engine/kernel';
import type { CommandItem, Envelope } from '#engine/commands';
import { calculatedBy } from './calculated-by.js';
import { figureOf, figures } from './figures.js';
import { demoEvidence } from './demo-evidence.js';
import { decideBonus } from '../../../libs/domain/assessment/claim-bonus/decide-bonus.js';
import { recordSiteCheck } from '../../../libs/domain/assessment/check-on-site/record-site-check.js';
import { confirmResults } from '../../../libs/domain/assessment/confirm-results/confirm-results.js';
import { decideReview } from '../../../libs/domain/assessment/decide-review/decide-review.js';
import { shownEffect } from '../../../libs/domain/assessment/decide-review/shown-effect.http.js';
import { freezeData } from '../../../libs/domain/assessment/freeze-data/freeze-data.js';
import { notifyResults } from '../../../libs/domain/assessment/notify-results/notify-results.js';
import { claimYear } from '../../../libs/domain/assessment/open-round/claim-year.js';
import { openRound } from '../../../libs/domain/assessment/open-round/open-round.js';
import { closeRound } from '../../../libs/domain/assessment/publish-results/close-round.js';
import { publishResults } from '../../../libs/domain/assessment/publish-results/publish-results.js';
import { requestReview } from '../../../libs/domain/assessment/request-review/request-review.js';
import { closeSelfAssessment } from '../../../libs/domain/assessment/self-assess/close-self-assessment.js';
import { submitSelfAssessment } from '../../../libs/domain/assessment/self-assess/submit-self-assessment.js';
import { adoptLinkageRules } from '../../../libs/domain/cadre-review/adopt-rules/adopt-rules.js';
import { defaultLinkageRules } from '../../../libs/domain/cadre-review/adopt-rules/default-rules.js';
import { foundFor } from '../../../libs/domain/cadre-review/prepare-dossier/find-sources.js';
import { prepareDossier } from '../../../libs/domain/cadre-review/prepare-dossier/prepare-dossier.js';
import { recordReceipt } from '../../../libs/domain/cadre-review/receipts/record-receipt.js';
import { morning, type Act, type Cast, type StoryCity } from './story.js';

const plan = 'nanjing-2023';
const areas = ['xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun', 'jiangbei-new-area'];
const one = (at: Instant, by: Actor, definition: CommandItem['definition'], command: object, more: Pick<Act, 'reason' | 'authority'> = {}): Act => ({ at, by, items: [{ definition, command }], ...more });

/** The assessment of 2024, finished, with its dossiers; and that of 2025, under way. 演示数据: no such results exist. */
export function* roundsUntil(cast: Cast, now: Instant): Generator<Act> {
  yield* finishedRound(cast);
  yield* dossiersOf2024(cast);
  yield* runningRound(cast, now);
}

function opening(round: string, year: number, scheme: string, calendar: object, startedFrom?: string): readonly CommandItem[] {
  const title = { zh: `${year}年度质量工作考核（各区和江北新区，演示）`, en: `Quality assessment ${year}, districts (demonstration)` };
  const content = { round, title, plan, year, assessmentYear: 'calendar-year', planItem: `${year + 1}年度计划第1项（演示）`, scheme, calendar, ...(startedFrom === undefined ? {} : { startedFrom }), units: areas };
  return [{ definition: claimYear, command: { round, plan, year, groups: ['districts'] } }, { definition: openRound, command: content }];
}

const claimedNode = 'chief-quality-officer-coverage';

function selfAssessment(round: string, scheme: string, unit: string, selfScore: string): object {
  const item = { node: claimedNode, claim: { value: '80' }, note: '演示数据。', evidence: [demoEvidence(unit)] };
  const bonus = { claim: 'b-1', rule: 'inspection-reward', matter: '推进质量工作督查激励（演示）', level: 'provincial', documentType: 'provincial-reward', document: '演示文号 苏质〔2025〕1号', evidence: [demoEvidence(unit)] };
  return { round, unit, scheme, items: [item], bonuses: unit === 'jiangning' ? [bonus] : [], situation: '按年度任务推进。演示数据。', problems: '部分指标进度偏慢。', nextSteps: '补齐短板。', selfScore };
}

function* finishedRound(cast: Cast): Generator<Act> {
  const [round, scheme, units] = ['2024-districts', 'nanjing-districts-2024', areas];
  const calendar = { selfAssessmentBy: '2025-01-31', siteChecksBy: '2025-03-31', freezeBy: '2025-04-10', resultsBy: '2025-04-18', confirmBy: '2025-05-31', requestDays: 5, decisionDays: 10 };
  yield { at: morning('2025-01-06'), by: cast.bureau, items: opening(round, 2024, scheme, calendar) };
  for (const [n, unit] of areas.entries()) if (unit !== 'gaochun') yield one(morning('2025-01-20', n), cast.reporter(unit), submitSelfAssessment, selfAssessment(round, scheme, unit, String(88 + (n % 9))));
  yield one(morning('2025-02-05'), cast.bureau, closeSelfAssessment, { round, units });
  yield one(morning('2025-03-12'), cast.inspector, recordSiteCheck, siteCheck(round, scheme));
  yield one(morning('2025-03-20'), cast.bureau, decideBonus, { round, unit: 'jiangning', claim: 'b-1', accepted: true, reason: '文件齐全。' });
  yield { at: morning('2025-04-08'), by: cast.bureau, items: async ({ log }) => [{ definition: freezeData, command: { round, position: await log.head() } }] };
  yield calculatedBy(cast.bureau, morning('2025-04-10'), round);
  yield one(morning('2025-04-14'), cast.bureau, notifyResults, { round, units, document: '演示文号 宁质函〔2025〕7号' });
  yield* reviews(cast, round, scheme);
  yield calculatedBy(cast.bureau, morning('2025-05-06'), round);
  yield one(morning('2025-05-20'), cast.leader, confirmResults, { round, units, scheme, committee: { zh: '市质量发展委员会', en: 'Quality Development Committee' }, heldOn: '2025-05-20' }, { authority: '演示文号 宁质委纪〔2025〕2号' });
  yield one(morning('2025-05-28'), cast.bureau, publishResults, { round, publishedOn: '2025-05-28' }, { authority: '演示文号 宁质发〔2025〕9号' });
  yield one(morning('2025-06-20'), cast.bureau, closeRound, { round, units, remark: '演示数据。' });
}

/** Two inspectors found one incubator fewer than was reported. */
function siteCheck(round: string, scheme: string): object {
  const course = figures.find(({ indicator }) => indicator === 'tech-incubators')!;
  const verified = decimal(figureOf(course, 'luhe', course.frequency === 'quarter' ? '2024-Q4' : '2024')).minus(1).toFixed();
  return {
    round, unit: 'luhe', scheme, check: 'k-1', on: '2025-03-12', place: '六合经济开发区', unannounced: false, team: [{ user: 'inspector', unit: 'market-regulation' }, { user: 'inspector-two', unit: 'market-regulation' }], recusals: [],
    items: [{ node: 'tech-incubators', verified: { value: verified }, remark: '1 家已停止运营。' }], evidence: [], signatures: { both: true }, reports: { plan, indicators: ['tech-incubators'], years: [2024] },
  };
}

function* reviews(cast: Cast, round: string, scheme: string): Generator<Act> {
  const asked = (unit: string, node: string, claim: string) => ({ round, unit, scheme, request: 'q-1', node, claim, evidence: [demoEvidence(unit)] });
  yield one(morning('2025-04-16'), cast.reporter('luhe'), requestReview, asked('luhe', 'tech-incubators', '停止运营的孵化器已于年末恢复。'), { reason: '年末已恢复运营。' });
  yield one(morning('2025-04-16', 10), cast.reporter('qixia'), requestReview, asked('qixia', 'manufacturing-pass-rate', '第四季度判为不合格的 2 批次复检合格，应予更正。'), { reason: '复检报告在统计时点前出具。' });
  yield one(morning('2025-04-24'), cast.leader, decideReview, { round, unit: 'luhe', request: 'q-1', outcome: 'upheld' }, { reason: '恢复运营晚于统计时点，维持原分。' });
  yield {
    at: morning('2025-04-25'), by: cast.leader, reason: '复检报告属实，按细则补计。', authority: '演示文号 宁质核〔2025〕1号',
    items: async ({ log, calculator }) => {
      const key = { round, unit: 'qixia', request: 'q-1' };
      const delta = '0.2';
      const shown = await shownEffect(log, calculator, key, { delta });
      // A start that goes on where an earlier one stopped finds it decided.
      if (isRefusal(shown) && shown.refused === 'assessment.review-settled') return [];
      if (isRefusal(shown)) throw new Error(`the demo story does not hold: ${shown.refused}`);
      const { effect, basisAt, rooms, position: previewedAt } = shown;
      return [{ definition: decideReview, command: { ...key, outcome: 'corrected', delta, evidence: [demoEvidence('qixia')], previewedAt, shown: { effect, basisAt, rooms } } }];
    },
  };
}

function* dossiersOf2024(cast: Cast): Generator<Act> {
  const round = '2024-districts';
  yield one(morning('2024-12-23'), cast.organisation, adoptLinkageRules, { rules: 'city', content: defaultLinkageRules }, { authority: '演示文号 宁组发〔2024〕12号' });
  for (const [n, unit] of areas.entries()) {
    yield {
      at: morning('2025-06-03', n), by: cast.bureau,
      items: async ({ log, cadreReview }) => [{ definition: prepareDossier, command: { round, unit, number: `演示文号 宁质函〔2025〕${20 + n}号`, rules: 'city', found: await foundFor(round, unit, { log, sheets: cadreReview.sheets, rounds: [] }) } }],
    };
    if (n < 10) yield { at: morning('2025-06-05', n), by: cast.bureau, items: [], does: ({ cadreReview, engine }: StoryCity, envelope: Envelope) => cadreReview.dispatching.dispatch({ round, unit, version: 1 }, envelope, (definition, command, as) => engine.execute(definition, command, as)) };
  }
  for (const [n, unit] of areas.slice(0, 8).entries()) {
    const at = morning('2025-06-09', n);
    const said = { round, unit, id: derivedId('5f0e8a52-7c0f-4a57-9d3b-0c8a3c9b7d11', unit), version: 1, receiver: '市委组织部（演示）', at };
    yield one(at, cast.organisation, recordReceipt, unit === 'gulou' ? { ...said, outcome: 'rejected', reason: '领导任职信息待核。' } : { ...said, outcome: 'acknowledged' });
  }
}

function* runningRound(cast: Cast, now: Instant): Generator<Act> {
  const [round, scheme, today] = ['2025-districts', 'nanjing-districts', cityDate(now)];
  const from = (days: number): DateText => addDays(today, days);
  const calendar = { selfAssessmentBy: from(20), siteChecksBy: from(50), freezeBy: from(60), resultsBy: from(70), confirmBy: from(110), requestDays: 5, decisionDays: 10 };
  yield { at: morning(from(-10)), by: cast.bureau, items: opening(round, 2025, scheme, calendar, '2024-districts') };
  for (const [n, unit] of areas.slice(0, 5).entries()) yield one(morning(from(-3), n), cast.reporter(unit), submitSelfAssessment, selfAssessment(round, scheme, unit, String(86 + n)));
}
