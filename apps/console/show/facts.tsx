import type { ReactNode } from 'react';
import { measureWords } from '../../words/plan-words.js';
import type { Words } from '../../words/words.js';
import { useLanguage } from '../language/texts.js';

/** A list of facts: what each is called, and what it is. Facts that do not apply are left out by the caller. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="fields">{children}</dl>;
}

/** One fact of a list. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <div><dt>{label}</dt><dd>{children}</dd></div>;
}

/** Says a code in the chosen language; the code itself where no word is known. */
export function useWord(): (words: Words, code: string) => string {
  const { say } = useLanguage();
  return (words, code) => (words[code] ? say(words[code]) : code);
}

/** A unit of measurement in the reader's language. */
export function useMeasure(): (unit: string | undefined) => string {
  const word = useWord();
  return (unit) => (unit === undefined ? '' : word(measureWords, unit));
}

/** Codes as options of a choice, in the order of their table. */
export const optionsOf = (words: Words): { readonly value: string; readonly label: Words[string] }[] => Object.entries(words).map(([value, label]) => ({ value, label }));
