import type { Instant, Json } from '#engine/kernel';

/** A receipt that could not be taken, and why. */
export interface DeadLetter {
  /** SHA-256 of where it came from and what it says, hex: a repetition is the same letter. */
  readonly id: string;
  readonly via: 'http' | 'file' | 'message';
  /** File or topic it came from. */
  readonly source: string | null;
  /** As it came, cut at 64 KiB. */
  readonly text: string;
  /** Code of the refusal, with its values. */
  readonly code: string;
  readonly values: Readonly<Record<string, Json>>;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** How often it came. */
  readonly times: number;
}

export interface DeadLetterPage {
  readonly items: readonly DeadLetter[];
  readonly next?: string;
  readonly total: number;
}

/** Port: receipts that could not be taken, outside the log. Adapter: a SQLite file of its own. Contract: `dead-letters.contract.ts`. */
export interface DeadLetters {
  /** Keep a letter; resolves when it is durable. One that is there already counts once more and keeps its newest reason. */
  keep(letter: Omit<DeadLetter, 'firstAt' | 'lastAt' | 'times'> & { readonly at: Instant }): Promise<void>;
  /** Newest first. */
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<DeadLetterPage>;
  close(): Promise<void>;
}
