import { describe, expect, test } from '@jest/globals';
import { given, reacting, recordedLog, type WhenOptions } from '#engine/testing';
import { adoptedPolicy, escalationRules, people, plan } from '../finding-examples.js';
import type { EscalationRule } from '../escalation/escalation-policy.events.js';
import { judgeProgress } from './judge-progress.js';
import { caughtUp, card, definedCard, fellBehind, indicator, setTarget, target, warnedProgress } from './progress-examples.js';
import { basisOf, cardOf, progressPlan } from './progress-plan.state.js';
import { periodAfter, periodBefore } from './progress-warning.state.js';
import { watchProgress } from './watch-progress.process.js';

const facts = [definedCard(), setTarget()];
const told: WhenOptions<any> = { toldFrom: { plan: facts, policy: [adoptedPolicy()] } };
const judge = (period: string, value: string) => ({ plan, indicator, unit: 'xuanwu', period, value });
const march = { period: '2025-03', expected: '30', actual: '20', share: '0.6666', light: 'red' } as const;

describe('judging progress', () => {
  test('the system records a period behind; nobody else does', () => {
    given().as(people.system).when(judgeProgress, judge('2025-02', '16'), told).then(fellBehind());
    for (const one of [people.bureau, people.inspector, people.reporter]) given().as(one).when(judgeProgress, judge('2025-02', '16'), told).thenForbidden();
  });

  test('a period in time is no news, nor are the same figures again', () => {
    given().when(judgeProgress, judge('2025-02', '20'), told).thenNothing();
    given(fellBehind()).when(judgeProgress, judge('2025-02', '16'), told).thenNothing();
    given(fellBehind(), caughtUp()).when(judgeProgress, judge('2025-03', '33'), told).thenNothing();
    given(fellBehind()).when(judgeProgress, judge('2025-04', '40'), told).thenNothing();
  });

  test('figures that a correction changes are recorded, and a correction into time is', () => {
    given(fellBehind()).when(judgeProgress, judge('2025-02', '15'), told).then(fellBehind({ actual: '15', share: '0.75', light: 'red' }));
    given(fellBehind()).when(judgeProgress, judge('2025-02', '21'), told).then(caughtUp({ period: '2025-02', expected: '20', actual: '21', share: '1.05' }));
  });

  test('catching up is recorded once', () => {
    given(fellBehind()).when(judgeProgress, judge('2025-03', '33'), told).then(caughtUp());
  });

  test('two months running warn, at the level of the rule, once a year', () => {
    given(fellBehind()).when(judgeProgress, judge('2025-03', '20'), told).then(fellBehind({ ...march, running: 2 }), warnedProgress());
    given(fellBehind(), fellBehind({ ...march, running: 2 }), warnedProgress()).when(judgeProgress, judge('2025-04', '20'), told)
      .then(fellBehind({ period: '2025-04', expected: '40', actual: '20', share: '0.5', light: 'red', running: 3 }));
  });

  test('a month that comes late closes the gap between two behind', () => {
    const gap = [fellBehind({ period: '2025-01', expected: '10', actual: '5', share: '0.5', light: 'red' }), fellBehind({ ...march })];
    const events = given(...gap).when(judgeProgress, judge('2025-02', '16'), told).events();
    expect(events).toMatchObject([{ data: { period: '2025-02', running: 2 } }, { type: 'supervision.ProgressWarned', data: { running: 3 } }]);
  });

  test('runs end with a month in time and with the year', () => {
    const december = fellBehind({ period: '2024-12' });
    expect(given(december).when(judgeProgress, judge('2025-01', '5'), told).events()).toMatchObject([{ data: { running: 1 } }]);
    expect(given(fellBehind(), caughtUp()).when(judgeProgress, judge('2025-04', '20'), told).events()).toMatchObject([{ data: { running: 1 } }]);
    expect(given(warnedProgress({ period: '2024-03' }), fellBehind()).when(judgeProgress, judge('2025-03', '20'), told).events()).toHaveLength(2);
  });

  test('the end of the third quarter warns by its own rule, whether values come by the quarter or by the month', () => {
    const rules: EscalationRule[] = [{ ...escalationRules[3]!, when: [{ kind: 'behind-quarter', quarter: 3 }] }, escalationRules[4]!];
    const quarterly: WhenOptions<any> = { toldFrom: { plan: [definedCard({ frequency: 'quarter' }), setTarget()], policy: [adoptedPolicy(rules)] } };
    expect(given().when(judgeProgress, judge('2025-Q3', '80'), quarterly).events()).toMatchObject([
      { data: { running: 1 } },
      { data: { level: 'red', trigger: 'behind-quarter', text: { zh: 'xuanwu“高价值发明专利”至2025年第三季度末落后于时序进度：2025年第三季度应达90，实际80。' } } },
    ]);
    expect(given().when(judgeProgress, judge('2025-09', '80'), quarterly).events()).toHaveLength(2);
    expect(given(fellBehind({ period: '2025-Q1' })).when(judgeProgress, judge('2025-Q2', '30'), quarterly).events()).toHaveLength(1);
  });

  test('a warning calls the unit by its name', () => {
    const unit = [{ type: 'units.UnitRegistered' as const, data: { code: 'xuanwu', name: { zh: '玄武区', en: 'Xuanwu District' }, kind: 'district' as const, inAssessment: true, parent: null } }] as never[];
    const named: WhenOptions<any> = { toldFrom: { plan: facts, policy: [adoptedPolicy()], named: unit } };
    expect(given(fellBehind()).when(judgeProgress, judge('2025-03', '20'), named).events()[1]).toMatchObject({
      data: { text: { zh: '玄武区“高价值发明专利”连续2个月落后于时序进度：2025年3月应达30，实际20。', en: 'Xuanwu District: “High-value patents” has been behind schedule for 2 months running; by March 2025 30 was expected, 20 was reached.' } },
    });
  });

  test('without rules in force there is a judgement and no warning', () => {
    given(fellBehind()).when(judgeProgress, judge('2025-03', '20'), { toldFrom: { plan: facts } }).then(fellBehind({ ...march, running: 2 }));
  });

  test('what has no card, no target or nothing expected is not judged', () => {
    for (const plan of [[], [definedCard()], [setTarget()], [definedCard(), setTarget({ unit: 'gulou' })], [definedCard(), setTarget({ profile: 'year-end' })]]) {
      given().when(judgeProgress, judge('2025-02', '0'), { toldFrom: { plan, policy: [adoptedPolicy()] } }).thenNothing();
    }
  });

  test('values verified and corrected set it off', () => {
    const { period, value, ...rest } = judge('2025-02', '16');
    reacting(watchProgress).given({ type: 'reporting.ReportVerified', data: { ...rest, period, value } }).expect({ definition: judgeProgress, command: judge('2025-02', '16') });
    reacting(watchProgress).given({ type: 'reporting.ReportCorrected', data: { ...rest, period, from: value, to: '17', reasonCode: 'input-error', reason: '笔误', authority: '文', evidence: [] } })
      .expect({ definition: judgeProgress, command: judge('2025-02', '17') });
  });
});

