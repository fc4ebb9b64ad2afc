import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { generateNoteKey, formatNote, Ledger, openNote, parseCosignerKey, parseVerifierKey } from '#engine/ledger';
import { MemoryLedgerKeys } from '#engine/ledger/memory';
import { appendTo, person, TestClock } from '#engine/testing';
import { CheckpointAdopter } from './checkpoint-adopter.js';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import { ledgerEvents } from './ledger.events.js';

const clock = new TestClock('2026-01-05T01:00:00.000Z');
const something = (value: string) => ({ type: 'reporting.Something', data: { value } });
const audit = generateNoteKey('audit.example', 'cosignature');
const witness = parseVerifierKey(audit.verifierKey);

/** Look again until it holds. */
async function eventually(check: () => void): Promise<void> {
  for (let left = 500; ; left -= 1) {
    try {
      return check();
    } catch (error) {
      if (left === 0) throw error;
      await pause(10);
    }
  }
}

let folder: string;
let log: MemoryEventStore;
let signing: Ledger;
let other: Ledger;
let keeper: CheckpointKeeper;
let adopter: CheckpointAdopter;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'adopter-'));
  log = new MemoryEventStore({ clock, pollMs: 2 });
  const keys = new MemoryLedgerKeys();
  signing = await Ledger.open({ store: log, folder: join(folder, 'one'), keys, origin: 'city', clock });
  other = await Ledger.open({ store: log, folder: join(folder, 'two'), keys, origin: 'city', clock });
  await Promise.all([signing.start(), other.start()]);
  const engine = new CommandEngine(log, ledgerEvents, clock);
  keeper = new CheckpointKeeper({ log, ledger: signing, send: engine.execute.bind(engine), actor: person('system:ledger', { roles: { system: 'all' } }), everyMs: 60_000 });
  adopter = new CheckpointAdopter({ log, ledger: other, witnesses: [witness] });
});
afterEach(async () => {
  await adopter.stop();
  await Promise.all([signing.stop(), other.stop()]);
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a process that does not sign', () => {
  test('keeps every checkpoint that is signed, the ones before it came and the ones after', async () => {
    await appendTo(log, 'a', something('1'), something('2'));
    const first = await keeper.sign();
    adopter.start();
    await appendTo(log, 'a', something('3'));
    const second = await keeper.sign();
    await eventually(() => expect(other.latest()?.note).toBe(second.note));
    expect(other.checkpoints().map(({ note }) => note)).toEqual([first.note, second.note]);
    expect(other.inclusion(1)).toEqual(signing.inclusion(1));
  });

  test('keeps the signatures of witnesses with them, and no others', async () => {
    await appendTo(log, 'a', something('1'));
    const signed = await keeper.sign();
    const text = signed.note.slice(0, signed.note.indexOf('\n\n') + 1);
    const lines = (key: { readonly signerKey: string }) => formatNote({ text, signatures: [parseCosignerKey(key.signerKey).cosign(text, 1_767_571_200)] }).slice(text.length + 1);
    await keeper.cosigned(signed, { witness: 'stranger.example', lines: lines(generateNoteKey('stranger.example', 'cosignature')) });
    await keeper.cosigned(signed, { witness: 'audit.example', lines: lines(audit) });
    adopter.start();
    await eventually(() => expect(openNote(other.latest()?.note ?? signed.note, [witness]).verified.map(({ name }) => name)).toEqual(['audit.example']));
    expect(other.latest()!.signatures.map(({ name }) => name)).toEqual(['city', 'audit.example']);
  });

  test('goes on after a restart where it was, and can be the one that signs next', async () => {
    await appendTo(log, 'a', something('1'));
    await keeper.sign();
    adopter.start();
    await eventually(() => expect(other.latest()?.size).toBe(1));
    await adopter.stop();
    await appendTo(log, 'a', something('2'));
    const next = await other.checkpoint();
    expect(other.consistency(1, next.size).first).toBe(1);
    adopter = new CheckpointAdopter({ log, ledger: signing, witnesses: [] });
  });
});
