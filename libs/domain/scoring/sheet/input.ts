import type { DecimalText } from '#engine/kernel';

/**
 * The five states of an indicator's value. They have five different effects and are never confused:
 * a value that is not there is not a zero, and one that does not apply is not missing.
 */
export const valueStates = ['reported', 'awaiting-verification', 'not-reported', 'not-applicable', 'not-released'] as const;
export type ValueState = (typeof valueStates)[number];

/** Where a number came from: position in the log and, where known, the event and the period it is about. */
export interface Origin {
  readonly position?: number | undefined;
  readonly eventId?: string | undefined;
  readonly period?: string | undefined;
}

/** What is known of one indicator of one unit. */
export interface IndicatorValue extends Origin {
  readonly state: ValueState;
  readonly value?: DecimalText | undefined;
  /** Evidence level, for `evidence-levels`. */
  readonly level?: string | undefined;
  /** Items found, by code, for `deduction-per-item`. */
  readonly counts?: Readonly<Record<string, DecimalText>> | undefined;
  /** Marks of several raters, for `raters`. */
  readonly ratings?: readonly DecimalText[] | undefined;
  /** The matter's own due date has passed: turns the light red whatever the value. */
  readonly overdue?: boolean | undefined;
}

/** A number a score refers to: a target, a baseline, a value of an earlier year. */
export interface Reference extends Origin {
  readonly value: DecimalText;
  /** The number it replaced in the course of the year; the new one holds for the whole year. */
  readonly replaces?: DecimalText | undefined;
}

export interface HistoryValue extends Reference {
  readonly period: string;
}

/** Cumulative shares of the year's target expected at the end of each quarter, e.g. `0`, `0.2`, `0.5`, `1`. */
export interface QuarterlyProfile extends Origin {
  readonly shares: readonly [DecimalText, DecimalText, DecimalText, DecimalText];
}

export interface BonusClaim extends Origin {
  /** Code of the bonus rule. */
  readonly rule: string;
  /** The same matter counts once, at its highest level. */
  readonly matter: string;
  readonly level: string;
  readonly documentType: string;
  /** Number of the document; a claim without one counts nothing. */
  readonly document?: string | undefined;
}

/** A review's decision that a fact counts no more. */
export interface Lifting extends Origin {
  /** Number of the document it rests on. */
  readonly document?: string | undefined;
}

export interface SupervisionFact extends Origin {
  readonly kind: string;
  /** The finding or report it is about; a rule counts a matter once. */
  readonly matter: string;
  readonly severity?: string | undefined;
  readonly indicator?: string | undefined;
  readonly document?: string | undefined;
  /** Set when a review took the fact's effect away: it takes nothing any more and stays on the sheet. */
  readonly lifted?: Lifting | undefined;
}

export interface ManualDeduction extends Origin {
  readonly points: DecimalText;
  readonly reason: { readonly zh: string; readonly en: string };
  readonly document?: string | undefined;
}

/** A decision that a node of the tree gives a unit more or fewer points than its facts say: 得分调整. */
export interface NodeAdjustment extends Origin {
  /** Code of a node of the group's tree. */
  readonly node: string;
  /** Points more or, with a minus sign, less. What the node can still give is for the decision to heed, not for the engine. */
  readonly points: DecimalText;
  readonly reason: string;
  readonly document?: string | undefined;
}

export interface VetoFact extends Origin {
  /** Code of the veto rule. */
  readonly rule: string;
  readonly matter: string;
  readonly document?: string | undefined;
}

/** Everything the engine is told of one unit. Maps are by indicator code. */
export interface UnitInput {
  readonly values: Readonly<Record<string, IndicatorValue>>;
  readonly targets?: Readonly<Record<string, Reference>> | undefined;
  readonly baselines?: Readonly<Record<string, Reference>> | undefined;
  readonly lastValues?: Readonly<Record<string, Reference>> | undefined;
  /** Earlier values in any order; the engine sorts them by period. */
  readonly history?: Readonly<Record<string, readonly HistoryValue[]>> | undefined;
  readonly profiles?: Readonly<Record<string, QuarterlyProfile>> | undefined;
  readonly bonuses?: readonly BonusClaim[] | undefined;
  readonly supervision?: readonly SupervisionFact[] | undefined;
  readonly deductions?: readonly ManualDeduction[] | undefined;
  readonly vetoes?: readonly VetoFact[] | undefined;
  readonly adjustments?: readonly NodeAdjustment[] | undefined;
}

/** The time basis and the units of a calculation. */
export interface GroupInput {
  /** What the score is about: a period text. */
  readonly asOf?: string | undefined;
  /** As known at this log position. */
  readonly asKnownAt?: number | undefined;
  /** Months of the assessment year that have passed, 0–12; needed by `expected-progress`. */
  readonly monthsElapsed?: number | undefined;
  readonly units: Readonly<Record<string, UnitInput>>;
}
