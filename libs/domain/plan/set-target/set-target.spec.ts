import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { given, person } from '#engine/testing';
import type { PlanEvent, Target } from '../plan.events.js';
import { targetOf } from '../plan.state.js';
import { adopted, closed, defined, measure, plan, target, targetSet, unit, units } from '../plan-examples.js';
import { reviseTarget } from './revise-target.js';
import { setTarget } from './set-target.js';

const past = [adopted, measure(), defined()];
const own = target({ unit: 'xuanwu', value: '30' });
const document = '宁质发〔2025〕3号';
const revised = (to: Target, from: Target): PlanEvent => ({ type: 'plan.TargetRevised', validAt: String(to.year), data: { plan, target: to, from, document } });

describe('setting a target', () => {
  test('the city’s and a unit’s target are recorded for their year', () => {
    given(...past).as(person('director', { roles: { bureau: 'all' } })).when(setTarget, { plan, target: target() }).then(targetSet());
    given(...past).when(setTarget, { plan, target: own }, { toldFrom: units('xuanwu') }).then(targetSet({ unit: 'xuanwu', value: '30' }));
  });

  test('the same target again changes nothing, however its number is written', () => {
    given(...past, targetSet()).when(setTarget, { plan, target: target() }).thenNothing();
    given(adopted, measure(), defined({ decimals: 1 }), targetSet()).when(setTarget, { plan, target: target({ value: '260.0' }) }).thenNothing();
  });

  test('only the bureau sets targets', () => {
    given(...past).as(person('reporter', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } })).when(setTarget, { plan, target: own }, { toldFrom: units('xuanwu') }).thenForbidden();
  });

  test.each<[string, Target, string]>([
    ['an unknown indicator', target({ indicator: 'no-such' }), 'plan.unknown-indicator'],
    ['a code that is a word of the language', target({ indicator: 'constructor' }), 'plan.unknown-indicator'],
    ['a unit that does not report', target({ unit: 'finance' }), 'plan.not-a-reporting-unit'],
    ['a numeric comparison without a number', { indicator: 'tech-incubators', unit: 'city', year: 2025, comparator: '>=', profile: 'linear' }, 'plan.value-required'],
    ['a number where every year shall be better', target({ comparator: 'improving' }), 'plan.value-forbidden'],
    ['a number for a milestone', target({ comparator: 'milestone' }), 'plan.value-forbidden'],
    ['a value below the range', target({ value: '-1' }), 'plan.target-out-of-range'],
    ['a value above the range', target({ value: '10001' }), 'plan.target-out-of-range'],
    ['half an incubator', target({ value: '260.5' }), 'plan.too-many-decimals'],
    ['a profile that falls', target({ profile: ['0.5', '0.4', '0.9', '1'] }), 'plan.bad-profile'],
    ['a profile that does not end with the whole', target({ profile: ['0', '0.2', '0.4', '0.9'] }), 'plan.bad-profile'],
    ['a profile beyond the whole', target({ profile: ['0', '0.2', '1.1', '1'] }), 'plan.bad-profile'],
    ['a profile below nothing', target({ profile: ['-0.1', '0.2', '0.4', '1'] }), 'plan.bad-profile'],
  ])('%s is refused', (_, wanted, code) => {
    given(...past).when(setTarget, { plan, target: wanted }, { toldFrom: wanted.unit === 'city' ? {} : units(wanted.unit) }).thenRefused(code);
  });

  test('full coverage may name a number or not', () => {
    given(...past).when(setTarget, { plan, target: target({ comparator: 'full-coverage', value: '100' }) }).then(targetSet({ comparator: 'full-coverage', value: '100' }));
    const { value: _, ...wordless } = target({ comparator: 'full-coverage' });
    given(...past).when(setTarget, { plan, target: wordless }).then({ type: 'plan.TargetSet', validAt: '2025', data: { plan, target: wordless } });
  });

  test('an unknown unit and one that is gone get no target', () => {
    given(...past).when(setTarget, { plan, target: own }).thenRefused('plan.unknown-unit', { unit: 'xuanwu' });
    given(...past).when(setTarget, { plan, target: own }, { toldFrom: { xuanwu: [unit('xuanwu'), closed('xuanwu')] } }).thenRefused('plan.unit-gone');
  });

  test('another target for the same unit and year is a revision, not a second setting', () => {
    given(...past, targetSet()).when(setTarget, { plan, target: target({ value: '250' }) })
      .thenRefused('plan.target-already-set', { indicator: 'tech-incubators', unit: 'city', year: 2025 });
  });
});

