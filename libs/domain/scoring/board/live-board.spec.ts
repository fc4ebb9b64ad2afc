import { describe, expect, test } from '@jest/globals';
import { schemeSchema, type LeafText } from '../scheme/scheme.js';
import { calculate } from '../sheet/calculate.js';
import type { IndicatorValue, UnitInput } from '../sheet/input.js';
import { LiveBoard } from './live-board.js';

const t = (text: string) => ({ zh: text, en: text });
const board = (leaf: Partial<LeafText>, units: Record<string, UnitInput>) => {
  const scheme = schemeSchema.parse({
    schemaVersion: 1, id: 'board', title: t('board'),
    groups: [{
      code: 'g', title: t('g'), units: '*', rounding: { places: 2 },
      tree: {
        code: 'total', title: t('total'), aggregate: 'sum-of-points',
        children: [
          { code: 'x', title: t('x'), indicator: 'x', points: '50', method: { type: 'goalposts', min: '0', max: '100' }, ...leaf },
          { code: 'y', title: t('y'), indicator: 'y', points: '50', method: { type: 'completion-ratio', target: { from: 'target' } } },
        ],
      },
    }],
  });
  return { scheme, live: new LiveBoard(scheme, 'g', { units }) };
};
const unit = (x: IndicatorValue): UnitInput => ({ values: { x, y: { state: 'reported', value: '10' } }, targets: { y: { value: '20' } } });
const reported = (value: string): IndicatorValue => ({ state: 'reported', value });
const published = (live: LiveBoard) => live.results.map((row) => row.published);

describe('the live board', () => {
  test('answers the unit that changed and those whose place it took', () => {
    const { live } = board({}, { a: unit(reported('80')), b: unit(reported('70')), c: unit(reported('10')) });
    const answers = live.apply('b', 'x', { value: reported('90') });
    expect(answers.map((row) => [row.unit, row.published, row.rank])).toEqual([['b', '70.00', 1], ['a', '65.00', 2]]);
  });

  test('answers nothing when nothing changed', () => {
    const { live } = board({}, { a: unit(reported('80')) });
    expect(live.apply('a', 'x', { value: reported('80.0') })).toEqual([]);
  });

  test('moves the others when a comparison’s best value rises', () => {
    const { live } = board({ method: { type: 'peer-min-max', base: '0' } }, { a: unit(reported('10')), b: unit(reported('5')), c: unit(reported('0')) });
    const answers = live.apply('a', 'x', { value: reported('20') });
    expect(answers.map((row) => [row.unit, row.published])).toEqual([['b', '37.50']]);
  });

  test('gives a waiting unit the group’s mean as soon as somebody reports', () => {
    const { live, scheme } = board({ missing: { notReleased: 'impute-group-mean' } }, { a: unit({ state: 'not-released' }), b: unit({ state: 'not-released' }) });
    expect(published(live)).toEqual(['50.00', '50.00']);
    live.apply('b', 'x', { value: reported('100') });
    expect(published(live)).toEqual(['75.00', '75.00']);
    expect(live.results).toEqual(calculate(scheme, 'g', { units: { a: unit({ state: 'not-released' }), b: unit(reported('100')) } }).units);
  });

  test('scores with a target as soon as it is set, and not after it is taken away', () => {
    const { live } = board({}, { a: unit(reported('100')) });
    expect(live.apply('a', 'y', { target: { value: '10' } })[0]!.published).toBe('100.00');
    expect(live.apply('a', 'y', { target: null })[0]).toMatchObject({ published: '100.00', provisional: true, gaps: 1 });
  });

  test('without ranks it answers the same figures, counted only for the units a change reaches', () => {
    const units = { a: unit(reported('80')), b: unit(reported('70')), c: unit(reported('10')) };
    const { live } = board({}, units);
    expect(live.applyRunning('b', 'x', { value: reported('90') })).toMatchObject([{ unit: 'b', published: '70.00' }]);
    const { live: ranked } = board({}, units);
    ranked.apply('b', 'x', { value: reported('90') });
    expect(live.results).toEqual(ranked.results);
    expect(live.running).toEqual(ranked.results.map(({ rank: _, ...figures }) => figures));
  });

  test('without ranks it still answers whom a quota pushes out', () => {
    const t2 = { code: 'a', title: t('a'), from: '0' };
    const { scheme } = board({}, { a: unit(reported('0')) });
    const limited = { ...scheme, groups: [{ ...scheme.groups[0]!, bands: [t2, { code: 'b', title: t('b'), to: '0' }], quotas: [{ grade: 'a', count: 1, rounding: 'half-up' as const, ties: 'all-in' as const }] }] };
    const live = new LiveBoard(limited, 'g', { units: { a: unit(reported('80')), b: unit(reported('70')) } });
    expect(live.applyRunning('b', 'x', { value: reported('90') }).map((row) => [row.unit, row.grade, row.quota])).toEqual([['b', 'a', 'inside'], ['a', 'b', 'pushed-out']]);
  });

  test('counts adjustments again when their facts change or a watched indicator does, and not for another value', () => {
    const { scheme } = board({}, { a: unit(reported('0')) });
    const bands = [{ code: 'a', title: t('a'), from: '0' }, { code: 'b', title: t('b'), to: '0' }];
    const deductions = { rules: [{ code: 'overdue', title: t('overdue'), kind: 'overdue', points: '5', zeroesIndicator: true }], manual: { allowed: true } };
    const vetoes = [{ code: 'v', title: t('v'), grade: 'b', effect: 'set' as const, indicator: { code: 'y', above: '15' } }];
    const strict = { ...scheme, groups: [{ ...scheme.groups[0]!, bands, vetoes, deductions }] };
    const live = new LiveBoard(strict, 'g', { units: { a: unit(reported('80')), b: unit(reported('70')) } });
    const shown = () => live.running.map(({ published, deduction, vetoed }) => [published, deduction, vetoed]);
    expect(live.applyUnitRunning('a', { supervision: [{ kind: 'overdue', matter: 'f', indicator: 'x' }] })).toMatchObject([{ unit: 'a', base: '25', deduction: '5' }]);
    live.applyRunning('a', 'x', { value: reported('90') });
    expect(shown()).toEqual([['20.00', '5', false], ['60.00', '0', false]]);
    live.applyRunning('a', 'y', { value: reported('20') });
    expect(shown()[0]).toEqual(['45.00', '5', true]);
    live.applyRunning('a', 'y', { value: reported('10') });
    live.applyUnitRunning('a', { supervision: [] });
    expect(shown()[0]).toEqual(['70.00', '0', false]);
  });

  test('leaves the facts it was given as they were', () => {
    const units = { a: unit(reported('80')) };
    const { live } = board({}, units);
    live.apply('a', 'x', { value: reported('40') });
    live.applyRunning('a', 'y', { target: null });
    expect(units).toEqual({ a: unit(reported('80')) });
  });

  test('its sheets are those of the moment', () => {
    const { live } = board({}, { a: unit(reported('80')) });
    live.apply('a', 'x', { value: { ...reported('40'), position: 77 } });
    const sheet = live.snapshot().sheet('a');
    expect(sheet.total.published).toBe('45.00');
    expect(sheet.tree.children![0]!.leaf!.inputs[0]).toMatchObject({ value: '40', position: 77 });
  });
});
