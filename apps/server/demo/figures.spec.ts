import { describe, expect, test } from '@jest/globals';
import { decimal } from '#engine/kernel';
import { shippedCatalogue } from '../../../libs/domain/plan/catalogue/shipped-catalogues.js';
import { cardsOf } from '../../../libs/domain/plan/catalogue/definition-cards.js';
import { areas, figureOf, figures, targetOf } from './figures.js';

const { catalogue } = shippedCatalogue('nanjing-2023');
const cards = new Map(cardsOf(catalogue).map((card) => [card.code, card]));

describe('the demo city’s figures', () => {
  test('cover exactly the plan’s quantitative indicators, in the frequency of their cards', () => {
    expect(figures.map((f) => f.indicator).sort()).toEqual(catalogue.indicators.filter((i) => i.kind === 'quantitative').map((i) => i.code).sort());
    for (const { indicator, frequency } of figures) expect([indicator, cards.get(indicator)!.frequency]).toEqual([indicator, frequency]);
  });

  test('stay within the hard range of their cards, for every unit and period', () => {
    for (const course of figures) {
      const { range, reportedBy } = cards.get(course.indicator)!;
      for (const unit of reportedBy) {
        for (const period of course.frequency === 'year' ? ['2023', '2024', '2025'] : ['2023-Q4', '2024-Q2', '2025-Q4']) {
          const value = decimal(figureOf(course, unit, period));
          expect([course.indicator, unit, range.min === undefined || value.gte(range.min), range.max === undefined || value.lte(range.max)]).toEqual([course.indicator, unit, true, true]);
        }
      }
    }
  });

  test('the shares of the areas add up to the city', () => {
    expect(Object.values(areas).reduce((sum, s) => sum.plus(s), decimal('0')).toString()).toBe('1');
  });

  test('the city’s target of 2025 is the plan’s', () => {
    for (const course of figures) {
      const planned = catalogue.indicators.find((i) => i.code === course.indicator)!.target.value;
      if (planned !== null) expect([course.indicator, decimal(targetOf(course, 'city', 2025)!).toNumber()]).toEqual([course.indicator, planned]);
    }
  });

  test('no area owes less of a free rate than it had reached the year before', () => {
    for (const course of figures.filter((one) => one.targets && one.areas && 'spread' in one.areas && one.ceiling === undefined)) {
      for (const unit of Object.keys(areas)) {
        for (const year of [2024, 2025] as const) {
          const reached = figureOf(course, unit, course.frequency === 'quarter' ? `${year - 1}-Q4` : `${year - 1}`);
          expect([course.indicator, unit, year, decimal(targetOf(course, unit, year)!).gt(reached)]).toEqual([course.indicator, unit, year, true]);
        }
      }
    }
  });

  test('are the same on every machine', () => {
    expect(figureOf(figures[0]!, 'xuanwu', '2024')).toBe(figureOf(figures[0]!, 'xuanwu', '2024'));
  });
});
