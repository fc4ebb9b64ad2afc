import { refuse, type Refusal } from '#engine/kernel';
import type { ResultState } from './result.state.js';
import { openReviews } from './result.state.js';
import { resultIn } from './round-acts.js';
import { unitsOfRound, type OpenRound } from './round.state.js';

type Told = Readonly<Record<string, unknown>>;

/** Units that a refusal names; the board has the others. */
const namedAtMost = 10;

/** Units for which something holds, as decisions were told them. */
const unitsWhere = (known: OpenRound, facts: Told, holds: (state: ResultState) => boolean): readonly string[] => unitsOfRound(known).filter((unit) => holds(resultIn(facts, unit)));

const named = (units: readonly string[]) => ({ count: units.length, units: units.slice(0, namedAtMost).join(' · ') });

/** The last calculation has every fact in it: adjustments, decisions, entries, marks and site checks. */
export function calculatedProblem(known: OpenRound, facts: Told): Refusal | undefined {
  const units = unitsWhere(known, facts, ({ countsAt }) => countsAt > (known.upTo ?? 0));
  return units.length > 0 ? refuse('assessment.calculation-outdated', { run: known.run, ...named(units) }) : undefined;
}

/** No review is open, except for those of units whose result is stayed where that is enough. */
export function reviewsProblem(known: OpenRound, facts: Told, { stayedMayStay }: { readonly stayedMayStay: boolean }): Refusal | undefined {
  const units = unitsWhere(known, facts, (state) => openReviews(state).some(({ stayed }) => !(stayedMayStay && stayed)));
  return units.length > 0 ? refuse('assessment.reviews-open', named(units)) : undefined;
}

/** Units whose result has no effect while a review of it is open. */
export const stayedUnits = (known: OpenRound, facts: Told): readonly string[] => unitsWhere(known, facts, (state) => openReviews(state).some(({ stayed }) => stayed));

/** Every new site check that a review decided on was made. */
export function recheckProblem(known: OpenRound, facts: Told, outstanding: (state: ResultState, unit: string) => boolean): Refusal | undefined {
  const units = unitsOfRound(known).filter((unit) => outstanding(resultIn(facts, unit), unit));
  return units.length > 0 ? refuse('assessment.re-check-outstanding', named(units)) : undefined;
}
