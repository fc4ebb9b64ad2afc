import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Instant, Recorded } from '#engine/kernel';
import { project, recorded } from '#engine/testing';
import { calendarStream, nationalCalendar, type CalendarEvent } from '#domain/calendar';
import { calendar, calendarYears, closedFinding, content, escalatedFinding, grantedExtension, issuedFinding, reassignedFinding, reopenedFinding, reportedFinding, returnedRectification, suspendedFinding, withdrawnFinding } from '../finding-examples.js';
import { findingStream, type FindingEvent } from '../finding.events.js';
import { finding, isIssued, isOpen, isOverdue, type FindingState } from '../finding.state.js';
import { story, told } from '../finding-story-examples.js';
import { never } from '../ledger/finding-row.js';
import { cellAt, cellsOf, countsOf, noCounts, plus, type BoardCell, type Counts } from './board-cell.js';
import { boardFinding, type BoardFinding } from './board-finding.js';
import { boardFigures } from './board-figures.js';
import { boardCells, boardFindings, supervisionBoard } from './supervision-board.projection.js';

type Told = readonly [code: string, at: Instant, ...events: readonly FindingEvent[]];

/** Facts of several findings as one log, after the years of a calendar. */
function logOf(years: readonly CalendarEvent[], ...tellings: readonly Told[]): (Recorded<FindingEvent> | Recorded<CalendarEvent>)[] {
  let position = 0;
  const revisions = new Map<string, number>();
  const add = (stream: string, recordedAt: Instant, { type, data }: FindingEvent | CalendarEvent) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return recorded(type, data as never, { stream, position: (position += 1), revision, recordedAt }) as never;
  };
  return [
    ...years.map((event) => add(calendarStream(nationalCalendar), '2025-01-01T00:00:00.000Z', event)),
    ...tellings.flatMap(([code, at, ...events]) => events.map((event) => add(findingStream(code), at, { ...event, data: { ...event.data, finding: code } } as FindingEvent))),
  ];
}

const city = [
  ['a', '2025-03-03T01:00:00.000Z', issuedFinding()],
  ['b', '2025-03-03T02:00:00.000Z', issuedFinding({ content: content({ severity: 'major', source: { kind: 'media' }, measure: 'general' }) })],
  ['c', '2025-03-04T01:00:00.000Z', issuedFinding({ content: content({ unit: 'gulou', supporting: [], severity: 'general' }) })],
  ['a', '2025-03-10T01:00:00.000Z', reportedFinding(), closedFinding()],
  ['b', '2025-03-11T01:00:00.000Z', grantedExtension()],
  ['b', '2025-05-05T01:00:00.000Z', reportedFinding({ late: true }), returnedRectification(), reportedFinding({ late: true }), closedFinding({ onTime: false })],
  ['d', '2025-03-20T01:00:00.000Z', issuedFinding(), withdrawnFinding()],
] as const satisfies readonly Told[];

function figuresAt(now: Instant, by: 'unit' | 'severity' | 'source' | 'type' | 'measure', ...tellings: readonly Told[]) {
  const board = project(supervisionBoard).given(...logOf(calendarYears, ...tellings));
  const cells = (Object.values(board.rows(boardCells.name)) as BoardCell[]).filter((cell) => cell.by === by);
  const open = (Object.values(board.rows(boardFindings.name)) as BoardFinding[]).filter((one) => one.open);
  return boardFigures(by, cells, open, now);
}

