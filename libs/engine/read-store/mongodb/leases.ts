import type { Collection } from 'mongodb';
import { keyTaken } from '#engine/mongodb';
import type { Lease } from '../read-store.js';
import type { HeadDocument, LeaseDocument } from './documents.js';
import { Together } from './together.js';

const attempts = 16;

/** Somebody asks for a lease, or to renew one. */
interface Request {
  readonly name: string;
  readonly owner: string;
  readonly now: number;
  readonly forMs: number;
}

/**
 * Leases with fencing. A new owner's epoch is written into every head of the lease before the owner hears that it has it, so that
 * whatever the old owner has under way finds another epoch there than its own.
 *
 * A worker holds a lease for each projection, process and topic and renews them at the same moments: what is asked for at once is
 * looked up and renewed by two commands, however many leases it is. Only a change of the owner is a matter of each lease.
 */
export class Leases {
  private readonly requests = new Together<Request, Lease | undefined>(({ name }) => name, (requests) => this.answer(requests));

  constructor(
    private readonly leases: Collection<LeaseDocument>,
    private readonly heads: Collection<HeadDocument>,
  ) {}

  take(name: string, owner: string, now: number, forMs: number): Promise<Lease | undefined> {
    return this.requests.ask({ name, owner, now, forMs });
  }

  async isHeld({ name, owner, epoch }: Lease): Promise<boolean> {
    const held = await this.leases.findOne({ _id: name });
    return held?.owner === owner && held.epoch === epoch;
  }

  private async answer(requests: readonly Request[]): Promise<(Lease | undefined | Promise<Lease | undefined>)[]> {
    const found = new Map((await this.leases.find({ _id: { $in: requests.map(({ name }) => name) } }).toArray()).map((lease) => [lease._id, lease]));
    const renewed = await this.renew(requests.filter(({ name, owner }) => isWhole(found.get(name), owner)));
    return requests.map((request) => {
      const held = found.get(request.name);
      if (held && renewed.has(request)) return { name: request.name, owner: request.owner, epoch: held.epoch };
      return isOthers(held, request) ? undefined : this.takeAlone(request);
    });
  }

  /** Renew what an owner has; of a group that is not whole any more, each lease is looked at by itself. */
  private async renew(requests: readonly Request[]): Promise<ReadonlySet<Request>> {
    const renewed = new Set<Request>();
    const groups = new Map<string, Request[]>();
    for (const request of requests) groups.set(`${request.forMs} ${request.owner}`, [...(groups.get(`${request.forMs} ${request.owner}`) ?? []), request]);
    for (const group of groups.values()) {
      const { owner, forMs } = group[0]!;
      const until = Math.min(...group.map(({ now }) => now)) + forMs;
      const { matchedCount } = await this.leases.updateMany({ _id: { $in: group.map(({ name }) => name) }, owner }, { $set: { until } });
      if (matchedCount === group.length) for (const request of group) renewed.add(request);
    }
    return renewed;
  }

  private async takeAlone({ name, owner, now, forMs }: Request): Promise<Lease | undefined> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const held = (await this.leases.findOne({ _id: name })) ?? undefined;
      if (isOthers(held, { owner, now })) return undefined;
      const taken = held ? await this.follow(held, owner, now, forMs) : await this.begin(name, owner, now + forMs);
      if (!taken) continue;
      if (taken.fenced < taken.epoch) await this.fence(taken);
      return { name, owner, epoch: taken.epoch };
    }
    return undefined;
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

/** Whether a lease is an owner's, with nothing left to do but to renew it. */
const isWhole = (held: LeaseDocument | undefined, owner: string): boolean => held !== undefined && held.owner === owner && held.fenced === held.epoch;

const isOthers = (held: LeaseDocument | undefined, { owner, now }: Pick<Request, 'owner' | 'now'>): boolean => held !== undefined && held.owner !== owner && held.until > now;
