// Facts made from the schemas of their types, for specs; product code never imports it.
import fc from 'fast-check';
import type { JsonObject } from '#engine/kernel';

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly (string | number | boolean | null)[];
  readonly getter?: () => Schema;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string; readonly value?: number; readonly minimum?: number; readonly format?: string } } }[];
  readonly format?: string;
}
interface Schema {
  readonly _zod: { readonly def: Definition };
}

/** Texts of every length and script, without the marks that templates give a meaning to. */
const words = fc.oneof(
  fc.constantFrom('xuanwu', '质量', '2025-06-30', '2025-06-30T15:59:59.999Z', '96.5', '=1+1', '〔2025〕1号', 'a'.repeat(300), '$&', 'İß𠮷'),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[{}[\]]/g, '·') || '·'),
);

/** Values that a schema accepts. */
export function arbitraryOf(schema: unknown): fc.Arbitrary<unknown> {
  const { def } = (schema as Schema)._zod;
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def.shape!);
      const optional = shape.filter(([, part]) => part._zod.def.type === 'optional').map(([name]) => name);
      const required = shape.map(([name]) => name).filter((name) => !optional.includes(name));
      return fc.record(Object.fromEntries(shape.map(([name, part]) => [name, arbitraryOf(part)])), { requiredKeys: required });
    }
    case 'string':
      return textOf(def);
    case 'number':
      return fc.integer({ min: Math.max(1, ...bounds(def, 'greater_than')), max: Math.min(4_000, ...bounds(def, 'less_than')) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(arbitraryOf(def.element), { minLength: lengthOf(def, 'min_length'), maxLength: Math.max(lengthOf(def, 'min_length'), lengthOf(def, 'length_equals') || 3) }).filter((all) => lengthOf(def, 'length_equals') === 0 || all.length === lengthOf(def, 'length_equals'));
    case 'optional':
      return arbitraryOf(def.innerType);
    case 'nullable':
      return fc.option(arbitraryOf(def.innerType));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries!));
    case 'literal':
      return fc.constantFrom(...def.values!);
    case 'union':
      return fc.oneof(...def.options!.map(arbitraryOf));
    case 'record':
      return fc.dictionary(words, arbitraryOf(def.valueType), { maxKeys: 3 });
    case 'null':
      return fc.constant(null);
    case 'lazy':
      // Only "any JSON" is lazy in the catalogues.
      return fc.oneof(words, fc.integer(), fc.constantFrom(null, true, []), fc.dictionary(words, words, { maxKeys: 2 }));
    default:
      throw new Error(`no generator for ${def.type}`);
  }
}

const bounds = (def: Definition, name: string): number[] => (def.checks ?? []).flatMap(({ _zod: { def: check } }) => (check.check === name && typeof check.value === 'number' ? [check.value] : []));
const lengthOf = (def: Definition, name: string): number => (def.checks ?? []).flatMap(({ _zod: { def: check } }) => (check.check === name ? [(check as { minimum?: number; length?: number }).minimum ?? (check as { length?: number }).length ?? 0] : []))[0] ?? 0;

function textOf(def: Definition): fc.Arbitrary<unknown> {
  const format = def.format ?? (def.checks ?? []).map(({ _zod }) => _zod.def.format).find((one) => one !== undefined);
  if (format === 'uuid' || format === 'guid') return fc.uuid();
  if (format === 'regex') return fc.constant('0123456789abcdef'.repeat(4));
  return words;
}

/** Facts of a type. */
export const factsOf = (schema: { parse(value: unknown): unknown }): fc.Arbitrary<JsonObject> => arbitraryOf(schema).map((data) => schema.parse(JSON.parse(JSON.stringify(data))) as JsonObject);
