import { progressLightWords } from '../../../words/supervision-words.js';
import type { ItemOf } from '../../server/ask.js';
import { Light } from '../../show/signs.js';
import { useWord } from '../finding-signs.js';

/** A unit's indicator held against what was expected. */
export type Warning = ItemOf<'GET /supervision/warnings'>;

/** Address of a warning's page. */
export const warningPage = ({ plan, indicator, unit, year }: Pick<Warning, 'plan' | 'indicator' | 'unit' | 'year'>): string => `/supervision/warnings/${plan}/${indicator}/${unit}/${year}`;

/** The light of a period's progress. */
export function ProgressLight({ light }: { readonly light: Warning['light'] }) {
  const word = useWord();
  return <Light colour={light} word={word(progressLightWords, light)} />;
}