describe('revising a target', () => {
  test('with a document it replaces the target and says what it was', () => {
    given(...past, targetSet()).when(reviseTarget, { plan, target: target({ value: '250' }) }, { authority: document }).then(revised(target({ value: '250' }), target()));
  });

  test('without a document it is refused', () => {
    given(...past, targetSet()).when(reviseTarget, { plan, target: target({ value: '250' }) }).thenRefused('plan.document-required', {}, 'header.x-authority');
  });

  test('a target that moved on since it was looked at is not revised', () => {
    const to = target({ value: '250' });
    given(...past, targetSet()).when(reviseTarget, { plan, target: to, replaces: '240' }, { authority: document }).thenRefused('plan.target-moved-on', { indicator: 'tech-incubators', actual: '260', seen: '240' });
    given(...past, targetSet()).when(reviseTarget, { plan, target: to, replaces: '260' }, { authority: document }).then(revised(to, target()));
  });

  test('what is not set, not changed, unknown or impossible is refused', () => {
    const withDocument = { authority: document };
    given(...past).when(reviseTarget, { plan, target: target() }, withDocument).thenRefused('plan.target-not-set');
    given(...past, targetSet()).when(reviseTarget, { plan, target: target({ year: 2026 }) }, withDocument).thenRefused('plan.target-not-set');
    given(...past, targetSet()).when(reviseTarget, { plan, target: target() }, withDocument).thenRefused('plan.nothing-changes');
    given(...past).when(reviseTarget, { plan, target: target({ indicator: 'no-such' }) }, withDocument).thenRefused('plan.unknown-indicator');
    given(...past, targetSet()).when(reviseTarget, { plan, target: target({ value: '99999' }) }, withDocument).thenRefused('plan.target-out-of-range');
  });

  test('only the bureau revises', () => {
    given(...past, targetSet()).as(person('auditor', { roles: { auditor: 'all' } })).when(reviseTarget, { plan, target: target({ value: '250' }) }, { authority: document }).thenForbidden();
  });

  test('whatever is set and revised in whatever order: each fact says what it replaced, and the last one holds', () => {
    const step = fc.record({ revise: fc.boolean(), unit: fc.constantFrom('city', 'xuanwu', 'gulou'), year: fc.constantFrom(2024, 2025), value: fc.integer({ min: 0, max: 5 }).map(String) });
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const log: PlanEvent[] = [...past];
      const holds = new Map<string, Target>();
      for (const { revise, ...change } of steps) {
        const command = { plan, target: target(change) };
        const at = `${change.unit}/${change.year}`;
        const before = holds.get(at);
        const outcome = revise
          ? given(...log).when(reviseTarget, command, { authority: document })
          : given(...log).when(setTarget, command, { toldFrom: change.unit === 'city' ? {} : units(change.unit) });
        if (revise ? before && before.value !== change.value : before === undefined) {
          outcome.then(before ? revised(command.target, before) : targetSet(change));
          log.push(...outcome.events());
          holds.set(at, command.target);
        } else if (!revise && before?.value === change.value) outcome.thenNothing();
        else outcome.thenRefused(revise ? (before ? 'plan.nothing-changes' : 'plan.target-not-set') : 'plan.target-already-set');
        const state = given(...log).when(setTarget, { plan, target: [...holds.values()][0] ?? target({ value: '1' }) }, { toldFrom: holds.size > 0 && [...holds.values()][0]!.unit !== 'city' ? units([...holds.values()][0]!.unit) : {} }).state();
        for (const wanted of holds.values()) expect(targetOf(state, wanted)).toEqual(wanted);
      }
    }), { numRuns: 25 });
  });
});
