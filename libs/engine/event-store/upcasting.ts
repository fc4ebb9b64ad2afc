import type { EventCatalogue, EventDefinition, RecordedEvent } from '#engine/kernel';
import type { EventStore, FollowOptions, Page } from './event-store.js';

/** An upcaster threw. The event is in the log as it was written; the upcaster has to be mended. */
export class UpcastFailed extends Error {
  override readonly name = 'UpcastFailed';
  constructor(
    readonly position: number,
    readonly type: string,
    /** The version that could not be lifted. */
    readonly schema: number,
    cause: unknown,
  ) {
    super(`${type} at position ${position} could not be lifted from version ${schema}: ${String(cause)}`, { cause });
  }
}

/** Catalogues that cannot serve as a door: a type declared twice, or a version without a way up. */
export class BadCatalogue extends Error {
  override readonly name = 'BadCatalogue';
}

/**
 * The store with every event delivered at the newest version of its schema. What is written passes through unchanged.
 * Types that no catalogue knows, and versions newer than known, are delivered untouched, so that a consumer can halt on them.
 * @throws BadCatalogue
 */
export function withUpcasters(store: EventStore, catalogues: readonly EventCatalogue[]): EventStore {
  const lift = lifter(catalogues);
  const liftPage = (page: Page): Page => ({ events: lift(page.events), scannedTo: page.scannedTo });
  return {
    append: (writes) => store.append(writes),
    find: async (stream, id) => {
      const event = await store.find(stream, id);
      return event && lift([event])[0];
    },
    readStream: async (stream, options) => lift(await store.readStream(stream, options)),
    readAll: async (options) => liftPage(await store.readAll(options)),
    follow: (options) => followLifted(store, options, liftPage),
    head: () => store.head(),
    current: (signal) => store.current(signal),
    positionAt: (instant) => store.positionAt(instant),
    close: () => store.close(),
  };
}

async function* followLifted(store: EventStore, options: FollowOptions, liftPage: (page: Page) => Page): AsyncGenerator<Page, void, undefined> {
  for await (const page of store.follow(options)) {
    try {
      yield liftPage(page);
    } catch (error) {
      if (!(error instanceof UpcastFailed)) throw error;
      // What comes before the event is delivered first: a follower stops at it, not before it.
      const before = page.events.filter(({ position }) => position < error.position);
      if (before.length > 0) yield liftPage({ events: before, scannedTo: error.position - 1 });
      throw error;
    }
  }
}

function lifter(catalogues: readonly EventCatalogue[]): (events: readonly RecordedEvent[]) => readonly RecordedEvent[] {
  const declared = new Set<string>();
  const definitions = new Map<string, EventDefinition>();
  for (const catalogue of catalogues) {
    for (const [type, definition] of Object.entries(catalogue)) {
      if (declared.has(type)) throw new BadCatalogue(`${type} is declared twice`);
      for (let version = 1; version < definition.version; version += 1) {
        if (!definition.upcasters?.[version]) throw new BadCatalogue(`${type} has no upcaster from version ${version}`);
      }
      declared.add(type);
      if (definition.version > 1) definitions.set(type, definition);
    }
  }
  if (definitions.size === 0) return (events) => events;
  return (events) =>
    events.map((event) => {
      const definition = definitions.get(event.type);
      return definition && event.schema < definition.version ? lifted(event, definition) : event;
    });
}

function lifted(event: RecordedEvent, definition: EventDefinition): RecordedEvent {
  let { data, schema } = event;
  try {
    for (; schema < definition.version; schema += 1) data = definition.upcasters![schema]!(data);
  } catch (cause) {
    throw new UpcastFailed(event.position, event.type, schema, cause);
  }
  return { ...event, data, schema };
}
