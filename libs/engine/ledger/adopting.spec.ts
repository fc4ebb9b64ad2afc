import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { LedgerDamaged } from './damage.js';
import { exampleOrigin, LedgerBench } from './ledger-examples.js';
import { Ledger } from './ledger.js';
import { MemoryLedgerKeys } from './memory/index.js';

let signer: LedgerBench;
let copy: SqliteEventStore;
let other: Ledger;
let folder: string;

/** A second process over a copy of the log, with the same keys and tiles of its own. */
async function openOther(keys = signer.keys): Promise<void> {
  await signer.store.close();
  const file = join(signer.folder, 'copy.db');
  cpSync(signer.logFile, file);
  signer.store = await SqliteEventStore.open({ path: signer.logFile, clock: signer.clock, writer: 'main' });
  copy = await SqliteEventStore.open({ path: file, clock: signer.clock, writer: 'main', pollMs: 20 });
  folder = join(signer.folder, 'other');
  other = await Ledger.open({ store: copy, folder, keys, origin: exampleOrigin, clock: signer.clock });
  await other.start();
}
const damageOf = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => (error instanceof LedgerDamaged ? error.kind : Promise.reject(error)));

beforeEach(async () => {
  signer = await new LedgerBench().open();
});
afterEach(async () => {
  await other?.stop();
  await copy?.close();
  await signer.dispose();
});

describe('a checkpoint that another process signed', () => {
  test('is kept after its root was worked out here, and proofs are given of it', async () => {
    await signer.append(300);
    const first = await signer.ledger.checkpoint();
    await signer.append(280);
    const second = await signer.ledger.checkpoint();
    await signer.append(7);
    await openOther();
    await other.whenIntegrated(587);
    expect((await other.adopt(first.note)).size).toBe(300);
    expect((await other.adopt(second.note)).size).toBe(580);
    expect(other.latest()?.note).toBe(second.note);
    expect(other.inclusion(17, 300)).toEqual(signer.ledger.inclusion(17, 300));
    expect(other.consistency(300, 580)).toEqual(signer.ledger.consistency(300, 580));
    const tiles = (of: string) => (readdirSync(join(of, 'tile'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(of.length)).sort();
    expect(tiles(folder)).toEqual(tiles(signer.ledgerFolder));
    for (const name of tiles(folder)) expect(readFileSync(join(folder, name)).equals(readFileSync(join(signer.ledgerFolder, name)))).toBe(true);
  });

  test('is waited for until its events have come, survives a restart, and changes nothing when it comes again', async () => {
    await signer.append(100);
    await openOther();
    await signer.append(30);
    const { note } = await signer.ledger.checkpoint();
    const adopting = other.adopt(note);
    for (const { stream, id, type, schema, data, meta, recordedAt } of (await signer.store.readAll({ after: 100, limit: 100 })).events) {
      signer.clock.set(recordedAt);
      await copy.append([{ stream, expected: 'any', events: [{ id, type, schema, data, meta }] }]);
    }
    expect((await adopting).size).toBe(130);
    expect((await other.adopt(note)).size).toBe(130);
    await other.stop();
    await other.start();
    expect([other.latest()?.note, other.status().state]).toEqual([note, 'live']);
  });

  test('halts this ledger when the log here leads to another root', async () => {
    await signer.append(50);
    await openOther();
    await signer.append(1);
    await copy.append([{ stream: 'report-0', expected: 'any', events: [{ ...(await signer.store.readAll({ after: 50, limit: 1 })).events[0]!, data: { value: 'other' } }] }]);
    const { note } = await signer.ledger.checkpoint();
    expect(await damageOf(other.adopt(note))).toBe('history-rewritten');
    expect(other.status().state).toBe('halted');
    expect(other.latest()).toBeUndefined();
  });

  test('is not kept when its signature does not hold, or nobody knows its key', async () => {
    await signer.append(5);
    const { note } = await signer.ledger.checkpoint();
    await openOther(new MemoryLedgerKeys());
    expect(await damageOf(other.adopt(note))).toBe('key-unknown');
    await other.stop();
    other = await Ledger.open({ store: copy, folder: join(signer.folder, 'third'), keys: signer.keys, origin: exampleOrigin, clock: signer.clock });
    await other.start();
    const [head, signature] = note.split('\n— ');
    const [name, bytes] = signature!.trim().split(' ');
    const forged = Buffer.from(bytes!, 'base64');
    forged[20]! ^= 1;
    expect(await damageOf(other.adopt(`${head}\n— ${name} ${forged.toString('base64')}\n`))).toBe('signature-wrong');
    expect(other.latest()).toBeUndefined();
  });
});
