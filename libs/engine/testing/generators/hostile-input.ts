import fc from 'fast-check';

/** Texts that the text rules refuse: what cannot be stored, or would mislead a reader. */
export const refusedText: fc.Arbitrary<string> = fc.oneof(
  around(fc.constantFrom('\u0000', '\u0007', '\u001b[31m', '\u007f', '\u0085', '\u009b2J')),
  around(fc.constantFrom('\u202e', '\u202a', '\u2066', '\u200f', '\u061c')),
  around(fc.constantFrom('\ud842', '\udfb7', '\udfb7\ud842')),
  fc.constantFrom('', ' ', '\t', '\u3000', '\n\n'),
);

/** Unusual texts that are perfectly fine and must come back as they went in. */
export const unusualText: fc.Arbitrary<string> = fc.oneof(
  around(rareHan()),
  around(fc.constantFrom(
    '<script>alert(1)</script>', "'; DROP TABLE events;--", '=HYPERLINK("http://x")', '＝1+1', '@SUM(A1)',
    '${jndi:ldap://x}', '{{7*7}}', '../../etc/passwd',
  )),
  around(fc.constantFrom('é', 'e\u0301', '\u200d', '👨‍👩‍👧', '\ufeffx', 'İi', 'ß', 'x\u2028')),
);

/** A text of about 200 KB of UTF-8: Chinese, Latin, or one long word. */
export const hugeText: fc.Arbitrary<string> = fc.constantFrom('质'.repeat(68_267), 'quality '.repeat(25_600), 'a'.repeat(204_800), '𠮷'.repeat(51_200));

/** Any text that has broken somebody's system. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(refusedText, unusualText, { weight: 1, arbitrary: hugeText });

/** Texts that claim to be a number and are none, or none that can be kept exactly. */
export const hostileNumber: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'NaN', 'Infinity', '-Infinity', '1e400', '-1e400', '1e-400', '1e5', '-0', '-0.00',
    '', ' ', '.', '-', '+1', '.5', '5.', '00.5', '0x10', '0b1', '1_000',
    '1,000', '1，000', '1 000', "1'000", '96%', '96％', '０．９６', '９６', '−5', '١٢', '五',
    'null', 'undefined', 'true', '1n', '1\n', '\u00a01',
  ),
  fc.bigInt({ min: 10n ** 15n, max: 10n ** 40n }).map(String),
  fc.integer({ min: 13, max: 60 }).map((places) => `0.${'1'.repeat(places)}`),
);

/** JSON numbers, not texts, where a decimal text is expected. */
export const hostileJsonNumber: fc.Arbitrary<number> = fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 0.1, 1e21, 2 ** 53, Number.MIN_VALUE, Number.MAX_VALUE);

/** Values nested a thousand to twenty thousand deep. */
export const deepNesting: fc.Arbitrary<unknown> = fc.tuple(fc.integer({ min: 1_000, max: 20_000 }), fc.boolean()).map(([depth, list]) => {
  let value: unknown = 'bottom';
  for (let level = 0; level < depth; level++) value = list ? [value] : { deeper: value };
  return value;
});

/** The same as JSON text, which no `JSON.stringify` had to survive. */
export const deepJsonText: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1_000, max: 100_000 }), fc.boolean())
  .map(([depth, list]) => (list ? '['.repeat(depth) + ']'.repeat(depth) : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)));

/** Field names that reach into JavaScript's objects. */
export const hostileKey: fc.Arbitrary<string> = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', '$where', 'a.b', '\u0000', 'then');

/** Anything but what a schema expects: wrong types, hostile texts and numbers, odd keys. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  hostileJsonNumber,
  fc.constantFrom(null, true, false, [], {}),
  fc.dictionary(hostileKey, fc.oneof(hostileText, hostileJsonNumber), { maxKeys: 4 }),
  fc.array(fc.oneof(hostileText, hostileJsonNumber), { maxLength: 5 }),
);

/** Characters of CJK extensions B to H, four bytes each in UTF-8 and GB18030. */
function rareHan(): fc.Arbitrary<string> {
  const blocks = [
    [0x20000, 0x2a6df], [0x2a700, 0x2b738], [0x2b740, 0x2b81d], [0x2b820, 0x2cea1], [0x2ceb0, 0x2ebe0], [0x30000, 0x3134a], [0x31350, 0x323af],
  ] as const;
  return fc.constantFrom(...blocks).chain(([min, max]) => fc.integer({ min, max })).map((point) => String.fromCodePoint(point));
}

/** The piece at the start, in the middle or at the end of ordinary text. */
function around(piece: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const ordinary = fc.constantFrom('', '质量', 'note', '玄武区 2025');
  return fc.tuple(ordinary, piece, ordinary).map((parts) => parts.join(''));
}
