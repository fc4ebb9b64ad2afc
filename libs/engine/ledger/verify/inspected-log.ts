import type { LeafReader } from '#engine/event-store';
import type { Damage } from '../damage.js';

/** A log opened for verification. Adapters know how it is stored. */
export interface InspectedLog {
  readonly leaves: LeafReader;
  /** Whether tables and their protection are as they were made. */
  structure(): readonly Damage[];
  /** Whether pages, indexes, revisions and times agree; looks at everything, so it runs beside the rest where that pays. */
  integrity(signal: AbortSignal | undefined): Promise<readonly Damage[]>;
  close(): void;
}
