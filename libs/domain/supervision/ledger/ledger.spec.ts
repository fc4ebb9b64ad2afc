import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { person } from '#engine/testing';
import type { Actor } from '#engine/kernel';
import { validated } from '#engine/http';
import { z } from 'zod';
import { emptyCalendar } from '#domain/calendar';
import { callerOf } from '../finding-city-examples.js';
import {
  acknowledged, calendar, closedFinding, content, contestedAssignment, discardedFinding, draftedFinding, escalatedFinding, issuedFinding, people, plannedRectification, progressedRectification, reassignedFinding,
  reportedFinding, requestedExtension, withdrawnFinding,
} from '../finding-examples.js';
import type { FindingContent } from '../finding.events.js';
import { audienceOf, leadIn } from './audience.js';
import { daysLeft, daysUsed } from './days-used.js';
import { ExportLedgerHttp } from './export-ledger.http.js';
import { LedgerHttp } from './ledger.http.js';
import { ledgerFilters } from './ledger-query.http.js';
import { instantOf } from './known-moment.http.js';
import { seenBy, seesFinding } from './finding-scope.http.js';
import { ViewCity } from './view-city-examples.js';

const { bureau, reporter, supporter, stranger, gulouInspector, auditor } = people;
const twoUnits = person('reporter-two', { unit: 'gulou', roles: { reporter: ['gulou', 'finance'] } });

let city: ViewCity;
let settledAt = 0;
const order = (n: number, changes: Partial<FindingContent> = {}) => {
  const { deadline } = issuedFinding().data;
  return issuedFinding({ number: `〔2025〕督字第${n}号`, content: content(changes), deadline });
};

beforeAll(async () => {
  city = await ViewCity.open();
  await city.tell('f-1', '2025-03-03T01:00:00.000Z', draftedFinding(), order(1), acknowledged(), plannedRectification(), progressedRectification());
  await city.tell('f-2', '2025-03-04T01:00:00.000Z', order(2, { unit: 'gulou', supporting: ['xuanwu', 'finance'], severity: 'major', source: { kind: 'media' }, measure: 'general' }));
  await city.tell('f-3', '2025-03-05T01:00:00.000Z', order(3, { unit: 'qinhuai', supporting: [], severity: 'general', indicator: 'patents' }), contestedAssignment({ unit: 'qinhuai' }));
  await city.tell('f-4', '2025-03-06T01:00:00.000Z', order(10, { campaign: 'c-1', title: '=1+1' }), acknowledged(), requestedExtension());
  await city.tell('f-5', '2025-03-07T01:00:00.000Z', order(11, { unit: 'gulou', supporting: [] }));
  await city.tell('f-6', '2025-03-07T02:00:00.000Z', draftedFinding());
  await city.tell('f-7', '2025-03-07T03:00:00.000Z', draftedFinding({ content: content({ unit: 'gulou', supporting: [] }) }), discardedFinding());
  await city.tell('f-5', '2025-03-10T01:00:00.000Z', withdrawnFinding({ unit: 'gulou' }));
  await city.tell('f-4', '2025-03-11T01:00:00.000Z', reportedFinding(), closedFinding());
  await city.tell('f-1', '2025-03-31T16:00:00.000Z', escalatedFinding({ level: 'yellow' }));
  city.clock.set('2025-04-01T02:00:00.000Z');
  settledAt = await city.settled();
});
afterAll(() => city.close());

const queryOf = (query: Record<string, string>) => validated(z.strictObject({ ...ledgerFilters, limit: z.coerce.number().optional(), cursor: z.string().optional(), asKnownAt: z.string().optional(), waitFor: z.coerce.number().optional() }), query, 'query') as never;
const ledger = () => new LedgerHttp(city.views, city.log, city.clock);
const list = (query: Record<string, string> = {}, actor: Actor = bureau) => ledger().list({ params: undefined, query: queryOf(query), body: undefined }, callerOf(actor));
const codes = async (query: Record<string, string> = {}, actor: Actor = bureau): Promise<string> => (await list(query, actor)).items.map(({ finding }) => finding).join(' ');

