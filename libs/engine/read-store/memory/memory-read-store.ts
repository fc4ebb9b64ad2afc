import type { JsonObject } from '#engine/kernel';
import { checkSpec, specText } from '../fields.js';
import { checkAt, checkChangeQuery, checkQuery, checkWhere } from '../query.js';
import { BadRowQuery, BadTable, StaleLease, type ChangePage, type ChangeQuery, type Commit, type Condition, type Lease, type ReadStore, type Row, type RowPage, type RowQuery, type StoredRow, type TableRef } from '../read-store.js';
import { MemoryTable } from './memory-table.js';

/** The read store in memory: the model that the other adapters are compared with, and the store of fast tests. */
export class MemoryReadStore implements ReadStore {
  private readonly tables = new Map<string, MemoryTable>();
  private readonly checkpoints = new Map<string, number>();
  private readonly notes = new Map<string, string>();
  private readonly leases = new Map<string, Lease & { readonly until: number }>();

  async ensure({ spec, generation }: TableRef): Promise<void> {
    checkSpec(spec);
    const name = `${spec.name}:${generation}`;
    const there = this.tables.get(name);
    if (there && there.specText !== specText(spec)) throw new BadTable(`${spec.name} generation ${generation} is there with another specification`);
    if (!there) this.tables.set(name, new MemoryTable(spec));
  }

  async drop({ spec, generation }: TableRef): Promise<void> {
    this.tables.delete(`${spec.name}:${generation}`);
  }

  async commit({ checkpoint, rows, lease }: Commit): Promise<void> {
    if (lease) {
      const held = this.leases.get(lease.name);
      if (held?.owner !== lease.owner || held.epoch !== lease.epoch) throw new StaleLease(`lease ${lease.name} was taken over`);
    }
    const name = `${checkpoint.projection}:${checkpoint.generation}`;
    if (checkpoint.position <= (this.checkpoints.get(name) ?? -1)) return;
    for (const write of rows) this.table(write.table).check(write);
    for (const write of rows) this.table(write.table).write(write);
    this.checkpoints.set(name, checkpoint.position);
  }

  async checkpoint(projection: string, generation: number): Promise<number | undefined> {
    return this.checkpoints.get(`${projection}:${generation}`);
  }

  async forget(projection: string, generation: number): Promise<void> {
    this.checkpoints.delete(`${projection}:${generation}`);
  }

  async get<R extends Row>(table: TableRef, key: string, at?: number): Promise<StoredRow<R> | undefined> {
    return this.table(table).get<R>(key, at === undefined ? undefined : checkAt(table.spec, at));
  }

  async getMany<R extends Row>(table: TableRef, keys: readonly string[]): Promise<readonly StoredRow<R>[]> {
    const stored = this.table(table);
    return [...new Set(keys)].map((key) => stored.get<R>(key)).filter((row) => row !== undefined);
  }

  async query<R extends Row>(table: TableRef, query: RowQuery): Promise<RowPage<R>> {
    return this.table(table).page<R>(checkQuery(table.spec, query));
  }

  async count(table: TableRef, where?: readonly Condition[], at?: number): Promise<number> {
    return this.table(table).rows(checkWhere(table.spec, where), at === undefined ? undefined : checkAt(table.spec, at)).length;
  }

  async versions<R extends Row>(table: TableRef, key: string): Promise<readonly { readonly position: number; readonly row?: R }[]> {
    checkAt(table.spec, 0);
    return this.table(table).versions<R>(key);
  }

  async changes<R extends Row>(table: TableRef, after: number, limit: number): Promise<readonly { readonly key: string; readonly position: number; readonly row?: R }[]> {
    checkAt(table.spec, 0);
    return this.table(table).changes<R>(after, limit);
  }

  async changedBetween<R extends Row>(table: TableRef, query: ChangeQuery): Promise<ChangePage<R>> {
    return this.table(table).changedBetween<R>(checkChangeQuery(table.spec, query));
  }

  async digest(table: TableRef): Promise<string> {
    return this.table(table).digest();
  }

  async note<T extends JsonObject>(name: string): Promise<T | undefined> {
    const text = this.notes.get(name);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  async putNote(name: string, value: JsonObject | undefined): Promise<void> {
    if (value === undefined) this.notes.delete(name);
    else this.notes.set(name, JSON.stringify(value));
  }

  async lease(name: string, owner: string, now: number, forMs: number): Promise<Lease | undefined> {
    const held = this.leases.get(name);
    if (held && held.owner !== owner && held.until > now) return undefined;
    const epoch = held === undefined ? 1 : held.owner === owner ? held.epoch : held.epoch + 1;
    this.leases.set(name, { name, owner, epoch, until: now + forMs });
    return { name, owner, epoch };
  }

  async close(): Promise<void> {
    this.tables.clear();
  }

  private table({ spec, generation }: TableRef): MemoryTable {
    const table = this.tables.get(`${spec.name}:${generation}`);
    if (!table) throw new BadRowQuery(`there is no table ${spec.name} of generation ${generation}`);
    return table;
  }
}
