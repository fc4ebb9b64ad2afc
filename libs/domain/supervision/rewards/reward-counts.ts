import { rewardLevels, type RewardLevel } from '../reward.events.js';
import type { RewardStatus } from '../reward.state.js';
import type { RewardRow } from './rewards.projection.js';

/** How many rewards a unit was brought forward for, and what became of them. The four add up to the first. */
export interface RewardCount {
  readonly unit: string;
  readonly nominated: number;
  /** Neither decided nor taken back. */
  readonly pending: number;
  readonly granted: number;
  readonly notGranted: number;
  /** Withdrawn or revoked. */
  readonly takenBack: number;
  /** Granted ones by level. */
  readonly byLevel: Readonly<Record<RewardLevel, number>>;
}

const became: Readonly<Record<RewardStatus, 'pending' | 'granted' | 'notGranted' | 'takenBack'>> = {
  nominated: 'pending', returned: 'pending', passed: 'pending', recommended: 'pending', publicised: 'pending',
  granted: 'granted', 'not-granted': 'notGranted', withdrawn: 'takenBack', revoked: 'takenBack',
};

/** Counts per unit: those with most rewards granted first, then by code. */
export function rewardCounts(lines: readonly Pick<RewardRow, 'unit' | 'level' | 'status'>[]): readonly RewardCount[] {
  const none = Object.fromEntries(rewardLevels.map((level) => [level, 0])) as Record<RewardLevel, number>;
  const counts = new Map<string, RewardCount>();
  for (const { unit, level, status } of lines) {
    const before = counts.get(unit) ?? { unit, nominated: 0, pending: 0, granted: 0, notGranted: 0, takenBack: 0, byLevel: none };
    const to = became[status];
    const byLevel = to === 'granted' ? { ...before.byLevel, [level]: before.byLevel[level] + 1 } : before.byLevel;
    counts.set(unit, { ...before, nominated: before.nominated + 1, [to]: before[to] + 1, byLevel });
  }
  return [...counts.values()].sort((a, b) => b.granted - a.granted || (a.unit < b.unit ? -1 : 1));
}
