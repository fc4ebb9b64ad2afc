import type { Instant, Uuid } from '#engine/kernel';

/** What the receiver decided on a dossier: not yet · taken · sent back. */
export type Verdict = 'held' | 'acknowledged' | 'rejected';

/** A dossier in the receiver's hands. */
export interface ReceivedDossier {
  /** Id of the message: the same for every delivery of it. */
  readonly id: Uuid;
  readonly dossier: string;
  readonly version: number;
  readonly hash: string;
  readonly takenAt: Instant;
  readonly verdict: Verdict;
  readonly reason: string | null;
  /** Whether the sender has the receipt; the code of its "no" where it would not take it. */
  readonly receipt: 'none' | 'sent' | string;
}

/** Everything a receiver has to remember: where it goes on, and what it has. */
export interface Received {
  /** Cursor of the feed; absent before the first page. */
  readonly after?: string;
  readonly dossiers: readonly ReceivedDossier[];
}

export const nothingReceived: Received = { dossiers: [] };

/** Whether a delivery is one that was taken before. */
export const isKnown = (received: Received, id: Uuid): boolean => received.dossiers.some((one) => one.id === id);

/** Take a dossier in. A delivery that comes again, in whatever order, changes nothing. */
export function takeIn(received: Received, dossier: ReceivedDossier): Received {
  return isKnown(received, dossier.id) ? received : { ...received, dossiers: [...received.dossiers, dossier] };
}

/** Change what is known of one delivery. */
export const change = (received: Received, id: Uuid, changes: Partial<Pick<ReceivedDossier, 'verdict' | 'reason' | 'receipt'>>): Received => ({
  ...received, dossiers: received.dossiers.map((one) => (one.id === id ? { ...one, ...changes } : one)),
});

/** Decided, but the sender does not know yet. */
export const receiptsToSend = ({ dossiers }: Received): readonly ReceivedDossier[] => dossiers.filter(({ verdict, receipt }) => verdict !== 'held' && receipt === 'none');

/** The version of each dossier that holds: the highest that was not sent back. */
export function holding({ dossiers }: Received): ReadonlyMap<string, ReceivedDossier> {
  const held = new Map<string, ReceivedDossier>();
  for (const one of dossiers) {
    if (one.verdict !== 'rejected' && one.version > (held.get(one.dossier)?.version ?? 0)) held.set(one.dossier, one);
  }
  return held;
}
