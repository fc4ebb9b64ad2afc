import { describe, expect, test } from '@jest/globals';
import { methodKinds, schemeJsonSchema, supervisionKinds, valueStates } from '#domain/scoring';
import { aggregateTexts, noTotalTexts } from '../../libs/domain/scoring/sheet/texts.js';
import * as words from './scoring-words.js';

describe('the words of scoring', () => {
  test('are those of the engine for methods, aggregates and missing totals', () => {
    expect(words.methodWords).toEqual(Object.fromEntries(Object.entries(methodKinds).map(([type, { title }]) => [type, title])));
    expect([words.aggregateWords, words.noTotalWords]).toEqual([aggregateTexts, noTotalTexts]);
  });

  test('are there for all states of a value and kinds of supervision facts, and no others', () => {
    expect(Object.keys(words.valueStateWords).sort()).toEqual([...valueStates].sort());
    expect(Object.keys(words.supervisionKindWords).sort()).toEqual(Object.keys(supervisionKinds).sort());
  });
});

/** Names of fields, and values to choose from, anywhere in a JSON Schema. */
function namesIn(schema: unknown, found = { fields: new Set<string>(), values: new Set<string>() }): typeof found {
  if (Array.isArray(schema)) schema.forEach((one) => namesIn(one, found));
  else if (typeof schema === 'object' && schema !== null) {
    const { properties, enum: values } = schema as { readonly properties?: Record<string, unknown>; readonly enum?: readonly string[] };
    for (const name of Object.keys(properties ?? {})) found.fields.add(name);
    for (const value of values ?? []) found.values.add(value);
    Object.values(schema).forEach((one) => namesIn(one, found));
  }
  return found;
}

test('every field and value of a scheme has a word', () => {
  const { fields, values } = namesIn(schemeJsonSchema());
  const technical = ['$schema', 'schemaVersion'];
  expect([...fields].filter((name) => !technical.includes(name) && !(name in words.schemeFieldWords))).toEqual([]);
  expect([...values].filter((value) => !(value in words.schemeValueWords))).toEqual([]);
});
