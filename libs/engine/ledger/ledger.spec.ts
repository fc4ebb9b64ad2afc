import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import { leafText } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { appendTo } from '#engine/testing';
import { parseKeysText } from './checkpoint-files.js';
import { LedgerDamaged, LedgerStopped } from './damage.js';
import { verifiersOf } from './keys.js';
import { exampleOrigin, LedgerBench } from './ledger-examples.js';
import { Ledger } from './ledger.js';
import { MemoryLedgerKeys } from './memory/index.js';
import { generateNoteKey, openNote, parseCosignerKey, parseVerifierKey } from './note.js';
import { verifyConsistency, verifyInclusion } from './proof.js';
import { NotInLedger } from './proving.js';
import { sha256Tree, treeHash } from './tree-hash.js';
import { rootOf } from './tree.js';

let bench: LedgerBench;
beforeEach(async () => {
  bench = await new LedgerBench().open();
});
afterEach(() => bench.dispose());

const sm3 = treeHash('sm3');
/** The root as the definition gives it, from what the store delivers. */
const rootOfLog = async (hash = sha256Tree) => rootOf(hash, (await bench.store.readAll({ after: 0, limit: 100_000 })).events.map((event) => hash.leaf(leafText(event))));
const damageOf = async (work: () => unknown): Promise<LedgerDamaged> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof LedgerDamaged) return error;
    throw error;
  }
  throw new Error('no damage was found');
};
const tile = (path: string): string => join(bench.ledgerFolder, 'tile', path);

