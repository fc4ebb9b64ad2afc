import { MongoClient, MongoServerError, type ClientSession, type Collection, type Db, type Document, type IndexDescription } from 'mongodb';

const answersWithinMs = 10_000;

/**
 * A database on a server of the MongoDB protocol, with the settings that every adapter relies on: writes are acknowledged by a
 * majority and in its journal, reads see what a majority has, and both go to the primary.
 *
 * Transactions are used where the server has them (a replica set, a sharded cluster), and no adapter needs them to be correct: each
 * rests on what one server always does, which is to change one document atomically and to keep a unique index unique.
 */
export class MongoDatabase {
  private constructor(
    private readonly client: MongoClient,
    private readonly db: Db,
    /** Whether the server has transactions. */
    readonly transactions: boolean,
  ) {}

  /**
   * Connect to the database that the URL names.
   * @throws TypeError when the URL names none
   * @throws MongoServerSelectionError when no server answers within ten seconds
   */
  static async connect(url: string): Promise<MongoDatabase> {
    const name = decodeURIComponent(new URL(url.replace(/^mongodb(\+srv)?:\/\/[^/]*/, 'http://servers')).pathname.slice(1));
    if (name === '') throw new TypeError('the MongoDB URL names no database');
    const client = new MongoClient(url, {
      serverSelectionTimeoutMS: answersWithinMs,
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      // An adapter repeats a write itself, where it knows that twice is as good as once.
      retryWrites: false,
      ignoreUndefined: true,
    });
    await client.connect();
    try {
      const hello = await client.db(name).command({ hello: 1 });
      return new MongoDatabase(client, client.db(name), typeof hello['setName'] === 'string' || hello['msg'] === 'isdbgrid');
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  /** A collection. Its name begins with what it holds: `rows.leases`. */
  collection<D extends Document>(name: string): Collection<D> {
    return this.db.collection<D>(name);
  }

  /** A collection with its indexes, made where they are missing. */
  async indexed<D extends Document>(name: string, indexes: readonly IndexDescription[]): Promise<Collection<D>> {
    const collection = this.db.collection<D>(name);
    // One at a time: FerretDB 1 breaks off when several of one command are there already.
    for (const index of indexes) await collection.createIndexes([index]);
    return collection;
  }

  /** The database itself, for what holds its files in it. */
  get files(): Db {
    return this.db;
  }

  /** In a transaction where the server has them, in steps where it has none. The work may be done again when it met another's. */
  async together<T>(work: (session: ClientSession | undefined) => Promise<T>): Promise<T> {
    if (!this.transactions) return work(undefined);
    return this.client.withSession((session) => session.withTransaction(() => work(session), { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true }, readPreference: 'primary' }));
  }

  /** Whether there is no document in it. */
  async isEmpty(): Promise<boolean> {
    const collections = await this.db.listCollections({}, { nameOnly: true }).toArray();
    for (const { name } of collections) if (!name.startsWith('system.') && (await this.db.collection(name).findOne()) !== null) return false;
    return true;
  }

  /** Remove the database and all that it holds. */
  async destroy(): Promise<void> {
    await this.db.dropDatabase();
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

/** Options of an operation that may be part of a transaction. */
export const within = (session: ClientSession | undefined): { readonly session?: ClientSession } => (session ? { session } : {});

/** Whether a write failed because a unique key is taken. */
export const keyTaken = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11_000;
