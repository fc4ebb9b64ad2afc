import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkpointText, cosignedAt, generateNoteKey, openNote, parseVerifierKey, sha256Tree, type Hash } from '#engine/ledger';
import { TestClock } from '#engine/testing';
import { DamagedState, formatAddCheckpoint, KeyNameDiffers, openWitnessKey, parseAddCheckpoint, parseSize, StateFolder, Witness, witnessKeyFile } from './index.js';
import { ExampleLedger, leavesUpTo } from './witness-examples.js';

const clock = new TestClock('2026-03-02T01:00:00.000Z');
let folder: string;
let ledger: ExampleLedger;
let witness: Witness;

const open = (...trusted: readonly ExampleLedger[]) => new Witness({ cosigner: openWitnessKey(folder, 'witness.example'), trusted: trusted.map(({ key }) => key), state: new StateFolder(folder), clock });
const ask = (oldSize: number, note: string, proof: readonly Hash[] = []) => witness.addCheckpoint(formatAddCheckpoint({ oldSize, proof, note }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-witness-'));
  ledger = new ExampleLedger('ledger.example', leavesUpTo(5));
  witness = open(ledger);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a witness', () => {
  test('cosigns the first checkpoint of a ledger it knows, at its own time', async () => {
    const { note } = ledger.checkpoint();
    const answer = await ask(0, note);
    expect([answer.status, answer.contentType]).toEqual([200, 'text/plain; charset=utf-8']);
    const key = parseVerifierKey(openWitnessKey(folder, 'witness.example').verifierKey);
    const { verified, wrong } = openNote(note + answer.body, [key, ledger.key]);
    expect([verified.map(({ name }) => name), wrong]).toEqual([['ledger.example', 'witness.example'], []]);
    expect(cosignedAt(verified[1]!)).toBe(Date.parse(clock.now()) / 1_000);
  });

  test('cosigns what extends the last one, and the same one again', async () => {
    await ask(0, ledger.checkpoint().note);
    ledger.append(...leavesUpTo(9, 5));
    expect((await ask(5, ledger.checkpoint().note, ledger.proof(5))).status).toBe(200);
    expect((await ask(9, ledger.checkpoint().note)).status).toBe(200);
    expect([witness.last('ledger.example')!.size, witness.origins]).toEqual([9, ['ledger.example']]);
  });

  test('remembers across a restart', async () => {
    await ask(0, ledger.checkpoint().note);
    witness = open(ledger);
    expect(await ask(0, ledger.checkpoint().note)).toEqual({ status: 409, contentType: 'text/x.tlog.size', body: '5\n' });
  });

  test('answers 404 to a ledger it was not told of', async () => {
    expect((await ask(0, new ExampleLedger('other.example', ['x']).checkpoint().note)).status).toBe(404);
  });

  test('answers 403 when no trusted key signed, and when a trusted key is named over a wrong signature', async () => {
    const stranger = new ExampleLedger('ledger.example', leavesUpTo(5));
    expect((await ask(0, stranger.checkpoint().note)).status).toBe(403);
    const { note } = ledger.checkpoint();
    expect((await ask(0, note.replace('\n5\n', '\n6\n'))).status).toBe(403);
    expect(witness.last('ledger.example')).toBeUndefined();
  });

  test('answers 409 with the size it knows to a stale old size', async () => {
    await ask(0, ledger.checkpoint(3).note);
    expect(await ask(2, ledger.checkpoint().note, ledger.proof(2))).toEqual({ status: 409, contentType: 'text/x.tlog.size', body: '3\n' });
  });

  test('answers 409 to another root of the same size', async () => {
    await ask(0, ledger.checkpoint().note);
    expect((await ask(5, ledger.checkpoint(5, sha256Tree.leaf('forged')).note)).status).toBe(409);
  });

  test('answers 422 to a history that does not extend the one it knows, and to a proof nobody asked for', async () => {
    await ask(0, ledger.checkpoint(3).note);
    const { proof } = { proof: ledger.proof(3) };
    expect((await ask(3, ledger.checkpoint(5, sha256Tree.leaf('forged')).note, proof)).status).toBe(422);
    expect((await ask(3, ledger.checkpoint().note, proof.slice(1))).status).toBe(422);
    expect((await ask(3, ledger.checkpoint(3).note, proof)).status).toBe(422);
    expect((await ask(3, ledger.checkpoint().note, proof)).status).toBe(200);
  });

  test('answers 422 to an empty tree with a root of its own', async () => {
    expect((await ask(0, ledger.checkpoint(0, sha256Tree.leaf('x')).note)).status).toBe(422);
    expect((await ask(0, ledger.checkpoint(0).note)).status).toBe(200);
  });

  test('answers 400 to an old size beyond the checkpoint', async () => {
    expect((await ask(6, ledger.checkpoint().note)).status).toBe(400);
  });

  test.each([
    ['nothing', ''],
    ['no old size', '\n\nnote'],
    ['an old size spelt another way', 'old 05\n\n'],
    ['a hash that is none', 'old 3\nAAAA\n\n'],
    ['no note', 'old 0\n\nhello\n'],
    ['too many hashes', `old 3\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n`],
  ])('answers 400 to %s', async (_, body) => {
    expect((await witness.addCheckpoint(body.endsWith('\n') ? body + ledger.checkpoint().note.replace('\n5\n', '\nfive\n') : body)).status).toBe(400);
  });

  test('cosigns one of two histories that are shown to it at the same time', async () => {
    const [one, other] = [ledger.checkpoint(), ledger.checkpoint(5, sha256Tree.leaf('forged'))];
    const answers = await Promise.all([ask(0, one.note), ask(0, other.note), ask(0, other.note), ask(0, one.note)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 409, 409, 409]);
  });

  test('looks after ledgers apart from each other', async () => {
    const other = new ExampleLedger('other.example', leavesUpTo(2));
    witness = open(ledger, other);
    expect([(await ask(0, ledger.checkpoint().note)).status, (await ask(0, other.checkpoint().note)).status]).toEqual([200, 200]);
    expect([witness.last('ledger.example')!.size, witness.last('other.example')!.size]).toEqual([5, 2]);
  });

  test('accepts a ledger that signs with a second key, once it is told of it', async () => {
    await ask(0, ledger.checkpoint(3).note);
    const rotated = new ExampleLedger('ledger.example', leavesUpTo(5), generateNoteKey('ledger.example'));
    expect((await ask(3, rotated.checkpoint().note, rotated.proof(3))).status).toBe(403);
    witness = open(ledger, rotated);
    expect((await ask(3, rotated.checkpoint().note, rotated.proof(3))).status).toBe(200);
  });

  test('signs nothing once its memory of a ledger is damaged', async () => {
    await ask(0, ledger.checkpoint().note);
    const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.note'))!);
    writeFileSync(file, readFileSync(file, 'utf8').replace('ledger.example', 'another.example'));
    await expect(ask(5, ledger.checkpoint().note)).rejects.toThrow(DamagedState);
    writeFileSync(file, '');
    await expect(ask(5, ledger.checkpoint().note)).rejects.toThrow(DamagedState);
  });

  test('whatever it is shown, two cosigned checkpoints of one ledger are always one history', async () => {
    const histories = [leavesUpTo(12), [...leavesUpTo(4), ...leavesUpTo(20, 12)], [...leavesUpTo(7), 'x', 'y', 'z']];
    const turn = fc.record({ history: fc.nat(2), from: fc.nat(10), to: fc.nat(10), knows: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(turn, { maxLength: 12 }), async (turns) => {
      rmSync(folder, { recursive: true, force: true });
      const keys = generateNoteKey('ledger.example');
      const ledgers = histories.map((leaves) => new ExampleLedger('ledger.example', leaves, keys));
      witness = open(ledgers[0]!);
      const signed: { readonly size: number; readonly leaves: readonly Hash[] }[] = [];
      for (const { history, from, to, knows } of turns) {
        const { leaves } = ledgers[history]!;
        const old = knows ? (witness.last('ledger.example')?.size ?? 0) : from;
        const answer = await ask(old, ledgers[history]!.checkpoint(to).note, old > 0 && old < to ? ledgers[history]!.proof(old, to) : []);
        if (answer.status === 200) signed.push({ size: to, leaves: leaves.slice(0, to) });
      }
      for (let i = 1; i < signed.length; i += 1) {
        const [before, after] = [signed[i - 1]!, signed[i]!];
        if (!before.leaves.every((leaf, at) => after.leaves[at]?.equals(leaf))) throw new Error('two histories were cosigned');
      }
    }), { numRuns: 60 });
  });
});

describe('the key of a witness', () => {
  test('is made once, for its owner only, and keeps its name', () => {
    const { verifierKey } = openWitnessKey(folder, 'witness.example');
    expect(openWitnessKey(folder, 'witness.example').verifierKey).toBe(verifierKey);
    expect(statSync(join(folder, witnessKeyFile)).mode & 0o777).toBe(0o600);
    expect(() => openWitnessKey(folder, 'another.example')).toThrow(KeyNameDiffers);
  });
});

describe('a question', () => {
  test('is read as it was written', () => {
    const note = ledger.checkpoint().note;
    const question = { oldSize: 3, proof: ledger.proof(3), note };
    expect(parseAddCheckpoint(formatAddCheckpoint(question))).toEqual(question);
    expect(note.startsWith(checkpointText(ledger.checkpoint()))).toBe(true);
  });

  test('a size is read only as it is spelt', () => {
    expect(['5\n', '0\n', '05\n', '5', '5\n\n', '99999999999999999\n'].map(parseSize)).toEqual([5, 0, undefined, undefined, undefined, undefined]);
  });
});
