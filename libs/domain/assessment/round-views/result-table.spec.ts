import { describe, expect, test } from '@jest/globals';
import { covers } from '#engine/kernel';
import { project, recordedLog } from '#engine/testing';
import { figures, people, resultCalculated, resultsCorrected, resultStayed, reviewDecided, reviewRequested, roundAt, roundCalculated, roundOpened } from '../assessment-examples.js';
import type { ResultEvent } from '../result.events.js';
import type { RoundEvent } from '../round.events.js';
import { round as roundFold, type OpenRound } from '../round.state.js';
import { resultTable, runShown } from './result-table.js';
import { roundUnits } from './round-units.projection.js';
import { figuresScope, seesTable } from './visibility.js';

const known = (...events: readonly RoundEvent[]): OpenRound => recordedLog(events).reduce((state, event) => roundFold.evolve(state, event as never), roundFold.initial) as OpenRound;
const rows = (...events: readonly ResultEvent[]) => Object.values(project(roundUnits).given(roundOpened(), ...events).rows());
const line = (unit: string, rank: number | null, published: string | null, run = 1, changes = {}) => resultCalculated({ unit, run, figures: figures({ rank, published, ...changes }) });
const first = [line('xuanwu', 3, '80.00'), line('qinhuai', 1, '90.00'), line('gulou', 1, '90.00'), line('science-tech', null, null, 1, { group: 'departments' }), line('market-regulation', 1, '70.00', 1, { group: 'departments' })];
const ranks = (table: ReturnType<typeof resultTable>) => table.map(({ group, lines }) => [group, lines.map(({ unit, rank }) => `${unit} ${rank}`)]);

describe('the result table', () => {
  test('lists groups in the order of the round, units by rank, those without one last', () => {
    expect(ranks(resultTable(known(...roundAt('calculated')), rows(...first), { run: 1 }))).toEqual([['districts', ['qinhuai 1', 'gulou 1', 'xuanwu 3']], ['departments', ['market-regulation 1', 'science-tech null']]]);
  });

  test('a unit without a result of that calculation has no line', () => {
    expect(ranks(resultTable(known(...roundAt('calculated')), rows(first[0]!), { run: 1 }))).toEqual([['districts', ['xuanwu 3']], ['departments', []]]);
    expect(ranks(resultTable(known(...roundAt('calculated')), rows(...first), { run: 2 }))).toEqual([['districts', []], ['departments', []]]);
  });

  test('keeps the raw score beside a vetoed grade', () => {
    const [{ lines } = { lines: [] }] = resultTable(known(...roundAt('calculated')), rows(line('xuanwu', 1, '95.00', 1, { raw: '95.0012', gradeByScore: 'A', grade: 'D', vetoed: true })), { run: 1 });
    expect(lines[0]).toMatchObject({ raw: '95.0012', published: '95.00', gradeByScore: 'A', grade: 'D', vetoed: true });
  });

  test('provisional until it is confirmed; stayed while a stayed review is open', () => {
    const standing = (step: Parameters<typeof roundAt>[0], ...events: readonly ResultEvent[]) => resultTable(known(...roundAt(step)), rows(first[0]!, ...events), { run: 1 })[0]!.lines[0]!.standing;
    expect([standing('calculated'), standing('notified'), standing('confirmed'), standing('published')]).toEqual(['provisional', 'provisional', 'final', 'final']);
    expect(standing('published', reviewRequested(), resultStayed())).toBe('stayed');
    expect(standing('published', reviewRequested(), resultStayed(), reviewDecided())).toBe('final');
    expect(standing('notified', reviewRequested())).toBe('provisional');
  });

  test('shows the last calculation before publication, the published one afterwards, and what a correction changed', () => {
    const again = roundCalculated({ run: 2, cause: 'correction' });
    expect(runShown(known(...roundAt('notified'), roundCalculated({ run: 2, cause: 'review' })), [])).toEqual({ run: 2, first: undefined });
    expect(runShown(known(...roundAt('published'), again), [{ run: 1 }])).toEqual({ run: 1, first: 1 });
    const corrected = known(...roundAt('published'), again, resultsCorrected());
    const shown = runShown(corrected, [{ run: 1 }, { run: 2 }]);
    expect(shown).toEqual({ run: 2, first: 1 });
    const second = [line('xuanwu', 1, '95.00', 2), line('qinhuai', 2, '90.00', 2), line('gulou', 2, '90.00', 2), line('market-regulation', 1, '70.00', 2, { group: 'departments' })];
    const [districts, departments] = resultTable(corrected, rows(...first, ...second), shown);
    expect(districts!.lines.map(({ unit, corrected: before }) => [unit, before])).toEqual([
      ['xuanwu', { run: 1, published: '80.00', grade: 'B', rank: 3 }], ['qinhuai', { run: 1, published: '90.00', grade: 'B', rank: 1 }], ['gulou', { run: 1, published: '90.00', grade: 'B', rank: 1 }],
    ]);
    expect(departments!.lines.map(({ unit, corrected: before }) => [unit, before])).toEqual([['market-regulation', null]]);
  });
});

describe('who sees results', () => {
  const [calculated, notified, published] = [known(...roundAt('calculated')), known(...roundAt('notified')), known(...roundAt('published'))];

  test('before publication those who work on the round see all, a unit its own from notification on', () => {
    for (const who of [people.bureau, people.leader, people.organisation, people.auditor, people.inspector, people.verifier]) expect([figuresScope(who, calculated), seesTable(who, calculated)]).toEqual(['all', true]);
    expect([covers(figuresScope(people.reporter, calculated), 'xuanwu'), covers(figuresScope(people.reporter, notified), 'xuanwu'), covers(figuresScope(people.reporter, notified), 'qinhuai')]).toEqual([false, true, false]);
    expect([seesTable(people.reporter, notified), seesTable(people.nobody, notified)]).toEqual([false, false]);
  });

  test('the published table is for everybody with a role, profiles are not', () => {
    expect([seesTable(people.reporter, published), seesTable(people.nobody, published), covers(figuresScope(people.reporter, published), 'qinhuai')]).toEqual([true, false, false]);
  });
});
