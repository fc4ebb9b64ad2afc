import { schemeFieldWords, schemeValueWords } from '../../../words/scoring-words.js';
import type { Bilingual } from '../../language/texts.js';
import type { Json, JsonObject } from './scheme-content.js';
import { isText } from './scheme-diff.js';

/** What names outside of the scheme are called: indicators, units, kinds, documents. */
export type NameOf = (field: string, code: string) => string | undefined;

type SayBoth = (both: Bilingual) => string;

/** A field of a scheme as people call it; `kind` tells apart fields that share a name. */
export function fieldText(field: string, say: SayBoth, kind = ''): string {
  const word = schemeFieldWords[`${field}:${kind}`] ?? schemeFieldWords[field];
  return word ? say(word) : field;
}

/** The kind of a value, as far as names of fields depend on it. */
const kindOfValue = (value: Json): string => (Array.isArray(value) ? 'list' : typeof value === 'string' ? 'decimal' : typeof value);

/** Lists of pairs that one reads as “from this value on, that rate”. */
const pairs = [['value', 'score'], ['value', 'coefficient'], ['from', 'rate']] as const;

function pairText(item: Json): string | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const pair = pairs.find((names) => Object.keys(item).length === 2 && names.every((name) => name in item));
  return pair && `${String((item as JsonObject)[pair[0]])} → ${String((item as JsonObject)[pair[1]])}`;
}

/** A value of a scheme in words, on one line. */
export function valueText(value: Json | undefined, say: SayBoth, nameOf: NameOf, field = ''): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return value ? say({ zh: '是', en: 'yes' }) : say({ zh: '否', en: 'no' });
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return nameOf(field, value) ?? (schemeValueWords[value] && !isNumberText(value) ? say(schemeValueWords[value]) : value);
  if (isText(value)) return say(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => pairText(item) ?? valueText(item, say, nameOf, field)).join(say({ zh: '；', en: '; ' }));
  return objectText(value as JsonObject, say, nameOf);
}

const isNumberText = (text: string): boolean => /^-?\d/.test(text);

/** Levels with their points go from the least to the most, whatever the order of their codes. */
function byValue(entries: readonly (readonly [string, Json])[]): readonly (readonly [string, Json])[] {
  const numbers = entries.every(([, one]) => typeof one === 'string' && isNumberText(one) && !Number.isNaN(Number(one)));
  return numbers ? [...entries].sort(([, a], [, b]) => Number(a) - Number(b)) : entries;
}

function objectText(value: JsonObject, say: SayBoth, nameOf: NameOf): string {
  if (typeof value['from'] === 'string' && !isNumberText(value['from']) && value['from'] in schemeValueWords) {
    const times = value['times'] === undefined ? '' : ` × ${String(value['times'])}`;
    const plus = value['plus'] === undefined ? '' : ` + ${String(value['plus'])}`;
    return `${say(schemeValueWords[value['from']]!)}${times}${plus}`;
  }
  if (typeof value['type'] === 'string') {
    const parameters = parametersText(value, say, nameOf);
    return `${nameOf('type', value['type']) ?? valueText(value['type'], say, nameOf)}${parameters && say({ zh: `（${parameters}）`, en: ` (${parameters})` })}`;
  }
  if ('share' in value && 'method' in value) return `${String(value['share'])} × ${valueText(value['method'], say, nameOf)}`;
  return byValue(Object.entries(value)).map(([field, one]) => `${nameOf('level', field) ?? fieldText(field, say, kindOfValue(one))}${say({ zh: '：', en: ': ' })}${valueText(one, say, nameOf, field)}`).join(say({ zh: '，', en: ', ' }));
}

/** A method's parameters in words, without its type. */
export function parametersText(method: JsonObject, say: SayBoth, nameOf: NameOf): string {
  return Object.entries(method).filter(([field]) => field !== 'type').map(([field, value]) => `${fieldText(field, say, kindOfValue(value))}${say({ zh: '：', en: ': ' })}${valueText(value, say, nameOf, field)}`).join(say({ zh: '；', en: '; ' }));
}
