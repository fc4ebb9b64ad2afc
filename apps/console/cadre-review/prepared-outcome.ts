import type { ReplyOf } from '../server/ask.js';

/** What came of preparing dossiers, unit by unit. */
export type Prepared = ReplyOf<'POST /cadre-review/rounds/:round/dossiers'>;

/** The answer as people read it: where what was handed over has not changed, that is no failure to prepare it anew. */
export function asRead(answer: Pick<Prepared, 'units'>): Pick<Prepared, 'units' | 'prepared' | 'unchanged' | 'refused'> {
  const units = answer.units.map((one) => (one.code === 'cadre-review.nothing-to-replace' ? { ...one, outcome: 'unchanged' as const } : one));
  const count = (outcome: Prepared['units'][number]['outcome']): number => units.filter((one) => one.outcome === outcome).length;
  return { units, prepared: count('prepared'), unchanged: count('unchanged'), refused: count('refused') };
}