describe('the ledger', () => {
  test('signs a checkpoint over every event in log order, which the public key opens', async () => {
    await bench.append(7);
    const checkpoint = await bench.ledger.checkpoint();
    expect(checkpoint).toMatchObject({ origin: exampleOrigin, size: 7, log: bench.store.info, time: bench.clock.now() });
    expect(checkpoint.root).toEqual(await rootOfLog());
    const keys = parseKeysText(readFileSync(join(bench.ledgerFolder, 'keys.txt'), 'utf8'));
    expect(keys).toEqual(await bench.ledger.knownKeys());
    expect(openNote(readFileSync(join(bench.ledgerFolder, 'checkpoints/7.note')), verifiersOf(keys)).verified).toHaveLength(1);
    expect(readFileSync(join(bench.ledgerFolder, 'checkpoint'), 'utf8')).toBe(checkpoint.note);
    expect(bench.ledger.latest()).toEqual(checkpoint);
  });

  test('follows the log on its own, and tells how far it is', async () => {
    await bench.append(3);
    await bench.ledger.whenIntegrated(3);
    expect(bench.ledger.status()).toMatchObject({ state: 'live', position: 3, lag: 0, lagMs: 0 });
    const waiting = bench.ledger.whenIntegrated(5);
    await bench.append(2);
    await waiting;
    expect(bench.ledger.size()).toBe(5);
  });

  test('signs an empty log, and gives the same checkpoint again while nothing is recorded', async () => {
    const empty = await bench.ledger.checkpoint();
    expect([empty.size, empty.root]).toEqual([0, sha256Tree.empty]);
    bench.clock.advance({ seconds: 1 });
    expect((await bench.ledger.checkpoint()).note).toBe(empty.note);
  });

  test('never signs two trees for callers at once', async () => {
    await bench.append(5);
    const racing = await Promise.all([bench.ledger.checkpoint(), bench.append(4).then(() => bench.ledger.checkpoint()), bench.ledger.checkpoint()]);
    for (const { size, root } of racing) expect(root).toEqual(rootOf(sha256Tree, (await bench.store.readAll({ after: 0, limit: size })).events.map((event) => sha256Tree.leaf(leafText(event)))));
    expect(new Set(racing.map(({ note }) => note)).size).toBe(new Set(racing.map(({ size }) => size)).size);
  });

  test('proves every event and every growth across tiles', async () => {
    await bench.appendMany(700);
    const first = await bench.ledger.checkpoint();
    await bench.appendMany(900);
    const second = await bench.ledger.checkpoint();
    for (const position of [1, 255, 256, 257, 512, 699, 700, 701, 1_280, 1_600]) {
      const { proof, leaf, root, checkpoint } = bench.ledger.inclusion(position);
      expect(leaf).toEqual(sha256Tree.leaf(bench.ledger.leafText(position)));
      expect(verifyInclusion(sha256Tree, { size: second.size, index: position - 1, leaf, proof, root: second.root })).toBe(true);
      expect([root, checkpoint?.note]).toEqual([second.root, second.note]);
    }
    expect(bench.ledger.inclusion(3, 700).root).toEqual(first.root);
    expect(bench.ledger.inclusion(3, 300).checkpoint).toBeUndefined();
    expect(verifyConsistency(sha256Tree, bench.ledger.consistency(700, 1_600))).toBe(true);
    expect(bench.ledger.consistency(700)).toMatchObject({ firstRoot: first.root, secondRoot: second.root });
    expect(verifyConsistency(sha256Tree, bench.ledger.consistency(123, 1_234))).toBe(true);
    expect(bench.ledger.checkpoints().map(({ size }) => size)).toEqual([700, 1_600]);
    expect(bench.ledger.checkpoints(700, 5).map(({ size }) => size)).toEqual([1_600]);
    for (const [position, size] of [[0, 1_600], [1_601, 1_600], [1, 1_601], [1.5, 1_600]] as const) expect(() => bench.ledger.inclusion(position, size)).toThrow(NotInLedger);
    expect(() => bench.ledger.consistency(1_600, 700)).toThrow(NotInLedger);
    expect(() => bench.ledger.leafText(1_601)).toThrow(NotInLedger);
  });

  test('keeps full tiles as C2SP lays them out, and the partial ones of the latest checkpoint only', async () => {
    await bench.appendMany(600);
    await bench.ledger.checkpoint();
    await bench.appendMany(100);
    await bench.ledger.checkpoint();
    expect(readdirSync(tile('0')).sort()).toEqual(['000', '001', '002.p']);
    expect(readdirSync(tile('0/002.p'))).toEqual(['188']);
    expect(readFileSync(tile('0/000'))).toHaveLength(8_192);
    expect(readdirSync(tile('1/000.p'))).toEqual(['2']);
    await bench.appendMany(200);
    await bench.ledger.checkpoint();
    expect(readdirSync(tile('0')).sort()).toEqual(['000', '001', '002', '003.p']);
  });

  test('keeps an SM3 tree beside it, whose root is in every checkpoint', async () => {
    await bench.reopen({ second: sm3 });
    await bench.appendMany(300);
    const checkpoint = await bench.ledger.checkpoint();
    expect(checkpoint.sm3).toEqual(await rootOfLog(sm3));
    expect(existsSync(join(bench.ledgerFolder, 'sm3/tile/0/000'))).toBe(true);
    await bench.reopen({ second: sm3 });
    await bench.append(1);
    expect((await bench.ledger.checkpoint()).sm3).toEqual(await rootOfLog(sm3));
  });

  test('goes on after a restart where it was', async () => {
    await bench.appendMany(777);
    const before = await bench.ledger.checkpoint();
    await bench.append(3);
    await bench.reopen();
    expect(bench.ledger.latest()?.note).toBe(before.note);
    expect((await bench.ledger.checkpoint()).root).toEqual(await rootOfLog());
    expect(verifyConsistency(sha256Tree, bench.ledger.consistency(777, 780))).toBe(true);
  });

  test('signs with a new key once that is introduced, and knows both', async () => {
    await bench.append(1);
    const old = await bench.ledger.checkpoint();
    bench.clock.advance({ minutes: 1 });
    const { introduced, retired } = await bench.ledger.rotateKey();
    await bench.append(1);
    const next = await bench.ledger.checkpoint();
    expect(retired).toMatchObject({ until: introduced.from });
    expect(next.signatures[0]!.keyId).toBe(parseVerifierKey(introduced.verifierKey).keyId);
    expect(old.signatures[0]!.keyId).toBe(parseVerifierKey(retired!.verifierKey).keyId);
    expect(parseKeysText(readFileSync(join(bench.ledgerFolder, 'keys.txt'), 'utf8'))).toEqual(await bench.ledger.knownKeys());
    await bench.reopen();
    expect(bench.ledger.status()).toMatchObject({ state: 'live', checkpoint: { size: 2 } });
  });

  test("keeps a witness's signature with a checkpoint, and no other's", async () => {
    await bench.append(2);
    const checkpoint = await bench.ledger.checkpoint();
    const witness = generateNoteKey('witness.example', 'cosignature');
    const [verifier, signer] = [parseVerifierKey(witness.verifierKey), parseCosignerKey(witness.signerKey)];
    const text = openNote(checkpoint.note, []).text;
    const kept = await bench.ledger.addCosignature(2, signer.cosign(text, 1_751_299_200), verifier);
    expect(openNote(kept.note, [verifier]).verified).toHaveLength(1);
    expect((await bench.ledger.addCosignature(2, signer.cosign(text, 1_751_299_300), verifier)).note).toBe(kept.note);
    await expect(bench.ledger.addCosignature(2, signer.cosign(`${text}x\n`, 1), verifier)).rejects.toThrow(RangeError);
    await expect(bench.ledger.addCosignature(3, signer.cosign(text, 1), verifier)).rejects.toThrow(NotInLedger);
    await bench.reopen();
    expect(bench.ledger.latest()?.note).toBe(kept.note);
  });

  test('works over the store in memory as well', async () => {
    const store = new MemoryEventStore();
    const ledger = await Ledger.open({ store, folder: join(bench.folder, 'other'), keys: new MemoryLedgerKeys(), origin: exampleOrigin, clock: bench.clock });
    await expect(ledger.checkpoint()).rejects.toThrow(LedgerStopped);
    await ledger.start();
    await appendTo(store, 'a', { type: 'x.A', data: { b: 1, a: 2 } });
    expect((await ledger.checkpoint()).size).toBe(1);
    expect(ledger.leafText(1)).toBe(leafText((await store.readStream('a'))[0]!));
    const never = ledger.whenIntegrated(9);
    await Promise.all([expect(never).rejects.toThrow(LedgerStopped), ledger.stop()]);
  });
});

