/**
 * What an append meets at the peer: refused before anything is recorded (`unavailable`, `not-leader`, `unheard-of`: an error no client
 * knows), `wrong-revision` said although it is right, the connection dropped before it is recorded or after (`drop`, `lose-answer`), or
 * recorded only after the connection was dropped (`late`).
 */
export type AppendFault = 'unavailable' | 'not-leader' | 'unheard-of' | 'wrong-revision' | 'drop' | 'lose-answer' | 'late';

/** Faults to inject. Every hook is asked each time, so a counter or a seed of the test decides. */
export interface PeerFaults {
  /** `call` is 1 for the first append since the peer was started. */
  append?: ((call: number) => AppendFault | undefined) | undefined;
  /** Awaited before each append is looked at. */
  beforeAppend?: (() => Promise<void>) | undefined;
  /** Awaited before a late append is recorded. */
  beforeLate?: (() => Promise<void>) | undefined;
  /** Whether the connection of a reader drops before this record is sent; `sent` counts the records sent to all readers. */
  dropBefore?: ((sent: number) => boolean) | undefined;
  /** Whether a reader is sent nothing more, without its connection ending: a subscription that dies quietly. */
  muteBefore?: ((sent: number) => boolean) | undefined;
  /** Whether a record is left out of what a reader is sent: a log that lost an event. */
  omit?: ((stream: string, revision: number) => boolean) | undefined;
  /** The server does not tell that it has recorded the same ids before. */
  forgetful?: boolean | undefined;
}
