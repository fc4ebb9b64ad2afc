import type { Instant } from '#engine/kernel';
import type { CloudEvent } from './relay.js';

/** From where on a topic still has everything that was handed over; older messages may have been cleared away. */
export interface KeptSince {
  /** Messages of facts recorded at or after this instant are there. */
  readonly recordedAt?: Instant;
  /** Messages of facts after this position are there. */
  readonly position?: number;
}

/** Port: what receivers can read of a topic now. Adapters: the files of the sink, Kafka. */
export interface DeliveredMessages {
  /**
   * Read a topic from its beginning to its end as it is now. Messages may come more than once.
   * @param take called with some messages after another; the next ones wait for it
   * @throws when they cannot be read
   */
  read(topic: string, take: (events: readonly CloudEvent[]) => Promise<void>, signal: AbortSignal): Promise<KeptSince>;
}
