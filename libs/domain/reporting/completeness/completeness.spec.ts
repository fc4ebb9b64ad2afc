import { describe, expect, test } from '@jest/globals';
import { project, recorded, type GivenEvent } from '#engine/testing';
import { about, approved, card, closedPeriod, corrected, declared, deferred, definedCard, extendedPeriod, openedPeriod, plan, refusedDeclaration, reported, returned, verified } from '../reporting-examples.js';
import { completeness, completenessKey, completenessTable } from './completeness.projection.js';
import { boardPage } from './board-page.http.js';
import { boardLines, summary } from './completeness-summary.js';
import { rateOf, type CompletenessRow } from './completeness-row.js';

const due = '2025-04-20T15:59:59.999Z';
const later = '2025-04-30T15:59:59.999Z';
const patents = { ...about, indicator: 'patents' };
const cards = [definedCard(), definedCard(card({ code: 'patents', reportedBy: ['xuanwu'] })), definedCard(card({ code: 'awards', frequency: 'event' })), definedCard(card({ code: 'survey', frequency: 'year' }))];
const set = (...events: readonly GivenEvent[]) => [...cards, openedPeriod(), ...events];
const rowOf = (events: readonly GivenEvent[], unit = 'xuanwu') => project(completeness).given(...events).row(completenessKey(plan, '2025-Q1', unit), completenessTable.name) as CompletenessRow | undefined;
/** A fact recorded at a given time, at a position of its own. */
const timed = (event: GivenEvent, position: number, recordedAt: string) => recorded(event.type, event.data, { stream: `report-${position}`, position, revision: 0, recordedAt });

describe('completeness', () => {
  test('counts what a period expects of each unit, as soon as it is open', () => {
    expect(rowOf(cards)).toBeUndefined();
    expect(rowOf(set())).toEqual({
      plan, period: '2025-Q1', kind: 'quarter', year: 2025, unit: 'xuanwu', periodStatus: 'open', firstDueAt: due, dueAt: due, expected: 2, notApplicable: 0, notReleased: 0, owed: 2, missing: 2,
      waiting: 0, declared: 0, returned: 0, verified: 0, onTime: 0, late: 0, beyond: 0, waitingSince: null, state: 'missing', onTimeRate: '0.00',
    });
    expect(rowOf(set(), 'qinhuai')).toMatchObject({ expected: 1, missing: 1 });
    expect(rowOf(set(), 'finance')).toBeUndefined();
  });

  const second = { indicator: 'patents' };
  test.each([
    ['reported', [reported()], { missing: 1, waiting: 1, state: 'missing', onTime: 1, onTimeRate: '50.00' }],
    ['all reported', [reported(), reported(second)], { missing: 0, waiting: 2, state: 'waiting', onTimeRate: '100.00' }],
    ['one returned', [reported(), reported(second), returned()], { waiting: 1, returned: 1, state: 'returned' }],
    ['one verified', [reported(), reported(second), verified()], { waiting: 1, verified: 1, state: 'waiting' }],
    ['all verified', [reported(), reported(second), verified(), verified('12', second)], { verified: 2, state: 'verified', waitingSince: null }],
    ['corrected', [reported(), reported(second), verified(), verified('12', second), corrected()], { verified: 2, state: 'verified' }],
    ['declared', [declared(), reported(second)], { declared: 1, waiting: 1, owed: 2, state: 'waiting', onTime: 1 }],
    ['not applicable', [declared(), approved(), reported(second), verified('12', second)], { notApplicable: 1, owed: 1, verified: 1, state: 'verified', onTimeRate: '100.00' }],
    ['refused as not applicable', [declared(), refusedDeclaration(), reported(second)], { declared: 0, returned: 1, state: 'returned' }],
    ['not released', [deferred(), reported(second), verified('12', second)], { notReleased: 1, owed: 1, state: 'verified' }],
    ['nothing owed', [deferred(), declared(), approved(), { type: 'reporting.ReleaseDeferred', data: { ...patents, expectedOn: '2025-05-20', reason: 'x' } }], { owed: 0, missing: 0, state: 'nothing-owed', onTimeRate: null }],
    ['by event', [reported({ indicator: 'awards' })], { expected: 2, missing: 2, beyond: 1, waiting: 0, state: 'missing', waitingSince: '2025-01-01T00:00:06.000Z' }],
  ] as const)('counts a unit with %s', (_, events, expected) => {
    const row = rowOf(set(...events))!;
    expect(row).toMatchObject(expected);
    expect(row.owed + row.notApplicable + row.notReleased).toBe(row.expected);
    expect(row.missing + row.waiting + row.declared + row.returned + row.verified).toBe(row.owed);
  });

  test('a value first reported after the first due time is late, whatever was granted since, and stays what it was when reported anew', () => {
    const opened = set(extendedPeriod(later));
    const late = timed(reported(), 10, '2025-04-20T16:00:00.000Z');
    const onTime = timed(reported({ indicator: 'patents' }), 11, due);
    expect(rowOf([...opened, late])).toMatchObject({ late: 1, onTime: 0, dueAt: later, firstDueAt: due });
    expect(rowOf([...opened, onTime, timed(returned({ indicator: 'patents' }), 12, later), timed(reported({ indicator: 'patents' }), 13, later)])).toMatchObject({ late: 0, onTime: 1, waitingSince: later });
  });

  test('a unit with more time has a due time of its own, and closing shows', () => {
    const events = set(extendedPeriod(later, ['xuanwu']), closedPeriod());
    expect(rowOf(events)).toMatchObject({ dueAt: later, periodStatus: 'closed' });
    expect(rowOf(events, 'qinhuai')).toMatchObject({ dueAt: due, periodStatus: 'closed' });
  });

  test('a revised card changes who owes what, and a row that expects nothing any more goes away', () => {
    const revised = { type: 'plan.IndicatorRevised', data: { plan, card: card({ reportedBy: ['xuanwu', 'gulou'] }), changed: ['reportedBy'], document: 'x' } };
    expect(rowOf(set(revised), 'gulou')).toMatchObject({ expected: 1 });
    expect(rowOf(set(revised), 'qinhuai')).toBeUndefined();
    expect(rowOf(set(reported({ unit: 'qinhuai' }), revised), 'qinhuai')).toMatchObject({ expected: 0, beyond: 1, state: 'nothing-owed' });
    expect(rowOf(set({ type: 'plan.IndicatorRevised', data: { plan, card: card({ frequency: 'month' }), changed: ['frequency'], document: 'x' } }))).toMatchObject({ expected: 1 });
  });

  test('a unit that is gone owes periods that ended before', () => {
    const gone = (from: string) => ({ type: 'units.UnitMerged', data: { code: 'qinhuai', into: 'xuanwu', from, document: 'x' } });
    expect(rowOf(set(gone('2025-04-01')), 'qinhuai')).toMatchObject({ expected: 1 });
    expect(rowOf(set(gone('2025-03-31')), 'qinhuai')).toBeUndefined();
    expect(rowOf([gone('2025-03-31'), ...set()], 'qinhuai')).toBeUndefined();
  });

  test('is brought back from its own rows after any restart', () => {
    const closed = { type: 'units.UnitClosed', data: { code: 'qinhuai', from: '2025-02-01', document: 'x' } };
    project(completeness)
      .given(...set(reported(), declared(), refusedDeclaration(), reported({ value: '13' }), verified('13'), extendedPeriod(later, ['qinhuai']), closed, openedPeriod('2025-Q2', later), closedPeriod()))
      .thenSameAfterAnyRestart();
  });
});

