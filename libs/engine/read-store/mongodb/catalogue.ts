import { randomUUID } from 'node:crypto';
import type { Collection, IndexDescription } from 'mongodb';
import { keyTaken, type MongoDatabase } from '#engine/mongodb';
import { checkSpec, specText } from '../fields.js';
import { BadRowQuery, BadTable, type TableRef, type TableSpec } from '../read-store.js';
import { headId, tableId, type HeadDocument, type RowDocument, type TableDocument, type VersionDocument } from './documents.js';
import type { Moment } from './filters.js';

type Entry = TableDocument | HeadDocument;

/** A table as it was at one step of its projection. */
export interface Snapshot extends Moment {
  readonly rows: Collection<RowDocument>;
  readonly history: Collection<VersionDocument> | undefined;
  readonly head: string | null;
}

const reads = 12;

/** Which tables there are, in which collections, and how far their projections have come. */
export class Catalogue {
  private readonly headOf = new Map<string, string>();

  constructor(
    private readonly database: MongoDatabase,
    private readonly entries: Collection<Entry>,
  ) {}

  get heads(): Collection<HeadDocument> {
    return this.entries as unknown as Collection<HeadDocument>;
  }

  private get tables(): Collection<TableDocument> {
    return this.entries as unknown as Collection<TableDocument>;
  }

  /**
   * The collections get names of their own, so that two who make the table at once never clear what the other fills: the first to
   * put it into the catalogue has made it. A crash in between leaves an empty collection that nobody reads.
   */
  async ensure({ spec, generation }: TableRef): Promise<void> {
    checkSpec(spec);
    const _id = tableId(spec.name, generation);
    const wanted = specText(spec);
    const same = async (): Promise<boolean> => {
      const there = await this.tables.findOne({ _id });
      if (there && there.specification !== wanted) throw new BadTable(`${spec.name} generation ${generation} is there with another specification`);
      return there !== null;
    };
    if (await same()) return;
    const mark = randomUUID().slice(0, 8);
    const table: TableDocument = { _id, specification: wanted, rows: `rows.${spec.name}.${generation}.${mark}`, history: spec.temporal ? `history.${spec.name}.${generation}.${mark}` : null, head: null };
    await this.database.indexed(table.rows, rowIndexes(spec));
    if (table.history !== null) await this.database.indexed(table.history, versionIndexes(spec));
    try {
      await this.tables.insertOne(table);
    } catch (error) {
      if (!keyTaken(error)) throw error;
      await this.clear(table);
      await same();
    }
  }

  async drop({ spec, generation }: TableRef): Promise<void> {
    const gone = await this.tables.findOneAndDelete({ _id: tableId(spec.name, generation) });
    if (gone) await this.clear(gone);
  }

  /**
   * The tables of a commit with the head they belong to, from one reading.
   * @throws BadRowQuery when a table is not there
   * @throws BadTable when it is another projection's
   */
  async forCommit(refs: readonly TableRef[], head: string): Promise<{ readonly head: HeadDocument | undefined; readonly tables: ReadonlyMap<string, TableDocument> }> {
    const ids = [...new Set(refs.map(({ spec, generation }) => tableId(spec.name, generation)))];
    const found = new Map((await this.entries.find({ _id: { $in: [head, ...ids] } }).toArray()).map((entry) => [entry._id, entry]));
    const tables = new Map<string, TableDocument>();
    for (const id of ids) {
      const table = found.get(id) as TableDocument | undefined;
      if (!table) throw new BadRowQuery(`there is no ${id}`);
      tables.set(id, table);
    }
    return { head: found.get(head) as HeadDocument | undefined, tables };
  }

