import { describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { adopted, plan, shipped } from '../plan-examples.js';
import { adoptPlan, type AdoptPlan } from './adopt-plan.js';

const adopting: AdoptPlan = { plan, ...shipped };
const { catalogue } = shipped;
const first = catalogue.measures[0]!;
const incubators = catalogue.indicators.find((i) => i.code === 'tech-incubators')!;

describe('adopting a plan', () => {
  test('the shipped catalogue gives one plan, 28 measures and 69 indicators in one decision', () => {
    const events = given().as(person('director', { roles: { bureau: 'all' } })).when(adoptPlan, adopting).events();
    expect(events.map((e) => e.type)).toEqual([
      'plan.PlanAdopted', ...Array<string>(28).fill('plan.MeasureDefined'), ...Array<string>(69).fill('plan.IndicatorDefined'),
    ]);
    expect(events.every((e) => e.validAt === '2023-12-18')).toBe(true);
  });

  test('the texts are those of the catalogue, letter by letter', () => {
    const events = given().when(adoptPlan, adopting).events();
    const measures = events.flatMap((e) => (e.type === 'plan.MeasureDefined' ? [e.data] : []));
    expect(measures).toEqual(catalogue.measures.map((m) => ({ plan, ...m })));
    const quotes = events.flatMap((e) => (e.type === 'plan.IndicatorDefined' ? [[e.data.card.code, e.data.card.sourceQuote, e.data.card.name.zh]] : []));
    expect(quotes).toEqual(catalogue.indicators.map((i) => [i.code, i.sourceQuote, i.nameZh]));
    const [adoption] = events;
    expect(adoption).toMatchObject({ type: 'plan.PlanAdopted', data: { title: { zh: '全面深化质量强市建设实施方案' }, overallRequirements: catalogue.plan.overallRequirements, catalogue: shipped.sha256 } });
  });

  test('the state has the measures and cards afterwards', () => {
    const state = given().when(adoptPlan, adopting).state();
    expect([state.adopted, Object.keys(state.measures).length, Object.keys(state.cards).length]).toEqual([true, 28, 69]);
  });

  test('only the bureau adopts', () => {
    given().as(person('leader', { roles: { leadership: 'all' } })).when(adoptPlan, adopting).thenForbidden();
  });

  test('an adopted plan is not adopted again', () => {
    given(adopted).when(adoptPlan, adopting).thenRefused('plan.already-adopted', { plan });
  });

  test('an id with a dot would blur stream names and is refused', () => {
    given().when(adoptPlan, { ...adopting, plan: 'nanjing.2023' }).thenRefused('plan.bad-code', { code: 'nanjing.2023' });
  });

  test.each([
    ['a paraphrased quote', { ...catalogue, indicators: [{ ...incubators, sourceQuote: '孵化器达到260家' }] }, 'indicator tech-incubators: quote is not in the text of 1'],
    ['a quote of another measure', { ...catalogue, indicators: [{ ...incubators, measure: 2 }] }, 'indicator tech-incubators: quote is not in the text of 2'],
    ['an indicator of no measure', { ...catalogue, indicators: [{ ...incubators, measure: 99 }] }, 'indicator tech-incubators: unknown measure 99'],
    ['an unknown lead unit', { ...catalogue, indicators: [{ ...incubators, suggested: { ...incubators.suggested, leadUnit: 'nobody' } }] }, 'indicator tech-incubators: unknown unit nobody'],
    ['a code used twice', { ...catalogue, indicators: [incubators, incubators] }, 'indicator tech-incubators: repeated'],
    ['an unknown responsible unit', { ...catalogue, measures: [{ ...first, responsibleUnits: ['市某局'] }], indicators: [] }, 'measure 1: unknown or ambiguous unit 市某局'],
    ['an unknown chapter', { ...catalogue, measures: [{ ...first, chapter: 77 }], indicators: [] }, 'measure 1: unknown chapter 77'],
    ['a member that is no unit', { ...catalogue, units: catalogue.units.map((u) => (u.code === 'all-districts' ? { ...u, members: ['atlantis'] } : u)) }, 'unit all-districts: cannot have the member atlantis'],
    ['members of a single unit', { ...catalogue, units: catalogue.units.map((u) => (u.code === 'finance' ? { ...u, members: [] } : u)) }, 'unit finance: only a collective has members'],
  ] as const)('%s is refused with its place', (_, changed, problem) => {
    given().when(adoptPlan, { ...adopting, catalogue: changed as typeof catalogue }).thenRefused('plan.catalogue-invalid', { count: 1, problems: [problem] });
  });

  test('a catalogue without the units that verify is refused', () => {
    const without = { ...catalogue, units: catalogue.units.filter((u) => u.code !== 'organisation-dept'), measures: [first], indicators: [] };
    given().when(adoptPlan, { ...adopting, catalogue: without }).thenRefused('plan.catalogue-invalid', { count: 1, problems: ['unit organisation-dept: missing'] });
  });
});
