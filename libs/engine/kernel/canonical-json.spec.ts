import { describe, expect, test } from '@jest/globals';
import canonicalizeModule from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, contentHash } from './canonical-json.js';

const reference = canonicalizeModule as unknown as (value: unknown) => string;

describe('canonical JSON', () => {
  test('is that of RFC 8785', () => {
    // Example of the RFC, section 3.2.2 and 3.2.3.
    const example = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\/', literals: [null, true, false] };
    expect(canonicalJson(example)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
    expect(canonicalJson({ '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' }))
      .toBe('{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}');
  });

  test('is the reference implementation’s for any JSON', () => {
    const key = fc.oneof(fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom('__proto__', 'toString', '1', '10', '2', '01', '-1', '4294967295', 'a', 'b', ''));
    const json = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'binary', maxLength: 8 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(tie('any'), { maxLength: 5 }), fc.dictionary(key, tie('any'), { maxKeys: 6 })),
    })).any;
    fc.assert(fc.property(json, (value) => expect(canonicalJson(value)).toBe(reference(value))), { numRuns: 1_000 });
  });

  test('leaves out members that are undefined, and writes what writes itself', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
    expect(canonicalJson({ b: 1, a: new Date(0) })).toBe('{"a":"1970-01-01T00:00:00.000Z","b":1}');
  });

  test.each([NaN, Infinity, [1, -Infinity], { a: NaN }])('has no number that is not finite (%j)', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  test('of nothing is a fault', () => {
    expect(() => canonicalJson(undefined)).toThrow(RangeError);
    expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});
