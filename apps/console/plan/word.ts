import { useCallback } from 'react';
import type { Words } from '../../words/words.js';
import { useLanguage, type Bilingual } from '../language/texts.js';

/** Says a code of a table of words in the chosen language; an unknown code as it is. */
export function useWord(): (words: Words, code: string) => string {
  const { say } = useLanguage();
  return useCallback((words, code) => (words[code] ? say(words[code]) : code), [say]);
}

/** Options of a choice out of a table of words. */
export const optionsOf = (words: Words): { readonly value: string; readonly label: Bilingual }[] => Object.entries(words).map(([value, label]) => ({ value, label }));