describe('the list of findings', () => {
  test('answers with lines, the exact total and the position', async () => {
    const { items, total, position } = await list();
    expect([items.map(({ finding }) => finding), total, position]).toEqual([['f-5', 'f-4', 'f-3', 'f-2', 'f-1'], 5, settledAt]);
    expect(items[4]).toMatchObject({
      finding: 'f-1', number: '〔2025〕督字第1号', serial: 1, status: 'rectifying', stage: 'open', percent: '50', light: 'yellow', level: 'yellow', overdue: true, suspended: false, measure: '1', closedOn: null,
      // From 3 March to 1 April; the level was raised on 1 April in the city.
      workingDays: { sinceIssue: 21, sinceLevel: 0, left: expect.any(Number) },
    });
    expect(items[1]).toMatchObject({ closedOn: '2025-03-11', conclusion: 'done', evidence: 1, followUpOn: '2025-09-30', workingDays: { sinceIssue: 3, left: null }, extensionAsked: null });
  });

  test.each<[string, Record<string, string>]>([
    ['f-2 f-1', { status: 'issued,rectifying', sort: 'issued' }], ['f-3', { status: 'contested' }], ['f-3 f-2 f-1', { stage: 'open' }], ['f-5', { stage: 'withdrawn' }], ['f-2', { severity: 'major' }], ['f-2', { source: 'media' }],
    ['f-2', { measure: 'general' }], ['f-3', { indicator: 'patents' }], ['f-4', { campaign: 'c-1' }], ['f-1', { light: 'yellow' }], ['f-1', { level: 'yellow' }], ['f-1 f-2', { overdue: 'true' }],
    ['f-5 f-4 f-3', { overdue: 'false' }], ['f-5 f-2', { unit: 'gulou' }], ['f-4 f-2 f-1', { supporting: 'finance' }], ['f-2', { supporting: 'finance', unit: 'gulou' }], ['', { supporting: 'qinhuai' }],
    ['f-5 f-4', { issuedFrom: '2025-03-06' }], ['f-3 f-2', { issuedFrom: '2025-03-04', issuedTo: '2025-03-05' }], ['', { dueTo: '2025-03-30' }], ['f-5 f-4 f-1', { number: '〔2025〕督字第1' }],
    ['f-1 f-2 f-3 f-4 f-5', { sort: 'due' }], ['f-5 f-4 f-3 f-2 f-1', { sort: 'number' }], ['f-1 f-2 f-3 f-4 f-5', { sort: 'number', reverse: 'true' }], ['f-2 f-1 f-3 f-4 f-5', { sort: 'severity' }],
    ['f-1 f-2 f-3 f-4 f-5', { sort: 'days' }], ['', { listed: 'true' }], ['', { extension: 'inspector,bureau' }],
  ])('gives "%s" for %j', async (expected, query) => {
    expect(await codes(query)).toBe(expected);
    expect((await list(query)).total).toBe(expected === '' ? 0 : expected.split(' ').length);
  });

  test('goes on from page to page', async () => {
    const first = await list({ limit: '2' });
    const second = await list({ limit: '2', cursor: first.next! });
    expect([first.items.map(({ finding }) => finding), second.items.map(({ finding }) => finding), second.total]).toEqual([['f-5', 'f-4'], ['f-3', 'f-2'], 5]);
  });

  test('answers as it was known on a day: status, days and what was overdue then', async () => {
    const { items, total } = await list({ asKnownAt: '2025-03-06', sort: 'number' });
    expect([items.map(({ finding, status }) => [finding, status]), total]).toEqual([[['f-4', 'acknowledged'], ['f-3', 'contested'], ['f-2', 'issued'], ['f-1', 'rectifying']], 4]);
    expect(items[3]).toMatchObject({ overdue: false, light: 'green', workingDays: { sinceIssue: 3, sinceLevel: 3, left: expect.any(Number) } });
    expect(await codes({ asKnownAt: '2025-03-06', extension: 'inspector' })).toBe('f-4');
  });

  test.each([[{ status: 'open' }], [{ measure: '0' }], [{ sort: 'title' }], [{ number: '' }], [{ overdue: 'yes' }]])('refuses %j', (query) => {
    expect(() => queryOf(query)).toThrow();
  });
});

