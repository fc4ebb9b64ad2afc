import { describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import type { DefinitionCard, PlanEvent } from '../plan.events.js';
import { adopted, card, closed, defined, measure, plan, unit, units } from '../plan-examples.js';
import { defineIndicator } from './define-indicator.js';
import { changedFields, reviseIndicator } from './revise-indicator.js';

const past = [adopted, measure()];
const known = units('science-tech', 'xuanwu', 'qinhuai', 'gulou', 'market-regulation');
const bureau = person('director', { roles: { bureau: 'all' } });
const document = '宁质发〔2025〕3号';
const revised = (to: DefinitionCard, changed: string[]): PlanEvent => ({ type: 'plan.IndicatorRevised', data: { plan, card: to, changed, document } });

const badCards: [string, Partial<DefinitionCard>, typeof known, string][] = [
  ['a card of an unknown measure', { measure: 7 }, known, 'plan.unknown-measure'],
  ['a card that nobody reports', { reportedBy: [] }, known, 'plan.nobody-reports'],
  ['a card that names a reporter twice', { reportedBy: ['xuanwu', 'xuanwu'] }, known, 'plan.unit-named-twice'],
  ['a verifier that reports', { verifier: 'xuanwu' }, known, 'plan.verifier-reports'],
  ['an unknown reporter', {}, { ...known, gulou: [] }, 'plan.unknown-unit'],
  ['an unknown verifier', {}, { ...known, 'market-regulation': [] }, 'plan.unknown-unit'],
  ['a reporter that is gone', {}, { ...known, gulou: [unit('gulou'), closed('gulou')] }, 'plan.unit-gone'],
  ['a collective that should report', {}, { ...known, gulou: [unit('gulou', { kind: 'collective', members: ['xuanwu'] })] }, 'plan.collective-cannot-act'],
  ['a collective that should verify', {}, { ...known, 'market-regulation': [unit('market-regulation', { kind: 'collective' })] }, 'plan.collective-cannot-act'],
  ['a range upside down', { range: { min: '5', max: '4.9' } }, known, 'plan.range-upside-down'],
];

const toldFor = (changes: Partial<DefinitionCard>, told: typeof known) => {
  const { reportedBy, verifier } = card(changes);
  return Object.fromEntries([...new Set([...reportedBy, verifier])].map((code) => [code, told[code] ?? []]));
};

describe('defining an indicator', () => {
  test('a new card is recorded', () => {
    given(...past).as(bureau).when(defineIndicator, { plan, card: card() }, { toldFrom: known }).then(defined());
  });

  test('a card of the general requirements needs no measure', () => {
    given(adopted).when(defineIndicator, { plan, card: card({ measure: 'general' }) }, { toldFrom: known }).then(defined({ measure: 'general' }));
  });

  test('it needs a plan, a code and one that is free', () => {
    given().when(defineIndicator, { plan, card: card() }, { toldFrom: known }).thenRefused('plan.unknown-plan', { plan });
    given(...past, defined()).when(defineIndicator, { plan, card: card() }, { toldFrom: known }).thenRefused('plan.indicator-exists');
    given(...past).when(defineIndicator, { plan, card: card({ code: 'a.b' }) }, { toldFrom: known }).thenRefused('plan.bad-code');
    given(...past).when(defineIndicator, { plan, card: card({ code: 'constructor' }) }, { toldFrom: known }).then(defined({ code: 'constructor' }));
  });

  test.each(badCards)('%s is refused', (_, changes, told, code) => {
    given(...past).when(defineIndicator, { plan, card: card(changes) }, { toldFrom: toldFor(changes, told) }).thenRefused(code);
  });

  test('only the bureau defines', () => {
    given(...past).as(person('verifier', { roles: { verifier: 'all' } })).when(defineIndicator, { plan, card: card() }, { toldFrom: known }).thenForbidden();
  });
});

describe('revising an indicator', () => {
  const options = { toldFrom: known, authority: document };

  test('the whole card is replaced and the fields that differ are named', () => {
    const to = card({ decimals: 1, range: { min: '0', max: '500' }, notes: '口径调整' });
    given(...past, defined()).as(bureau).when(reviseIndicator, { plan, card: to }, options).then(revised(to, ['decimals', 'notes', 'range']));
  });

  test('it needs an approval document', () => {
    given(...past, defined()).when(reviseIndicator, { plan, card: card({ decimals: 1 }) }, { toldFrom: known }).thenRefused('plan.document-required', {}, 'header.x-authority');
  });

  test('no change is refused, also when only the order of fields differs', () => {
    given(...past, defined()).when(reviseIndicator, { plan, card: card({ range: { max: '10000', min: '0' } }) }, options).thenRefused('plan.nothing-changes', { indicator: 'tech-incubators' });
  });

  test('an unknown indicator and a move to another measure are refused', () => {
    given(...past).when(reviseIndicator, { plan, card: card() }, options).thenRefused('plan.unknown-indicator');
    given(...past, measure(2), defined()).when(reviseIndicator, { plan, card: card({ measure: 2 }) }, options).thenRefused('plan.measure-is-fixed', { indicator: 'tech-incubators', measure: 1 });
  });

  test.each(badCards.slice(1))('%s is refused', (_, changes, told, code) => {
    given(...past, defined()).when(reviseIndicator, { plan, card: card(changes) }, { authority: document, toldFrom: toldFor(changes, told) }).thenRefused(code);
  });

  test('a card that moved on since it was looked at is not revised', () => {
    const [first, second] = [card({ decimals: 1 }), card({ decimals: 2 })];
    given(...past, defined(), revised(first, ['decimals'])).when(reviseIndicator, { plan, card: second, version: 1 }, options)
      .thenRefused('plan.card-moved-on', { indicator: 'tech-incubators', actual: 2, seen: 1 });
    given(...past, defined(), revised(first, ['decimals'])).when(reviseIndicator, { plan, card: second, version: 2 }, options).then(revised(second, ['decimals']));
  });

  test('names what appears, disappears or changes inside', () => {
    expect(changedFields(card({ notes: 'a' }), card())).toEqual(['notes']);
    expect(changedFields(card(), card({ name: { zh: '科技企业孵化器数量', en: 'Incubators' }, reportedBy: ['xuanwu'] }))).toEqual(['name', 'reportedBy']);
    expect(changedFields(card(), card())).toEqual([]);
  });
});
