import type { Bilingual } from '../language/texts.js';
import type { Problem } from './problems.js';

/** Kinds of things that a refusal may speak of by their code. */
export type NamedKind = 'unit' | 'indicator' | 'role' | 'round';

/** Values of refusals that are codes, by their name. */
const kinds: Readonly<Record<string, NamedKind>> = { unit: 'unit', units: 'unit', verifier: 'unit', indicator: 'indicator', role: 'role', held: 'role', round: 'round' };

const escaped = (code: string): string => code.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function calling(text: Bilingual, code: string, name: Bilingual): Bilingual {
  const whole = `(?<![\\w-])${escaped(code)}(?![\\w-])`;
  // A code in Chinese has spaces around it; a Chinese name has them only beside what is not Chinese.
  const inChinese = new RegExp(`(?<before>(?<=[\\w%)]) )? ?${whole}(?<after> (?=[\\w(]))? ?`, 'g');
  return { zh: text.zh.replace(inChinese, (_, before: string = '', after: string = '') => `${before}${name.zh}${after}`), en: text.en.replace(new RegExp(whole, 'g'), () => name.en) };
}

/** A refusal by the names of what it speaks of: the server tells codes. */
export function namedProblem(problem: Problem, nameOf: (kind: NamedKind, code: string) => Bilingual | undefined): Problem {
  let { title, remedy } = problem.text;
  for (const [field, value] of Object.entries(problem.values ?? {})) {
    const kind = kinds[field];
    if (!kind || typeof value !== 'string') continue;
    for (const code of value.split(/[、，,\s]+/)) {
      const name = code === '' ? undefined : nameOf(kind, code);
      if (name) [title, remedy] = [calling(title, code, name), calling(remedy, code, name)];
    }
  }
  return { ...problem, text: { title, remedy } };
}
