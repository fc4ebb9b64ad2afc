import { canonicalJson, type Clock, type EventCatalogue } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { BadRowQuery, type ReadStore, type StoredRow, type TableRef } from '#engine/read-store';
import { byKey, byPositionThenKey, inStep, rowsOf, versionsOf } from './comparing.js';
import { EventKnowledge } from './event-knowledge.js';
import { Generation } from './generation.js';
import type { RecordedAct } from './holding.js';
import type { AnyProjection } from './projection.js';
import { projectionStream } from './projection.events.js';
import { readAllOf } from './reading-streams.js';
import { defaultSettings } from './running.js';
import { step, type Stepping } from './serving.js';
import { noteName, refsOf, type NotedGeneration, type Standing } from './standing.js';

export interface RefoldParts {
  readonly projection: AnyProjection;
  readonly log: EventStore;
  /** Where the rows are that are served. */
  readonly store: ReadStore;
  /** An empty store, for the rows as the log makes them; its owner removes it. */
  readonly scratch: ReadStore;
  readonly clock: Clock;
  readonly catalogues: readonly EventCatalogue[];
  /** Called after each page: rests, so that others get their turn. @throws when the work is to end */
  readonly pace: () => Promise<void>;
}

/** A row, or a version in a row's history, that is not what the log makes it: not there, otherwise, or from nowhere. */
export interface RowDifference {
  readonly kind: 'missing' | 'altered' | 'surplus';
  readonly table: string;
  readonly key: string;
  /** Position of the fact that made the row, or the version. */
  readonly position: number;
  /** Present for a version in a history. */
  readonly version?: true;
}

export interface Refolded {
  /** Rows and versions that were compared. */
  readonly compared: number;
  /** Everything up to this position of the log. */
  readonly position: number;
  /** Why nothing can be said; then nothing was found either. */
  readonly impossible?: 'older-version' | 'replaced' | 'halted';
  /** Rows that kept changing while they were looked at. */
  readonly unsettled: number;
}

const pageEvents = 200;
const pageRows = 500;
const commitRows = 1_000;
const rounds = 5;
const mostCandidates = 10_000;

interface Candidate {
  readonly table: string;
  readonly key: string;
  /** As it was served at some moment since both stood level. */
  readonly served: StoredRow | undefined;
  /** As the log made it when both stood level. */
  readonly made: StoredRow | undefined;
}

/**
 * Fold the log once more into a scratch store and compare with the rows that are served, whole tables and whole histories, while both the
 * log and the rows go on. Costs a replay of the projection's facts and one read of its rows; memory stays that of a model.
 *
 * Rows that change meanwhile are no differences: a row counts as one only if, between two moments at which the log was folded to where the
 * served rows stood, the log made no change of it.
 */
export async function refold(parts: RefoldParts, found: (difference: RowDifference) => void): Promise<Refolded> {
  const { store, projection } = parts;
  const active = await activeOf(store, projection);
  const impossible = (reason: Refolded['impossible'], position = 0): Refolded => ({ compared: 0, position, impossible: reason!, unsettled: 0 });
  if (!active) return { compared: 0, position: 0, unsettled: 0 };
  if (active.version !== projection.version) return impossible('older-version');
  const differences: RowDifference[] = [];
  try {
    const outcome = await compare(parts, active, (difference) => differences.push(difference));
    if ((await activeOf(store, projection))?.generation !== active.generation) return impossible('replaced');
    for (const difference of differences) found(difference);
    return outcome;
  } catch (error) {
    // Its tables were dropped behind a new generation.
    if (error instanceof BadRowQuery && (await activeOf(store, projection))?.generation !== active.generation) return impossible('replaced');
    if (error instanceof HaltedWhileRefolding) return impossible('halted');
    throw error;
  }
}

const activeOf = async (store: ReadStore, { name }: AnyProjection): Promise<NotedGeneration | undefined> =>
  (await store.note<Standing & Record<string, never>>(noteName(name)))?.active;

class HaltedWhileRefolding extends Error {
  override readonly name = 'HaltedWhileRefolding';
}

async function compare(parts: RefoldParts, active: NotedGeneration, found: (difference: RowDifference) => void): Promise<Refolded> {
  const { projection, scratch, pace } = parts;
  const served = refsOf(active);
  const made = await openScratch(parts);
  const standing = async (): Promise<number> => (await parts.store.checkpoint(projection.name, active.generation)) ?? 0;
  let level = await standing();
  await foldTo(parts, made, level);
  let compared = 0;
  let candidates: Candidate[] = [];
  for (const [table, ref] of Object.entries(served)) {
    for await (const [one, other] of inStep(rowsOf(parts.store, ref), rowsOf(scratch, made.generation.tables[table]), byKey)) {
      compared += 1;
      if (compared % pageRows === 0) await pace();
      if (!sameRow(one, other) && candidates.length < mostCandidates) candidates.push({ table, key: (one ?? other)!.key, served: one, made: other });
    }
  }
  for (let round = 1; candidates.length > 0 && round <= rounds; round += 1) {
    const next = await standing();
    await foldTo(parts, made, next);
    candidates = await settle(candidates, { parts, served, made: made.generation.tables, level, found });
    level = next;
  }
  for (const [table, ref] of Object.entries(served)) {
    if (ref.spec.temporal) compared += await compareHistories(parts, table, [ref, made.generation.tables[table]!], level, found);
  }
  return { compared, position: level, unsettled: candidates.length };
}

