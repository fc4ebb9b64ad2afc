import type { Clock, EventMeta, JsonObject, RecordedEvent, Uuid } from '#engine/kernel';
import { newId } from '#engine/kernel';
import { TestClock } from '#engine/testing';
import type { EventStore, EventToAppend, ExpectedRevision, FollowOptions, Page, StreamWrite } from '../event-store.js';
import { WakeUps } from '../follow.js';
import type { LeafSource } from '../leaves.js';

/** Where the clock stands when a test begins. */
export const testingSince = '2025-06-30T16:00:00.000Z';

/** How a test wants its store. */
export interface StoreWish {
  readonly clock: Clock;
  readonly pollMs: number;
  readonly wakeUps: WakeUps;
}

export interface OpenedStore {
  readonly store: EventStore & LeafSource;
  /** Close the store and open the same log again; absent where nothing outlives the store. */
  readonly reopen?: () => Promise<EventStore>;
  /** Remove what the store left behind. */
  readonly dispose?: () => Promise<void>;
}

/** Opens a new, empty log. */
export type OpenStore = (wish: StoreWish) => Promise<OpenedStore>;

/** Every ring is lost. */
export class DeafWakeUps extends WakeUps {
  override ring(): void {}
}

export interface TestStore extends OpenedStore {
  readonly clock: TestClock;
}

/** Run a test with a store of its own and clean up behind it. */
export async function withStore(open: OpenStore, test: (opened: TestStore) => Promise<void>, wish: Partial<StoreWish> = {}): Promise<void> {
  const clock = new TestClock(testingSince);
  const opened = await open({ clock, pollMs: 20, wakeUps: new WakeUps(), ...wish });
  try {
    await test({ ...opened, clock });
  } finally {
    await opened.store.close();
    await opened.dispose?.();
  }
}

/** Metadata of a test's act. */
export function someMeta(): EventMeta {
  return { actor: 'user-0001', unit: '320102', correlation: newId(), causation: newId() };
}

/** A fact with a fresh id. */
export function fact(data: JsonObject = {}, type = 'testing.FactStated', id: Uuid = newId()): EventToAppend {
  return { id, type, schema: 1, data, meta: someMeta() };
}

/** Some facts for one stream. */
export function write(stream: string, expected: ExpectedRevision, ...events: readonly EventToAppend[]): StreamWrite {
  return { stream, expected, events: events.length > 0 ? events : [fact()] };
}

export async function everything(store: EventStore): Promise<readonly RecordedEvent[]> {
  return (await store.readAll({ after: 0, limit: 1_000_000 })).events;
}

export interface Followed {
  readonly pages: readonly Page[];
  readonly positions: readonly number[];
}

/** Follow until enough has come; fails by itself after ten seconds. */
export async function followUntil(
  store: EventStore,
  options: Omit<FollowOptions, 'signal'>,
  enough: (followed: Followed) => boolean,
): Promise<Followed> {
  const pages: Page[] = [];
  const positions: number[] = [];
  const signal = AbortSignal.timeout(10_000);
  for await (const page of store.follow({ ...options, signal })) {
    pages.push(page);
    positions.push(...page.events.map(({ position }) => position));
    if (enough({ pages, positions })) return { pages, positions };
  }
  throw new Error(`followed for ten seconds and saw only ${positions.length} events, scanned to ${pages.at(-1)?.scannedTo}`);
}

/** 1, 2, … n from a start. */
export function upwards(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