describe('who sees which findings', () => {
  test.each<[string, Actor, string]>([
    ['a unit what it leads and supports', reporter, 'f-4 f-2 f-1'], ['a supporting unit what it supports', supporter, 'f-4 f-2 f-1'], ['a stranger nothing', stranger, ''],
    ['an inspector of a district what concerns it', gulouInspector, 'f-5 f-2'], ['someone of two units each finding once', twoUnits, 'f-5 f-4 f-2 f-1'], ['an auditor all', auditor, 'f-5 f-4 f-3 f-2 f-1'],
  ])('%s', async (_, actor, expected) => {
    expect(await codes({}, actor)).toBe(expected);
  });

  test('filters narrow what is seen, and never widen it', async () => {
    expect(await codes({ unit: 'gulou' }, reporter)).toBe('f-2');
    expect(await codes({ unit: 'qinhuai' }, reporter)).toBe('');
    expect(await codes({ supporting: 'xuanwu' }, reporter)).toBe('f-2');
    expect(await codes({ supporting: 'finance' }, reporter)).toBe('f-4 f-2 f-1');
    expect(await codes({ supporting: 'finance' }, stranger)).toBe('');
  });

  test('a finding that went to another unit is that unit’s', async () => {
    const other = await ViewCity.open();
    await other.tell('f-1', '2025-03-03T01:00:00.000Z', issuedFinding(), reassignedFinding());
    await other.settled();
    const seen = async (actor: Actor) => (await new LedgerHttp(other.views, other.log, other.clock).list({ params: undefined, query: {} as never, body: undefined }, callerOf(actor))).total;
    expect([await seen(reporter), await seen(supporter), await seen(bureau)]).toEqual([0, 1, 1]);
    await other.close();
  });

  test('list and page ask the same', () => {
    expect([seesFinding(['finance'], { unit: 'xuanwu', supporting: ['finance'] }), seesFinding(['health'], { unit: 'xuanwu', supporting: ['finance'] }), seesFinding('all', { unit: 'x', supporting: [] })]).toEqual([true, false, true]);
  });

  test('a scope with more audiences than a question can name is asked to name a unit', async () => {
    const many = { all: async () => ({ position: 1, rows: Array.from({ length: 8_001 }, (_, n) => ({ key: `${n}`, position: 1, row: { unit: 'a', audience: `u-${n}>a`, lead: false } })) }) };
    await expect(seenBy(many as never, ['a'], {})).rejects.toMatchObject({ refusal: { refused: 'supervision.too-many-audiences' } });
    expect(await seenBy(many as never, ['a'], { unit: 'u-5' })).toEqual([{ field: 'audience', is: 'in', value: ['u-5>a'] }, { field: 'unit', is: 'eq', value: 'u-5' }]);
  });

  test('an audience names lead and supporting units in one way', () => {
    expect([audienceOf('b', ['c', 'a', 'c']), audienceOf('b', []), leadIn('b>a+c'), leadIn('b')]).toEqual(['b>a+c', 'b', 'b', 'b']);
  });
});

describe('drafts', () => {
  const drafts = async (actor: Actor, query: object = {}) =>
    (await ledger().drafts({ params: undefined, query: { status: 'draft', ...query } as never, body: undefined }, callerOf(actor))).items.map(({ finding, status }) => `${finding} ${status}`);

  test('are those that wait, or were discarded; one that was issued is none', async () => {
    expect(await drafts(bureau)).toEqual(['f-6 draft']);
    expect(await drafts(bureau, { status: 'discarded' })).toEqual(['f-7 discarded']);
  });

  test('are seen by those who inspect the unit', async () => {
    expect([await drafts(gulouInspector), await drafts(gulouInspector, { status: 'discarded' }), await drafts(reporter)]).toEqual([[], ['f-7 discarded'], []]);
  });
});

