import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadAppend } from '../event-store.js';
import { comparePlaces } from './log-place.js';
import { checkNames, identityStream, serverStream, streamOf } from './stream-names.js';

describe('names of streams at the server', () => {
  test('are the streams’ own as long as they hold letters, digits and plain marks', () => {
    for (const name of ['report-320102-2025Q2', '督办-0001', 'user:张三@city', 'a.b_c~d']) expect(serverStream('', name)).toBe(name);
  });

  test('never begin with the sign of the server’s own streams', () => {
    expect(serverStream('', '$all')).toBe('%24all');
    expect(serverStream('', '$$report-1')).toBe('%24%24report-1');
  });

  test('lead back to one stream each, whatever it is called', () => {
    const name = fc.string({ unit: fc.oneof(fc.constantFrom('%', '$', ' ', '/', '"', '\\', '2', '4', 'a', 'A', '质', '𠮷', '\u2028', 'é', 'e\u0301'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, name, fc.constantFrom('', 'log~', '$x'), (one, other, prefix) => {
        expect(streamOf(prefix, serverStream(prefix, one))).toBe(one);
        expect(serverStream(prefix, one) === serverStream(prefix, other)).toBe(one === other);
      }),
    );
  });

  test('that no log of this product writes lead to none', () => {
    for (const foreign of ['other~a', 'log~', 'log~%', 'log~%zz', 'log~%41', 'log~a b', 'log~%ff']) expect(streamOf('log~', foreign)).toBeUndefined();
  });

  test('that are taken by the log itself or by the server are refused before anything is sent', () => {
    expect(() => checkNames(identityStream, ['a.B'])).toThrow(BadAppend);
    expect(() => checkNames('a-1', ['a.B', '$metadata'])).toThrow(BadAppend);
    expect(() => checkNames('a-1', ['a.B'])).not.toThrow();
  });
});

describe('places in the log', () => {
  test('are ordered by both their numbers, beyond what a double can tell apart', () => {
    const place = fc.record({ commit: fc.bigInt(0n, 2n ** 63n), prepare: fc.bigInt(0n, 2n ** 63n) });
    fc.assert(
      fc.property(place, place, (a, b) => {
        const whole = ({ commit, prepare }: typeof a): bigint => commit * 2n ** 64n + prepare;
        const expected = whole(a) < whole(b) ? -1 : whole(a) > whole(b) ? 1 : 0;
        expect(comparePlaces(a, b)).toBe(expected);
      }),
    );
    expect(comparePlaces({ commit: 9_007_199_254_740_993n, prepare: 1n }, { commit: 9_007_199_254_740_992n, prepare: 1n })).toBe(1);
    expect(comparePlaces({ commit: 5n, prepare: 1n }, { commit: 5n, prepare: 2n })).toBe(-1);
  });
});
