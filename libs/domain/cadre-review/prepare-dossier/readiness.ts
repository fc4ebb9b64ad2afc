import { refuse, type Refusal } from '#engine/kernel';
import type { InclusionState } from '../inclusion.state.js';
import type { LeadingGroup } from '../leading-group.state.js';
import type { KnownResult } from '../published-result.state.js';
import type { KnownRound, PublishedRound } from '../published-round.state.js';

/** What has to stand before a unit's result may leave the house. */
export interface Readiness {
  readonly round: string;
  readonly unit: string;
  readonly known: PublishedRound;
  readonly result: KnownResult;
  readonly group: LeadingGroup;
  readonly inclusion: InclusionState;
}

export type ReadyRound = KnownRound & { readonly publishedRun: number };

/** Why there is no dossier of a unit now; undefined when there can be one. */
export function notReady({ round, unit, known, result, group, inclusion }: Readiness): Refusal | undefined {
  if (known.status === 'unknown') return refuse('cadre-review.unknown-round', { round }, 'params.round');
  if (known.publishedRun === undefined || known.status !== 'published') return refuse('cadre-review.round-not-published', { round });
  if (!known.units.includes(unit) || !group.known) return refuse('cadre-review.unit-not-in-round', { round, unit }, 'params.unit');
  if (group.verticallyManaged && !inclusion.included) return refuse('cadre-review.vertically-managed', { unit }, 'params.unit');
  return resultProblem(round, unit, known.publishedRun, result);
}

/** A result that is still being reviewed, or has a decision that no published run has in, is not handed over. */
function resultProblem(round: string, unit: string, run: number, { runs, reviews }: KnownResult): Refusal | undefined {
  const published = runs[run];
  if (!published) return refuse('cadre-review.no-result', { round, unit, run });
  const open = reviews.find(({ status }) => status === 'open');
  if (open) return refuse('cadre-review.review-open', { unit, request: open.request });
  const pending = reviews.find(({ status, decidedPosition }) => (status === 'corrected' || status === 're-check') && decidedPosition! > published.position);
  return pending && refuse('cadre-review.correction-pending', { unit, request: pending.request });
}
