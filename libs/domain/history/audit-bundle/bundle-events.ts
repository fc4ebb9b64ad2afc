import { setImmediate as letOthersIn } from 'node:timers/promises';
import type { Actor, RecordedEvent } from '#engine/kernel';
import type { EventStore, LeafReader, StoredLeaf } from '#engine/event-store';
import type { BundleContents, Sought } from './bundle-contents.js';
import type { BundleScope } from './bundle-scope.js';

/** Which events go into a bundle. */
export interface ChosenEvents {
  /** Ascending; `everything` for each up to the checkpoint. */
  readonly positions: 'everything' | readonly number[];
  /** Streams that are whole, with how many facts they have. */
  readonly streams: readonly { readonly stream: string; readonly events: number }[];
  /** Whether something of the scope was left out. */
  readonly withheld: boolean;
}

const pageSize = 500;

/** Find the events of a scope up to a position, as far as somebody may receive them; undefined when there are none. */
export async function chooseEvents(log: EventStore, contents: BundleContents, scope: BundleScope, actor: Actor, upTo: number): Promise<ChosenEvents | undefined> {
  const selection = await contents.select(scope);
  const audience = await contents.mayReceive(actor, scope);
  if (selection === undefined || upTo === 0) return undefined;
  if (selection === 'everything') return audience === 'everything' ? { positions: 'everything', streams: [], withheld: false } : undefined;
  const positions = new Set<number>();
  let withheld = false;
  const take = (event: RecordedEvent): boolean => {
    const may = audience === 'everything' || audience(event);
    if (may) positions.add(event.position);
    else withheld = true;
    return may;
  };
  const names = new Set(selection.streams);
  for (const sought of selection.sought) for await (const event of foundIn(log, sought, upTo)) if (sought.takes === 'stream') names.add(event.stream); else take(event);
  const streams: { stream: string; events: number }[] = [];
  for (const stream of [...names].sort()) {
    let [events, whole] = [0, true];
    for await (const event of streamUpTo(log, stream, upTo)) {
      events += 1;
      whole = take(event) && whole;
    }
    if (whole && events > 0) streams.push({ stream, events });
  }
  return positions.size === 0 ? undefined : { positions: [...positions].sort((a, b) => a - b), streams, withheld };
}

async function* foundIn(log: EventStore, { types, belongs }: Sought, upTo: number): AsyncGenerator<RecordedEvent> {
  for (let after = 0; after < upTo; ) {
    const { events, scannedTo } = await log.readAll({ after, limit: pageSize, types, upTo });
    yield* events.filter(belongs);
    if (events.length < pageSize) return;
    after = scannedTo;
  }
}

async function* streamUpTo(log: EventStore, stream: string, upTo: number): AsyncGenerator<RecordedEvent> {
  for (let from = 0; ; ) {
    const events = await log.readStream(stream, { from, limit: pageSize });
    for (const event of events) {
      if (event.position > upTo) return;
      yield event;
    }
    if (events.length < pageSize) return;
    from = events.at(-1)!.revision + 1;
  }
}

/** The positions hold no event, or another: the log is not what it was. */
export class LeafMissing extends Error {
  override readonly name = 'LeafMissing';
  constructor(readonly position: number) {
    super(`the log has no event at position ${position}`);
  }
}

/** Leaves of the chosen events, some at a time, so that others get their turn. @throws LeafMissing */
export async function* chosenLeaves(reader: LeafReader, { positions }: ChosenEvents, size: number): AsyncGenerator<readonly StoredLeaf[]> {
  for (const [from, count] of positions === 'everything' ? runsUpTo(size) : runsOf(positions)) {
    const leaves = reader.page(from - 1, count);
    leaves.forEach(({ position }, i) => {
      if (position !== from + i) throw new LeafMissing(from + i);
    });
    if (leaves.length < count) throw new LeafMissing(from + leaves.length);
    yield leaves;
    await letOthersIn();
  }
}

function* runsUpTo(size: number): Generator<readonly [from: number, count: number]> {
  for (let from = 1; from <= size; from += pageSize) yield [from, Math.min(pageSize, size - from + 1)];
}

function* runsOf(positions: readonly number[]): Generator<readonly [from: number, count: number]> {
  for (let i = 0; i < positions.length; ) {
    let count = 1;
    while (count < pageSize && positions[i + count] === positions[i]! + count) count += 1;
    yield [positions[i]!, count];
    i += count;
  }
}

/** The facts a bundle is chosen from may be upcast by now; the leaf has them as they were recorded. */
export const eventOfLeaf = ({ prefixed }: StoredLeaf): RecordedEvent => JSON.parse(Buffer.from(prefixed.buffer, prefixed.byteOffset + 1, prefixed.length - 1).toString('utf8')) as RecordedEvent;

