import { describe, expect, test } from '@jest/globals';
import type { DomainEvent, Fold, Recorded } from '#engine/kernel';
import { recordedLog } from '#engine/testing';
import { adoptedPlan, card, definedCard, plan, registeredUnit, targetOf } from './reporting-examples.js';
import { unitStanding } from '#domain/units';
import { reportingRules } from './reporting-rules.state.js';
import { targetFor, withTarget, type TargetIndex } from './target-index.js';

const foldOf = <S>(fold: Fold<S, any>, ...events: readonly DomainEvent<string, any>[]): S => (recordedLog(events) as Recorded<any>[]).reduce(fold.evolve, fold.initial);

describe('what reporting knows of a plan', () => {
  test('is whether it is adopted, the cards in force and the targets', () => {
    const revised = { type: 'plan.IndicatorRevised', data: { plan, card: card({ decimals: 2 }), changed: ['decimals'], document: '宁质发〔2025〕1号' } };
    const lower = { type: 'plan.TargetRevised', data: { plan, target: { ...targetOf('20').data, indicator: 'tech-incubators', unit: 'xuanwu', year: 2025, comparator: '>=', value: '18', profile: 'linear' }, from: {}, document: 'x' } };
    const rules = foldOf(reportingRules, adoptedPlan(), definedCard(), targetOf('20'), targetOf('30', 'qinhuai'), revised, lower);
    expect(rules.adopted).toBe(true);
    expect(rules.cards['tech-incubators']?.decimals).toBe(2);
    expect(targetFor(rules.targets, 'xuanwu', 2025, 'tech-incubators')?.value).toBe('18');
    expect(targetFor(rules.targets, 'qinhuai', 2025, 'tech-incubators')?.value).toBe('30');
    expect(targetFor(rules.targets, 'xuanwu', 2024, 'tech-incubators')).toBeUndefined();
    expect(foldOf(reportingRules, { type: 'plan.MeasureDefined', data: {} })).toBe(reportingRules.initial);
  });

  test('of thousands of targets stays a value: setting one leaves the index before as it was', () => {
    let index: TargetIndex = {};
    const before: TargetIndex[] = [];
    for (let n = 0; n < 5_000; n += 1) {
      before.push(index);
      index = withTarget(index, { indicator: `i-${n % 60}`, unit: `unit-${n}`, year: 2025, comparator: '>=', value: String(n), profile: 'linear' });
    }
    for (const n of [0, 1, 63, 64, 4_095, 4_999]) {
      expect(targetFor(index, `unit-${n}`, 2025, `i-${n % 60}`)?.value).toBe(String(n));
      expect(targetFor(before[n]!, `unit-${n}`, 2025, `i-${n % 60}`)).toBeUndefined();
    }
  });
});

describe('the standing of a unit', () => {
  test('is unknown, active, or gone after a merger or closing', () => {
    expect(foldOf(unitStanding)).toBe('unknown');
    expect(foldOf(unitStanding, registeredUnit())).toBe('active');
    expect(foldOf(unitStanding, registeredUnit(), { type: 'units.UnitRenamed', data: {} })).toBe('active');
    expect(foldOf(unitStanding, registeredUnit(), { type: 'units.UnitMerged', data: {} })).toBe('gone');
    expect(foldOf(unitStanding, registeredUnit(), { type: 'units.UnitClosed', data: {} })).toBe('gone');
  });
});
