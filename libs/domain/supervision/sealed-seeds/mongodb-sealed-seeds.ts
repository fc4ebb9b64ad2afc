import type { Collection, MongoDatabase } from '#engine/mongodb';
import { keyTaken } from '#engine/mongodb';
import type { SealedSeed, SealedSeeds } from './sealed-seeds.js';

interface SeedDocument {
  readonly _id: string;
  readonly campaign: string;
  readonly seed: string;
}

/** Sealed seeds in MongoDB. */
export class MongoSealedSeeds implements SealedSeeds {
  private constructor(private readonly seeds: Collection<SeedDocument>) {}

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
    return found ? { seedHash, campaign: found.campaign, seed: found.seed } : undefined;
  }

  async remove(seedHash: string): Promise<boolean> {
    return (await this.seeds.deleteOne({ _id: seedHash })).deletedCount === 1;
  }

  async close(): Promise<void> {}
}
