/** Where a log stands. */
export interface LogStanding {
  readonly origin: string;
  readonly format: number;
  readonly head: number;
  /** When the last event was recorded; null in an empty log. */
  readonly lastRecordedAt: string | null;
}

/** What is to be set back with a log that ends earlier. */
export interface SetBack {
  /** The last event that is left. */
  readonly position: number;
  /** Processes that begin again at the first event: what their timers were at an earlier position is not kept. */
  readonly fromBeginning: readonly string[];
}

/** Port: databases are copied while others write to them, checked, and cut. */
export interface DataCopies {
  /** Write a copy as of one moment into a new file. @throws the driver's error */
  copy(from: string, to: string): void;
  /** Why a database is not sound; undefined for one that is. */
  fault(file: string): string | undefined;
  standing(logFile: string): LogStanding;
  /** Position of the last event recorded at or before an instant. */
  positionAt(logFile: string, instant: string): number;
  /** Write a log with the same identity and the same stored texts up to a position into a new file. */
  copyLog(from: string, to: string, upTo: number, onCopied: (position: number) => void): Promise<void>;
  /** Let a database of positions, timers and notices forget what came after a position; others are left as they are. */
  setBack(file: string, back: SetBack): void;
  /** Whether an error says that the disk is full. */
  isFull(error: unknown): boolean;
}
