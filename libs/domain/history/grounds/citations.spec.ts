import { describe, expect, test } from '@jest/globals';
import { recorded } from '#engine/testing';
import { citationsOf, evidenceOf, sameMatter } from './citations.js';

const [one, two] = ['a'.repeat(64), 'b'.repeat(64)];

describe('what a sheet cites', () => {
  test('every fact once, in log order, with the id where it is given', () => {
    const sheet = {
      tree: { children: [{ leaf: { inputs: [{ name: 'value', value: '3', position: 9, eventId: 'e-9' }, { name: 'target', value: '5', position: 4, eventId: 'e-4' }] } }, { leaf: { inputs: [{ position: 9 }] } }] },
      lines: [{ kind: 'deduction', position: 12, eventId: 'e-12', lifted: { position: 15, eventId: 'e-15' } }], asKnownAt: 20,
    };
    expect(citationsOf(sheet)).toEqual([{ position: 4, eventId: 'e-4' }, { position: 9, eventId: 'e-9' }, { position: 12, eventId: 'e-12' }, { position: 15, eventId: 'e-15' }]);
    expect(citationsOf({ tree: {} })).toEqual([]);
  });

  test('files are those that a fact calls its evidence, wherever it does', () => {
    expect(evidenceOf({ evidence: [{ sha256: one, name: 'a.pdf', size: 1, type: 'application/pdf' }], items: [{ evidence: [two, one] }] })).toEqual([one, two]);
    expect(evidenceOf({ hash: one, note: two, evidence: ['not a hash'] })).toEqual([]);
  });

  test('the same matter is what all identifying fields agree on, at the top of a fact or in what it carries', () => {
    const at = (position: number, data: object) => recorded('reporting.IndicatorReported', data as never, { position });
    const about = (indicator: string, unit: string | null, year = 2025) => ({ plan: 'p', target: { indicator, unit, year, value: '1' } });
    const reports = [at(1, { unit: 'xuanwu', period: '2025-Q1' }), at(2, { unit: 'xuanwu', period: '2025-Q2' }), at(3, { unit: 'xuanwu', period: '2025-Q1', to: '4' }), at(4, {})];
    const targets = [at(5, about('patents', 'xuanwu')), at(6, about('patents', 'gulou')), at(7, about('patents', 'xuanwu')), at(8, about('patents', null)), at(9, about('patents', 'xuanwu', 2024))];
    const related = (stream: typeof reports, n: number) => sameMatter(stream[n]!, stream).map((one) => one.position);
    expect([related(reports, 0), related(reports, 3), related(targets, 0), related(targets, 3)]).toEqual([[3], [], [7], []]);
  });
});
