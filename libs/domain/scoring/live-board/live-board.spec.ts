import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DomainEvent } from '#engine/kernel';
import { project } from '#engine/testing';
import { calculate } from '../sheet/calculate.js';
import { closed, content, corrected, opened, plan, plannedCity, published, reported, schemeOfContent, targetOf, verified } from '../scoring-examples.js';
import { indicatorsOf, unitsOf } from './board-model.js';
import { boardFactTable, liveBoard, scoreKey, scoreTable, type ScoreRow } from './live-board.projection.js';
import { PlanFacts, type BoardFact } from './board-facts.js';

const score = (unit: string, ...events: DomainEvent<string, any>[]): ScoreRow => project(liveBoard).given(...events).row(scoreKey(plan, 2025, 'districts', unit), scoreTable.name) as ScoreRow;

describe('the live board', () => {
  test('begins when a scheme is published: nothing is due, so nothing counts against anybody', () => {
    expect(score('xuanwu', ...plannedCity, opened('2025-Q1'), published())).toMatchObject({ published: null, noTotal: 'nothing-applies', provisional: true });
  });

  test('counts a reported value provisionally and a verified one for good', () => {
    const before = [...plannedCity, published(), reported('tech-incubators', 'xuanwu', '2025-Q1', '15')];
    expect(score('xuanwu', ...before)).toMatchObject({ published: '75.00', provisional: true });
    expect(score('xuanwu', ...before, verified('tech-incubators', 'xuanwu', '2025-Q1', '15'))).toMatchObject({ published: '75.00', coverage: '0.6' });
  });

  test('takes the latest verified period of the year', () => {
    const quarters = [
      reported('tech-incubators', 'xuanwu', '2025-Q2', '18'), verified('tech-incubators', 'xuanwu', '2025-Q2', '18'),
      reported('tech-incubators', 'xuanwu', '2025-Q1', '15'), verified('tech-incubators', 'xuanwu', '2025-Q1', '15'),
      reported('tech-incubators', 'xuanwu', '2025-Q3', '19'),
    ];
    expect(score('xuanwu', ...plannedCity, published(), ...quarters).published).toBe('90.00');
  });

  test('a value not reported when its period closed is a zero, before that it is not', () => {
    const before = [...plannedCity, published(), reported('tech-incubators', 'xuanwu', '2025-Q1', '20'), verified('tech-incubators', 'xuanwu', '2025-Q1', '20'), opened('2025-Q1')];
    expect(score('xuanwu', ...before).published).toBe('100.00');
    expect(score('xuanwu', ...before, closed('2025-Q1')).published).toBe('60.00');
  });

  test('a correction changes the score from its position on', () => {
    const before = [...plannedCity, published(), reported('tech-incubators', 'xuanwu', '2025-Q1', '15'), verified('tech-incubators', 'xuanwu', '2025-Q1', '15')];
    expect(score('xuanwu', ...before, corrected('tech-incubators', 'xuanwu', '2025-Q1', '15', '16')).published).toBe('80.00');
  });

  test('one unit moves another where the method compares them', () => {
    const patents = (unit: string, value: string) => [reported('patents', unit, '2025-Q1', value), verified('patents', unit, '2025-Q1', value)];
    const before = [...plannedCity, published(), ...patents('xuanwu', '40'), ...patents('qinhuai', '50')];
    expect(score('xuanwu', ...before).published).toBe('60.00');
    expect(score('xuanwu', ...before, corrected('patents', 'qinhuai', '2025-Q1', '50', '30')).published).toBe('100.00');
  });

  test('a target revised in the year holds for the whole year', () => {
    const before = [...plannedCity, published(), reported('tech-incubators', 'xuanwu', '2025-Q1', '15'), verified('tech-incubators', 'xuanwu', '2025-Q1', '15')];
    const from = (targetOf('tech-incubators', 'xuanwu', 2025, '20').data as any).target;
    expect(score('xuanwu', ...before, { type: 'plan.TargetRevised', data: { plan, target: { ...from, value: '15' }, from, document: '宁质办〔2025〕8号' } }).published).toBe('100.00');
  });

  test('a withdrawn scheme leaves no board, a new version another one', () => {
    const before = [...plannedCity, published(), reported('tech-incubators', 'xuanwu', '2025-Q1', '15'), verified('tech-incubators', 'xuanwu', '2025-Q1', '15')];
    expect(score('xuanwu', ...before, { type: 'scoring.SchemeWithdrawn', data: { scheme: 'example', plan, year: 2025, version: 1, reason: '修订', document: '宁质发〔2025〕9号' } })).toBeUndefined();
    expect(score('xuanwu', ...before, published({ ...content }, 2025, 2))).toMatchObject({ published: '75.00', schemeVersion: 2 });
  });

  test('where two schemes cover a group the one published last holds, and the other again when that is withdrawn', () => {
    const other = { ...published({ ...content, id: 'other' }) } as any;
    const before = [...plannedCity, published(), reported('tech-incubators', 'xuanwu', '2025-Q1', '15'), { ...other, data: { ...other.data, scheme: 'other' } }];
    expect(score('xuanwu', ...before, verified('tech-incubators', 'xuanwu', '2025-Q1', '15'))).toMatchObject({ scheme: 'other', published: '75.00' });
    const withdrawn = { type: 'scoring.SchemeWithdrawn', data: { scheme: 'other', plan, year: 2025, version: 1, reason: '修订', document: '宁质发〔2025〕9号' } };
    expect(score('xuanwu', ...before, withdrawn)).toMatchObject({ scheme: 'example' });
  });

  test('restarted anywhere it shows the same rows', () => {
    project(liveBoard).given(
      ...plannedCity, published(), opened('2025-Q1'), reported('patents', 'xuanwu', '2025-Q1', '40'), verified('patents', 'xuanwu', '2025-Q1', '40'),
      reported('patents', 'qinhuai', '2025-Q1', '44'), verified('patents', 'qinhuai', '2025-Q1', '44'), closed('2025-Q1'), corrected('patents', 'qinhuai', '2025-Q1', '44', '39'),
    ).thenSameAfterAnyRestart();
  });

  test('shows what a full calculation over the same facts gives, after any course of events', () => {
    const unit = fc.constantFrom('xuanwu', 'qinhuai');
    const indicator = fc.constantFrom('tech-incubators', 'patents');
    const period = fc.constantFrom('2024-Q4', '2025-Q1', '2025-Q2');
    const value = fc.integer({ min: 0, max: 60 }).map(String);
    const course = fc.array(
      fc.oneof(
        fc.tuple(indicator, unit, period, value).map(([i, u, p, v]): DomainEvent<string, any> => reported(i, u, p, v)),
        fc.tuple(indicator, unit, period, value).map(([i, u, p, v]): DomainEvent<string, any> => verified(i, u, p, v)),
        fc.tuple(indicator, unit, period, value).map(([i, u, p, v]): DomainEvent<string, any> => corrected(i, u, p, '1', v)),
        period.map((p): DomainEvent<string, any> => closed(p)),
      ),
      { maxLength: 25 },
    );
    fc.assert(fc.property(course, (events) => {
      const board = project(liveBoard).given(...plannedCity, published(), ...events);
      const facts = new PlanFacts();
      for (const row of Object.values(board.rows(boardFactTable.name))) if (row['kind'] !== 'scheme') facts.put(row as unknown as BoardFact);
      const scheme = { ...schemeOfContent(), version: 1 };
      const group = scheme.groups[0]!;
      const full = calculate(scheme, 'districts', facts.groupInput(unitsOf(group, facts), indicatorsOf(group), 2025));
      for (const { rank: _, ...result } of full.units) expect(board.row(scoreKey(plan, 2025, 'districts', result.unit), scoreTable.name)).toMatchObject(result);
    }), { numRuns: 60 });
  });
});
