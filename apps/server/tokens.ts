import type { CloudEvent } from '#engine/relay';

/** Injection token of what the server says of itself. */
export const About = Symbol('about');

/** Outgoing messages as a receiver without Kafka pulls them. */
export interface OutgoingFeed {
  /** A page after a cursor; undefined for a cursor that never was one. */
  read(topic: string, from: { readonly after?: string; readonly limit: number }): Promise<{ readonly events: readonly CloudEvent[]; readonly next: string; readonly more: boolean } | undefined>;
}
export const OutgoingFeed = Symbol('outgoing feed');