interface Settling {
  readonly parts: RefoldParts;
  readonly served: Readonly<Record<string, TableRef>>;
  readonly made: Readonly<Record<string, TableRef>>;
  /** Where both stood level before the candidates were read. */
  readonly level: number;
  readonly found: (difference: RowDifference) => void;
}

/** Name the candidates that are differences for certain; answer those that must be looked at once more. */
async function settle(candidates: readonly Candidate[], { parts: { store, scratch, pace }, served, made, level, found }: Settling): Promise<Candidate[]> {
  const again: Candidate[] = [];
  for (const [index, candidate] of candidates.entries()) {
    if (index % pageRows === pageRows - 1) await pace();
    const { table, key } = candidate;
    const now = await scratch.get(made[table]!, key);
    const unchanged = now && candidate.made ? now.position === candidate.made.position : !now && !candidate.made && candidate.served!.position <= level;
    if (unchanged) {
      found({ ...kindOf(candidate), table, key });
      continue;
    }
    const servedNow = await store.get(served[table]!, key);
    if (!sameRow(servedNow, now)) again.push({ table, key, served: servedNow, made: now });
  }
  return again;
}

function kindOf({ served, made }: Pick<Candidate, 'served' | 'made'>): Pick<RowDifference, 'kind' | 'position'> {
  if (!served) return { kind: 'missing', position: made!.position };
  return { kind: made ? 'altered' : 'surplus', position: (made ?? served).position };
}

/** Histories up to a position never change any more: they are compared as they are. */
async function compareHistories({ store, scratch, pace }: RefoldParts, table: string, [served, made]: readonly [TableRef, TableRef], upTo: number, found: (difference: RowDifference) => void): Promise<number> {
  let compared = 0;
  for await (const [one, other] of inStep(versionsOf(store, served, upTo), versionsOf(scratch, made, upTo), byPositionThenKey)) {
    compared += 1;
    if (compared % pageRows === 0) await pace();
    const { key, position } = (one ?? other)!;
    if (!other) found({ kind: 'surplus', table, key, position, version: true });
    else if (!one) found({ kind: 'missing', table, key, position, version: true });
    else if (!sameJson(one.row ?? null, other.row ?? null)) found({ kind: 'altered', table, key, position, version: true });
  }
  return compared;
}

// The text as it is, first: another order of fields is rare, and putting them in order costs.
const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other) || canonicalJson(one) === canonicalJson(other);

function sameRow(one: StoredRow | undefined, other: StoredRow | undefined): boolean {
  if (!one || !other) return one === other;
  return one.position === other.position && sameJson(one.row, other.row);
}

interface ScratchGeneration {
  readonly generation: Generation;
  readonly stepping: Stepping;
  halted: boolean;
}

async function openScratch({ projection, log, scratch, clock, catalogues }: RefoldParts): Promise<ScratchGeneration> {
  const acts = (await readAllOf(log, projectionStream(projection.name))) as RecordedAct[];
  const superseded = new Set(acts.flatMap(({ type, data }) => (type === 'projections.ProjectionResumed' && data.how === 'supersede' && data.version === projection.version ? [data.position] : [])));
  const lease = (await scratch.lease(projection.name, 'reconciliation', 0, Number.MAX_SAFE_INTEGER))!;
  const generation = await Generation.open({
    projection, generation: 1, store: scratch, clock, knowledge: new EventKnowledge(catalogues), lease: () => lease, superseded, rememberedRows: defaultSettings.rememberedRows, committed: () => undefined,
  });
  const made: ScratchGeneration = {
    generation, halted: false,
    stepping: {
      context: { projection, log, clock, settings: { pageSize: pageEvents, commitEvents: defaultSettings.commitEvents, commitRows } },
      isSuperseded: (position) => superseded.has(position),
      halt: async () => void (made.halted = true),
    },
  };
  return made;
}

/** @throws HaltedWhileRefolding at a fact that the served rows are past and this program cannot fold */
async function foldTo({ pace }: RefoldParts, made: ScratchGeneration, target: number): Promise<void> {
  const { generation, stepping } = made;
  while (generation.position < target && !made.halted) {
    await step(stepping, generation, target);
    await pace();
  }
  if (made.halted) throw new HaltedWhileRefolding();
  await generation.save();
}
