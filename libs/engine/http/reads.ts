import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventStore } from '#engine/event-store';

/** Names of the projections that the answer being made was read from. */
export type NotedReads = Set<string>;

/** Header of an answer that names what it was read from, see {@link readsText}. */
export const readsHeader = 'x-reads';

const readings = new AsyncLocalStorage<NotedReads>();

/**
 * Note that the answer being made is read from a projection, so that whoever shows it knows when to ask again. {@link Views} does
 * it for its readers; who reads a projection's state in another way does it there. Does nothing outside a request.
 */
export function noteRead(projection: string): void {
  readings.getStore()?.add(projection);
}

/** Do the work of a request; what it reads is put into `noted`. */
export function notingReads<T>(noted: NotedReads, work: () => T): T {
  return readings.run(noted, work);
}

/** What an answer was read from that was made of the facts of the log, without any projection. */
export const logName = 'log';

/** A log whose readers are noted as having read {@link logName}. */
export function notingLog(log: EventStore): EventStore {
  const noted =
    <A extends unknown[], R>(read: (...given: A) => R) =>
    (...given: A): R => {
      noteRead(logName);
      return read.apply(log, given);
    };
  const reads = { readStream: noted(log.readStream), readAll: noted(log.readAll) };
  return new Proxy(log, {
    get: (target, name) => {
      if (name in reads) return reads[name as keyof typeof reads];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * The header's text: names in order, with commas between. Who reads a projection and looks something up in the log besides is made
 * of the projection: it moves with those facts, and not with every other.
 */
export function readsText(noted: NotedReads): string {
  const projections = [...noted].filter((name) => name !== logName).sort();
  return projections.length > 0 ? projections.join(',') : [...noted].join(',');
}
