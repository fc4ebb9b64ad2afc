import type { Clock, RecordedEvent } from '#engine/kernel';
import type { Page } from '#engine/event-store';
import { BadRow, type Lease, type ReadStore, type RowWrite, type TableRef } from '#engine/read-store';
import { crashPoint } from '../testing/crash-point.js';
import { covered, type EventKnowledge } from './event-knowledge.js';
import { ModelFolding, reasonOf, RowFolding, type Folding } from './folding.js';
import { PendingWrites } from './pending-writes.js';
import { tablesOf, type AnyProjection, type Halt } from './projection.js';
import type { RunnerSettings } from './running.js';

/** What a generation works with. */
export interface GenerationParts {
  readonly projection: AnyProjection;
  readonly generation: number;
  readonly store: ReadStore;
  readonly clock: Clock;
  readonly knowledge: EventKnowledge;
  /** The right to write at this moment. */
  readonly lease: () => Lease;
  /** Positions of events that an operator superseded. */
  readonly superseded: ReadonlySet<number>;
  readonly rememberedRows: number;
  /** Called after each commit. */
  readonly committed: (commit: Committed) => void;
}

export interface Committed {
  readonly position: number;
  readonly events: number;
  readonly writes: readonly RowWrite[];
}

/** How much may wait for a commit: either is enough. */
export type CommitWhen = Pick<RunnerSettings, 'commitEvents' | 'commitRows'>;

/** Positions looked at without an event of its own after which the checkpoint is written all the same. */
const idleStretch = 10_000;

export function tableRefs(projection: AnyProjection, generation: number): Record<string, TableRef> {
  return Object.fromEntries(tablesOf(projection).map((spec) => [spec.name, { spec, generation }]));
}

/** One generation of a projection's rows, and how far it has come. */
export class Generation {
  readonly tables: Readonly<Record<string, TableRef>>;
  readonly number: number;
  private readonly folding: Folding;
  private readonly pending = new PendingWrites();
  private pendingEvents = 0;
  private reached = 0;
  private stored = -1;
  /** Up to here events are folded and committed one by one, to find the one whose row the store refuses. */
  private carefulTo = 0;

  private constructor(private readonly parts: GenerationParts) {
    const { projection, generation, store, knowledge, rememberedRows } = parts;
    this.number = generation;
    this.tables = tableRefs(projection, generation);
    this.folding =
      projection.kind === 'rows'
        ? new RowFolding(projection, this.tables[projection.table.name]!, store, knowledge, rememberedRows)
        : new ModelFolding(projection, this.tables, store, knowledge);
  }

  /** Make its tables where they are missing and go to its checkpoint. */
  static async open(parts: GenerationParts): Promise<Generation> {
    const generation = new Generation(parts);
    for (const table of Object.values(generation.tables)) await parts.store.ensure(table);
    await generation.rewind();
    return generation;
  }

  /** Position up to which the log was folded. */
  get position(): number {
    return this.reached;
  }

  /** Position that the rows in the store reflect. */
  get settled(): number {
    return this.pendingEvents > 0 ? Math.max(this.stored, 0) : this.reached;
  }

  /** Whether the checkpoint lags behind what was folded or looked at. */
  get unsaved(): boolean {
    return this.reached > this.stored;
  }

  /** How many events to bring at a time. */
  pageSize(usual: number): number {
    return this.reached < this.carefulTo ? 1 : usual;
  }

  /** Go back to what is committed, after a fault. */
  async rewind(): Promise<void> {
    this.stored = (await this.parts.store.checkpoint(this.parts.projection.name, this.number)) ?? -1;
    this.goBack();
  }

  /**
   * Fold a page, and commit rows and checkpoint: at once, or when as much waits as `until` says.
   * Events it has handled before are passed over.
   * Resolves with the event it could not get past; those before it are committed. May leave {@link position} before
   * the page's end, when the store refuses a row: the events are then to be brought again, in pages of {@link pageSize}.
   * @throws StaleLease · the store's error, after which {@link rewind} is due
   */
  async apply(page: Page, until: CommitWhen = { commitEvents: 1, commitRows: 1 }): Promise<Halt | undefined> {
    const events = page.events.filter((event) => event.position > this.reached && this.concerns(event));
    const folded = await this.folding.fold(events);
    const { poison } = folded;
    this.pending.add(folded.writes);
    this.pendingEvents += poison ? events.indexOf(poison.event) : events.length;
    this.reached = Math.max(this.reached, poison ? poison.event.position - 1 : page.scannedTo);
    const full = this.pendingEvents >= until.commitEvents || this.pending.size >= until.commitRows || this.reached <= this.carefulTo;
    const waits = this.pendingEvents > 0 ? full : this.reached - this.stored >= idleStretch;
    const alone = this.pendingEvents === 1 ? events[0] : undefined;
    const refusal = waits || poison ? await this.commit() : undefined;
    if (refusal) return alone && this.halt(alone, reasonOf(refusal));
    if (!poison) return undefined;
    this.folding.reset();
    return this.halt(poison.event, poison.reason);
  }

  /** Pass over everything up to a position. */
  async passTo(position: number): Promise<void> {
    await this.apply({ events: [], scannedTo: position });
  }

  /** Commit what waits, and the checkpoint. As {@link apply}, it may leave {@link position} before where it was. */
  async save(): Promise<void> {
    await this.commit();
  }

  /** Resolves with the refusal when the store takes one of the rows for no row. */
  private async commit(): Promise<BadRow | undefined> {
    if (!this.unsaved) return undefined;
    const { projection, store, lease, committed } = this.parts;
    const [position, events, writes] = [this.reached, this.pendingEvents, this.pending.take()];
    try {
      crashPoint('projection.before-commit');
      await store.commit({ checkpoint: { projection: projection.name, generation: this.number, position }, rows: writes, lease: lease() });
      crashPoint('projection.after-commit');
    } catch (error) {
      // At once: whoever saves next must not find the position without its rows.
      this.goBack();
      if (!(error instanceof BadRow)) throw error;
      this.carefulTo = position;
      return error;
    }
    this.stored = position;
    this.pendingEvents = 0;
    this.folding.committed();
    committed({ position, events, writes });
    return undefined;
  }

  private halt({ position, id, type }: RecordedEvent, reason: string): Halt {
    return { position, eventId: id, type, reason, at: this.parts.clock.now() };
  }

  private goBack(): void {
    this.folding.reset();
    this.pending.clear();
    this.pendingEvents = 0;
    this.reached = Math.max(this.stored, 0);
  }

  private concerns({ type, position }: RecordedEvent): boolean {
    return covered(type, this.parts.projection.events) && !this.parts.superseded.has(position);
  }
}
