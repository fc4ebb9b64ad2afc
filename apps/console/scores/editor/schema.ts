import type { Json, JsonObject } from '../schemes/scheme-content.js';

/** As much of JSON Schema as the scheme's own uses. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly string[];
  readonly default?: Json;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** How a part of a scheme is filled in. */
export type Kind = 'choice' | 'fixed' | 'decimal' | 'text' | 'whole' | 'flag' | 'bilingual' | 'object' | 'map' | 'list' | 'texts' | 'either' | 'variants';

/** A schema with its references followed; a default that stands beside a reference is kept. */
export function resolved(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...own } = schema;
  const name = $ref.slice($ref.lastIndexOf('/') + 1);
  return { ...resolved(root.$defs?.[name] ?? {}, root), ...own };
}

/** The kind of input a resolved schema needs. */
export function kindOf(schema: Schema, root: Schema): Kind {
  if (schema.enum) return 'choice';
  if (schema.const !== undefined) return 'fixed';
  if (schema.oneOf) return 'variants';
  if (schema.anyOf) return 'either';
  if (schema.type === 'boolean') return 'flag';
  if (schema.type === 'integer' || schema.type === 'number') return 'whole';
  if (schema.type === 'array') return kindOf(resolved(schema.items ?? {}, root), root) === 'text' ? 'texts' : 'list';
  if (schema.properties) return Object.keys(schema.properties).join() === 'zh,en' ? 'bilingual' : 'object';
  if (schema.type === 'object') return 'map';
  return /^Exact decimal/.test(schema.description ?? '') ? 'decimal' : 'text';
}

/** Kinds that take one line beside their name. */
export const isSimple = (kind: Kind): boolean => kind === 'choice' || kind === 'decimal' || kind === 'text' || kind === 'whole' || kind === 'flag' || kind === 'fixed';

const fixedType = (schema: Schema): string => String(schema.properties?.['type']?.const ?? '');

/** The variants of a method or treatment by their type. */
export const variantsOf = (schema: Schema, root: Schema): ReadonlyMap<string, Schema> =>
  new Map((schema.oneOf ?? []).map((one) => resolved(one, root)).map((one) => [fixedType(one), one] as const));

/** Whether a value is of a schema's kind, at first sight: enough to tell alternatives apart. */
export function looksLike(value: Json | undefined, given: Schema, root: Schema): boolean {
  const schema = resolved(given, root);
  if (schema.anyOf) return schema.anyOf.some((one) => looksLike(value, one, root));
  if (schema.const !== undefined) return value === schema.const;
  if (Array.isArray(value)) return schema.type === 'array';
  if (typeof value === 'object' && value !== null) {
    if (schema.type !== 'object') return false;
    return schema.properties === undefined || Object.keys(value).every((key) => key in schema.properties!);
  }
  return typeof value === 'string' ? schema.type === 'string' : schema.type === 'boolean' || schema.type === 'integer' || schema.type === 'number';
}

/** What stands in a part that was just added: what is required, empty, to be filled in. */
export function firstValue(given: Schema, root: Schema): Json {
  const schema = resolved(given, root);
  switch (kindOf(schema, root)) {
    case 'fixed': return schema.const!;
    case 'choice': return (schema.default as string | undefined) ?? schema.enum![0]!;
    case 'flag': return (schema.default as boolean | undefined) ?? false;
    case 'whole': return (schema.default as number | undefined) ?? schema.minimum ?? 0;
    case 'bilingual': return { zh: '', en: '' };
    case 'map': return {};
    case 'texts': return [];
    case 'list': return (schema.minItems ?? 0) > 0 ? Array.from({ length: schema.minItems! }, () => firstValue(schema.items!, root)) : [];
    case 'either': return firstValue(schema.anyOf![0]!, root);
    case 'variants': return firstValue(schema.oneOf![0]!, root);
    case 'object': return Object.fromEntries((schema.required ?? []).map((name) => [name, firstValue(schema.properties![name]!, root)]));
    default: return (schema.default as string | undefined) ?? '';
  }
}

/** An object with a field put, or taken out when there is no value. */
export function withField(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [name]: _, ...rest } = object;
  return value === undefined ? rest : Object.keys(object).includes(name) ? Object.fromEntries(Object.entries(object).map(([key, one]) => [key, key === name ? value : one])) : { ...rest, [name]: value };
}

const readingOrder = ['$schema', 'schemaVersion', 'id', 'version', 'code', 'grade', 'title', 'note', 'source', 'year', 'units', 'indicator', 'weight', 'points', 'aggregate', 'type', 'method', 'scale'];
const place = (key: string): number => {
  const at = readingOrder.indexOf(key);
  return at < 0 ? (key === 'children' || key === 'tree' || key === 'groups' ? readingOrder.length + 1 : readingOrder.length) : at;
};

/** A content with its keys in the order in which one reads it: names first, children last. */
export function inReadingOrder<T extends Json>(value: T): T {
  if (Array.isArray(value)) return value.map((one: Json) => inReadingOrder(one)) as unknown as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)).map(([key, one]) => [key, inReadingOrder(one)])) as unknown as T;
}
