import type { UnitRobustness } from './simulations.js';

/** Units in the order of their ranks; those that share one by their median rank. */
export const byRank = (units: readonly UnitRobustness[]): UnitRobustness[] => [...units].sort((a, b) => a.rank - b.rank || a.medianRank - b.medianRank);

/** How far a rank holds, by how many places the ends of its 90 % interval are apart: at most one, at most three, or more. */
export function verdictOf({ rank5, rank95 }: Pick<UnitRobustness, 'rank5' | 'rank95'>): 'firm' | 'fair' | 'loose' {
  const span = rank95 - rank5;
  return span <= 1 ? 'firm' : span <= 3 ? 'fair' : 'loose';
}

/** Units that follow each other and whose 90 % intervals have a rank in common. */
export function overlaps(units: readonly UnitRobustness[]): readonly (readonly [UnitRobustness, UnitRobustness])[] {
  const inOrder = byRank(units);
  return inOrder.slice(1).flatMap((lower, index) => {
    const upper = inOrder[index]!;
    return lower.rank !== upper.rank && lower.rank5 <= upper.rank95 && upper.rank5 <= lower.rank95 ? [[upper, lower] as const] : [];
  });
}
