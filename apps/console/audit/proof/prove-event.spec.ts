import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generateNoteKey } from '#engine/ledger';
import { nodeIo, olderIo, SmallLedger } from '../../browser/small-ledger-examples.js';
import { proveEvent, type EventProof } from './prove-event.js';

const ledger = new SmallLedger();
const failing = ({ steps }: EventProof): readonly string[] => steps.filter(({ verdict }) => verdict === 'fails').map(({ name, found }) => `${name}-${found}`);
const flip = (text: string, at: number): string => { const i = at % text.length; return `${text.slice(0, i)}${text[i] === 'x' ? 'y' : 'x'}${text.slice(i + 1)}`; };

describe('the proof of an event', () => {
  test('holds for every event of trees of every small size', async () => {
    for (let size = 1; size <= 17; size += 1) {
      for (let index = 0; index < size; index += 1) expect((await proveEvent(nodeIo, ledger.input(index, size))).verdict).toBe('proven');
    }
  });

  test('fails for any changed byte of the event, the proof, the checkpoint or the key', async () => {
    const good = ledger.input(4, 11);
    await fc.assert(fc.asyncProperty(fc.constantFrom('text', 'proof', 'note', 'keys'), fc.nat(), async (what, at) => {
      const changed = { ...good, ...(what === 'text' ? { text: flip(good.text!, at) } : what === 'note' ? { note: flip(good.note!, at) } : what === 'keys' ? { keys: good.keys.map((key) => flip(key, at)) } : { proof: good.proof.map((hash, i) => (i === at % good.proof.length ? flip(hash, at) : hash)) }) };
      return (await proveEvent(nodeIo, changed)).verdict === 'broken';
    }), { numRuns: 300 });
  });

  test.each([
    ['an event that was changed', { text: '{"position":5}' }, 'leaf-changed'], ['another place', { index: 3 }, 'path-elsewhere'], ['a proof that is too short', { proof: [] }, 'path-misshapen'],
    ['a place beyond the tree', { index: 11 }, 'path-misshapen'], ['a proof that is no hash', { proof: ['??'] }, 'path-misshapen'], ['a checkpoint that is none', { note: 'nothing' }, 'signature-unreadable'],
    ['a checkpoint of another size', { note: ledger.note(9) }, 'path-elsewhere'], ['a checkpoint without the ledger\'s key', { keys: [] }, 'signature-key-unknown'], ['a key one holds that did not sign', { pinned: [generateNoteKey('zhiheng/spec').verifierKey] }, 'key-not-signed'],
    ['a key that cannot be read', { pinned: ['nonsense'] }, 'key-unreadable'],
  ])('names %s', async (_, more, found) => {
    expect(failing(await proveEvent(nodeIo, ledger.input(4, 11, more)))).toContain(found);
  });

  test('says what it cannot check: a withheld event, a browser without Ed25519, a tree without a checkpoint', async () => {
    const open = async (...given: Parameters<typeof proveEvent>) => { const { verdict, steps } = await proveEvent(...given); return [verdict, steps.filter((one) => one.verdict === 'open').map(({ name, found }) => `${name}-${found}`)]; };
    expect(await open(nodeIo, ledger.input(4, 11, { text: undefined }))).toEqual(['partly', ['leaf-withheld']]);
    expect(await open(olderIo, ledger.input(4, 11))).toEqual(['partly', ['signature-no-ed25519']]);
    expect(await open(nodeIo, ledger.input(4, 11, { note: null }))).toEqual(['partly', ['path-unsigned', 'signature-no-checkpoint']]);
  });

  test('tells of witnesses: checked with the key one holds, open without it', async () => {
    const note = ledger.note(11, { cosigned: true });
    const witness = async (pinned: readonly string[]) => (await proveEvent(nodeIo, ledger.input(4, 11, { note, pinned }))).steps.find(({ name }) => name === 'witnesses');
    expect(await witness([])).toMatchObject({ verdict: 'open', found: 'key-unknown' });
    expect(await witness([ledger.witnessKey.verifierKey])).toMatchObject({ verdict: 'holds', values: { who: 'witness.spec' } });
  });
});
