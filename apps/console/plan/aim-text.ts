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

/** Words of a plan that say no more than the comparison does. */
const saidBy: Readonly<Record<string, RegExp>> = { '>=': /以上|不低于|不少于|至少|达到?|at least/g, '<=': /以下|以内|不高于|不超过|at most/g, '~': /左右|上下|约|about/g, '=': /等于/g, 'full-coverage': /全覆盖/g, 'none-occur': /不发生/g, improving: /逐年提高/g };

/** Whether the plan's own words say more of a target than its comparison and value do. */
export function saysMore({ comparator, value, qualifier }: Aim): boolean {
  const rest = (qualifier ?? '').replace(saidBy[comparator] ?? /$^/, '').replace(/[\s%％]/g, '');
  return rest !== '' && rest !== value;
}

/** A target in few characters: `≥ 98.00`, or the words of the comparison where there is no number. */
export function aimText({ comparator, value }: Aim, language: Language): string {
  const sign = signs[comparator];
  if (sign && value !== null) return `${sign[language]}${decimalText(value)}`;
  const word = comparatorWords[comparator]?.[language] ?? comparator;
  return value === null ? word : `${word} ${decimalText(value)}`;
}
