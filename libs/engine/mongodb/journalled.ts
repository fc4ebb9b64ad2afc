import type { AnyBulkWriteOperation, Collection, Document, Filter, IndexDescription } from 'mongodb';
import { keyTaken, type MongoDatabase } from './mongo-database.js';

/** A document that a change leaves behind; without a content it is removed. */
export interface KeyedChange<C extends Document> {
  readonly key: string;
  readonly content: C | null;
}

/** What a change makes of the state and the documents, and what it answers. */
export interface Change<S, C extends Document, T> {
  readonly state: S;
  readonly documents: readonly KeyedChange<C>[];
  readonly result: T;
}

interface Head<S, C extends Document> {
  readonly _id: string;
  /** How many changes there were. */
  readonly n: number;
  readonly state: S;
  /** Documents of the last change, until they are known to be written. */
  readonly journal: readonly KeyedChange<C>[];
}

interface Kept<C extends Document> {
  readonly _id: string;
  readonly head: string;
  readonly key: string;
  /** The change that wrote it. */
  readonly n: number;
  readonly content: C | null;
}

/** Documents of a head that are there. Conditions on their content begin with `content.`. */
export type Find<C extends Document> = (filter: Document, order?: Document, limit?: number) => Promise<readonly C[]>;

const attempts = 200;
/** FerretDB 1 keeps a connection to its files for each replacement until the command is through, and waits for ever once it has used up its hundred. */
const replacedTogether = 20;

/**
 * A state and documents that change together, on a server without transactions: a change is written into the head, one document,
 * with the number of the change, and only then into the documents. Whoever comes next, to read or to change, first writes what the
 * head still holds: a change that was cut is finished by the next who looks. Writing it twice, or late, has the effect of once: a
 * document remembers the change it comes from and yields to later ones only, and what is removed stays as a mark with its number.
 *
 * Of two who change at once, one finds another number and decides again on what is there then.
 */
export class Journalled<S, C extends Document> {
  private readonly turns = new Map<string, Promise<void>>();
  private readonly settling = new Map<string, { readonly n: number; readonly done: Promise<void> }>();

  private constructor(
    private readonly heads: Collection<Head<S, C>>,
    private readonly kept: Collection<Kept<C>>,
    private readonly initial: S,
  ) {}

  /**
   * @param name what the two collections' names begin with
   * @param indexes of the documents, beside the one of their keys
   */
  static async open<S, C extends Document>(database: MongoDatabase, name: string, initial: S, indexes: readonly IndexDescription[]): Promise<Journalled<S, C>> {
    const heads = database.collection<Head<S, C>>(`${name}.heads`);
    const kept = await database.indexed<Kept<C>>(`${name}.documents`, [{ key: { head: 1, key: 1 }, name: 'key' }, ...indexes]);
    return new Journalled<S, C>(heads, kept, initial);
  }

  /** Decide and write; what decides may be asked again. Undefined changes nothing. What it throws comes back, and nothing is written. */
  change<T>(id: string, decide: (state: S, find: Find<C>) => Promise<Change<S, C, T> | undefined>): Promise<T | undefined> {
    // Those of one process wait for each other, so that they do not make each other decide again.
    const turn = (this.turns.get(id) ?? Promise.resolve()).then(() => this.changeNow(id, decide));
    const ended = turn.catch(() => undefined).then(() => void (this.turns.get(id) === ended && this.turns.delete(id)));
    this.turns.set(id, ended);
    return turn;
  }