  /** Give tables to the projection's generation that writes them. @throws BadTable when one is another's */
  async bind(tables: Iterable<TableDocument>, head: string): Promise<void> {
    for (const { _id, head: bound } of tables) {
      if (bound === head) continue;
      await this.tables.updateOne({ _id, head: null }, { $set: { head } });
      const now = await this.tables.findOne({ _id });
      if (now && now.head !== head) throw new BadTable(`${_id} is written by ${now.head}, not by ${head}`);
    }
  }

  async boundTo(head: string): Promise<TableDocument[]> {
    return this.tables.find({ head }).toArray();
  }

  /**
   * Read from one moment of a table: what later commits write is not seen. Read again when so much was written meanwhile that rows
   * of the moment were cleared.
   * @throws BadRowQuery when the table is not there
   */
  async reading<T>(ref: TableRef, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < reads; attempt += 1) {
      const snapshot = await this.snapshot(ref);
      const result = await read(snapshot);
      const head = snapshot.head === null ? null : await this.heads.findOne({ _id: snapshot.head });
      if (!head || head.kept <= snapshot.step) return result;
    }
    throw new Error(`${ref.spec.name} is written faster than it can be read`);
  }

  /** The collections of a table. */
  open({ rows, history }: TableDocument): Pick<Snapshot, 'rows' | 'history'> {
    return { rows: this.database.collection<RowDocument>(rows), history: history === null ? undefined : this.database.collection<VersionDocument>(history) };
  }

  /** The head stays while it has tables: what they hold is told apart by its steps. */
  async forget(projection: string, generation: number): Promise<void> {
    const _id = headId(projection, generation);
    if (await this.tables.findOne({ head: _id })) await this.heads.updateOne({ _id }, { $set: { position: null } });
    else await this.heads.deleteOne({ _id });
  }

  private async snapshot({ spec, generation }: TableRef): Promise<Snapshot> {
    const id = tableId(spec.name, generation);
    const likely = this.headOf.get(id);
    const found = await this.entries.find({ _id: { $in: likely === undefined ? [id] : [id, likely] } }).toArray();
    const table = found.find(({ _id }) => _id === id) as TableDocument | undefined;
    if (!table) throw new BadRowQuery(`there is no table ${spec.name} of generation ${generation}`);
    if (table.head === null) return { ...this.open(table), head: null, step: 0, voided: [] };
    this.headOf.set(id, table.head);
    const head = (found.find(({ _id }) => _id === table.head) as HeadDocument | undefined) ?? (await this.heads.findOne({ _id: table.head }));
    return { ...this.open(table), head: table.head, step: head?.step ?? 0, voided: head?.voided ?? [] };
  }

  private async clear({ rows, history }: TableDocument): Promise<void> {
    for (const name of [rows, history]) if (name !== null) await this.database.collection(name).drop();
  }
}

/** Indexes of the catalogue itself. */
export const catalogueIndexes: readonly IndexDescription[] = [{ key: { head: 1 }, name: 'head' }];

const fieldKeys = (fields: readonly string[]): [string, 1][] => fields.map((field) => [`f.${field}`, 1]);

function rowIndexes({ indexes }: TableSpec): IndexDescription[] {
  return [
    { key: { k: 1, x: 1 }, name: 'key' },
    { key: { x: 1 }, name: 'replaced' },
    ...indexes.map((fields, n) => ({ key: Object.fromEntries([...fieldKeys(fields), ['k', 1]]), name: `declared-${n}` })),
  ];
}

function versionIndexes({ indexes }: TableSpec): IndexDescription[] {
  const leading = [...new Set(indexes.map((fields) => fields[0]!))];
  return [
    { key: { k: 1, p: 1 }, name: 'key' },
    { key: { p: 1, k: 1 }, name: 'position' },
    // A table as known at a position: what ends after it, or has no end.
    { key: { e: 1, p: 1 }, name: 'end' },
    { key: { x: 1, p: 1 }, name: 'replaced' },
    ...leading.map((field, n) => ({ key: { [`f.${field}`]: 1, k: 1, p: 1 }, name: `leading-${n}` })),
  ];
}

