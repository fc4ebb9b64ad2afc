import type { Actor, Bilingual, JsonObject, RecordedEvent } from '#engine/kernel';
import type { BundleScope } from './bundle-scope.js';

/** Facts that are looked for in the log. */
export interface Sought {
  /** Beginnings of their types. */
  readonly types: readonly string[];
  readonly belongs: (event: RecordedEvent) => boolean;
  /** `stream`: the whole stream of such a fact belongs; `fact`: the fact alone. */
  readonly takes: 'stream' | 'fact';
}

/** What of the log belongs to a scope. */
export type BundleSelection = 'everything' | { readonly streams: readonly string[]; readonly sought: readonly Sought[] };

/** What history has to be told by the contexts it knows nothing of; handed in by an application. */
export interface BundleContents {
  /** Undefined when there is no such thing. */
  select(scope: BundleScope): Promise<BundleSelection | undefined>;
  /** Which facts of a scope somebody may receive: the rule of each context, for a bundle as for a page. */
  mayReceive(actor: Actor, scope: BundleScope): Promise<'everything' | ((event: RecordedEvent) => boolean)>;
  /** JSON Schema of a version of a type's data; undefined where it is no longer kept. */
  schemaOf(type: string, version: number): JsonObject | undefined;
  /** A fact in words: what happened, or at least what kind of fact it is. Names of persons never. */
  tell(event: RecordedEvent): Bilingual | Promise<Bilingual>;
}
