import type { Bilingual, DomainEvent, Instant, Recorded, Uuid } from '#engine/kernel';
import type { FollowerState, FollowerStatus } from '#engine/reactions';

/** One person, by user id. */
export interface ToUser {
  readonly user: string;
}

/**
 * Everybody who holds a role whose grant covers the unit, whoever that is when they look. Without a unit: those whose
 * grant is for the whole city (`units: 'all'`), as everywhere for things that belong to no unit.
 */
export interface ToRole {
  readonly role: string;
  readonly unit?: string;
}

/** Who is told. References only: names, phones and addresses are in no notice. */
export type Recipient = ToUser | ToRole;

/** `ordinary` keeps quiet hours; `urgent` does not. */
export type Urgency = 'ordinary' | 'urgent';

/** What a fact tells somebody. */
export interface Notice {
  /**
   * The same key is the same notice: a recipient gets it once, whichever fact or definition says it again. Left out:
   * `<event id>/<definition>/<index>`, so that each fact tells its own.
   */
  readonly key?: string;
  readonly to: Recipient;
  readonly urgency: Urgency;
  /** At most 200 characters in each language. */
  readonly title: Bilingual;
  /** At most 2,000 characters in each language. */
  readonly text: Bilingual;
  /** Path of the thing in the API or console, `/api/…` or `/…`. */
  readonly link: string;
  /** Stream of the thing. */
  readonly about: string;
}

/** What facts tell people. Pure: the same fact tells the same for ever. */
export interface NoticeDefinition<E extends DomainEvent = DomainEvent> {
  /** Unique name, `<context>.<kebab-name>`; its position in the log is kept under it. */
  readonly name: string;
  /** Type prefixes of the facts. */
  readonly events: readonly string[];
  readonly from: (event: Recorded<E>) => readonly Notice[];
}

export type AnyNoticeDefinition = NoticeDefinition<any>;

/** Declare notices. Only infers types. */
export function notice<E extends DomainEvent>(definition: NoticeDefinition<E>): NoticeDefinition<E> {
  return definition;
}

/** A notice with its identity and the fact behind it. */
export interface IssuedNotice extends Required<Notice> {
  /** Follows from key and recipient. */
  readonly id: Uuid;
  readonly definition: string;
  readonly eventId: Uuid;
  readonly position: number;
  /** When the fact was recorded. */
  readonly at: Instant;
}

/** A notice on its way through one outlet. */
export interface OutgoingNotice {
  /** Follows from the notice and the outlet: the same in every attempt, after a crash and in every process. */
  readonly id: Uuid;
  readonly notice: IssuedNotice;
}

/** What became of an attempt: taken over for good, with the outlet's own reference · not now, try again at that time. */
export type Delivery = { readonly outcome: 'delivered'; readonly receipt: string } | { readonly outcome: 'postponed'; readonly until: Instant };

/**
 * A way to reach people: the inbox, a spool for a gateway, or anything else. One contract suite
 * (`notice-outlet.contract.ts`) holds for every adapter.
 */
export interface NoticeOutlet {
  /** Unique and stable: deliveries are remembered under it. */
  readonly name: string;
  /**
   * Which facts it is for: all of the log, or those recorded after the outlet and the definition first ran together.
   * What goes out of the house is `first-start`: nobody is woken by old facts.
   */
  readonly since: 'beginning' | 'first-start';
  /** Pure. Notices it does not accept are never queued for it. */
  accepts(notice: IssuedNotice): boolean;
  /**
   * Resolves when the notice is safely handed over. May be called again with the same id after a crash, a fault or a
   * takeover, also while an earlier call is under way elsewhere: it must arrive once. Several calls run side by side.
   * Any other throw than NoticeRejected is a fault: tried again with growing delays.
   * @throws NoticeRejected for a notice that can never be delivered
   */
  deliver(outgoing: OutgoingNotice): Promise<Delivery>;
}

/** The outlet will never take this notice; trying again is of no use. */
export class NoticeRejected extends Error {
  override readonly name = 'NoticeRejected';
}

/** How one definition's mapping fares. */
export interface NoticeStatus extends FollowerStatus {
  readonly definition: string;
  /** Notices queued for at least one outlet since the process started, repetitions left out. */
  readonly issued: number;
}

/** How one outlet fares. */
export interface OutletStatus {
  readonly outlet: string;
  /** `backing-off` while its deliveries end in faults. */
  readonly state: Exclude<FollowerState, 'catching-up'>;
  /** Not yet delivered, those that wait for a time included. */
  readonly queued: number;
  /** Due now and not yet delivered. */
  readonly due: number;
  /** Given up; they wait for an operator. */
  readonly failed: number;
  /** How long the oldest due delivery has been due, in milliseconds; 0 when none is. */
  readonly lagMs: number;
  /** Delivered since the process started. */
  readonly delivered: number;
  readonly fault?: { readonly reason: string; readonly at: Instant; readonly attempts: number };
}
