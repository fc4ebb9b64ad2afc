import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateNoteKey, MalformedKey, openNote, parseVerifierKey, sha256Tree, type NoteVerifier } from '#engine/ledger';
import { TestClock } from '#engine/testing';
import { askWitness, openWitnessKey, readWitnesses, StateFolder, Witness, WitnessFault, Witnessing, witnessText, type Asked, type Post, type WitnessCosignature } from './index.js';
import { ExampleLedger, leavesUpTo } from './witness-examples.js';

const clock = new TestClock('2026-03-02T01:00:00.000Z');
const { signal } = new AbortController();
let folder: string;
let ledger: ExampleLedger;
let witness: Witness;
let key: NoteVerifier;
let seen: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-witnessing-'));
  ledger = new ExampleLedger('ledger.example', leavesUpTo(5));
  const cosigner = openWitnessKey(folder, 'witness.example');
  key = parseVerifierKey(cosigner.verifierKey);
  witness = new Witness({ cosigner, trusted: [ledger.key], state: new StateFolder(folder), clock });
  seen = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const post: Post = async (url, body) => {
  seen.push(`${url} ${body.split('\n')[0]}`);
  return witness.addCheckpoint(body);
};
const answering = (answer: Partial<Asked>): Post => async () => ({ status: 200, contentType: 'text/plain', body: '', ...answer });
const ask = (more: { readonly post?: Post; readonly knownSize?: number } = {}, from = ledger) =>
  askWitness({ url: 'https://witness.example/', key }, from.checkpoint(), { consistency: from.consistency, post, signal, ...more });
const faultOf = async (asked: Promise<unknown>): Promise<unknown> => asked.then(() => 'cosigned', (error: unknown) => (error instanceof WitnessFault ? error.code : error));

describe('asking a witness', () => {
  test('brings a cosignature that any reader of notes verifies', async () => {
    const { witness: name, lines } = await ask();
    expect(name).toBe('witness.example');
    expect(openNote(ledger.checkpoint().note + lines, [key, ledger.key]).verified.length).toBe(2);
    expect(seen).toEqual(['https://witness.example/add-checkpoint old 0']);
  });

  test('goes on from the size the witness knows', async () => {
    await ask();
    ledger.append(...leavesUpTo(8, 5));
    await ask();
    expect(seen.slice(1).map((line) => line.split(' ').slice(1).join(' '))).toEqual(['old 0', 'old 5']);
    ledger.append('more');
    await ask({ knownSize: 8 });
    expect(seen.length).toBe(4);
  });

  test('tells that the log is older than what was witnessed', async () => {
    await ask();
    expect(await faultOf(ask({}, new ExampleLedger('ledger.example', leavesUpTo(3))))).toBe('key-not-trusted');
    const older = Object.assign(Object.create(ledger) as ExampleLedger, { checkpoint: () => ledger.checkpoint(3) });
    expect(await faultOf(ask({}, older))).toBe('witness-ahead');
  });

  test('tells that the witness has seen another history', async () => {
    await ask();
    const forged = Object.assign(Object.create(ledger) as ExampleLedger, { checkpoint: () => ledger.checkpoint(5, sha256Tree.leaf('x')) });
    expect(await faultOf(ask({ knownSize: 5 }, forged))).toBe('histories-differ');
  });

  test.each([
    ['unknown-ledger', { status: 404 }], ['key-not-trusted', { status: 403 }], ['histories-differ', { status: 422 }], ['fault', { status: 500 }], ['fault', { status: 409, contentType: 'text/x.tlog.size', body: '3\n' }],
    ['bad-answer', { body: 'hello\n' }], ['bad-answer', { body: '— witness.example AAAAAAAA\n' }], ['bad-answer', { body: '' }],
  ])('%s when the answer is %o', async (code, answer) => {
    expect(await faultOf(ask({ post: answering(answer) }))).toBe(code);
  });

  test('does not believe a cosignature over another checkpoint', async () => {
    const other = new ExampleLedger('ledger.example', leavesUpTo(6));
    const { lines } = await askWitness({ url: 'https://witness.example', key }, ledger.checkpoint(), { consistency: ledger.consistency, post, signal });
    expect(await faultOf(ask({ post: answering({ body: lines }) }, other))).toBe('bad-answer');
  });

  test('tells an absent witness from a ledger that gives no proof', async () => {
    expect(await faultOf(ask({ post: async () => { throw new Error('ECONNREFUSED'); } }))).toBe('unreachable');
    const mute = { consistency: (): never => { throw new Error('tile'); }, post, signal, knownSize: 3 };
    expect(await faultOf(askWitness({ url: 'https://witness.example', key }, ledger.checkpoint(), mute))).toBe('ledger-fault');
  });
});

