import type { Collection, MongoDatabase } from '#engine/mongodb';
import { keyTaken } from '#engine/mongodb';
import type { LedgerKey, LedgerKeys } from '../keys.js';

/** A key with its place in the order of introduction; when it was retired follows from the key behind it. */
interface KeyDocument {
  /** Verifier key. */
  readonly _id: string;
  readonly number: number;
  readonly signerKey: string;
  readonly from: string;
  /** When it was introduced as one that no longer signs. */
  readonly until: string | null;
}

const attempts = 100;

/**
 * Signing keys of the ledger in MongoDB: whoever may read the database may sign, so it is for the services' account alone. To introduce
 * a key is one insertion: the one before it ends where it begins.
 */
export class MongoLedgerKeys implements LedgerKeys {
  private constructor(private readonly keys: Collection<KeyDocument>) {}

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoLedgerKeys> {
    return new MongoLedgerKeys(await database.indexed<KeyDocument>('ledger.keys', [{ key: { number: 1 }, name: 'order', unique: true }]));
  }

  async all(): Promise<readonly LedgerKey[]> {
    const found = await this.keys.find().sort({ number: 1 }).toArray();
    return found.map(({ _id, signerKey, from, until }, n): LedgerKey => {
      const end = until ?? found[n + 1]?.from;
      return { verifierKey: _id, signerKey, from, ...(end === undefined ? {} : { until: end }) };
    });
  }

  async introduce({ verifierKey, signerKey, from, until }: LedgerKey): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (await this.keys.findOne({ _id: verifierKey })) return;
      const [last] = await this.keys.find().sort({ number: -1 }).limit(1).toArray();
      try {
        await this.keys.insertOne({ _id: verifierKey, number: (last?.number ?? 0) + 1, signerKey, from, until: until ?? null });
        return;
      } catch (error) {
        if (!keyTaken(error)) throw error;
      }
    }
    throw new Error('ledger keys: others are introduced without end');
  }

  async close(): Promise<void> {}
}