describe('the ledger as a table', () => {
  const exported = async (actor: Actor, query: object = {}): Promise<string[][]> => {
    const file = await new ExportLedgerHttp(city.views, city.log, city.clock).export({ params: undefined, query: { language: 'zh', ...query } as never, body: undefined }, callerOf(actor));
    return parse(await text(file.getStream()), { bom: true }) as string[][];
  };

  test('has the columns that officials expect, in words', async () => {
    const [head, , line] = await exported(bureau);
    expect(head!.slice(0, 20)).toEqual([
      '序号', '编号', '来源', '问题/事项', '责任单位', '配合单位', '责任领导', '交办日', '原时限', '现时限', '进度（%）', '灯色', '最新进展', '最新进展日期', '延期次数', '退回次数', '核查结论', '销号日', '用时（工作日）', '佐证数',
    ]);
    expect(line).toEqual([
      '2', '〔2025〕督字第10号', '实地核查', "'=1+1", '玄武区', '玄武区', 'p-001', '2025-03-06', '2025-03-31', '2025-03-31', '', '绿灯', '6 台全部检验合格', '2025-03-11', '0', '0', '同意销号', '2025-03-11', '3', '1', '已销号',
      '否', '', '较重', '平件', '0', 'xuanwu',
    ]);
    expect((await exported(bureau, { language: 'en' }))[5]).toEqual(expect.arrayContaining(['rectifying', 'yes', 'yellow card', 'serious']));
  });

  test('has what the caller sees and asks for, as known at the moment asked for', async () => {
    expect((await exported(gulouInspector)).length - 1).toBe(2);
    expect((await exported(bureau, { status: ['contested'] })).slice(1).map((line) => line[1])).toEqual(['〔2025〕督字第3号']);
    expect((await exported(bureau, { asKnownAt: '2025-03-04', sort: 'number' })).slice(1).map((line) => line[20])).toEqual(['待签收', '整改中']);
  });
});

describe('working days by both clocks', () => {
  const row = { issuedAt: '2025-03-03T01:00:00.000Z', levelSince: '2025-03-07T01:00:00.000Z', endedAt: null };

  test.each([
    ['2025-03-03T15:59:59.999Z', 0, 0], ['2025-03-03T16:00:00.000Z', 1, 0], ['2025-03-10T01:00:00.000Z', 5, 1], ['2025-05-06T01:00:00.000Z', 43, 39],
  ])('at %s', (now, sinceIssue, sinceLevel) => {
    expect(daysUsed(row, now, calendar)).toEqual({ sinceIssue, sinceLevel });
  });

  test('stand still when it ends, and are not guessed without a calendar', () => {
    expect(daysUsed({ ...row, endedAt: '2025-03-10T01:00:00.000Z' }, '2026-12-01T01:00:00.000Z', calendar)).toEqual({ sinceIssue: 5, sinceLevel: 1 });
    expect(daysUsed(row, '2027-01-05T01:00:00.000Z', calendar)).toEqual({ sinceIssue: null, sinceLevel: null });
    expect(daysUsed(row, '2025-03-04T01:00:00.000Z', emptyCalendar)).toEqual({ sinceIssue: null, sinceLevel: null });
  });
});

describe('working days left', () => {
  const dueAt = '2025-04-07T15:59:59.999Z';

  test.each([['2025-04-02T01:00:00.000Z', 2], ['2025-04-07T15:59:59.999Z', 0], ['2025-04-07T16:00:00.000Z', -1], ['2025-04-14T01:00:00.000Z', -5]])('at %s', (now, left) => {
    expect(daysLeft({ dueAt, lateAfter: dueAt }, now, calendar)).toBe(left);
  });

  test('none while no clock runs, nor without a calendar', () => {
    expect(daysLeft({ dueAt, lateAfter: '9999-12-31T15:59:59.999Z' }, '2025-04-02T01:00:00.000Z', calendar)).toBeNull();
    expect(daysLeft({ dueAt, lateAfter: dueAt }, '2025-04-02T01:00:00.000Z', emptyCalendar)).toBeNull();
  });
});

describe('the instant that a view answers for', () => {
  test.each([[undefined, '2025-04-01T02:00:00.000Z'], ['2025-03-04', '2025-03-04T15:59:59.999Z'], ['2025-12-31', '2025-04-01T02:00:00.000Z'], ['2025-03-04T01:00:00Z', '2025-03-04T01:00:00.000Z']])('for %s is %s', async (asked, at) => {
    expect(await instantOf(city.log, city.clock, asked)).toBe(at);
  });

  test('for a position is when it was recorded', async () => {
    const { events } = await city.log.readAll({ after: settledAt - 1, limit: 1 });
    expect(await instantOf(city.log, city.clock, String(settledAt))).toBe(events[0]!.recordedAt);
  });
});
