import type { Collection, MongoDatabase } from '#engine/mongodb';
import { keyTaken } from '#engine/mongodb';
import type { DossierKey, DossierKeys } from '../dossier-keys.js';

interface KeyDocument {
  readonly _id: string;
  readonly createdAt: string;
  /** JSON text. */
  readonly privateJwk: string;
}

/** Signing keys in MongoDB: whoever may read the database may sign, so it is for the services' account alone. */
export class MongoDossierKeys implements DossierKeys {
  private constructor(private readonly keys: Collection<KeyDocument>) {}

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoDossierKeys> {
    return new MongoDossierKeys(database.collection<KeyDocument>('dossiers.keys'));
  }

  async all(): Promise<readonly DossierKey[]> {
    const found = await this.keys.find().sort({ createdAt: -1, _id: 1 }).toArray();
    return found.map(({ _id, createdAt, privateJwk }) => ({ kid: _id, createdAt, privateJwk: JSON.parse(privateJwk) as DossierKey['privateJwk'] }));
  }

  async add({ kid, createdAt, privateJwk }: DossierKey): Promise<void> {
    try {
      await this.keys.insertOne({ _id: kid, createdAt, privateJwk: JSON.stringify(privateJwk) });
    } catch (error) {
      if (!keyTaken(error)) throw error;
    }
  }

  async close(): Promise<void> {}
}
