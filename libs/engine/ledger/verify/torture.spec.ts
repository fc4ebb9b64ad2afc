import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentHash } from '#engine/kernel';
import { openDatabase } from '#engine/event-store/sqlite';
import { introduceKey, type LedgerKeys } from '../keys.js';
import { LedgerBench } from '../ledger-examples.js';
import type { Ledger } from '../ledger.js';
import { MemoryLedgerKeys } from '../memory/index.js';
import { verifySqliteLog } from '../sqlite/index.js';
import { CannotResume, type VerifyOptions } from './verify-log.js';

const events = 600;
let made: LedgerBench;
/** A checkpoint somebody copied out of the house, and the log as it was at an earlier one. */
let outside: { readonly name: string; readonly note: string };
let olderLog: string;
let olderLedger: string;
let folder: string;

beforeAll(async () => {
  made = await new LedgerBench().open();
  await made.append(120);
  await made.ledger.checkpoint();
  await made.close();
  olderLog = join(made.folder, 'older.db');
  cpSync(made.logFile, olderLog);
  olderLedger = join(made.folder, 'older-ledger');
  cpSync(made.ledgerFolder, olderLedger, { recursive: true });
  await made.open();
  await made.append(events - 120);
  const checkpoint = await made.ledger.checkpoint();
  outside = { name: 'kept.note', note: checkpoint.note };
  await made.append(40);
  await made.ledger.whenIntegrated(events + 40);
  await made.ledger.checkpoint();
  await made.append(5);
  await made.close();
});
afterAll(() => made.dispose());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-torture-'));
  cpSync(made.logFile, join(folder, 'events.db'));
  cpSync(made.ledgerFolder, join(folder, 'ledger'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The log as it was made; without what a writer left beside it. */
function pristine(): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${log()}${suffix}`, { force: true });
  cpSync(made.logFile, log());
}
const log = (): string => join(folder, 'events.db');
const ledger = (...names: string[]): string => join(folder, 'ledger', ...names);
const verified = (options: Partial<VerifyOptions> = {}) => verifySqliteLog(log(), { folder: ledger(), ...options });
/** What a verification says first, and how many things in all. */
const firstOf = async (options: Partial<VerifyOptions> = {}): Promise<readonly [string | undefined, number | undefined]> => {
  const { first } = await verified(options);
  return [first?.kind, first?.position];
};

/** Change the log as somebody with the file would: the triggers are put back afterwards. */
function tamper(...statements: readonly string[]): void {
  const database = openDatabase(log());
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string; sql: string }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) database.exec(statement);
  for (const { sql } of triggers) database.exec(sql);
  database.close();
}

describe('a verification', () => {
  test('finds nothing in a log nobody touched, with and without a checkpoint from outside, whole or resumed', async () => {
    const plain = await verified();
    expect(plain).toMatchObject({ intact: true, damages: [], head: events + 45, from: 0, provenTo: events + 40, checkpoints: 3, outside: 0 });
    expect(await verified({ kept: [outside], full: true })).toMatchObject({ intact: true, checkpoints: 4, outside: 1 });
    for (const resumeFrom of [120, events, events + 40]) expect(await verified({ resumeFrom })).toMatchObject({ intact: true, from: resumeFrom, provenTo: events + 40 });
    await expect(verified({ resumeFrom: 121 })).rejects.toThrow(CannotResume);
  });

  test('tells how far it is, and ends when it is told to', async () => {
    const told: number[] = [];
    await verified({ onProgress: ({ position }) => told.push(position) });
    expect(told.at(-1)).toBe(events + 45);
    await expect(verified({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });

  test('of a log that has no ledger yet proves nothing and finds nothing', async () => {
    rmSync(ledger(), { recursive: true });
    expect(await verified()).toMatchObject({ intact: true, provenTo: 0, checkpoints: 0 });
  });

  test('changes nothing', async () => {
    const before = readFileSync(log());
    await verified({ full: true });
    expect(readFileSync(log()).equals(before)).toBe(true);
  });
});

describe('a row that was changed', () => {
  const columns: readonly (readonly [string, string])[] = [
    ['data', "data = replace(data, '.50', '.51')"], ['data, only its spelling', "data = replace(data, ',', ', ')"], ['meta', "meta = replace(meta, 'tester', 'testes')"],
    ['event_id', "event_id = x'00112233445546778899aabbccddeeff'"], ['stream', "stream = 'report-x'"], ['type', "type = 'reporting.Other'"], ['schema', 'schema = 2'],
    ['recorded_at', "recorded_at = '2025-06-30T16:00:00.001Z'"], ['revision', 'revision = 100000'],
  ];
  test.each(columns.flatMap(([column, set]) => [1, 256, 257, events, events + 40].map((position) => [column, position, set] as const)))('in %s at position %i is found there', async (_, position, set) => {
    tamper(`UPDATE event SET ${set} WHERE position = ${position}`);
    expect(await firstOf()).toEqual(['row-changed', position]);
  });

  test('is found in any byte of any column', async () => {
    const database = openDatabase(log(), { readOnly: true });
    const rows = database.prepare('SELECT * FROM event').all() as Record<string, unknown>[];
    database.close();
    const names = ['data', 'meta', 'stream', 'type', 'recorded_at', 'event_id', 'schema', 'revision'] as const;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: events + 40 }), fc.constantFrom(...names), fc.nat(), fc.integer({ min: 0, max: 7 }), async (position, name, place, bit) => {
        pristine();
        const value = rows[position - 1]![name];
        const cast = name === 'event_id' ? 'CAST(? AS BLOB)' : 'CAST(? AS TEXT)';
        const other = typeof value === 'number' ? value ^ (1 << bit) : flipped(typeof value === 'string' ? Buffer.from(value) : (value as Uint8Array), place, bit);
        const changed = openDatabase(log());
        changed.exec('DROP TRIGGER event_is_never_changed; PRAGMA ignore_check_constraints = ON');
        try {
          changed.prepare(`UPDATE event SET ${name} = ${typeof other === 'number' ? '?' : cast} WHERE position = ?`).run(other as number, position);
        } catch (error) {
          // Two rows of one stream cannot have one revision: the table itself refuses.
          expect(String(error)).toMatch(/UNIQUE/);
          changed.close();
          return;
        }
        changed.exec("CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END");
        changed.close();
        const { damages } = await verified();
        expect(damages.some((one) => one.kind === 'row-changed' && one.position === position)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('is not hidden by moving the border between two columns', async () => {
    tamper(`UPDATE event SET data = '{"a":1,"id":"', meta = '{}' WHERE position = ${events + 42}`);
    expect(await firstOf()).toEqual(['not-canonical', events + 42]);
  });

  test('after the last checkpoint is found where it is no longer what the product writes', async () => {
    tamper(`UPDATE event SET data = data || ' ' WHERE position = ${events + 43}`);
    expect(await firstOf()).toEqual(['not-canonical', events + 43]);
  });
});

function flipped(bytes: Uint8Array, place: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place % copy.length]! ^= 1 << bit;
  return copy;
}

describe('rows that were moved', () => {
  const swap = (a: number, b: number): string[] => [`UPDATE event SET position = -1 WHERE position = ${a}`, `UPDATE event SET position = ${a} WHERE position = ${b}`, `UPDATE event SET position = ${b} WHERE position = -1`];
  test.each([[2, 3], [10, 500], [255, 257]])('by an exchange of %i and %i are both named', async (a, b) => {
    tamper(...swap(a, b));
    const { damages } = await verified();
    expect(damages.find(({ kind }) => kind === 'order-swapped')).toMatchObject({ position: a, values: { other: b } });
  });

  test.each([1, 300, events + 40])('by removing the one at %i are found there', async (position) => {
    tamper(`DELETE FROM event WHERE position = ${position}`);
    expect(await firstOf()).toEqual(['position-missing', position]);
  });

  test('by removing one and numbering the rest anew are found where it was', async () => {
    tamper('DELETE FROM event WHERE position = 300', 'UPDATE event SET position = -position WHERE position > 300', 'UPDATE event SET position = -position - 1 WHERE position < 0');
    expect(await firstOf()).toEqual(['position-missing', 300]);
  });

  test.each([1, 300])('by inserting one at %i and numbering the rest anew are found there', async (position) => {
    tamper(
      `UPDATE event SET position = -position WHERE position >= ${position}`, 'UPDATE event SET position = -position + 1 WHERE position < 0',
      `INSERT INTO event VALUES (${position}, x'00112233445546778899aabbccddeeff', 'inserted', 0, 'x.Inserted', 1, '{}', '{}', '2025-06-30T16:00:00.000Z')`,
    );
    expect(await firstOf()).toEqual(['position-inserted', position]);
  });

  test('in front of the first are found', async () => {
    tamper("INSERT INTO event VALUES (0, x'00112233445546778899aabbccddeeff', 'inserted', 0, 'x.Inserted', 1, '{}', '{}', '2025-06-30T16:00:00.000Z')");
    expect(await firstOf()).toEqual(['position-inserted', 0]);
  });

  test('by cutting off the end are found where it was', async () => {
    tamper('DELETE FROM event WHERE position > 500');
    expect(await firstOf()).toEqual(['truncated', 501]);
  });

  test('far away are found', async () => {
    tamper(`UPDATE event SET position = 9000000000000000 WHERE position = 7`);
    expect(await firstOf()).toEqual(['position-missing', 7]);
  });

  test('among the revisions of a stream are found, also after the last checkpoint', async () => {
    tamper(`UPDATE event SET revision = 100000 WHERE position = ${events + 44}`);
    expect(await firstOf()).toEqual(['stream-revision-gap', events + 44]);
  });

  test('to an earlier time are found', async () => {
    tamper(`UPDATE event SET recorded_at = '2024-01-01T00:00:00.000Z' WHERE position = ${events + 44}`);
    expect(await firstOf()).toEqual(['time-backwards', events + 44]);
  });
});

describe('an older copy', () => {
  test('of the log beside its ledger is found', async () => {
    cpSync(olderLog, log());
    expect(await firstOf()).toEqual(['truncated', 121]);
  });

  test('of log and ledger together is found by a checkpoint kept outside', async () => {
    cpSync(olderLog, log());
    rmSync(ledger(), { recursive: true });
    cpSync(olderLedger, ledger(), { recursive: true });
    expect((await verified()).intact).toBe(true);
    expect(await firstOf({ kept: [outside] })).toEqual(['truncated', 121]);
  });
});

describe('the file of the log', () => {
  test.each([
    ['a trigger is gone', 'DROP TRIGGER event_is_never_removed', 'trigger-missing'], ['another trigger stands there', 'CREATE TRIGGER x AFTER INSERT ON event BEGIN SELECT 1; END', 'trigger-missing'],
    ['a trigger does something else', "DROP TRIGGER event_is_never_changed; CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT 1; END", 'trigger-missing'],
    ['its identity was altered', "UPDATE log SET origin = '11111111-1111-4111-8111-111111111111'", 'log-identity-changed'], ['its birth was altered', "UPDATE log SET created_at = '2020-01-01T00:00:00.000Z'", 'log-identity-changed'],
    ['its format was altered', 'UPDATE log SET format = 3', 'log-identity-changed'],
  ])('is found when %s', async (_, sql, kind) => {
    const database = openDatabase(log());
    database.exec(sql);
    database.close();
    expect((await verified()).damages.map((one) => one.kind)).toEqual([kind]);
  });

  test.each([300, events + 44])('is found when the row at %i lost a column', async (position) => {
    const bytes = readFileSync(log());
    const database = openDatabase(log(), { readOnly: true });
    const { id, stream } = database.prepare('SELECT event_id AS id, stream FROM event WHERE position = ?').get(position) as { id: Uint8Array; stream: string };
    database.close();
    // The header in front of the record's columns: 9 is the number one, here the schema of the event; 0 is NULL.
    bytes[bytes.lastIndexOf(9, bytes.indexOf(Buffer.concat([id, Buffer.from(stream)])))] = 0;
    writeFileSync(log(), bytes);
    const { intact, damages } = await verified();
    expect(intact).toBe(false);
    expect(damages).toContainEqual(expect.objectContaining({ position, kind: position === 300 ? 'row-changed' : 'not-canonical' }));
  });

  test('is found when an index lost an entry, gained one or has another', async () => {
    for (const page of indexPages()) {
      pristine();
      const bytes = readFileSync(log());
      bytes[page.cell]! ^= 0x11;
      writeFileSync(log(), bytes);
      const { intact, damages } = await verified();
      expect([page.cell, intact]).toEqual([page.cell, false]);
      expect(damages.some(({ kind }) => kind === 'index-damaged' || kind === 'file-damaged')).toBe(true);
    }
  });

  test('is found when any byte of it is another, unless nothing that was signed lies there', async () => {
    const size = statSync(made.logFile).size;
    const before = contentOf(made.logFile);
    // What kind of thing each object of the schema is: SQLite takes a letter of another case for the same.
    const letters = [...readFileSync(made.logFile).subarray(0, 4096).toString('latin1').matchAll(/(?:table|index|trigger)(?=event|log|sqlite)/g)].map(({ index }) => index);
    expect(letters).toHaveLength(7);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: size - 1 }), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        pristine();
        const bytes = readFileSync(log());
        bytes[at]! ^= 1 << bit;
        writeFileSync(log(), bytes);
        const { intact } = await verified();
        if (!intact) found += 1;
        else expect(contentOf(log())).toBe(before);
      }),
      { numRuns: 120, examples: letters.map((at) => [at, 5]) },
    );
    expect(found).toBeGreaterThan(30);
  });

  /** Digest of everything a reader could get of the signed events, by the table and by each index, and of the schema. */
  function contentOf(file: string): string {
    const database = openDatabase(file, { readOnly: true });
    try {
      const all = [
        `SELECT *, hex(event_id) AS id FROM event WHERE position <= ${events + 40} ORDER BY position`, `SELECT position, hex(event_id) AS id FROM event INDEXED BY sqlite_autoindex_event_1 WHERE position <= ${events + 40} ORDER BY event_id`,
        `SELECT position, stream, revision FROM event INDEXED BY sqlite_autoindex_event_2 WHERE position <= ${events + 40} ORDER BY stream, revision`, 'SELECT * FROM log', 'SELECT type, name, tbl_name, sql FROM sqlite_schema',
      ].map((sql) => database.prepare(sql).all().map((row) => ({ ...(row as object), event_id: undefined })));
      return contentHash(all);
    } finally {
      database.close();
    }
  }

  test('is found when it is cut off, or is no log at all', async () => {
    truncateSync(log(), Math.floor(statSync(log()).size / 2));
    expect((await verified()).intact).toBe(false);
    writeFileSync(log(), 'not a database at all'.repeat(1_000));
    expect(await firstOf()).toEqual(['file-damaged', undefined]);
  });

  /** A byte inside a cell of every page of the two indexes. */
  function indexPages(): readonly { readonly cell: number }[] {
    const database = openDatabase(made.logFile, { readOnly: true });
    const size = Number((database.prepare('PRAGMA page_size').get() as { page_size: number }).page_size);
    const roots = (database.prepare("SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'event'").all() as { rootpage: number }[]).map(({ rootpage }) => rootpage);
    database.close();
    const bytes = readFileSync(made.logFile);
    const pages: { cell: number }[] = [];
    const visit = (page: number): void => {
      const start = (page - 1) * size;
      const inner = bytes[start] === 2;
      const cells = bytes.readUInt16BE(start + 3);
      const pointers = start + (inner ? 12 : 8);
      const cellAt = (n: number): number => start + bytes.readUInt16BE(pointers + 2 * n);
      // Past the child pointer, the length of the payload and of its header: into what is stored.
      pages.push({ cell: cellAt(Math.floor(cells / 2)) + (inner ? 4 : 0) + 8 });
      if (!inner) return;
      for (let n = 0; n < cells; n += 1) visit(bytes.readUInt32BE(cellAt(n)));
      visit(bytes.readUInt32BE(start + 8));
    };
    for (const rootPage of roots) visit(rootPage);
    expect(pages.length).toBeGreaterThan(5);
    return pages;
  }
});

describe('the ledger', () => {
  const tiles = (): string[] => (readdirSync(ledger('tile'), { recursive: true }) as string[]).map((name) => ledger('tile', name)).filter((file) => statSync(file).isFile());

  test('is found damaged in any byte of any tile, and the log stays trusted', async () => {
    for (const file of tiles()) {
      const bytes = readFileSync(file);
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 4;
        writeFileSync(file, changed);
        const { damages, provenTo } = await verified();
        expect([file, damages.map(({ kind }) => kind), provenTo]).toEqual([file, ['tile-damaged'], events + 40]);
      }
      truncateSync(file, bytes.length - 1);
      expect((await verified()).damages.map(({ kind }) => kind)).toEqual(['tile-damaged']);
      rmSync(file);
      expect((await verified()).damages.map(({ kind }) => kind)).toEqual(['tile-damaged']);
      writeFileSync(file, bytes);
    }
    expect(tiles().length).toBe(4);
  });

  test('is found damaged in any byte of any checkpoint and its signature', async () => {
    for (const name of [...readdirSync(ledger('checkpoints')).map((one) => join('checkpoints', one)), 'checkpoint']) {
      const bytes = readFileSync(ledger(name));
      for (let at = 0; at < bytes.length; at += 11) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 1 << at % 8;
        writeFileSync(ledger(name), changed);
        const { damages } = await verified();
        expect([name, at, damages.some(({ kind }) => ['checkpoint-damaged', 'signature-wrong', 'key-unknown', 'key-replaced'].includes(kind))]).toEqual([name, at, true]);
      }
      writeFileSync(ledger(name), bytes);
    }
  });

  test('is found when a checkpoint stands under another size, or the latest is gone', async () => {
    cpSync(ledger('checkpoints/120.note'), ledger('checkpoints/121.note'));
    expect((await verified()).damages.map(({ kind }) => kind)).toEqual(['checkpoint-damaged']);
    rmSync(ledger('checkpoints/121.note'));
    rmSync(ledger('checkpoint'));
    expect((await verified()).damages.map(({ kind }) => kind)).toEqual(['checkpoint-damaged']);
  });

  test('is found when its public keys are another, or unreadable', async () => {
    const keys = readFileSync(ledger('keys.txt'), 'utf8');
    const other = await introduceKey(new MemoryLedgerKeys(), 'nanjing.example/zhiheng', made.clock);
    writeFileSync(ledger('keys.txt'), `${other.verifierKey} ${other.from} -\n`);
    expect((await verified()).damages.every(({ kind }) => kind === 'key-replaced')).toBe(true);
    writeFileSync(ledger('keys.txt'), '');
    expect((await verified()).first?.kind).toBe('key-unknown');
    writeFileSync(ledger('keys.txt'), keys.replace('+', '-'));
    expect((await verified()).first?.kind).toBe('key-file-damaged');
  });
});

describe('an insider who has the database and changes history with everything that belongs to it', () => {
  /** Change an event, forget the ledger, and build it anew with some keys. */
  async function rewrite(keys: LedgerKeys): Promise<void> {
    tamper(`UPDATE event SET data = replace(data, '.50', '.99') WHERE position = 77`);
    rmSync(ledger(), { recursive: true });
    const { SqliteEventStore } = await import('#engine/event-store/sqlite');
    const { Ledger: Fresh } = await import('../ledger.js');
    const store = await SqliteEventStore.open({ path: log(), clock: made.clock, writer: 'main' });
    const fresh: Ledger = await Fresh.open({ store, folder: ledger(), keys, origin: 'nanjing.example/zhiheng', clock: made.clock });
    await fresh.start();
    await fresh.checkpoint();
    await fresh.stop();
    await store.close();
    expect(existsSync(ledger('checkpoint'))).toBe(true);
  }

  test('and holds the signing key is caught by a checkpoint kept outside', async () => {
    await rewrite(made.keys);
    expect((await verified()).intact).toBe(true);
    const { first, damages } = await verified({ kept: [outside] });
    expect([first?.kind, first?.position, first?.values]).toEqual(['history-rewritten', 1, { position: 1, from: 1, to: events, name: 'kept.note' }]);
    expect(damages).toHaveLength(1);
  });

  test('is caught within the stretch between two checkpoints kept outside', async () => {
    await rewrite(made.keys);
    const early = { name: 'early.note', note: readFileSync(join(made.ledgerFolder, 'checkpoints/120.note')) };
    expect((await verified({ kept: [early, outside] })).damages.map(({ values }) => [values['from'], values['to']])).toEqual([[1, 120], [1, events]]);
  });

  test('and makes a key of the same name is caught by a checkpoint kept outside, and by the public key kept outside', async () => {
    await rewrite(new MemoryLedgerKeys());
    expect(await firstOf({ kept: [outside] })).toEqual(['key-replaced', undefined]);
    const keys = (await made.keys.all()).map(({ verifierKey, from }) => ({ verifierKey, from }));
    expect((await verified({ keys })).first?.kind).toBe('key-replaced');
    expect(await firstOf({ keys, kept: [outside] })).toEqual(['history-rewritten', 1]);
  });
});