describe('what a value is held against', () => {
  const stateOf = (...events: readonly ReturnType<typeof setTarget>[]) => recordedLog(events).reduce((state, event) => progressPlan.evolve(state, event as never), progressPlan.initial);
  const asked = { indicator, unit: 'xuanwu', year: 2025 };

  test('the unit\'s own target, or the city\'s where the unit alone reports', () => {
    const city = setTarget({ unit: 'city', value: '1000' });
    expect(basisOf(stateOf(definedCard(), city), asked)).toBeUndefined();
    expect(basisOf(stateOf(definedCard({ reportedBy: ['xuanwu'] }), city), asked)?.target.value).toBe('1000');
    expect(basisOf(stateOf(definedCard({ reportedBy: ['xuanwu'] }), city, setTarget()), asked)?.target.value).toBe('120');
    expect(basisOf(stateOf(definedCard({ reportedBy: ['xuanwu'] }), city), { ...asked, year: 2026 })).toBeUndefined();
  });

  test('a level starts from last year\'s target; from the baseline only where the city\'s target is meant', () => {
    const baseline = { year: 2022, value: '90' };
    const cityOnly = definedCard({ reportedBy: ['xuanwu'], baseline });
    expect(basisOf(stateOf(definedCard({ baseline }), setTarget(), setTarget({ year: 2024, value: '100' })), asked)?.start).toBe('100');
    expect(basisOf(stateOf(definedCard({ baseline }), setTarget()), asked)?.start).toBeUndefined();
    expect(basisOf(stateOf(cityOnly, setTarget({ unit: 'city' })), asked)?.start).toBe('90');
  });

  test('the latest card and target in force, among thousands, and own fields only', () => {
    const many = Array.from({ length: 300 }, (_, i) => setTarget({ unit: `unit-${i}`, value: String(i + 1) }));
    const state = stateOf(definedCard(), ...many, setTarget({ unit: 'unit-7', value: '77' }), { type: 'plan.IndicatorRevised', data: { plan, card: card({ decimals: 2 }), changed: ['decimals'], document: '文' } }, {
      type: 'plan.TargetRevised', data: { plan, target: target({ unit: 'unit-8', value: '88' }), from: target({ unit: 'unit-8', value: '9' }), document: '文' },
    });
    expect([7, 8, 299].map((i) => basisOf(state, { ...asked, unit: `unit-${i}` })?.target.value)).toEqual(['77', '88', '300']);
    expect([cardOf(state, indicator)?.decimals, cardOf(state, 'constructor'), basisOf(state, { ...asked, indicator: 'constructor' })]).toEqual([2, undefined, undefined]);
  });

  test('periods follow each other within the year', () => {
    expect(['2025-02', '2025-10', '2025-Q1', '2025-Q4', '2025-H2', '2025'].map(periodBefore)).toEqual(['2025-01', '2025-09', undefined, '2025-Q3', '2025-H1', undefined]);
    expect(['2025-02', '2025-09', '2025-12', '2025-Q4', '2025-H1', '2025'].map(periodAfter)).toEqual(['2025-03', '2025-10', undefined, undefined, '2025-H2', undefined]);
  });
});
