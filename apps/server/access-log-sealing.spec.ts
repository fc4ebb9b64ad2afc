import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandEngine, type Outcome } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { openDatabase } from '#engine/event-store/sqlite';
import { isRefusal, newId } from '#engine/kernel';
import { person, TestClock } from '#engine/testing';
import { accessSealingEvents, accessLogStream } from '../../libs/domain/history/access-sealing/access-sealing.events.js';
import { AccessSealing, keptHeads } from '../../libs/domain/history/access-sealing/access-sealing.js';
import { SqliteAccessLog, verifyAccessLog } from '../../libs/domain/identity/access-log/sqlite/index.js';

let folder: string;
let path: string;
let clock: TestClock;
let store: MemoryEventStore;
let accessLog: SqliteAccessLog;
let sealing: AccessSealing;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealing-'));
  path = join(folder, 'access.db');
  clock = new TestClock('2025-01-01T00:00:00.000Z');
  store = new MemoryEventStore({ clock, pollMs: 5 });
  accessLog = new SqliteAccessLog(path);
  sealing = opened();
});
afterEach(async () => {
  await accessLog.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const opened = (keptDays = 183): AccessSealing => {
  const engine = new CommandEngine(store, accessSealingEvents, clock);
  return new AccessSealing({ log: store, accessLog, clock, keptDays, actor: person('system:seals', { roles: { system: 'all' } }), send: (definition, command, envelope) => engine.execute(definition, command, envelope) });
};
const audit = () => {
  const commandId = newId();
  return { commandId, retryable: false, actor: person('aud', { roles: { 'audit-admin': 'all' } }), correlation: commandId };
};
const write = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await accessLog.append({ kind: 'read', at: clock.now(), user: `user-${n}`, address: '127.0.0.1', path: '/api/users' });
};
const refusedAs = (outcome: Outcome): string => (isRefusal(outcome) ? outcome.refused : 'done');
const facts = async () => (await store.readStream(accessLogStream)).map(({ type, data }) => [type, data['seq'], data['entries'] ?? data['upTo']]);

/** What somebody with the file and SQLite at hand could do, every hash made to fit again. */
function rewrite(from: number): void {
  const database = openDatabase(path);
  database.exec('DROP TRIGGER access_log_keeps');
  database.prepare("UPDATE access_log SET text = replace(text, 'user-', 'other-') WHERE seq >= ?").run(from);
  database.close();
}

describe('the access log, sealed into the event log', () => {
  test('is sealed when entries are new, and proven to the last seal', async () => {
    await sealing.seal();
    await write(3);
    await sealing.seal();
    await sealing.seal();
    await write(2);
    await sealing.seal();
    await write(1);
    expect(await facts()).toEqual([['history.AccessLogSealed', 3, 3], ['history.AccessLogSealed', 5, 2]]);
    expect(await verifyAccessLog(path, await keptHeads(store))).toMatchObject({ intact: true, checked: 6, provenTo: 5 });
  });

  test('is found cut off and rewritten, and is not sealed again then', async () => {
    await write(4);
    await sealing.seal();
    rewrite(3);
    expect(await verifyAccessLog(path, await keptHeads(store))).toMatchObject({ intact: false, firstBad: 3, damage: 'changed' });
    await accessLog.close();
    rmSync(path);
    accessLog = new SqliteAccessLog(path);
    sealing = opened();
    await write(2);
    expect(refusedAs(await sealing.seal())).toBe('history.access-log-shorter');
    expect(await verifyAccessLog(path, await keptHeads(store))).toMatchObject({ intact: false, firstBad: 3, damage: 'cut-off' });
    await write(3);
    expect(refusedAs(await sealing.seal())).toBe('history.access-log-differs');
    expect(await verifyAccessLog(path, await keptHeads(store))).toMatchObject({ intact: false, firstBad: 4, damage: 'rewritten' });
  });

  test('loses what was kept long enough, as a whole sealed beginning, and goes on from there', async () => {
    await write(3);
    await sealing.seal();
    clock.advance({ days: 30 });
    await write(3);
    await sealing.seal();
    expect(refusedAs(await sealing.trim('到期', audit()))).toBe('history.nothing-to-trim');
    clock.advance({ days: 160 });
    await write(1);
    expect(refusedAs(await sealing.trim('宁审〔2025〕3号', audit()))).toBe('done');
    expect((await facts()).at(-1)).toEqual(['history.AccessLogTrimmed', 3, '2025-01-01T00:00:00.000Z']);
    expect((await accessLog.entries({}, 10)).map(({ seq }) => seq)).toEqual([7, 6, 5, 4]);
    await sealing.seal();
    expect(await verifyAccessLog(path, await keptHeads(store))).toMatchObject({ intact: true, base: { seq: 3 }, provenTo: 7 });
    expect((await sealing.seals()).map(({ kind, by }) => [kind, by])).toEqual([['sealed', 'system:seals'], ['trimmed', 'aud'], ['sealed', 'system:seals'], ['sealed', 'system:seals']]);
  });

  test('loses nothing without the audit administrator, and nothing that no record tells of', async () => {
    await write(3);
    await sealing.seal();
    clock.advance({ days: 400 });
    const other = { ...audit(), actor: person('sys', { roles: { 'system-admin': 'all' } }) };
    expect(refusedAs(await sealing.trim('x', other))).toBe('command.forbidden');
    expect(await accessLog.count({})).toBe(3);
    await accessLog.removeUpTo(await accessLog.head());
    expect(await verifyAccessLog(path, await keptHeads(store))).toMatchObject({ intact: false, damage: 'beginning-removed' });
  });

  test('finishes a removal that a crash interrupted after it was recorded', async () => {
    await write(3);
    await sealing.seal();
    clock.advance({ days: 400 });
    const { removeUpTo } = accessLog;
    accessLog.removeUpTo = () => Promise.reject(new Error('the power went out'));
    await expect(sealing.trim('到期', audit())).rejects.toThrow('power');
    accessLog.removeUpTo = removeUpTo;
    expect(await verifyAccessLog(path, await keptHeads(store))).toMatchObject({ intact: true, checked: 3 });
    const again = opened();
    await again.completeRemoval();
    expect([await accessLog.count({}), await facts()]).toEqual([0, [['history.AccessLogSealed', 3, 3], ['history.AccessLogTrimmed', 3, '2025-01-01T00:00:00.000Z']]]);
  });
});
