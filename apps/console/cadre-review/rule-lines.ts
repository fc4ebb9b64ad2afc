import type { ItemOf } from '../server/ask.js';

type Rule = ItemOf<'GET /cadre-review/linkage-rules'>['content']['rules'][number];
type Condition = Rule['when'][number];

const lineOf = ({ code, advice, document }: Rule, { grades, vetoed, rankAtMost, bottomRanks }: Condition): Record<string, unknown> => ({
  code, zh: advice.zh, en: advice.en, ...(document === undefined ? {} : { document }), ...(grades ? { grades } : {}), ...(vetoed === undefined ? {} : { vetoed: vetoed ? 'yes' : 'no' }), ...(rankAtMost === undefined ? {} : { rankAtMost }), ...(bottomRanks ?? {}),
});

/** Rules as lines to fill in. */
export const linesOf = (rules: readonly Rule[]): Record<string, unknown>[] => rules.flatMap((rule) => rule.when.map((condition) => lineOf(rule, condition)));

/** Lines as rules, in the order of their codes' first lines. */
export function rulesOf(lines: readonly Record<string, unknown>[]): Rule[] {
  const rules = new Map<string, Rule>();
  for (const { code, grades, vetoed, rankAtMost, places, running, zh, en, document } of lines) {
    const condition = {
      ...(Array.isArray(grades) && grades.length > 0 ? { grades } : {}), ...(vetoed === undefined ? {} : { vetoed: vetoed === 'yes' }), ...(rankAtMost === undefined ? {} : { rankAtMost }),
      ...(places === undefined && running === undefined ? {} : { bottomRanks: { places, running } }),
    } as Condition;
    const name = String(code ?? '');
    const before = rules.get(name);
    rules.set(name, before ? { ...before, when: [...before.when, condition] } : { code: name, when: [condition], advice: { zh: String(zh ?? ''), en: String(en ?? '') }, ...(document === undefined ? {} : { document: String(document) }) });
  }
  return [...rules.values()];
}
