import { describe, expect, test } from '@jest/globals';
import { recordedLog, type GivenEvent } from '#engine/testing';
import { adopted, assigned, card, defined, measure, plan as planId, progressed, reviewed, target, targetSet, unit, closed } from './plan-examples.js';
import { measureProgress } from './measureProgress.state.js';
import { cardIn, cardVersion, plan, targetOf, type PlanState } from './plan.state.js';
import { unitStanding, type UnitStanding } from './unit-standing.state.js';

const folded = (...events: GivenEvent[]): PlanState => recordedLog(events).reduce((state, event) => plan.evolve(state, event as never), plan.initial);

describe('the state of a plan', () => {
  test('begins with nothing', () => {
    expect([plan.initial.adopted, cardIn(plan.initial, 'x'), targetOf(plan.initial, target())]).toEqual([false, undefined, undefined]);
  });

  test('keeps the assignment, card and target decided last', () => {
    const revision = { type: 'plan.IndicatorRevised', data: { plan: planId, card: card({ decimals: 1 }), changed: ['decimals'], document: '文' } };
    const change = { type: 'plan.TargetRevised', data: { plan: planId, target: target({ value: '250' }), from: target(), document: '文' } };
    const state = folded(adopted, measure(), assigned(), assigned({ lead: 'health', from: '2024-05-01' }), defined(), revision, targetSet(), targetSet({ unit: 'xuanwu', value: '30' }), change);
    expect([state.adopted, state.measures[1]?.assignment?.lead, cardIn(state, 'tech-incubators')?.decimals, cardVersion(state, 'tech-incubators')]).toEqual([true, 'health', 1, 2]);
    expect([targetOf(state, target())?.value, targetOf(state, target({ unit: 'xuanwu' }))?.value, targetOf(state, target({ year: 2024 }))]).toEqual(['250', '30', undefined]);
  });

  test('an assignment recorded without participants has the units it names', () => {
    const { participants: _, ...data } = assigned().data as { participants?: string[] };
    expect(folded(measure(), { type: 'plan.MeasureAssigned', data }).measures[1]?.assignment?.participants).toEqual(['science-tech', 'finance']);
  });

  test('a code that is a word of the language is not there until it is defined', () => {
    expect([cardIn(plan.initial, 'constructor'), cardVersion(plan.initial, 'constructor'), targetOf(plan.initial, target({ indicator: 'constructor' }))]).toEqual([undefined, 0, undefined]);
    const state = folded(defined({ code: 'constructor' }), targetSet({ indicator: 'constructor' }));
    expect([cardIn(state, 'constructor')?.code, targetOf(state, target({ indicator: 'constructor' }))?.value]).toEqual(['constructor', '260']);
  });
});

describe('the standing of a unit', () => {
  const standing = (...events: GivenEvent[]): UnitStanding => recordedLog(events).reduce((state, event) => unitStanding.evolve(state, event as never), unitStanding.initial);

  test('unknown, active, gone; a collective knows its members', () => {
    expect(standing()).toEqual({ status: 'unknown' });
    expect(standing(unit('x', { kind: 'collective', members: ['a'] }))).toEqual({ status: 'active', collective: true, members: ['a'] });
    expect(standing(unit('x'), closed('x'))).toEqual({ status: 'gone', collective: false, members: [] });
    expect(standing(closed('x'))).toEqual({ status: 'unknown' });
    expect(standing(unit('x'), { type: 'units.UnitRenamed', data: { code: 'x' } })).toMatchObject({ status: 'active' });
  });
});

describe('the state of a measure’s progress', () => {
  test('each period has its report, its reporter and what became of it', () => {
    const state = recordedLog([reviewed('accepted'), progressed(), reviewed('returned', '缺佐证'), progressed({ period: '2025-Q2' })])
      .reduce((before, event) => measureProgress.evolve(before, event as never), measureProgress.initial);
    expect(Object.entries(state.periods).map(([period, p]) => [period, p.status, p.reportedBy])).toEqual([['2025-Q1', 'returned', 'tester'], ['2025-Q2', 'reported', 'tester']]);
  });
});
