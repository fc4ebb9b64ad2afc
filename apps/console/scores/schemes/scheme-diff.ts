import type { Bilingual } from '../../language/texts.js';
import type { Json, JsonObject } from './scheme-content.js';

/** One step on the way to what changed: a field by its name, or a thing by its title. */
export type Step = { readonly field: string } | { readonly thing: string; readonly title: Bilingual | undefined };

/** A difference between two contents. */
export interface Difference {
  readonly trail: readonly Step[];
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
/** A text in both languages is one thing. */
export const isText = (value: Json | undefined): value is { readonly zh: string; readonly en: string } => isObject(value) && Object.keys(value).every((key) => key === 'zh' || key === 'en');
const codeOf = (value: Json): string | undefined => (isObject(value) && typeof value['code'] === 'string' ? value['code'] : undefined);

/** JSON whose keys stand in one order, so that equal things have equal text. */
function canonical(value: Json | undefined): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (isObject(value)) return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  return JSON.stringify(value) ?? '';
}

/** What differs between two contents of a scheme: things are matched by their codes, wherever they stand in a list. */
export function differencesOf(before: Json | undefined, after: Json | undefined, trail: readonly Step[] = []): readonly Difference[] {
  if (canonical(before) === canonical(after)) return [];
  if (isList(before) && isList(after) && [...before, ...after].every((item) => codeOf(item) !== undefined)) return listDifferences(before, after, trail);
  if (isObject(before) && isObject(after) && !isText(before) && !isText(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => differencesOf(before[field], after[field], [...trail, { field }]));
  }
  return [{ trail, kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed', before, after }];
}

function listDifferences(before: readonly Json[], after: readonly Json[], trail: readonly Step[]): readonly Difference[] {
  const [old, now] = [before, after].map((list) => new Map(list.map((item) => [codeOf(item)!, item] as const))) as [Map<string, Json>, Map<string, Json>];
  const stepTo = (code: string, item: Json): Step => ({ thing: code, title: isObject(item) && isText(item['title']) ? (item['title'] as unknown as Bilingual) : undefined });
  const codes = [...new Set([...old.keys(), ...now.keys()])];
  const found = codes.flatMap((code) => differencesOf(old.get(code), now.get(code), [...trail, stepTo(code, now.get(code) ?? old.get(code)!)]));
  const kept = (one: Map<string, Json>, other: Map<string, Json>) => [...one.keys()].filter((code) => other.has(code)).join('\n');
  return kept(old, now) === kept(now, old) ? found : [...found, { trail, kind: 'reordered', before: [...old.keys()], after: [...now.keys()] }];
}
