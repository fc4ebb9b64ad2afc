import type { DecimalText } from '#engine/kernel';

/** A unit's result in short: what a board row shows. The score sheet has the reasons. */
export interface UnitResult {
  readonly unit: string;
  /** Score from indicators alone, exact. */
  readonly base: DecimalText | null;
  readonly bonus: DecimalText;
  readonly deduction: DecimalText;
  /** Total before rounding. */
  readonly raw: DecimalText | null;
  /** Total as published: rounded once, with all its places. */
  readonly published: DecimalText | null;
  readonly rank: number | null;
  /** Grade after vetoes and quotas, and the one the score alone gives. */
  readonly grade: string | null;
  readonly scoreGrade: string | null;
  readonly vetoed: boolean;
  readonly quota: 'inside' | 'pushed-out' | null;
  /** Part (0–1) of the applicable weight that has a value of its own. */
  readonly coverage: DecimalText;
  /** Leaves that were not scored from their own value. */
  readonly gaps: number;
  /** Some value is not released, not verified, or lacks a parameter. */
  readonly provisional: boolean;
  readonly noTotal: 'nothing-applies' | 'required-value-missing' | 'coverage-too-low' | null;
}

/** A result without the rank, which depends on every other unit. */
export type RunningResult = Omit<UnitResult, 'rank'>;
