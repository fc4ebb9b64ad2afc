import type { Collection } from 'mongodb';
import { keyTaken } from '#engine/mongodb';
import type { Lease } from '../read-store.js';
import type { HeadDocument, LeaseDocument } from './documents.js';

const attempts = 16;

/**
 * Leases with fencing. A new owner's epoch is written into every head of the lease before the owner hears that it has it, so that
 * whatever the old owner has under way finds another epoch there than its own.
 */
export class Leases {
  constructor(
    private readonly leases: Collection<LeaseDocument>,
    private readonly heads: Collection<HeadDocument>,
  ) {}

  async take(name: string, owner: string, now: number, forMs: number): Promise<Lease | undefined> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const held = await this.leases.findOne({ _id: name });
      if (held && held.owner !== owner && held.until > now) return undefined;
      const taken = held ? await this.follow(held, owner, now, forMs) : await this.begin(name, owner, now + forMs);
      if (!taken) continue;
      if (taken.fenced < taken.epoch) await this.fence(taken);
      return { name, owner, epoch: taken.epoch };
    }
    return undefined;
  }

  async isHeld({ name, owner, epoch }: Lease): Promise<boolean> {
    const held = await this.leases.findOne({ _id: name });
    return held?.owner === owner && held.epoch === epoch;
  }

  private async begin(name: string, owner: string, until: number): Promise<LeaseDocument | undefined> {
    const first: LeaseDocument = { _id: name, owner, epoch: 1, until, fenced: 0 };
    try {
      await this.leases.insertOne(first);
      return first;
    } catch (error) {
      if (!keyTaken(error)) throw error;
      return undefined;
    }
  }

  // Only the state that was read is changed: of two who race, one finds another.
  private async follow({ _id, owner: before, epoch, until, fenced }: LeaseDocument, owner: string, now: number, forMs: number): Promise<LeaseDocument | undefined> {
    const next = { owner, epoch: before === owner ? epoch : epoch + 1, until: now + forMs };
    const { matchedCount } = await this.leases.updateOne({ _id, owner: before, epoch, until }, { $set: next });
    return matchedCount === 1 ? { _id, ...next, fenced } : undefined;
  }

  // A crash before `fenced` is written leaves it to the next who takes or renews the lease.
  private async fence({ _id, owner, epoch }: LeaseDocument): Promise<void> {
    await this.heads.updateMany({ lease: _id, epoch: { $lt: epoch } }, { $set: { owner, epoch, seen: true } });
    await this.leases.updateOne({ _id, epoch, fenced: { $lt: epoch } }, { $set: { fenced: epoch } });
  }
}
