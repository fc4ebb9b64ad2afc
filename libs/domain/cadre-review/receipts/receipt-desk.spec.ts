import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { newId } from '#engine/kernel';
import { appendTo, TestClock } from '#engine/testing';
import { cadreReviewParts } from '../cadre-review.parts.js';
import { dispatchedFact, people, preparedFact, round, unit } from '../cadre-review-examples.js';
import { dossierStream } from '../dossier.events.js';
import { describeDeadLetters, describeDeadLettersHandOver } from './dead-letters.contract.js';
import { ReceiptDesk, type SendReceipt } from './receipt-desk.js';
import { ReceiptInbox } from './receipt-inbox.js';
import { recordReceipt } from './record-receipt.js';
import { SqliteDeadLetters } from './sqlite/index.js';

const top = mkdtempSync(join(tmpdir(), 'receipts-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let files = 0;
const newPath = (): string => join(top, `p-${++files}`);

describeDeadLetters('SQLite', async () => new SqliteDeadLetters(newPath()));
describeDeadLettersHandOver('SQLite', async () => new SqliteDeadLetters(newPath()));

const message = (changes: object = {}) => ({ id: 'r-1', dossier: `${round}.${unit}`, version: 1, outcome: 'acknowledged', receiver: '市委组织部', at: '2025-06-11T02:00:00Z', ...changes });

let clock: TestClock;
let log: MemoryEventStore;
let letters: SqliteDeadLetters;
let desk: ReceiptDesk;
let send: SendReceipt;
let folder: string;
beforeEach(async () => {
  clock = new TestClock('2025-06-12T01:00:00.000Z');
  log = new MemoryEventStore({ clock });
  await appendTo(log, dossierStream(round, unit), preparedFact(), dispatchedFact());
  letters = new SqliteDeadLetters(newPath());
  desk = new ReceiptDesk(letters, clock);
  const engine = new CommandEngine(log, Object.assign({}, ...cadreReviewParts.events), clock);
  send = (command) => engine.execute(recordReceipt, command, { commandId: newId(), retryable: false, actor: people.system, correlation: newId() });
  folder = newPath();
  mkdirSync(folder);
});
afterEach(async () => {
  await letters.close();
  await log.close();
});
const types = async () => (await log.readStream(dossierStream(round, unit))).map(({ type }) => type.replace('cadre-review.Dossier', ''));
const http = { via: 'http', source: null } as const;

describe('the desk that takes receipts', () => {
  test('records a receipt once, however often and by however many at a time it comes', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => desk.take(message(), http, send)));
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['recorded', 'repeated', 'repeated', 'repeated', 'repeated', 'repeated']);
    expect(await types()).toEqual(['Prepared', 'Dispatched', 'Acknowledged']);
  });

  test('puts aside what it cannot take, with code and reason, and goes on', async () => {
    const taken = [await desk.takeText('{"id":', http, send), await desk.take(message({ dossier: 'nanjing-1999.xuanwu' }), http, send), await desk.take(message({ version: 7 }), http, send), await desk.take(message(), http, send)];
    expect(taken.map(({ outcome }) => outcome)).toEqual(['dead-letter', 'dead-letter', 'dead-letter', 'recorded']);
    const { items, total } = await letters.list({ limit: 9 });
    expect([total, items.map(({ code }) => code)]).toEqual([3, ['cadre-review.not-dispatched', 'cadre-review.unknown-dossier', 'cadre-review.bad-receipt']]);
    expect(items[2]).toMatchObject({ via: 'http', text: '{"id":', values: { problem: 'not JSON' }, firstAt: clock.now() });
  });

  test('counts a dead letter that comes again', async () => {
    await desk.takeText('x', http, send);
    await desk.takeText('x', http, send);
    expect((await letters.list({ limit: 9 })).items).toMatchObject([{ times: 2 }]);
  });

  test('cuts a long letter without breaking a character', async () => {
    await desk.takeText(`${'a'.repeat(64 * 1024 - 1)}𠮷`, http, send);
    expect((await letters.list({ limit: 1 })).items[0]!.text).toBe('a'.repeat(64 * 1024 - 1));
  });

  test('a fault of ours is no dead letter: the receipt stays the sender\'s', async () => {
    await expect(desk.take(message(), http, async () => Promise.reject(new Error('the log has stopped')))).rejects.toThrow('stopped');
    expect((await letters.list({ limit: 9 })).total).toBe(0);
  });
});

describe('receipts as files', () => {
  const inbox = (sending: SendReceipt = send) => new ReceiptInbox({ folder, desk, send: sending, pollMs: 5 });
  const drop = (name: string, ...lines: readonly unknown[]): void => writeFileSync(join(folder, name), lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const waiting = () => readdirSync(folder).filter((name) => name !== 'taken');

  test('are taken line by line, in the order of their names; bad lines are put aside with the file\'s name', async () => {
    drop('2.ndjson', message({ id: 'r-2', outcome: 'rejected', reason: '误' }));
    drop('1.ndjson', message(), '', 'broken');
    drop('.part.ndjson', message());
    drop('note.txt', 'x');
    const results = await inbox().takeAll();
    expect(results.map((one) => (one.outcome === 'dead-letter' ? one.refusal.refused : one.outcome))).toEqual(['recorded', 'cadre-review.bad-receipt', 'cadre-review.receipt-contradicts']);
    expect([waiting(), readdirSync(join(folder, 'taken')).map((name) => name.slice(13)).sort()]).toEqual([['.part.ndjson', 'note.txt'], ['1.ndjson', '2.ndjson']]);
    expect((await letters.list({ limit: 9 })).items.map(({ source, via }) => [via, source])).toEqual([['file', '2.ndjson'], ['file', '1.ndjson']]);
  });

  test('a file that was left in the middle is taken again from its beginning, with one effect', async () => {
    drop('1.ndjson', message(), message({ id: 'r-2', version: 9 }));
    let sent = 0;
    await expect(inbox(async (command) => (++sent === 2 ? Promise.reject(new Error('killed')) : send(command))).takeAll()).rejects.toThrow('killed');
    expect(waiting()).toEqual(['1.ndjson']);
    expect((await inbox().takeAll()).map(({ outcome }) => outcome)).toEqual(['repeated', 'dead-letter']);
    expect([await types(), waiting()]).toEqual([['Prepared', 'Dispatched', 'Acknowledged'], []]);
  });

  test('are taken as they are dropped, also after the system was away for a while', async () => {
    let away = 2;
    const running = inbox(async (command) => (away-- > 0 ? Promise.reject(new Error('the log is away')) : send(command)));
    drop('1.ndjson', message());
    running.start();
    const deadline = Date.now() + 5_000;
    while ((await types()).length < 3 && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    await running.stop();
    expect(await types()).toEqual(['Prepared', 'Dispatched', 'Acknowledged']);
  });
});
