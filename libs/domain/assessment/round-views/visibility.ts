import { reachesAny, type Actor, type Scope } from '#engine/kernel';
import { maySeePublished, maySeeResults } from '../assessment.policies.js';
import type { OpenRound } from '../round.state.js';

/** Whose figures, reasons and profile somebody sees: those who work on the round see all; a unit sees its own from notification on. */
export function figuresScope(actor: Actor, { notifiedRun }: Pick<OpenRound, 'notifiedRun'>): Scope {
  const scope = maySeeResults.scope(actor);
  return scope === 'all' || notifiedRun !== undefined ? scope : [];
}

/** Whether somebody sees the whole table: those who work on the round always, everybody once it is published. */
export const seesTable = (actor: Actor, { publishedRun }: Pick<OpenRound, 'publishedRun'>): boolean =>
  maySeeResults.scope(actor) === 'all' || (publishedRun !== undefined && reachesAny(maySeePublished.scope(actor)));
