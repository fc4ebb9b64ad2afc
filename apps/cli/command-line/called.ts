import type { Words } from '../../words/words.js';
import type { Call } from './command.js';

/** Codes that an option may name. */
export const codesOf = (words: Words): readonly string[] => Object.keys(words);

/** What a code is called; the code itself where it has no name, nothing for none. */
export function called(words: Words, code: string | null | undefined, { out }: Pick<Call, 'out'>): string {
  if (code === null || code === undefined) return '';
  const word = words[code];
  return word ? out.say(word) : code;
}
