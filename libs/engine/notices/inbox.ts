import type { Observable } from 'rxjs';
import type { Actor, Instant, Uuid } from '#engine/kernel';
import type { IssuedNotice, Recipient, Urgency } from './notice.js';
import type { PageOf, Paging } from './notice-outbox.js';

/** A notice as one person sees it. */
export interface InboxEntry {
  readonly notice: IssuedNotice;
  /** When this person read it; null while unread. */
  readonly readAt: Instant | null;
}

export interface InboxFilter {
  /** Only what this person has not read (true) or has read (false). */
  readonly unread?: boolean | undefined;
  readonly urgency?: Urgency | undefined;
  /** Facts recorded at or after this instant. */
  readonly since?: Instant | undefined;
}

export interface InboxCounts {
  readonly unread: number;
  /** The urgent ones among them. */
  readonly urgent: number;
}

/** Who read a notice, and when first. */
export interface ReadReceipt {
  readonly user: string;
  readonly readAt: Instant;
}

/** A notice with all who read it, as it is handed over. */
export interface KeptNotice {
  readonly notice: IssuedNotice;
  /** In order of time, then user. */
  readonly receipts: readonly ReadReceipt[];
}

/** Something came in or was read, and whom it concerns. */
export interface InboxChange {
  readonly to: readonly Recipient[];
}

/**
 * The in-app inbox. A person sees what is addressed to them and to the roles they hold now, by one rule
 * (`addressesOf`). One contract suite (`inbox.contract.ts`) holds for every adapter.
 */
export interface Inbox {
  /** Told after each change. */
  readonly changes$: Observable<InboxChange>;
  /** Put notices in, all or none. One that is there already stays as it is, its receipts too. Returns how many were new. */
  put(notices: readonly IssuedNotice[]): Promise<number>;
  /** A person's notices, newest fact first. @throws BadPageCursor */
  list(actor: Actor, filter: InboxFilter, paging: Paging): Promise<PageOf<InboxEntry>>;
  counts(actor: Actor): Promise<InboxCounts>;
  /** Any notice, whoever it is for: who may see it is for the caller to decide. */
  one(id: Uuid): Promise<IssuedNotice | undefined>;
  /** Mark notices read by this person; those that are not for them are passed over, a first reading stays. Returns how many were unread. */
  markRead(actor: Actor, ids: readonly Uuid[], at: Instant): Promise<number>;
  /** Mark everything read up to a log position: what came in since the person looked stays unread. */
  markAllRead(actor: Actor, upTo: number, at: Instant): Promise<number>;
  /** In order of time, then user. */
  receipts(id: Uuid): Promise<readonly ReadReceipt[]>;
  close(): Promise<void>;
}

/** Injection token of the inbox. */
export const Inbox = Symbol('Inbox');
