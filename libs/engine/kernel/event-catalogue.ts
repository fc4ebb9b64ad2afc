import type { Bilingual } from './bilingual.js';
import type { DomainEvent } from './event.js';
import type { JsonObject } from './json.js';

/** The part of a schema library the kernel relies on; zod schemas have it. */
export interface DataSchema<Out = unknown> {
  parse(value: unknown): Out;
}

/** One kind of fact. Its name and schema are storage format: a change means a new version and an upcaster. */
export interface EventDefinition<Out = unknown> {
  /** Version of `data`; 1 for the first. */
  readonly version: number;
  readonly data: DataSchema<Out>;
  /** The fact as a noun, for lists and references. */
  readonly title: Bilingual;
  /** Step from version n to n+1, by n. */
  readonly upcasters?: Readonly<Record<number, (data: JsonObject) => JsonObject>>;
}

export type EventCatalogue = Readonly<Record<string, EventDefinition>>;

/** Declare the facts of a context; keys are full type names. */
export function defineEvents<const C extends EventCatalogue>(catalogue: C): C {
  return catalogue;
}

/** The union of events that a catalogue declares. */
export type EventsOf<C extends EventCatalogue> = {
  [K in keyof C & string]: DomainEvent<K, ReturnType<C[K]['data']['parse']>>;
}[keyof C & string];
