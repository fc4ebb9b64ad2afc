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
 * A worker holds a lease for each projection, process and topic, renews them at the same moments, and takes over all of another that
 * was killed: what is asked for at once is looked up, renewed, taken and fenced by a few commands, however many leases it is.
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
    const found = await this.read(requests.map(({ name }) => name));
    const renewed = await this.renew(requests.filter(({ name, owner }) => isWhole(found.get(name), owner)));
    const free = requests.filter((request) => !renewed.has(request) && found.has(request.name) && !isOthers(found.get(request.name), request));
    const taken = await this.takeMany(free.map((request) => ({ request, held: found.get(request.name)! })));
    return requests.map((request) => {
      const { name, owner } = request;
      const held = found.get(name);
      if (held && renewed.has(request)) return { name, owner, epoch: held.epoch };
      const epoch = taken.get(request);
      if (epoch !== undefined) return { name, owner, epoch };
      return isOthers(held, request) ? undefined : this.takeAlone(request);
    });
  }

  private async read(names: readonly string[]): Promise<ReadonlyMap<string, LeaseDocument>> {
    return new Map((await this.leases.find({ _id: { $in: [...names] } }).toArray()).map((lease) => [lease._id, lease]));
  }

  /** Renew what an owner has; of a group that is not whole any more, each lease is looked at by itself. */
  private async renew(requests: readonly Request[]): Promise<ReadonlySet<Request>> {
    const renewed = new Set<Request>();
    for (const group of grouped(requests, ({ owner, forMs }) => `${forMs} ${owner}`)) {
      const { owner } = group[0]!;
      const { matchedCount } = await this.leases.updateMany({ _id: { $in: group.map(({ name }) => name) }, owner }, { $set: { until: untilOf(group) } });
      if (matchedCount === group.length) for (const request of group) renewed.add(request);
    }
    return renewed;
  }

  /**
   * Take what nobody has any more, and fence it. Only the state that was read is changed: of two who race, one finds another. Resolves
   * with the epochs of what was taken.
   */
  private async takeMany(free: readonly { readonly request: Request; readonly held: LeaseDocument }[]): Promise<ReadonlyMap<Request, number>> {
    const taken = new Map<Request, number>();
    for (const group of grouped(free, ({ request, held }) => JSON.stringify([request.owner, request.forMs, held.owner, held.epoch, held.until]))) {
      const { request: { owner }, held: { owner: before, epoch: old, until } } = group[0]!;
      const epoch = before === owner ? old : old + 1;
      const names = group.map(({ request: { name } }) => name);
      await this.leases.updateMany({ _id: { $in: names }, owner: before, epoch: old, until }, { $set: { owner, epoch, until: untilOf(group.map(({ request }) => request)) } });
      const now = await this.read(names);
      const mine = group.filter(({ request: { name } }) => now.get(name)?.owner === owner && now.get(name)?.epoch === epoch);
      if (mine.length > 0) await this.fence(mine.map(({ request: { name } }) => name), owner, epoch);
      for (const { request } of mine) taken.set(request, epoch);
    }
    return taken;
  }

  private async takeAlone({ name, owner, now, forMs }: Request): Promise<Lease | undefined> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const held = (await this.leases.findOne({ _id: name })) ?? undefined;
      if (isOthers(held, { owner, now })) return undefined;
      const taken = held ? await this.follow(held, owner, now, forMs) : await this.begin(name, owner, now + forMs);
      if (!taken) continue;
      if (taken.fenced < taken.epoch) await this.fence([name], owner, taken.epoch);
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
  private async fence(names: readonly string[], owner: string, epoch: number): Promise<void> {
    await this.heads.updateMany({ lease: { $in: [...names] }, epoch: { $lt: epoch } }, { $set: { owner, epoch, seen: true } });
    await this.leases.updateMany({ _id: { $in: [...names] }, epoch, fenced: { $lt: epoch } }, { $set: { fenced: epoch } });
  }
}

/**
 * When leases that are asked for together run out: as the first of them asked. What is given back bears no time, so that whoever
 * takes it over finds all of it in one state.
 */
const untilOf = (requests: readonly Request[]): number => Math.min(...requests.map(({ now, forMs }) => (forMs === 0 ? 0 : now + forMs)));

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return [...groups.values()];
}

/** Whether a lease is an owner's, with nothing left to do but to renew it. */
const isWhole = (held: LeaseDocument | undefined, owner: string): boolean => held !== undefined && held.owner === owner && held.fenced === held.epoch;

const isOthers = (held: LeaseDocument | undefined, { owner, now }: Pick<Request, 'owner' | 'now'>): boolean => held !== undefined && held.owner !== owner && held.until > now;