describe('sums of completeness', () => {
  const all = Object.values(project(completeness).given(...set(reported(), verified(), reported({ unit: 'qinhuai' }), openedPeriod('2025-Q2', later))).rows(completenessTable.name)) as unknown as CompletenessRow[];

  test('add up the units of each period, and take the rate of the sums', () => {
    expect(summary(all)).toEqual([
      expect.objectContaining({ period: '2025-Q2', expected: 3, missing: 3, units: 2, unitsComplete: 0, onTimeRate: '0.00', waitingSince: null }),
      expect.objectContaining({ period: '2025-Q1', expected: 3, missing: 1, verified: 1, waiting: 1, units: 2, unitsComplete: 0, onTimeRate: '66.67', waitingSince: '2025-01-01T00:00:08.000Z' }),
    ]);
    expect([rateOf(1, 3), rateOf(2, 3), rateOf(0, 0)]).toEqual(['33.33', '66.67', null]);
  });

  test('make a board that begins with the unit that waits longest', () => {
    expect(boardLines(all).map(({ unit, waiting, periods }) => [unit, waiting, periods.map(({ period, state }) => `${period} ${state}`)])).toEqual([
      ['qinhuai', 1, ['2025-Q1 waiting', '2025-Q2 missing']],
      ['xuanwu', 0, ['2025-Q1 missing', '2025-Q2 missing']],
    ]);
  });

  test('page the board at the position of its first page', async () => {
    const asked: (string | undefined)[] = [];
    const read = async ({ asKnownAt }: { asKnownAt?: string }) => {
      asked.push(asKnownAt);
      return { rows: all.map((row) => ({ row })), position: 41 };
    };
    const first = await boardPage(read, 1);
    expect([first.items.map((line) => line.unit), first.total]).toEqual([['qinhuai'], 2]);
    const second = await boardPage(read, 1, first.next);
    expect([second.items.map((line) => line.unit), second.next]).toEqual([['xuanwu'], undefined]);
    expect(asked).toEqual([undefined, '41']);
    await expect(boardPage(read, 1, 'nonsense')).rejects.toThrow('request.invalid');
  });
});
