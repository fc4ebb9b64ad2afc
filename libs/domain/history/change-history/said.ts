import type { Bilingual, JsonObject } from '#engine/kernel';
import { shownAs, type MaybeShown, type NameOf, type Shown } from './shown.js';
import { bothSentences } from './template.js';

/** Words with places, and the values that stand in them: kept with codes in a view, read with the names of things. */
export type Said = { readonly words: { readonly zh: string; readonly en: string }; readonly says: JsonObject };

/** Say something about things that have names. A place without a value is left out with its brackets. */
export const said = (zh: string, en: string, says: Readonly<Record<string, MaybeShown>> = {}): Said => ({
  words: { zh, en }, says: Object.fromEntries(Object.entries(says).flatMap(([place, shown]) => (shown === undefined ? [] : [[place, shown as JsonObject]]))),
});

const valuesOf = ({ says }: Said): Readonly<Record<string, Shown>> => says as unknown as Readonly<Record<string, Shown>>;

/** Everything in it that may have a name. */
export const shownOf = (one: Said): readonly Shown[] => Object.values(valuesOf(one));

/** What was said, by the names of the things it speaks of. */
export const saidWith = (one: Said, nameOf: NameOf): Bilingual => bothSentences(one.words, Object.fromEntries(Object.entries(valuesOf(one)).map(([place, shown]) => [place, shownAs(shown, nameOf)])));
