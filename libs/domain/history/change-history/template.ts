import type { Bilingual } from '#engine/kernel';

// `{place}` is filled in. What stands in `[…]` is left out where one of its places has no value.
const optional = /\[([^[\]]*)\]/g;
const place = /\{(\w+)\}/g;

/** Values of places, in one language. */
export type PlaceValues = Readonly<Record<string, string | undefined>>;

/** A sentence with its places filled. A place outside brackets that has no value stays visible, so that it is noticed. */
export function sentenceOf(template: string, values: PlaceValues): string {
  const has = (part: string): boolean => placesIn(part).every((name) => values[name] !== undefined);
  const kept = template.replace(optional, (_, part: string) => (has(part) ? part : ''));
  return kept.replace(place, (whole, name: string) => values[name] ?? whole);
}

/** Names of the places of a template. */
export const placesIn = (template: string): readonly string[] => [...new Set([...template.matchAll(place)].map((match) => match[1]!))];

/** Names of the places that a template cannot do without. */
export const requiredPlaces = (template: string): readonly string[] => placesIn(template.replace(optional, ''));

/** Both languages of a sentence, from values in both. */
export function bothSentences(template: Bilingual, values: Readonly<Record<string, Bilingual | undefined>>): Bilingual {
  const inLanguage = (language: keyof Bilingual): PlaceValues => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value?.[language]]));
  return { zh: sentenceOf(template.zh, inLanguage('zh')), en: sentenceOf(template.en, inLanguage('en')) };
}
