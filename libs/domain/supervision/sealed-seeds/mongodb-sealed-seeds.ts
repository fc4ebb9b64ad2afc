import type { HandsOver, RecordKind } from '#engine/hand-over';
import type { Collection, MongoDatabase } from '#engine/mongodb';
import { collectionRecords, keyTaken } from '#engine/mongodb';
import type { SealedSeed, SealedSeeds } from './sealed-seeds.js';

interface SeedDocument {
  readonly _id: string;
  readonly campaign: string;
  readonly seed: string;
}

/** Sealed seeds in MongoDB. */
export class MongoSealedSeeds implements SealedSeeds, HandsOver {
  readonly records: readonly RecordKind[];

  private constructor(private readonly seeds: Collection<SeedDocument>) {
    this.records = [collectionRecords<SeedDocument, SealedSeed>({ kind: 'sealed-seed', collection: seeds, contentOf: seedOf, documentOf: ({ seedHash, campaign, seed }) => ({ _id: seedHash, campaign, seed }) })];
  }

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoSealedSeeds> {
    return new MongoSealedSeeds(database.collection<SeedDocument>('sealed-seeds'));
  }

  async keep({ seedHash, campaign, seed }: SealedSeed): Promise<void> {
    try {
      await this.seeds.insertOne({ _id: seedHash, campaign, seed });
    } catch (error) {
      if (!keyTaken(error)) throw error;
    }
  }

  async find(seedHash: string): Promise<SealedSeed | undefined> {
    const found = await this.seeds.findOne({ _id: seedHash });
    return found ? seedOf(found) : undefined;
  }

  async remove(seedHash: string): Promise<boolean> {
    return (await this.seeds.deleteOne({ _id: seedHash })).deletedCount === 1;
  }

  async close(): Promise<void> {}
}

const seedOf = ({ _id, campaign, seed }: SeedDocument): SealedSeed => ({ seedHash: _id, campaign, seed });
