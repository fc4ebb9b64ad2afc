import { describe, expect, test } from '@jest/globals';
import type { Recorded } from '#engine/kernel';
import { recordedLog } from '#engine/testing';
import type { UnitInput } from '#domain/scoring';
import {
  bonusClaimed, bonusDecided, conductRecorded, deductionEntered, entryRevoked, evidence, itemMarked, scoreAdjusted, schemeOf, selfAssessed, selfAssessmentReturned, siteChecked, vetoEntered,
} from '../assessment-examples.js';
import type { ResultEvent } from '../result.events.js';
import { result } from '../result.state.js';
import { unitInputOf } from './round-input.js';

const group = schemeOf().groups[0]!;
const nothing: UnitInput = { values: {} };
const stateOf = (...events: readonly ResultEvent[]) => (recordedLog(events, 'result-quality-2024.xuanwu') as unknown as readonly Recorded<ResultEvent>[]).reduce((state, event) => result.evolve(state, event), result.initial);
const inputOf = (known: UnitInput, ...events: readonly ResultEvent[]) => unitInputOf(known, stateOf(...events), group);
const valueOf = (indicator: string, known: UnitInput, ...events: readonly ResultEvent[]) => inputOf(known, ...events).values[indicator];
const known = (state: 'reported' | 'awaiting-verification' | 'not-reported' | 'not-released' | 'not-applicable', rest: object = {}): UnitInput => ({ values: { 'tech-incubators': { state, ...rest } } });
const claimed = selfAssessed({ items: [{ node: 'incubators', claim: { value: '18' }, evidence }] });

describe('the value of a leaf', () => {
  test.each(['awaiting-verification', 'not-reported', 'not-released', 'not-applicable'] as const)('is what is claimed with evidence where it is %s', (state) => {
    expect(valueOf('tech-incubators', known(state), claimed)).toMatchObject({ state: 'reported', value: '18', position: 1 });
  });

  test('is the verified report, or that it does not apply as was decided, against a claim', () => {
    expect(valueOf('tech-incubators', known('reported', { value: '9' }), claimed)).toEqual({ state: 'reported', value: '9' });
    expect(valueOf('tech-incubators', known('not-applicable', { position: 4 }), claimed)).toEqual({ state: 'not-applicable', position: 4 });
  });

  test('is nothing of a claim without evidence, or in a self-assessment that was returned', () => {
    const bare = selfAssessed({ items: [{ node: 'incubators', claim: { value: '18' }, evidence: [] }] });
    expect(valueOf('tech-incubators', known('not-reported'), bare)).toEqual({ state: 'not-reported' });
    expect(valueOf('tech-incubators', known('not-reported'), claimed, selfAssessmentReturned())).toEqual({ state: 'not-reported' });
    expect(valueOf('tech-incubators', known('not-reported'), claimed, selfAssessmentReturned(), claimed)).toMatchObject({ value: '18', position: 3 });
  });

  test.each(['reported', 'not-applicable', 'not-released'] as const)('is what a site check found, whatever was claimed or %s before', (state) => {
    expect(valueOf('tech-incubators', known(state, { value: '9', position: 4 }), claimed, siteChecked())).toMatchObject({ state: 'reported', value: '16', position: 2 });
  });

  test('is the last site check’s; one that found nothing leaves nothing', () => {
    const check = (n: string, verified: object) => siteChecked({ check: n, items: [{ node: 'mechanism', claimed: { level: 'in-plan' }, verified }] });
    expect(valueOf('mechanism', nothing, check('c-1', { level: 'in-plan' }), check('c-2', { level: 'in-policy' }))).toMatchObject({ level: 'in-policy', position: 2 });
    expect(valueOf('mechanism', nothing, check('c-1', {}))).toMatchObject({ state: 'not-reported', position: 1 });
    expect(valueOf('complaints', nothing, siteChecked({ items: [{ node: 'complaints', claimed: {}, verified: { counts: {} } }] }))).toMatchObject({ state: 'reported', counts: {} });
  });

  test('is every mark of a leaf that raters mark, the last of each rater, whatever was claimed', () => {
    const marks = [itemMarked({ mark: '80' }), itemMarked({ rater: 'leader-sun', mark: '90' }), itemMarked({ mark: '70' })];
    expect(valueOf('service', nothing, selfAssessed({ items: [{ node: 'service', claim: {}, evidence }] }), ...marks)).toMatchObject({ state: 'reported', ratings: ['90', '70'], position: 4 });
    expect(valueOf('service', nothing)).toBeUndefined();
  });

  test('is untouched by facts about nodes that are no leaves of the group', () => {
    const other = siteChecked({ items: [{ node: 'satisfaction', claimed: {}, verified: { value: '1' } }, { node: 'total', claimed: {}, verified: { value: '1' } }] });
    expect(inputOf(known('reported', { value: '9' }), other).values).toEqual({ 'tech-incubators': { state: 'reported', value: '9' } });
  });
});

describe('what changes a total beside the leaves', () => {
  test('are accepted bonus claims, with their acceptance as origin', () => {
    const claims = selfAssessed({ bonuses: [bonusClaimed(), bonusClaimed({ claim: 'b-2' }), bonusClaimed({ claim: 'b-3' })] });
    const { bonuses } = inputOf(nothing, claims, bonusDecided(), bonusDecided({ claim: 'b-2', accepted: false }));
    expect(bonuses).toMatchObject([{ rule: 'award', matter: '中国质量奖提名奖', level: 'national', documentType: 'commendation', document: '国市监质发〔2024〕1号', position: 2 }]);
  });

  test('are deductions, conduct and vetoes that stand, beside what supervision knows', () => {
    const supervised: UnitInput = { values: {}, supervision: [{ kind: 'overdue', matter: 'f-1' }] };
    const input = inputOf(supervised, deductionEntered(), conductRecorded(), vetoEntered(), deductionEntered({ deduction: 'd-2', points: '1' }), entryRevoked('d-1'));
    expect(input.deductions).toMatchObject([{ points: '1', reason: { zh: '迟报', en: '迟报' }, document: '宁质通〔2025〕2号', position: 4 }]);
    expect(input.supervision).toMatchObject([{ kind: 'overdue', matter: 'f-1' }, { kind: 'falsified', matter: '虚报孵化器数量', indicator: 'tech-incubators', document: '宁质通〔2025〕3号', position: 2 }]);
    expect(input.vetoes).toMatchObject([{ rule: 'accident', matter: '某事故', document: '宁政办〔2025〕6号', position: 3 }]);
  });

  test('are adjustments, signed, with reason and document', () => {
    expect(inputOf(nothing, scoreAdjusted()).adjustments).toMatchObject([{ node: 'incubators', points: '-1.5', reason: '口径不符', document: '宁质函〔2025〕7号', position: 1 }]);
  });

  test('are left out where there are none', () => {
    expect(inputOf(nothing)).toEqual({ values: {}, supervision: [] });
  });
});
