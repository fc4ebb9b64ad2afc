import type { FieldValue } from '../fields.js';

/** Step or position of what has no end yet. */
export const open = Number.MAX_SAFE_INTEGER;

/** A row that holds from one step of its projection until another. */
export interface RowDocument {
  /** Step and key: each step's own documents, whatever another attempt leaves behind. */
  readonly _id: string;
  readonly k: string;
  /** Position of the event that made it. */
  readonly p: number;
  /** The step that wrote it. */
  readonly s: number;
  /** The step that replaced or removed it; {@link open} while none did. */
  readonly x: number;
  /** The row as JSON text, exactly as given; null for a removal (history only). */
  readonly t: string | null;
  /** What declared fields compare by. */
  readonly f: Readonly<Record<string, FieldValue>>;
}

/** A version in the history: as a row, with the position at which the next one begins. */
export interface VersionDocument extends RowDocument {
  readonly e: number;
}

/** A generation of a table. */
export interface TableDocument {
  readonly _id: string;
  readonly specification: string;
  /** Names of the collections that hold it. */
  readonly rows: string;
  readonly history: string | null;
  /** The projection's generation that writes it, from its first commit on. */
  readonly head: string | null;
}

/** How far a projection's generation has come, and who may go on. One document: what changes it is the commit. */
export interface HeadDocument {
  readonly _id: string;
  /** The checkpoint; null before the first commit. */
  readonly position: number | null;
  /** The last committed step: what readers see. */
  readonly step: number;
  /** The last step that was begun. */
  readonly last: number;
  /** The step that is being written. */
  readonly pending: number | null;
  /** Steps that were begun and will never be committed. Nothing that bears them is ever seen, however late it arrives. */
  readonly voided: readonly number[];
  readonly lease: string | null;
  readonly owner: string | null;
  readonly epoch: number;
  /** Whether this owner was seen to have the lease after it had written itself in. */
  readonly seen: boolean;
  /** Rows replaced since the last clearing, the step it was at, and the oldest step whose rows are all still there. */
  readonly replaced: number;
  readonly clearedAt: number;
  readonly kept: number;
}

export interface LeaseDocument {
  readonly _id: string;
  readonly owner: string;
  readonly epoch: number;
  readonly until: number;
  /** The epoch that all of its heads are known to have. */
  readonly fenced: number;
}

export interface NoteDocument {
  readonly _id: string;
  readonly value: string;
}

export const tableId = (name: string, generation: number): string => `table:${name}:${generation}`;
export const headId = (projection: string, generation: number): string => `head:${projection}:${generation}`;
