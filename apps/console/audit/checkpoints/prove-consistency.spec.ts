import { describe, expect, test } from '@jest/globals';
import { nodeIo, SmallLedger } from '../../browser/small-ledger-examples.js';
import { pastedNote, proveConsistency, sizeOfNote } from './prove-consistency.js';

const ledger = new SmallLedger();
const other = new SmallLedger();
const between = (from: number, to: number, more: Partial<Parameters<typeof proveConsistency>[1]> = {}) =>
  proveConsistency(nodeIo, { earlier: ledger.note(from), later: ledger.note(to), proof: from <= to ? ledger.consistency(from, to) : [], keys: [ledger.ledgerKey.verifierKey], ...more });

describe('whether a checkpoint only adds to another', () => {
  test('holds between any two sizes', async () => {
    for (let to = 1; to <= 12; to += 1) for (let from = 1; from <= to; from += 1) expect((await between(from, to)).verdict).toBe('append-only');
  });

  test('names what is wrong', async () => {
    expect((await between(5, 11, { proof: ledger.consistency(4, 11) })).verdict).toBe('rewritten');
    expect((await between(11, 5)).verdict).toBe('wrong-order');
    expect((await between(5, 11, { earlier: 'nothing' })).verdict).toBe('unreadable-earlier');
    expect((await between(5, 11, { later: 'nothing' })).verdict).toBe('unreadable-later');
    expect((await between(5, 11, { earlier: ledger.note(5).replaceAll('zhiheng/spec', 'zhiheng/else') })).verdict).toBe('other-ledger');
    expect((await between(5, 11, { earlier: other.note(5) })).earlier?.signatures[0]?.good).toBeUndefined();
  });

  test('reads a checkpoint as it was pasted', () => {
    expect(pastedNote(`  ${ledger.note(5).replaceAll('\n', '\r\n')}  `)).toBe(ledger.note(5));
    expect([sizeOfNote(ledger.note(5)), sizeOfNote('nothing')]).toEqual([5, undefined]);
  });
});