describe('figures of supervision', () => {
  test('count what was issued, closed and withdrawn, with exact shares', () => {
    const { items, total } = figuresAt('2025-04-10T01:00:00.000Z', 'unit', ...city);
    expect(items.map(({ value, issued, open, closed, withdrawn, overdue }) => [value, issued, open, closed, withdrawn, overdue])).toEqual([['gulou', 1, 1, 0, 0, 1], ['xuanwu', 2, 0, 2, 1, 0]]);
    expect(total).toEqual({
      issued: 3, open: 1, closed: 2, withdrawn: 1, onTime: 1, returned: 1, extended: 1, relapsed: 0, overdue: 1, ageing: [0, 0, 0, 1, 0],
      onTimeRate: { numerator: 1, denominator: 3, value: '33.33' }, closingRate: { numerator: 2, denominator: 3, value: '66.67' },
      // 3 to 10 March: 5 working days. 3 March to 5 May: Qingming and Labour Day are off, 27 April is worked.
      averageDays: { numerator: 5 + 42, denominator: 2, value: '23.50' },
      returnRate: { numerator: 1, denominator: 3, value: '33.33' }, extensionRate: { numerator: 1, denominator: 3, value: '33.33' }, relapseRate: { numerator: 0, denominator: 2, value: '0.00' },
    });
  });

  test.each([
    ['severity', ['general', 'major', 'serious']], ['source', ['media', 'site-check']], ['type', ['indicator']], ['measure', ['1', 'general']],
  ] as const)('by %s have a line for each value and the same total', (by, values) => {
    const now = '2025-04-10T01:00:00.000Z';
    const { items, total } = figuresAt(now, by, ...city);
    expect(items.map(({ value }) => value)).toEqual(values);
    expect(total).toEqual(figuresAt(now, 'unit', ...city).total);
  });

  test('of nothing have no shares', () => {
    const { items, total } = boardFigures('unit', [], [], '2025-04-10T01:00:00.000Z');
    expect([items, total.onTimeRate, total.averageDays.value]).toEqual([[], { numerator: 0, denominator: 0, value: null }, null]);
  });

  test.each([
    ['2025-03-03T15:59:59.999Z', 0], ['2025-03-10T01:00:00.000Z', 0], ['2025-03-10T16:00:00.000Z', 1], ['2025-03-18T01:00:00.000Z', 1], ['2025-03-19T01:00:00.000Z', 2], ['2025-04-02T01:00:00.000Z', 2],
    ['2025-04-03T01:00:00.000Z', 3], ['2025-05-02T15:59:59.000Z', 3], ['2025-05-02T16:00:00.000Z', 4],
  ])('put what was issued on 3 March at %s into bucket %i', (now, bucket) => {
    expect(figuresAt(now, 'unit', ['a', '2025-03-03T01:00:00.000Z', issuedFinding()]).total.ageing.indexOf(1)).toBe(bucket);
  });

  test('a relapse is one of those that were closed, also while it is open again', () => {
    const { total } = figuresAt('2025-04-10T01:00:00.000Z', 'unit', ...city, ['a', '2025-04-01T01:00:00.000Z', reopenedFinding()]);
    expect([total.open, total.closed, total.relapseRate]).toEqual([2, 1, { numerator: 1, denominator: 2, value: '50.00' }]);
  });

  test('a finding that goes to another unit is counted there and no longer here', () => {
    const { items } = figuresAt('2025-04-10T01:00:00.000Z', 'unit', ['a', '2025-03-03T01:00:00.000Z', issuedFinding()], ['a', '2025-03-04T01:00:00.000Z', reassignedFinding()]);
    expect(items.map(({ value, issued }) => [value, issued])).toEqual([['qinhuai', 1]]);
  });

  test('days are counted anew when a year is published, and not guessed before', () => {
    const issue = ['a', '2025-03-03T01:00:00.000Z', issuedFinding()] as const;
    const close = ['a', '2025-03-10T01:00:00.000Z', reportedFinding(), closedFinding()] as const;
    const cellOf = (...log: ReturnType<typeof logOf>) => project(supervisionBoard).given(...log).row('unit/xuanwu/xuanwu/2025', boardCells.name) as BoardCell;
    expect(cellOf(...logOf([], issue, close))).toMatchObject({ closed: 1, days: 0, timed: 0 });
    const late = logOf([], issue, close);
    const published = logOf(calendarYears).map((event, index) => ({ ...event, position: late.length + 1 + index }));
    expect(cellOf(...late, ...(published as typeof late))).toMatchObject({ closed: 1, days: 5, timed: 1 });
  });

  test('what changes no figure writes nothing', () => {
    const log = logOf(calendarYears, ['a', '2025-03-03T01:00:00.000Z', issuedFinding(), suspendedFinding()]);
    const model = supervisionBoard.initial();
    for (const event of log) supervisionBoard.apply(model, event);
    const raised = logOf([], ['a', '2025-03-05T01:00:00.000Z', escalatedFinding()])[0]!;
    expect(supervisionBoard.apply(model, raised)).toEqual([]);
    expect(supervisionBoard.apply(model, { ...raised, type: 'supervision.RectificationReported', data: { ...reportedFinding().data, finding: 'a' } } as never).map(({ table }) => table)).toEqual([boardFindings.name]);
  });

  test('survive a restart at any moment', () => {
    project(supervisionBoard).given(...logOf(calendarYears, ...city, ['a', '2025-06-01T01:00:00.000Z', reopenedFinding()])).thenSameAfterAnyRestart();
  });
});

describe('figures and fold', () => {
  let stories: readonly (readonly Recorded<FindingEvent>[])[] = [];
  beforeAll(async () => {
    const all = [];
    for (const steps of fc.sample(story, { numRuns: 30, seed: 11 })) all.push(await told(steps));
    stories = all;
  }, 60_000);

  test('agree on what is open, runs, and was returned, extended or reopened, after every fact of any story', () => {
    for (const facts of stories) {
      let [slim, state]: [BoardFinding | undefined, FindingState] = [undefined, finding.initial];
      for (const event of facts) {
        [slim, state] = [boardFinding(slim, event), finding.evolve(state, event)];
        expect(slim === undefined).toBe(!isIssued(state));
        if (!slim || !isIssued(state)) continue;
        expect(slim).toMatchObject({
          unit: state.content.unit, open: isOpen(state), lateAfter: isOverdue(state, never) ? state.deadline.dueAt : never, returned: state.returns > 0, extended: state.extensions > 0, relapsed: state.relapses > 0,
          suspended: state.suspended !== undefined, ...(state.closed ? { onTime: state.closed.onTime } : {}),
        });
      }
    }
  });

  test('counters are the sums over all findings', () => {
    const log = stories.flatMap((facts, n) => facts.map((event) => ({ ...event, stream: `finding-${n}`, data: { ...event.data, finding: `f-${n}` } }) as Recorded<FindingEvent>));
    const all = [...logOf(calendarYears), ...log].map((event, index) => ({ ...event, position: index + 1 }) as Recorded<FindingEvent>);
    const board = project(supervisionBoard).given(...all);
    const sums = new Map<string, Counts>();
    for (const one of Object.values(board.rows(boardFindings.name)) as BoardFinding[]) for (const key of cellsOf(one)) sums.set(key, plus(sums.get(key) ?? noCounts, countsOf(one, calendar)));
    expect(board.rows(boardCells.name)).toEqual(Object.fromEntries([...sums].map(([key, counts]) => [key, cellAt(key, counts)])));
    expect(sums.size).toBeGreaterThan(5);
  });
});
