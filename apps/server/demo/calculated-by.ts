import type { Actor, Instant } from '#engine/kernel';
import type { Act } from './story.js';

/** A calculation of a round: recorded for all units at once. */
export const calculatedBy = (by: Actor, at: Instant, round: string): Act => ({
  at, by, items: [], does: ({ calculator, engine }, envelope) => calculator.calculate(round, (items, as) => engine.executeAll(items, as), envelope),
});
