import { compare, difference, isZero, rounded, sumOf } from '../decimals.js';
import type { UnitShift } from './simulations.js';

type Mover = UnitShift['movers'][number];

/** Why a unit's score or rank moved: what moved its score most in that direction, what all the rest brings together, or that others moved. */
export interface Reasons {
  readonly named: readonly Mover[];
  /** Sum of the movers that are not named; undefined when nothing of it is left. */
  readonly rest: string | undefined;
  readonly othersMoved: boolean;
}

const mostNamed = 3;

/** The reasons of a shift, at a number of decimal places; none for a unit whose score and rank stay. */
export function reasonsOf({ shift, rankShift, movers }: Pick<UnitShift, 'shift' | 'rankShift' | 'movers'>, places: number): Reasons {
  if (shift !== null && isZero(rounded(shift, places))) return { named: [], rest: undefined, othersMoved: rankShift !== null && rankShift !== 0 };
  const direction = shift === null ? 0 : compare(shift, '0');
  const seen = movers.filter((mover) => !isZero(rounded(mover.shift, places)));
  const along = seen.filter((mover) => direction === 0 || compare(mover.shift, '0') === direction);
  const named = along.slice(0, mostNamed);
  const total = shift ?? sumOf(movers.map((mover) => mover.shift));
  const rest = rounded(difference(total, sumOf(named.map((mover) => rounded(mover.shift, places)))), places);
  return { named, rest: named.length === 0 || isZero(rest) ? undefined : rest, othersMoved: false };
}
