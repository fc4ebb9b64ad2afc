import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal } from '#engine/kernel';
import { LiveBoard } from '../board/live-board.js';
import { schemeOfContent, content } from '../scoring-examples.js';
import { whatIf } from '../what-if/what-if.js';
import { calculate, sheetHash } from './calculate.js';
import { currentEngine, engineOf, releasedEngines } from './engines.js';
import type { GroupInput, NodeAdjustment, UnitInput } from './input.js';

const scheme = schemeOfContent();
const limited = schemeOfContent({ ...content, groups: [{ ...(content['groups'] as object[])[0]!, totalLimits: { min: '0', max: '100' } }] as never });
const value = (v: string) => ({ state: 'reported' as const, value: v });
const unit = (incubators: string, patents: string, adjustments?: readonly NodeAdjustment[]): UnitInput => ({
  values: { 'tech-incubators': value(incubators), patents: value(patents) }, targets: { 'tech-incubators': { value: '20' } }, ...(adjustments ? { adjustments } : {}),
});
const input = (adjustments?: readonly NodeAdjustment[]): GroupInput => ({ asOf: '2025', asKnownAt: 9, units: { xuanwu: unit('10', '8', adjustments), qinhuai: unit('20', '4') } });
const more = (points: string, changes: Partial<NodeAdjustment> = {}): NodeAdjustment => ({ node: 'incubators', points, reason: '现场复核', document: '宁质委〔2026〕3号', position: 50, eventId: 'e-50', ...changes });

describe('adjustments of nodes', () => {
  test('are added to the total, each as a line with its node, reason, document and place in the log', () => {
    const plain = calculate(scheme, 'districts', input());
    const adjusted = calculate(scheme, 'districts', input([more('2.5'), more('-0.75', { node: 'patents', position: 51 })]));
    expect(adjusted.unit('xuanwu').raw).toBe(decimal(plain.unit('xuanwu').raw!).plus('1.75').toFixed());
    const sheet = adjusted.sheet('xuanwu');
    expect(sheet.lines).toMatchObject([
      { kind: 'adjustment', rule: 'incubators', title: { zh: '孵化器' }, matter: '现场复核', document: '宁质委〔2026〕3号', points: '2.5', counted: '2.5', position: 50, eventId: 'e-50', outcome: { code: 'counted' } },
      { kind: 'adjustment', rule: 'patents', points: '-0.75', counted: '-0.75', position: 51 },
    ]);
    expect(sheet.total).toMatchObject({ adjustment: '1.75', bonus: '0', deduction: '0' });
    expect(sheet.total.formula).toMatchObject({ zh: expect.stringContaining(' + 调整 1.75 = '), en: expect.stringContaining(' + adjustments 1.75 = ') });
    expect(adjusted.sheet('qinhuai').lines).toEqual([]);
  });

  test('stay within the limits of the total', () => {
    expect(calculate(limited, 'districts', input([more('99')])).unit('xuanwu').raw).toBe('100');
    expect(calculate(limited, 'districts', input([more('-99')])).unit('xuanwu').raw).toBe('0');
  });

  test('of a node that the tree does not have count nothing and say so', () => {
    const sheet = calculate(scheme, 'districts', input([more('3', { node: 'gone' })])).sheet('xuanwu');
    expect(sheet.lines).toMatchObject([{ rule: 'gone', points: '3', counted: '0', outcome: { code: 'no-such-node' } }]);
    expect(sheet.total.adjustment).toBe('0');
  });

  test('that cancel each other stay visible', () => {
    const sheet = calculate(scheme, 'districts', input([more('1'), more('-1', { position: 51 })])).sheet('xuanwu');
    expect([sheet.total.adjustment, sheet.lines.length]).toEqual(['0', 2]);
  });

  test('a sheet without any has the bytes that it had before adjustments were known', () => {
    const [absent, empty] = [calculate(scheme, 'districts', input()), calculate(scheme, 'districts', input([]))];
    expect(absent.sheet('xuanwu').total).not.toHaveProperty('adjustment');
    expect(sheetHash(empty.sheet('xuanwu'))).toBe(sheetHash(absent.sheet('xuanwu')));
  });

  test('in any order give the same bytes, and the live board agrees', () => {
    const entry = fc.record({ node: fc.constantFrom('total', 'incubators', 'patents', 'gone'), points: fc.integer({ min: -30, max: 30 }).map((n) => decimal(n).div(4).toFixed()), position: fc.integer({ min: 1, max: 3 }) });
    fc.assert(fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
      const list = entries.map((one, n) => more(one.points, { ...one, eventId: `e-${n}` }));
      const full = calculate(scheme, 'districts', input(list));
      expect(sheetHash(calculate(scheme, 'districts', input([...list].reverse())).sheet('xuanwu'))).toBe(sheetHash(full.sheet('xuanwu')));
      const live = new LiveBoard(scheme, 'districts', input());
      live.applyUnit('xuanwu', { adjustments: list });
      expect(live.results).toEqual(full.units);
    }));
  });

  test('show as what moved a total in a what-if', () => {
    const { units } = whatIf(scheme, 'districts', input(), { units: { xuanwu: { adjustments: [more('2')] } } });
    expect(units.find((u) => u.unit === 'xuanwu')!.movers).toMatchObject([{ node: '(adjustment)', shift: '2' }]);
  });
});

describe('the released engines', () => {
  test('are found by version, the current one among them', () => {
    expect(engineOf(currentEngine.version)).toBe(currentEngine);
    expect(engineOf('0.9.0')).toBeUndefined();
    expect(new Set(releasedEngines.map(({ version }) => version)).size).toBe(releasedEngines.length);
    expect(releasedEngines.map(({ version }) => version)).toContain('1.0.0');
  });

  test('a kept engine is found beside a newer one', () => {
    const newer = { ...currentEngine, version: '2.0.0' };
    expect(engineOf('1.0.0', [...releasedEngines, newer])).toBe(currentEngine);
    expect(engineOf('2.0.0', [...releasedEngines, newer])).toBe(newer);
  });
});
