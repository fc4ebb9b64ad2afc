import type { JsonObject } from '#engine/kernel';
import { BadTable, specText, type ReadStore, type TableRef, type TableSpec } from '#engine/read-store';
import { tablesOf, type AnyProjection, type Comparison, type Halt } from './projection.js';

/** A generation as noted: with its tables, since those of an older version are no longer in the program. */
export interface NotedGeneration {
  readonly generation: number;
  readonly version: number;
  readonly tables: readonly TableSpec[];
  readonly halted?: Halt;
  /** How it came to serve, until that is certain to be in the log. */
  readonly switched?: { readonly from: number; readonly position: number; readonly equal: boolean | null };
}

export interface NotedRebuild extends NotedGeneration {
  readonly takeOver: 'always' | 'when-equal';
  readonly comparison?: Comparison;
}

/** What is remembered about a projection beside its rows. Readers follow `active`, so replacing the note is the switch. */
export interface Standing {
  readonly active: NotedGeneration;
  readonly building?: NotedRebuild;
  /** Generations that no longer serve and wait to be dropped. */
  readonly retired: readonly NotedGeneration[];
}

export const noteName = (projection: string): string => `projection/${projection}`;

export const noted = (projection: AnyProjection, generation: number): NotedGeneration => ({
  generation,
  version: projection.version,
  tables: tablesOf(projection),
});

export function refsOf({ generation, tables }: NotedGeneration): Record<string, TableRef> {
  return Object.fromEntries(tables.map((spec) => [spec.name, { spec, generation }]));
}

export async function saveStanding(store: ReadStore, projection: string, standing: Standing): Promise<void> {
  await store.putNote(noteName(projection), standing as unknown as JsonObject);
}

/**
 * Read where a projection stands; one that was never run begins with an empty first generation.
 * @throws BadTable when its tables changed and its version did not
 */
export async function loadStanding(store: ReadStore, projection: AnyProjection): Promise<Standing> {
  const found = await store.note<Standing & JsonObject>(noteName(projection.name));
  if (found) {
    checkUnchanged(projection, found.active);
    return found;
  }
  const standing: Standing = { active: noted(projection, 1), retired: [] };
  for (const table of Object.values(refsOf(standing.active))) await store.ensure(table);
  await saveStanding(store, projection.name, standing);
  return standing;
}

function checkUnchanged(projection: AnyProjection, { version, tables }: NotedGeneration): void {
  if (version !== projection.version) return;
  const text = (specs: readonly TableSpec[]): string => specs.map(specText).join();
  if (text(tables) !== text(tablesOf(projection))) throw new BadTable(`the tables of projection ${projection.name} changed: raise its version above ${version}`);
}
