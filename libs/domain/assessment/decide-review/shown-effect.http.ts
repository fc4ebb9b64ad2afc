import { isRefusal, type Refusal } from '#engine/kernel';
import type { RoundCalculator } from '../calculate-round/round-calculator.js';
import type { LogReader } from '../calculate-round/read-basis.js';
import type { RoundBasis } from '../calculate-round/round-input.js';
import { openRequest, type ReviewKey } from '../request-review/review-acts.js';
import type { Adjustment, ResultState } from '../result.state.js';
import { resultFrom } from '../round-facts.http.js';
import { groupOfUnit, type OpenRound } from '../round.state.js';
import { correctedNode } from './decide-review.js';
import { reviewEffect, type ReviewEffect } from './review-effect.js';

/** What is shown before deciding, and the log position that it is of. */
export type ShownEffect = ReviewEffect & { readonly adjustments: readonly Adjustment[]; readonly position: number };

/** What points for a contested node would do, as of the log's end; or why there is nothing to show. Reads only. */
export async function shownEffect(
  log: LogReader, calculator: RoundCalculator, key: ReviewKey, points: { readonly node?: string | undefined; readonly delta: string },
): Promise<ShownEffect | Refusal> {
  const position = await log.head();
  const scored = await calculator.scored(key.round);
  if (isRefusal(scored)) return scored;
  const state = await resultFrom(log, key.round, key.unit, position);
  const asked = openRequest(state, key);
  if (isRefusal(asked)) return asked;
  const node = correctedNode(asked, points);
  if (isRefusal(node)) return node;
  const basis = await basisAt(log, scored, key, position);
  return { ...reviewEffect(basis, { unit: key.unit, node, delta: points.delta }), adjustments: state.adjustments, position };
}

/** The basis of the last calculation with everything that the round came to know of the unit's group since. */
async function basisAt(log: LogReader, { basis, of: { known } }: { readonly basis: RoundBasis; readonly of: { readonly known: OpenRound } }, { round, unit }: ReviewKey, upTo: number): Promise<RoundBasis> {
  const results = new Map<string, ResultState>();
  for (const one of groupOfUnit(known, unit)!.units) results.set(one, await resultFrom(log, round, one, upTo));
  return { ...basis, results, upTo };
}
