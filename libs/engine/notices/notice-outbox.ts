import type { Instant, Uuid } from '#engine/kernel';
import type { Lease } from '#engine/read-store';
import type { OutgoingNotice } from './notice.js';

/** `queued`: still to be delivered · `delivered` · `failed`: given up, until an operator has it tried again. */
export type DeliveryState = 'queued' | 'delivered' | 'failed';

/** One notice's way through one outlet. */
export interface DeliveryRow extends OutgoingNotice {
  readonly outlet: string;
  readonly state: DeliveryState;
  readonly queuedAt: Instant;
  /** Not tried before this time. */
  readonly dueAt: Instant;
  /** Attempts that ended in a fault, since it was queued or retried. */
  readonly attempts: number;
  /** Why the last attempt failed; absent when none did. */
  readonly reason?: string;
  /** When it was delivered or given up. */
  readonly settledAt?: Instant;
  /** The outlet's own reference of the delivery. */
  readonly receipt?: string;
}

export interface DeliveryToQueue extends OutgoingNotice {
  readonly outlet: string;
  readonly queuedAt: Instant;
}

/** What an attempt changes. Only a delivery that is still queued changes. */
export type DeliveryChange =
  | { readonly kind: 'delivered'; readonly id: Uuid; readonly at: Instant; readonly receipt: string }
  | { readonly kind: 'postponed'; readonly id: Uuid; readonly until: Instant }
  | { readonly kind: 'faulted'; readonly id: Uuid; readonly reason: string; readonly attempts: number; readonly nextAt: Instant }
  | { readonly kind: 'failed'; readonly id: Uuid; readonly at: Instant; readonly reason: string; readonly attempts: number };

/** Where a definition and an outlet first ran together, as it is handed over. */
export interface OutletBegin {
  readonly definition: string;
  readonly outlet: string;
  readonly position: number;
}

export interface SettleStep {
  readonly outlet: string;
  readonly changes: readonly DeliveryChange[];
  /** The owner's right to deliver; a step with a lower epoch than one seen before is refused. */
  readonly lease?: Lease;
}

export interface DeliveryFilter {
  readonly state?: DeliveryState | undefined;
  readonly outlet?: string | undefined;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  /** Exact number of all that fit the filter. */
  readonly total: number;
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
}

export interface Paging {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface DeliveryCounts {
  readonly queued: number;
  readonly due: number;
  readonly failed: number;
  /** Since when the oldest due delivery is due. */
  readonly oldestDueAt?: Instant;
  /** Lowest position of a queued delivery. */
  readonly firstQueued?: number;
}

/**
 * What is to be delivered and what became of it. Deliveries stay for ever: they are what keeps a notice from being
 * sent twice. One contract suite (`notice-outbox.contract.ts`) holds for every adapter.
 */
export interface NoticeOutbox {
  /** The position a definition and an outlet first ran together at: the one given, unless there is one already. */
  begin(definition: string, outlet: string, position: number): Promise<number>;
  /** Queue deliveries, all or none. One whose id is known already stays as it is. Returns the ids that were new. */
  queue(deliveries: readonly DeliveryToQueue[]): Promise<ReadonlySet<Uuid>>;
  /** Queued deliveries due at or before an instant, in order of due time, then position, then id. */
  due(outlet: string, until: Instant, limit: number): Promise<readonly DeliveryRow[]>;
  /**
   * All changes or none.
   * @throws StaleLease when a newer owner has settled before
   */
  settle(step: SettleStep): Promise<void>;
  /** Queue a failed delivery again, due now, its attempts forgotten; false when it has not failed. */
  retry(id: Uuid, now: Instant): Promise<boolean>;
  one(id: Uuid): Promise<DeliveryRow | undefined>;
  /** Newest first. @throws BadPageCursor */
  list(filter: DeliveryFilter, paging: Paging): Promise<PageOf<DeliveryRow>>;
  counts(outlet: string, now: Instant): Promise<DeliveryCounts>;
  close(): Promise<void>;
}

/** The delivery has not failed, or there is none of that id. */
export class NotFailed extends Error {
  override readonly name = 'NotFailed';
  /** What it is instead; undefined when there is no such delivery. */
  constructor(readonly found: DeliveryRow | undefined) {
    super(found ? `the delivery is ${found.state}` : 'there is no such delivery');
  }
}

/** Not a cursor that a list gave. */
export class BadPageCursor extends Error {
  override readonly name = 'BadPageCursor';
}

/** Where a page begins, newest first: after this position and id. */
export interface PagePlace {
  readonly position: number;
  readonly id: Uuid;
}

export const cursorOf = ({ position, id }: PagePlace): string => `${position}.${id}`;

/** @throws BadPageCursor */
export function placeOf(cursor: string): PagePlace {
  const [, position, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (position === undefined || id === undefined) throw new BadPageCursor(cursor.slice(0, 100));
  return { position: Number(position), id };
}

/** A new delivery as it is kept. */
export const freshRow = ({ id, outlet, notice, queuedAt }: DeliveryToQueue): DeliveryRow => ({ id, outlet, notice, state: 'queued', queuedAt, dueAt: queuedAt, attempts: 0 });
