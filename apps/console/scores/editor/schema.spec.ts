import { describe, expect, test } from '@jest/globals';
import { schemeJsonSchema, schemeSchema } from '#domain/scoring';
import { firstValue, inReadingOrder, kindOf, looksLike, resolved, variantsOf, withField, type Schema } from './schema.js';

const root = schemeJsonSchema() as Schema;
const group = resolved(root.properties!['groups']!.items!, root);
const field = (schema: Schema, name: string) => resolved(schema.properties![name]!, root);
const leaf = resolved(resolved(group.properties!['tree']!, root).anyOf![0]!, root);

describe('the form of a scheme by its own schema', () => {
  test('knows how each part is filled in', () => {
    const kinds = Object.fromEntries(Object.keys(group.properties!).map((name) => [name, kindOf(field(group, name), root)]));
    expect(kinds).toEqual({
      code: 'text', title: 'bilingual', units: 'either', scale: 'decimal', tree: 'either', missing: 'object', minimumCoverage: 'decimal', rounding: 'object', gradeOn: 'choice', bands: 'list', quotas: 'list',
      ranks: 'object', bonuses: 'object', deductions: 'object', vetoes: 'list', totalLimits: 'object',
    });
  });

  test('every method is a variant whose first value is accepted, once its blanks are filled', () => {
    const methods = variantsOf(field(leaf, 'method'), root);
    expect(methods.size).toBe(26);
    const filled = (text: string) => JSON.parse(text.replaceAll('""', '"1"')) as unknown;
    for (const [type, schema] of methods) {
      const method = filled(JSON.stringify(firstValue(schema, root)));
      const scheme = { schemaVersion: 1, id: 's', title: { zh: 's', en: 's' }, groups: [{ code: 'g', title: { zh: 'g', en: 'g' }, units: '*', rounding: { places: 2 }, tree: { code: 'l', title: { zh: 'l', en: 'l' }, indicator: 'i', method } }] };
      expect([type, schemeSchema.safeParse(scheme).error?.issues.map(({ path }) => path.join('.'))]).toEqual([type, undefined]);
    }
  });

  test('tells alternatives apart', () => {
    const param = field(variantsOf(field(leaf, 'method'), root).get('completion-ratio')!, 'target');
    const [number, fromUnit] = param.anyOf!;
    expect([looksLike('5', number!, root), looksLike({ from: 'target' }, number!, root), looksLike({ from: 'target' }, fromUnit!, root), looksLike('*', field(group, 'units').anyOf![0]!, root)]).toEqual([true, false, true, true]);
  });

  test('puts and takes fields in their place, and orders keys for reading', () => {
    expect(Object.keys(withField({ a: 1, b: 2 }, 'a', 3))).toEqual(['a', 'b']);
    expect(withField({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
    expect(JSON.stringify(inReadingOrder({ children: [], aggregate: 'min', title: { zh: 'a', en: 'b' }, code: 'x' }))).toBe('{"code":"x","title":{"en":"b","zh":"a"},"aggregate":"min","children":[]}');
  });
});