describe('the ledger refuses to sign', () => {
  test('an event that changed on the disk after it was hashed, and names it', async () => {
    await bench.append(10);
    await bench.ledger.checkpoint();
    await bench.append(10);
    await bench.ledger.whenIntegrated(20);
    bench.tamper(`UPDATE event SET data = replace(data, '14.50', '15.50') WHERE position = 15`);
    const found = await damageOf(() => bench.ledger.checkpoint());
    expect([found.kind, found.position]).toEqual(['row-changed', 15]);
    expect(bench.ledger.status()).toMatchObject({ state: 'halted', damage: { kind: 'row-changed', position: 15 } });
    expect(readdirSync(join(bench.ledgerFolder, 'checkpoints'))).toEqual(['10.note']);
    await expect(bench.ledger.whenIntegrated(1)).rejects.toThrow(LedgerDamaged);
    expect(() => bench.ledger.inclusion(1)).toThrow(LedgerDamaged);
  });

  test('an event that changed on the disk before the ledger had come to it', async () => {
    const at = (await bench.store.append([{ stream: 'a', expected: 'any', events: [{ id: newId(), type: 'x.A', schema: 1, data: { value: '1.00' }, meta: { actor: 'li', correlation: newId(), causation: newId() } }] }])).position;
    bench.tamper(`UPDATE event SET data = '{"value":"2.00"}' WHERE position = ${at}`);
    expect(await damageOf(() => bench.ledger.checkpoint())).toMatchObject({ kind: 'row-changed', position: at });
  });

  test('an event that is gone, or is no canonical JSON', async () => {
    await bench.append(6);
    await bench.ledger.whenIntegrated(6);
    bench.tamper('DELETE FROM event WHERE position = 4');
    expect(await damageOf(() => bench.ledger.checkpoint())).toMatchObject({ kind: 'position-missing', position: 4 });
    await bench.reopen();
    expect(await damageOf(() => bench.ledger.checkpoint())).toMatchObject({ kind: 'position-missing', position: 4 });
  });

  test.each([[`data = '{"b":1,"a":2}'`], [`data = data || ' '`], [`meta = '{'`]])('content that is spelt otherwise: %s', async (set) => {
    await bench.append(3);
    await bench.close();
    bench.tamper(`UPDATE event SET ${set} WHERE position = 2`);
    await bench.open();
    expect(await damageOf(() => bench.ledger.checkpoint())).toMatchObject({ kind: 'not-canonical', position: 2 });
  });

  test('an older log than a kept checkpoint', async () => {
    await bench.append(5);
    await bench.ledger.checkpoint();
    await bench.close();
    cpSync(bench.logFile, `${bench.logFile}.old`);
    await bench.open();
    await bench.append(5);
    await bench.ledger.checkpoint();
    await bench.close();
    cpSync(`${bench.logFile}.old`, bench.logFile);
    await bench.open();
    expect(bench.ledger.status()).toMatchObject({ state: 'halted', damage: { kind: 'truncated', position: 6, values: { head: 5, size: 10 } } });
    await bench.append(20);
    expect(await damageOf(() => bench.ledger.checkpoint())).toMatchObject({ kind: 'truncated' });
  });

  test('another log, and one whose identity was altered', async () => {
    await bench.append(1);
    await bench.ledger.checkpoint();
    await bench.close();
    bench.tamper("UPDATE log SET origin = '11111111-1111-4111-8111-111111111111'");
    await bench.open();
    expect(bench.ledger.status()).toMatchObject({ state: 'halted', damage: { kind: 'log-identity-changed' } });
  });

  test('history that was changed below a kept checkpoint, and names the event', async () => {
    await bench.appendMany(600);
    await bench.ledger.checkpoint();
    await bench.close();
    bench.tamper("UPDATE event SET recorded_at = '2025-06-30T16:00:01.000Z' WHERE position = 600");
    await bench.open();
    expect(bench.ledger.status()).toMatchObject({ state: 'halted', damage: { kind: 'row-changed', position: 600 } });
  });

  test('a checkpoint file that was damaged, or signed with another key', async () => {
    await bench.append(1);
    await bench.ledger.checkpoint();
    await bench.close();
    const file = join(bench.ledgerFolder, 'checkpoints/1.note');
    const note = readFileSync(file, 'utf8');
    writeFileSync(file, note.replace('nanjing', 'nanjinh'));
    await bench.open();
    expect(bench.ledger.status().damage?.kind).toBe('signature-wrong');
    await bench.close();
    writeFileSync(file, note.slice(0, -10));
    await bench.open();
    expect(bench.ledger.status().damage?.kind).toBe('checkpoint-damaged');
    await bench.close();
    writeFileSync(file, note);
    await bench.open({ keys: new MemoryLedgerKeys() });
    expect(bench.ledger.status().damage?.kind).toBe('key-unknown');
  });
});

