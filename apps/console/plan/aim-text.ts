import { comparatorWords } from '../../words/plan-words.js';
import type { Bilingual, Language } from '../language/texts.js';
import { decimalText } from '../language/format.js';

/** What a target asks: how it is compared, with which number, in the plan's own words. */
export interface Aim {
  readonly comparator: string;
  readonly value: string | null;
  readonly qualifier?: string | null;
}

const signs: Readonly<Record<string, Bilingual>> = { '>=': { zh: '≥ ', en: '≥ ' }, '<=': { zh: '≤ ', en: '≤ ' }, '=': { zh: '= ', en: '= ' }, '~': { zh: '约 ', en: 'about ' } };

/** A target in few characters: `≥ 98.00`, or the words of the comparison where there is no number. */
export function aimText({ comparator, value }: Aim, language: Language): string {
  const sign = signs[comparator];
  if (sign && value !== null) return `${sign[language]}${decimalText(value)}`;
  const word = comparatorWords[comparator]?.[language] ?? comparator;
  return value === null ? word : `${word} ${decimalText(value)}`;
}