describe('witnesses in a setting', () => {
  test('are addresses with public keys', () => {
    const [one, two] = ['a.example', 'b.example'].map((name) => generateNoteKey(name, 'cosignature').verifierKey);
    expect(readWitnesses(`https://a.example ${one}, http://10.0.0.2:3100 ${two}\n`).map(({ url, key: { name } }) => [url, name])).toEqual([['https://a.example', 'a.example'], ['http://10.0.0.2:3100', 'b.example']]);
    expect(readWitnesses('')).toEqual([]);
  });

  test.each([
    ['a key of a ledger', () => `https://a.example ${generateNoteKey('a.example').verifierKey}`], ['no address', () => `a.example ${generateNoteKey('a.example', 'cosignature').verifierKey}`],
    ['no key', () => 'https://a.example'], ['more than that', () => `https://a.example ${generateNoteKey('a.example', 'cosignature').verifierKey} x`],
  ])('are refused with %s', (_, text) => {
    expect(() => readWitnesses(text())).toThrow(MalformedKey);
  });
});

describe('witnessing', () => {
  const recorded: { readonly size: number; readonly cosignature: WitnessCosignature }[] = [];
  let slept: number[];
  let away: boolean;
  let desk: Witnessing;

  beforeEach(() => {
    recorded.length = 0;
    slept = [];
    away = false;
    desk = new Witnessing({
      witnesses: [{ url: 'https://witness.example', key }, { url: 'https://dead.example', key: parseVerifierKey(openWitnessKey(join(folder, 'dead'), 'dead.example').verifierKey) }],
      consistency: ledger.consistency, clock,
      cosigned: async ({ size }, cosignature) => void recorded.push({ size, cosignature }),
      sleep: async (ms) => {
        slept.push(ms);
        await new Promise(setImmediate);
      },
      post: async (url, body, limit) => {
        if (away || url.includes('dead')) throw new Error('ECONNREFUSED');
        return post(url, body, limit);
      },
    });
    desk.start();
  });
  afterEach(() => desk.stop());

  const until = async (holds: () => boolean): Promise<void> => {
    for (let turns = 0; !holds(); turns += 1) {
      if (turns > 10_000) throw new Error('it never came to be');
      await new Promise(setImmediate);
    }
  };
  const [first, second] = [() => desk.status()[0]!, () => desk.status()[1]!];

  test('has each checkpoint cosigned, and one witness that is away holds nobody up', async () => {
    expect([first().state, witnessText(first()).en]).toEqual(['waiting', 'No checkpoint to witness yet.']);
    desk.submit(ledger.checkpoint());
    await until(() => recorded.length === 1);
    ledger.append('more');
    desk.submit(ledger.checkpoint());
    await until(() => recorded.length === 2 && (second().fault?.failures ?? 0) > 12);
    expect(recorded.map(({ size, cosignature }) => [size, cosignature.witness])).toEqual([[5, 'witness.example'], [6, 'witness.example']]);
    expect([first(), second().state, second().fault?.code]).toEqual([{ witness: 'witness.example', url: 'https://witness.example', state: 'current', size: 6, at: clock.now() }, 'failing', 'unreachable']);
    expect([slept.slice(0, 4), Math.max(...slept)]).toEqual([[1_000, 2_000, 4_000, 8_000], 300_000]);
    expect(desk.settled).toBe(false);
  });

  test('goes on by itself when a witness is back, with the newest checkpoint only', async () => {
    away = true;
    desk.submit(ledger.checkpoint());
    await until(() => first().fault !== undefined);
    ledger.append('more');
    desk.submit(ledger.checkpoint());
    away = false;
    await until(() => recorded.length > 0);
    expect(recorded.map(({ size }) => size)).toEqual([6]);
    expect(first().fault).toBeUndefined();
  });

  test('stops while a witness is away', async () => {
    desk.submit(ledger.checkpoint());
    await until(() => slept.length > 40);
    await desk.stop();
    expect(second().state).toBe('failing');
  });
});
