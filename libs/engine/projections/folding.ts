import type { RecordedEvent } from '#engine/kernel';
import { rowCheck, type ReadStore, type Row, type RowWrite, type TableRef } from '#engine/read-store';
import type { EventKnowledge } from './event-knowledge.js';
import type { ModelProjection, RowProjection } from './projection.js';

/** What a page of events made: row versions in order, and the event that could not be folded, if one could not. */
export interface Folded {
  readonly writes: readonly RowWrite[];
  readonly poison?: { readonly event: RecordedEvent; readonly reason: string };
}

/** Turns events into row writes. When writes it made are given up instead of committed, it must be reset. */
export interface Folding {
  fold(events: readonly RecordedEvent[]): Promise<Folded>;
  /** All writes so far are committed. */
  committed(): void;
  reset(): void;
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** Rows by key: loads what a page touches once, folds in memory, remembers recent rows for the next page. */
export class RowFolding implements Folding {
  private readonly known = new Map<string, Row | undefined>();
  private readonly check: ReturnType<typeof rowCheck>;

  constructor(
    private readonly projection: RowProjection<any, any>,
    private readonly table: TableRef,
    private readonly store: Pick<ReadStore, 'getMany'>,
    private readonly knowledge: EventKnowledge,
    /** Rows remembered between pages. */
    private readonly remembered: number,
  ) {
    this.check = rowCheck(table.spec);
  }

  async fold(events: readonly RecordedEvent[]): Promise<Folded> {
    const { steps, poison: unkeyed } = this.steps(events);
    await this.load(steps);
    const writes: RowWrite[] = [];
    let poison = unkeyed;
    for (const { event, keys } of steps) {
      try {
        this.step(event, keys, writes);
      } catch (error) {
        poison = { event, reason: reasonOf(error) };
        break;
      }
    }
    return poison ? { writes, poison } : { writes };
  }

  committed(): void {
    for (const key of this.known.keys()) {
      if (this.known.size <= this.remembered) return;
      this.known.delete(key);
    }
  }

  reset(): void {
    this.known.clear();
  }

  private steps(events: readonly RecordedEvent[]): { steps: { event: RecordedEvent; keys: readonly string[] }[]; poison?: Folded['poison'] } {
    const steps: { event: RecordedEvent; keys: readonly string[] }[] = [];
    for (const event of events) {
      try {
        const problem = this.knowledge.problem(event);
        if (problem !== undefined) return { steps, poison: { event, reason: problem } };
        const keys = this.projection.keys(event);
        steps.push({ event, keys: keys.length > 1 ? [...new Set(keys)] : keys });
      } catch (error) {
        return { steps, poison: { event, reason: reasonOf(error) } };
      }
    }
    return { steps };
  }

  private async load(steps: readonly { readonly keys: readonly string[] }[]): Promise<void> {
    const missing = new Set<string>();
    for (const { keys } of steps) for (const key of keys) if (!this.known.has(key)) missing.add(key);
    if (missing.size === 0) return;
    const found = await this.store.getMany(this.table, [...missing]);
    for (const key of missing) this.known.set(key, undefined);
    for (const { key, row } of found) this.known.set(key, row);
  }

  /** All rows of an event change, or none. */
  private step(event: RecordedEvent, keys: readonly string[], writes: RowWrite[]): void {
    const made: RowWrite[] = [];
    for (const key of keys) {
      const before = this.known.get(key);
      const row = this.projection.fold(before, event, key) as Row | undefined;
      if (row === before) continue;
      // Here and not only in the store, which may never see a row that a later event of the page replaces.
      this.check(key, row);
      made.push({ table: this.table, key, row, position: event.position });
    }
    for (const write of made) {
      this.known.set(write.key, write.row);
      writes.push(write);
    }
  }
}

const restoredTogether = 1_000;

/** A model in memory, brought back from its committed rows whenever it is not certain to agree with them. */
export class ModelFolding implements Folding {
  private model: unknown = undefined;
  private restored = false;
  private readonly checks = new Map<string, ReturnType<typeof rowCheck>>();

  constructor(
    private readonly projection: ModelProjection<any, any>,
    private readonly tables: Readonly<Record<string, TableRef>>,
    private readonly store: Pick<ReadStore, 'query'>,
    private readonly knowledge: EventKnowledge,
  ) {
    for (const spec of projection.tables) this.checks.set(spec.name, rowCheck(spec));
  }

  async fold(events: readonly RecordedEvent[]): Promise<Folded> {
    if (!this.restored) await this.restore();
    const writes: RowWrite[] = [];
    for (const event of events) {
      try {
        const problem = this.knowledge.problem(event);
        if (problem !== undefined) return { writes, poison: { event, reason: problem } };
        writes.push(...this.step(event));
      } catch (error) {
        // The model may be half way through the event.
        this.reset();
        return { writes, poison: { event, reason: reasonOf(error) } };
      }
    }
    return { writes };
  }

  committed(): void {}

  reset(): void {
    this.model = undefined;
    this.restored = false;
  }

  /** All rows an event changes, or none. */
  private step(event: RecordedEvent): RowWrite[] {
    return this.projection.apply(this.model, event).map(({ table, key, row }) => {
      const ref = this.table(table);
      this.checks.get(table)!(key, row);
      return { table: ref, key, row, position: event.position };
    });
  }

  private table(name: string): TableRef {
    const table = this.tables[name];
    if (!table) throw new Error(`${this.projection.name} writes to the table ${name}, which it does not declare`);
    return table;
  }

  private async restore(): Promise<void> {
    this.model = this.projection.initial();
    for (const { name } of this.projection.tables) {
      let after: string | undefined;
      do {
        const page = await this.store.query(this.table(name), { limit: restoredTogether, ...(after === undefined ? {} : { after }) });
        for (const { key, row } of page.rows) this.projection.restore(this.model, name, key, row);
        after = page.next;
      } while (after !== undefined);
    }
    this.restored = true;
  }
}
