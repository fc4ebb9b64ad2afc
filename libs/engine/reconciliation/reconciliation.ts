import type { Bilingual, Instant, Uuid } from '#engine/kernel';

/**
 * `missing`: the log says that it must be there · `altered`: it is there and says something else · `surplus`: it is there and no fact
 * made it · `damaged`: it is there and no longer what its address says.
 */
export type DifferenceKind = 'missing' | 'altered' | 'surplus' | 'damaged';

/** Something made from the log that is not as the log makes it. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Table, topic or store. */
  readonly place: string;
  /** Key of the row, id of the message or notice, SHA-256 of the file. */
  readonly key: string;
  /** Position of the fact that it comes from. */
  readonly position: number;
  /** Present for a version in a table's history. */
  readonly version?: true;
}

/** What comparing one thing came to. */
export interface CheckReport {
  /** `rows/<projection>`, `topic/<topic>`, `evidence` … */
  readonly check: string;
  /** Rows, messages or files that were compared. */
  readonly compared: number;
  /** Everything up to this position of the log was compared. */
  readonly position: number;
  /** How many differ. */
  readonly differing: number;
  /** The first of them, {@link mostNamed} at most. */
  readonly differences: readonly Difference[];
  /** Things that kept changing while they were looked at: the next night sees them. */
  readonly unsettled: number;
  /** Why this could not be compared. */
  readonly notCompared?: Bilingual;
  readonly seconds: number;
}

/** How many differences a check names; it counts them all. */
export const mostNamed = 100;

/** What one reconciliation came to. */
export interface ReconciliationReport {
  readonly id: Uuid;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** The night it was for, as the city's date; absent when somebody asked for it. */
  readonly night?: string;
  /** Who asked for it; absent for the nightly one. */
  readonly askedBy?: string;
  readonly differing: number;
  /** Checks that could not be made. */
  readonly notCompared: number;
  readonly checks: readonly CheckReport[];
}

/** What a check works with. */
export interface CheckContext {
  /** Rests after a piece of work, for as long as leaves others most of the time. @throws Interrupted when the reconciliation is to end */
  readonly pace: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly found: (difference: Difference) => void;
}

/** Compares one thing that was made from the log with the log. */
export interface Check {
  readonly name: string;
  run(context: CheckContext): Promise<Pick<CheckReport, 'compared' | 'position'> & Partial<Pick<CheckReport, 'unsettled' | 'notCompared'>>>;
}

/** The reconciliation was given up because its process stops or has lost the right to it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
