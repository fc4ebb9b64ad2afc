import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { Ledger, LedgerDamaged } from '#engine/ledger';
import { MemoryLedgerKeys } from '#engine/ledger/memory';
import { appendTo, person, TestClock } from '#engine/testing';
import { CheckpointKeeper, type CheckpointKeeperOptions } from './checkpoint-keeper.js';
import { ledgerEvents, ledgerStream } from './ledger.events.js';

const system = person('system:ledger', { roles: { system: 'all' } });
const something = (value: string) => ({ type: 'reporting.Something', data: { value } });

let folder: string;
let clock: TestClock;
let log: MemoryEventStore;
let keys: MemoryLedgerKeys;
let ledger: Ledger;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keeper-'));
  clock = new TestClock('2026-01-05T01:00:00.000Z');
  log = new MemoryEventStore({ clock, pollMs: 2 });
  keys = new MemoryLedgerKeys();
  ledger = await Ledger.open({ store: log, folder, keys, origin: 'city', clock });
  await ledger.start();
});
afterEach(async () => {
  await ledger.stop();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

const keeping = (options: Partial<CheckpointKeeperOptions> = {}): CheckpointKeeper => {
  const engine = new CommandEngine(log, ledgerEvents, clock);
  return new CheckpointKeeper({ log, ledger, send: engine.execute.bind(engine), actor: system, everyMs: 60_000, ...options });
};
const facts = async (): Promise<readonly string[]> => (await log.readStream(ledgerStream)).map(({ type, data }) => `${type.replace('history.', '')} ${String(data['size'] ?? data['key'])}`);

describe('keeping checkpoints', () => {
  test('a checkpoint becomes a fact; nothing is signed twice, and not because of the ledger’s own facts', async () => {
    const keeper = keeping();
    await appendTo(log, 'a', something('1'), something('2'));
    const first = await keeper.sign();
    expect([first.size, await facts()]).toEqual([2, ['CheckpointSigned 2']]);
    expect([(await keeper.sign()).size, await facts()]).toEqual([2, ['CheckpointSigned 2']]);
    await appendTo(log, 'a', something('3'));
    const [second, third] = await Promise.all([keeper.sign(), keeper.sign()]);
    expect([second.size, third.size, await facts()]).toEqual([4, 4, ['CheckpointSigned 2', 'CheckpointSigned 4']]);
  });

  test('keys become facts once, whoever was interrupted', async () => {
    const keeper = keeping();
    await keeper.reconcileKeys();
    await keeper.reconcileKeys();
    const [first] = await ledger.knownKeys();
    expect(await facts()).toEqual([`SigningKeyIntroduced ${first!.verifierKey}`]);
    clock.advance({ seconds: 1 });
    const { introduced } = await ledger.rotateKey();
    await keeping().reconcileKeys();
    expect(await facts()).toEqual([`SigningKeyIntroduced ${first!.verifierKey}`, `SigningKeyRetired ${first!.verifierKey}`, `SigningKeyIntroduced ${introduced.verifierKey}`]);
  });

  test('a checkpoint that was signed and not recorded is recorded with the next turn', async () => {
    await appendTo(log, 'a', something('1'));
    const signed = await ledger.checkpoint();
    expect(await facts()).toEqual([]);
    expect([(await keeping().sign()).size, await facts()]).toEqual([signed.size, ['CheckpointSigned 1']]);
  });

  test('what is kept beside the log is anchored first, so that the checkpoint covers it', async () => {
    const keeper = keeping({ before: async () => void (await appendTo(log, 'access-log', { type: 'history.AccessLogSealed', data: { seq: 1 } })) });
    await appendTo(log, 'a', something('1'));
    expect((await keeper.sign()).size).toBe(2);
  });

  test('witnesses are told of what is new, and what they answer is recorded while it is the last checkpoint', async () => {
    const told: number[] = [];
    const keeper = keeping({ signed: ({ size }) => void told.push(size) });
    await appendTo(log, 'a', something('1'));
    const first = await keeper.sign();
    await keeper.sign();
    await keeper.cosigned(first, { witness: 'audit', lines: '— audit AAAA\n' });
    await keeper.cosigned(first, { witness: 'court', lines: '— court AAAA\n' });
    await keeper.cosigned(first, { witness: 'court', lines: '— court AAAA\n' });
    expect([told, await facts()]).toEqual([[1], ['CheckpointSigned 1', 'CheckpointCosigned 1', 'CheckpointCosigned 1']]);
    await appendTo(log, 'a', something('2'));
    const { size } = await keeper.sign();
    await keeper.cosigned(first, { witness: 'late', lines: '— late AAAA\n' });
    expect([told, (await facts()).at(-1)]).toEqual([[1, size], `CheckpointSigned ${size}`]);
  });

  test('stopping signs what is new', async () => {
    const keeper = keeping();
    keeper.start();
    await appendTo(log, 'a', something('1'));
    await keeper.stop();
    expect((await facts()).at(-1)).toMatch(/^CheckpointSigned/);
    expect(ledger.latest()!.size).toBeGreaterThan(0);
  });

  test('a ledger that cannot vouch for the log signs nothing and records nothing', async () => {
    const keeper = keeping();
    await appendTo(log, 'a', something('1'));
    ledger.checkpoint = async () => Promise.reject(new LedgerDamaged({ kind: 'row-changed', position: 1, text: { zh: '', en: '' }, values: {} }));
    await expect(keeper.sign()).rejects.toThrow(LedgerDamaged);
    expect(await facts()).toEqual([]);
  });
});