describe('tiles on the disk', () => {
  beforeEach(async () => {
    await bench.appendMany(900);
    await bench.ledger.checkpoint();
    await bench.close();
  });

  test.each([['0/001'], ['0/003.p/132'], ['1/000.p/3']])('that are missing or torn are made anew from the log: %s', async (path) => {
    const before = readFileSync(tile(path));
    rmSync(tile(path));
    await bench.open();
    expect([bench.ledger.status().state, readFileSync(tile(path)).equals(before)]).toEqual(['live', true]);
    await bench.close();
    truncateSync(tile(path), 33);
    await bench.open();
    expect([bench.ledger.status().state, readFileSync(tile(path)).equals(before)]).toEqual(['live', true]);
  });

  test.each([['0/003.p/132'], ['1/000.p/3']])('that contradict a kept checkpoint are reported and left alone: %s', async (path) => {
    const bytes = readFileSync(tile(path));
    bytes[40]! ^= 1;
    writeFileSync(tile(path), bytes);
    await bench.open();
    expect(bench.ledger.status()).toMatchObject({ state: 'halted', damage: { kind: 'tile-damaged', values: { path: `tile/${path}` } } });
    expect(readFileSync(tile(path))).toEqual(bytes);
  });

  test('that lie to a proof are found when the proof is made', async () => {
    const bytes = readFileSync(tile('0/000'));
    bytes[40]! ^= 1;
    writeFileSync(tile('0/000'), bytes);
    await bench.open();
    if (bench.ledger.status().state === 'live') expect(await damageOf(() => bench.ledger.inclusion(3))).toMatchObject({ kind: 'tile-damaged' });
    else expect(bench.ledger.status().damage?.kind).toBe('tile-damaged');
  });

  test('are not made anew from a log that contradicts the checkpoint', async () => {
    rmSync(tile('0/001'));
    bench.tamper(`UPDATE event SET data = '{"value":"0.00"}' WHERE position = 300`);
    await bench.open();
    expect(bench.ledger.status()).toMatchObject({ state: 'halted', damage: { kind: 'history-rewritten' } });
    expect(existsSync(tile('0/001'))).toBe(false);
  });

  test('may be away altogether where there is no checkpoint yet', async () => {
    rmSync(bench.ledgerFolder, { recursive: true });
    await bench.open();
    expect((await bench.ledger.checkpoint()).root).toEqual(await rootOfLog());
  });
});
