import type { Instant } from '#engine/kernel';
import type { ParkedStream, ParkingChange } from './reaction-state.js';
import type { Item } from './source.js';

/** An item that could not be acted on; nothing of its stream after it was. */
export interface Failure<I extends Item = Item> {
  readonly item: I;
  readonly reason: string;
  readonly attempts: number;
}

export interface ReleaseOptions {
  /** Pass the failed item by instead of acting on it again. */
  readonly discardFirst: boolean;
  /** Awaited before anything happens; a rejection leaves everything as it is. */
  readonly announce: (parked: ParkedStream) => Promise<void>;
}

export interface Released {
  readonly handled: number;
  /** The stream, if it is parked again. */
  readonly parked?: ParkedStream;
}

/** Nothing is parked there (any more). */
export class NotParked extends Error {
  override readonly name = 'NotParked';
}

/** Another process holds the lease, or this one is stopping: ask the one that acts. */
export class NotActing extends Error {
  override readonly name = 'NotActing';
}

/** The streams of one process that wait behind a failed item, as committed. */
export class ParkingLot {
  private readonly streams = new Map<string, ParkedStream>();

  constructor(private readonly process: string) {}

  get size(): number {
    return this.streams.size;
  }

  replace(parked: readonly ParkedStream[]): void {
    this.streams.clear();
    for (const each of parked) this.streams.set(each.stream, each);
  }

  /** In order of position. */
  list(): readonly ParkedStream[] {
    return [...this.streams.values()].sort((a, b) => a.position - b.position);
  }

  get(stream: string): ParkedStream | undefined {
    return this.streams.get(stream);
  }

  /** Items whose stream flows, and how many wait by stream. */
  sort<I extends Item>(items: readonly I[]): { readonly ready: readonly I[]; readonly waiting: ReadonlyMap<string, number> } {
    if (this.streams.size === 0) return { ready: items, waiting: new Map() };
    const waiting = new Map<string, number>();
    const ready = items.filter(({ stream }) => {
      if (!this.streams.has(stream)) return true;
      waiting.set(stream, (waiting.get(stream) ?? 0) + 1);
      return false;
    });
    return { ready, waiting };
  }

  /** What a page of items changes: new streams parked, and longer queues behind the old ones. */
  changes<I extends Item>(page: readonly I[], failed: readonly Failure<I>[], waiting: ReadonlyMap<string, number>, now: Instant): ParkingChange[] {
    const longer = [...waiting].map(([stream, count]): ParkingChange => {
      const parked = this.streams.get(stream)!;
      return { kind: 'park', parked: { ...parked, waiting: parked.waiting + count } };
    });
    const parked = failed.map((failure): ParkingChange => {
      const behind = page.filter(({ stream, position }) => stream === failure.item.stream && position > failure.item.position).length;
      return { kind: 'park', parked: this.parkedBehind(failure, behind, now) };
    });
    return [...longer, ...parked];
  }

  parkedBehind({ item, reason, attempts }: Failure, waiting: number, now: Instant): ParkedStream {
    const { process } = this;
    return { process, stream: item.stream, position: item.position, revision: item.revision, eventId: item.id, reason, parkedAt: now, attempts, waiting };
  }

  /** Take over what was committed. */
  apply(changes: readonly ParkingChange[]): void {
    for (const change of changes) {
      if (change.kind === 'park') this.streams.set(change.parked.stream, change.parked);
      else this.streams.delete(change.stream);
    }
  }
}