  private async changeNow<T>(id: string, decide: (state: S, find: Find<C>) => Promise<Change<S, C, T> | undefined>): Promise<T | undefined> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const head = await this.settled(id);
      const decided = await decide(head?.state ?? this.initial, this.finder(id));
      if (!decided) return undefined;
      const next = { _id: id, n: (head?.n ?? 0) + 1, state: decided.state, journal: last(decided.documents) };
      if (!(await this.write(next, head))) continue;
      await this.settle(next);
      return decided.result;
    }
    throw new Error(`${id}: others change it without end`);
  }

  /** Read the state and documents as one change left them. */
  async read<T>(id: string, look: (state: S, find: Find<C>, count: (filter: Document) => Promise<number>) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const head = await this.settled(id);
      const count = (filter: Document): Promise<number> => this.kept.countDocuments(this.there(id, filter));
      const result = await look(head?.state ?? this.initial, this.finder(id), count);
      const now = await this.heads.findOne({ _id: id } as Filter<Head<S, C>>, { projection: { n: 1 } });
      if ((now?.n ?? 0) === (head?.n ?? 0)) return result;
    }
    throw new Error(`${id} changes faster than it can be read`);
  }

  /**
   * Change documents that are there each by itself, outside of any change of the state. For contents that no change replaces.
   * Resolves with how many were found.
   */
  async touch(id: string, filter: Document, update: Document): Promise<number> {
    await this.settled(id);
    return (await this.kept.updateMany(this.there(id, filter), update as never)).matchedCount;
  }

  /** Every head with its state, in order of their ids. */
  async states(): Promise<readonly { readonly id: string; readonly state: S }[]> {
    const heads = (await this.heads.find({}, { projection: { _id: 1 } }).sort({ _id: 1 }).toArray()) as unknown as readonly { readonly _id: string }[];
    const settled = [];
    for (const { _id } of heads) settled.push({ id: _id, state: (await this.settled(_id))!.state });
    return settled;
  }

  /** The next documents of all heads that are there, after one of them. */
  async documents(after: { readonly id: string; readonly key: string } | undefined, limit: number): Promise<readonly { readonly id: string; readonly key: string; readonly content: C }[]> {
    await this.states();
    const beyond = after === undefined ? {} : { _id: { $gt: documentId(after.id, after.key) } };
    const found = await this.kept.find({ ...beyond, content: { $ne: null } } as unknown as Filter<Kept<C>>).sort({ _id: 1 }).limit(limit).toArray();
    return found.map(({ head, key, content }) => ({ id: head, key, content: content as C }));
  }

  /** Those of a head's documents under these keys that are there. */
  async documentsOf(id: string, keys: readonly string[]): Promise<readonly { readonly key: string; readonly content: C }[]> {
    await this.settled(id);
    const found = await this.kept.find(this.there(id, { key: { $in: [...keys] } })).toArray();
    return found.map(({ key, content }) => ({ key, content: content as C }));
  }

  /** How many documents all heads have. */
  async documentCount(): Promise<number> {
    await this.states();
    return this.kept.countDocuments({ content: { $ne: null } } as unknown as Filter<Kept<C>>);
  }

  private finder(id: string): Find<C> {
    return async (filter, order = { key: 1 }, limit = 0) => {
      const found = await this.kept.find(this.there(id, filter)).sort(order as never).limit(limit).toArray();
      return found.map(({ content }) => content as C);
    };
  }

  private there(id: string, filter: Document): Filter<Kept<C>> {
    return { head: id, ...filter, content: { $ne: null } } as unknown as Filter<Kept<C>>;
  }

  private async settled(id: string): Promise<Head<S, C> | null> {
    const head = (await this.heads.findOne({ _id: id } as Filter<Head<S, C>>)) as Head<S, C> | null;
    if (head && head.journal.length > 0) await this.settle(head);
    return head;
  }

  private async write(next: Head<S, C>, before: Head<S, C> | null): Promise<boolean> {
    if (before) return (await this.heads.replaceOne({ _id: next._id, n: before.n } as Filter<Head<S, C>>, next as never)).matchedCount === 1;
    try {
      await this.heads.insertOne(next as never);
      return true;
    } catch (error) {
      if (!keyTaken(error)) throw error;
      return false;
    }
  }

  /** All who come upon a journal in this process wait for one writing of it. */
  private settle(head: Head<S, C>): Promise<void> {
    const { _id, n } = head;
    const under = this.settling.get(_id);
    if (under?.n === n) return under.done;
    const done = this.writeOut(head).finally(() => void (this.settling.get(_id)?.n === n && this.settling.delete(_id)));
    this.settling.set(_id, { n, done });
    return done;
  }

  private async writeOut({ _id, n, journal }: Head<S, C>): Promise<void> {
    const documents = journal.map(({ key, content }): Kept<C> => ({ _id: documentId(_id, key), head: _id, key, n, content }));
    for (let missing = documents; missing.length > 0; ) missing = await this.put(missing);
    if (documents.length > 0) await this.heads.updateOne({ _id, n } as Filter<Head<S, C>>, { $set: { journal: [] } } as never);
  }

  /**
   * Write documents over older ones, and those that are not there yet. Resolves with what another was quicker to write, to be looked
   * at again. Replacing and inserting are apart, as not every server goes on behind an upsert that fails.
   */
  private async put(documents: readonly Kept<C>[]): Promise<Kept<C>[]> {
    const ids = documents.map(({ _id }) => _id);
    const there = new Set((await this.kept.find({ _id: { $in: ids } } as unknown as Filter<Kept<C>>, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id as string));
    const replacements = documents.filter(({ _id }) => there.has(_id)).map(({ _id, ...replacement }): AnyBulkWriteOperation<Kept<C>> => ({ replaceOne: { filter: { _id, n: { $lt: replacement.n } } as unknown as Filter<Kept<C>>, replacement: replacement as never } }));
    for (let i = 0; i < replacements.length; i += replacedTogether) await this.kept.bulkWrite(replacements.slice(i, i + replacedTogether), { ordered: false });
    const fresh = documents.filter(({ _id }) => !there.has(_id));
    if (fresh.length === 0) return [];
    try {
      await this.kept.insertMany(fresh as never, { ordered: false });
      return [];
    } catch (error) {
      if (!keyTaken(error)) throw error;
      return fresh;
    }
  }
}

const documentId = (id: string, key: string): string => `${id}|${key}`;

/** Of several changes of one document the last. */
function last<C extends Document>(changes: readonly KeyedChange<C>[]): KeyedChange<C>[] {
  return [...new Map(changes.map((change) => [change.key, change])).values()];
}
