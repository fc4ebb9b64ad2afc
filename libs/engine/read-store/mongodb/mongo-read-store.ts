import type { Collection, Filter } from 'mongodb';
import type { JsonObject } from '#engine/kernel';
import type { MongoDatabase } from '#engine/mongodb';
import { checkAt, checkChangeQuery, checkQuery, checkWhere } from '../query.js';
import type { ChangePage, ChangeQuery, Commit, Condition, Lease, ReadStore, Row, RowPage, RowQuery, StoredRow, TableRef } from '../read-store.js';
import { Catalogue, catalogueIndexes } from './catalogue.js';
import { Committing } from './committing.js';
import { headId, type HeadDocument, type LeaseDocument, type NoteDocument } from './documents.js';
import { Leases } from './leases.js';
import { TableReading } from './table-reading.js';
import { Together } from './together.js';

export interface MongoReadStoreSettings {
  /** How many rows of a projection are replaced between two clearings of its tables; 2,000 when absent. */
  readonly clearedEvery?: number;
}

/**
 * Rows in MongoDB, for many processes at once.
 *
 * **A commit is the change of one document**, the head of the projection's generation, which holds checkpoint, step and lease.
 * A commit takes the next step's number, writes its rows as documents of their own that bear the number, notes the number on the
 * rows that they replace, and then moves the head to the step. Readers look at the head first and see the documents of the steps
 * up to it that no step up to it has replaced: all of a commit or nothing of it, from one moment. A commit that is cut leaves a
 * begun step; whoever commits next voids its number in the same change that takes a new one, and a voided number is never seen,
 * however late its documents arrive. So a repeated commit finishes what was cut, and one that was already through finds its
 * position reached and changes nothing.
 *
 * **The fence**: each change of a head asks for the lease's epoch. A new owner writes its epoch into the lease and then into all
 * heads of the lease, and hears that it has the lease only then. An owner that takes a head for the first time writes its own
 * epoch there and then looks at the lease: either the new owner finds that head, or the old one finds the new lease. A stale owner
 * that was stopped anywhere in between finds another epoch when it comes to move the head.
 *
 * Where the server has transactions, a step is one, and nothing is left behind; correctness does not rest on it. Rows that were
 * replaced are cleared in portions, some while after; a reader whose moment was cleared reads again.
 *
 * Texts compare by code point (the simple collation compares UTF-8 bytes), decimals by a double kept beside the exact text.
 */
export class MongoReadStore implements ReadStore {
  private readonly committing: Committing;
  // A process that reads what others write asks for all of its projections ten times a second.
  private readonly notesAsked = new Together<string, NoteDocument | undefined>((name) => name, (names) => byId(this.notes, names));
  private readonly headsAsked = new Together<string, HeadDocument | undefined>((id) => id, (ids) => byId(this.catalogue.heads, ids));

  private constructor(
    private readonly catalogue: Catalogue,
    private readonly leases: Leases,
    private readonly notes: Collection<NoteDocument>,
    database: MongoDatabase,
    { clearedEvery = 2_000 }: MongoReadStoreSettings,
  ) {
    this.committing = new Committing(database, catalogue, leases, clearedEvery);
  }

  /** The connection is the caller's, to be closed after the store. */
  static async open(database: MongoDatabase, settings: MongoReadStoreSettings = {}): Promise<MongoReadStore> {
    const catalogue = new Catalogue(database, await database.indexed('rows.catalogue', catalogueIndexes));
    const leases = new Leases(database.collection<LeaseDocument>('rows.leases'), catalogue.heads);
    return new MongoReadStore(catalogue, leases, database.collection<NoteDocument>('rows.notes'), database, settings);
  }

  /** Names of the leases that somebody holds: work that goes on. */
  static async leasesHeld(database: MongoDatabase, now: number): Promise<readonly string[]> {
    const held = await database.collection<LeaseDocument>('rows.leases').find({ until: { $gt: now } }).sort({ _id: 1 }).toArray();
    return held.map(({ _id }) => _id);
  }

  ensure(table: TableRef): Promise<void> {
    return this.catalogue.ensure(table);
  }

  drop(table: TableRef): Promise<void> {
    return this.catalogue.drop(table);
  }

  commit(commit: Commit): Promise<void> {
    return this.committing.commit(commit);
  }

  async checkpoint(projection: string, generation: number): Promise<number | undefined> {
    return (await this.headsAsked.ask(headId(projection, generation)))?.position ?? undefined;
  }

  forget(projection: string, generation: number): Promise<void> {
    return this.catalogue.forget(projection, generation);
  }

  async get<R extends Row>(table: TableRef, key: string, at?: number): Promise<StoredRow<R> | undefined> {
    if (at !== undefined) checkAt(table.spec, at);
    return this.reading(table, (reading) => reading.get<R>(key, at));
  }

  getMany<R extends Row>(table: TableRef, keys: readonly string[]): Promise<readonly StoredRow<R>[]> {
    return this.reading(table, (reading) => reading.getMany<R>([...new Set(keys)]));
  }

  async query<R extends Row>(table: TableRef, query: RowQuery): Promise<RowPage<R>> {
    const checked = checkQuery(table.spec, query);
    return this.reading(table, (reading) => reading.page<R>(table.spec, checked));
  }

  async count(table: TableRef, where?: readonly Condition[], at?: number): Promise<number> {
    const checked = checkWhere(table.spec, where);
    if (at !== undefined) checkAt(table.spec, at);
    return this.reading(table, (reading) => reading.count(checked, at));
  }

  async versions<R extends Row>(table: TableRef, key: string): Promise<readonly { readonly position: number; readonly row?: R }[]> {
    checkAt(table.spec, 0);
    return this.reading(table, (reading) => reading.versions<R>(key));
  }

  async changes<R extends Row>(table: TableRef, after: number, limit: number): Promise<readonly { readonly key: string; readonly position: number; readonly row?: R }[]> {
    checkAt(table.spec, 0);
    return this.reading(table, (reading) => reading.changes<R>(after, limit));
  }

  async changedBetween<R extends Row>(table: TableRef, query: ChangeQuery): Promise<ChangePage<R>> {
    const checked = checkChangeQuery(table.spec, query);
    return this.reading(table, (reading) => reading.changedBetween<R>(checked));
  }

  digest(table: TableRef): Promise<string> {
    return this.reading(table, (reading) => reading.digest());
  }

  async note<T extends JsonObject>(name: string): Promise<T | undefined> {
    const found = await this.notesAsked.ask(name);
    return found ? (JSON.parse(found.value) as T) : undefined;
  }

  async putNote(name: string, value: JsonObject | undefined): Promise<void> {
    if (value === undefined) await this.notes.deleteOne({ _id: name });
    else await this.notes.updateOne({ _id: name }, { $set: { value: JSON.stringify(value) } }, { upsert: true });
  }

  lease(name: string, owner: string, now: number, forMs: number): Promise<Lease | undefined> {
    return this.leases.take(name, owner, now, forMs);
  }

  async close(): Promise<void> {}

  private reading<T>(table: TableRef, read: (reading: TableReading) => Promise<T>): Promise<T> {
    return this.catalogue.reading(table, (snapshot) => read(new TableReading(snapshot)));
  }
}

async function byId<D extends { readonly _id: string }>(collection: Collection<D>, ids: readonly string[]): Promise<(D | undefined)[]> {
  const wanted = (ids.length === 1 ? { _id: ids[0] } : { _id: { $in: [...ids] } }) as Filter<D>;
  const found = new Map((await collection.find(wanted).toArray()).map((document) => [document._id as string, document as unknown as D]));
  return ids.map((id) => found.get(id));
}
