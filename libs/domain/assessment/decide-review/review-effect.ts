import type { DecimalText } from '#engine/kernel';
import { roomsAt, type NodeRoom } from '../adjust-score/node-room.js';
import { lastFactOf } from '../calculate-round/round-calculator.js';
import type { RoundBasis } from '../calculate-round/round-input.js';
import { figuresOf, scoreRound } from '../calculate-round/score-round.js';
import { changeBetween, isMoved, type ResultChange } from '../publish-results/result-change.js';
import { result, type Adjustment } from '../result.state.js';

/** Points that a decision would give a node or take from it. */
export interface Supposed {
  readonly unit: string;
  readonly node: string;
  readonly delta: DecimalText;
}

/** What a decision would do: to the unit, and to every other unit of its group that moves. */
export interface ReviewEffect {
  readonly effect: ResultChange;
  readonly others: readonly ({ readonly unit: string } & ResultChange)[];
  /** Position of the last fact that the scores of the group are made of. */
  readonly basisAt: number;
  /** The node and those above it before the decision; empty where the sheet has none of that code. */
  readonly rooms: readonly NodeRoom[];
}

/**
 * Score the unit's group with and without the points. Everything that is known up to the basis counts on both sides, also what came
 * after the last calculation, so that the difference is the decision's alone.
 */
export function reviewEffect(basis: RoundBasis, { unit, node, delta }: Supposed): ReviewEffect {
  const own: RoundBasis = { ...basis, groups: basis.groups.filter(({ units }) => units.includes(unit)) };
  const [before, after] = [scoreRound(own), scoreRound(supposing(own, { unit, node, delta }))];
  const change = (one: string): ResultChange => changeBetween(figuresOf(before, one), figuresOf(after, one));
  const others = before.units.flatMap((one) => (one === unit ? [] : [{ unit: one, ...change(one) }])).filter(isMoved);
  return { effect: change(unit), others, basisAt: lastFactOf(basis, before.units), rooms: roomsAt(before.sheet(unit), node) };
}

function supposing(basis: RoundBasis, { unit, node, delta }: Supposed): RoundBasis {
  const state = basis.results.get(unit) ?? result.initial;
  const adjustment: Adjustment = { adjustment: '', node, delta, reason: '', by: '', position: basis.upTo, eventId: '' };
  return { ...basis, results: new Map([...basis.results, [unit, { ...state, adjustments: [...state.adjustments, adjustment] }]]) };
}
