import type { ClientSession, Collection, Filter } from 'mongodb';
import { keyTaken, within, type MongoDatabase } from '#engine/mongodb';
import { rowCheck } from '../fields.js';
import { StaleLease, type Commit, type Lease, type RowWrite } from '../read-store.js';
import type { Catalogue } from './catalogue.js';
import { headId, tableId, type HeadDocument, type TableDocument } from './documents.js';
import type { Leases } from './leases.js';
import { Staging, sweep } from './staging.js';
import { Together } from './together.js';

const attempts = 16;
interface Work {
  readonly commit: Commit;
  readonly writes: readonly (readonly [TableDocument, readonly RowWrite[]])[];
}

type Outcome = 'done' | 'again' | 'stale';

/** A checkpoint without rows: the log went on, and nothing in it was this projection's. */
interface Passing {
  readonly head: string;
  readonly position: number;
  readonly lease: Lease;
}

/** Brings commits into the tables: see the store's own description for why it may be cut anywhere. */
export class Committing {
  private readonly passings = new Together<Passing, boolean>(({ head }) => head, (passings) => this.passAll(passings));

  constructor(
    private readonly database: MongoDatabase,
    private readonly catalogue: Catalogue,
    private readonly leases: Leases,
    private readonly clearedEvery: number,
  ) {}

  private get heads(): Collection<HeadDocument> {
    return this.catalogue.heads;
  }

  async commit(commit: Commit): Promise<void> {
    const { checkpoint, lease, rows } = commit;
    const id = headId(checkpoint.projection, checkpoint.generation);
    if (rows.length === 0 && lease && (await this.passings.ask({ head: id, position: checkpoint.position, lease }))) return;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { head, tables } = await this.catalogue.forCommit(rows.map(({ table }) => table), id);
      if (lease && !governs(head, lease) && !(await this.leases.isHeld(lease))) throw stale(lease);
      if (head && head.position !== null && checkpoint.position <= head.position) return;
      check(rows);
      if (!head) {
        await this.beginHead(id);
        continue;
      }
      if (lease && !governs(head, lease)) {
        await this.govern(head, lease);
        continue;
      }
      await this.catalogue.bind(tables.values(), id);
      const work: Work = { commit, writes: [...tables].map(([name, table]) => [table, rows.filter(({ table: { spec, generation } }) => tableId(spec.name, generation) === name)] as const) };
      const outcome = await this.database.together((session) => this.step(head, work, session));
      if (outcome === 'stale') throw stale(lease!);
      if (outcome === 'done') return this.tidy(id, head);
    }
    throw new Error(`${id}: others commit without end`);
  }

  /**
   * Most facts are of no concern to most projections, whose checkpoints then go on all at once: one command, each change guarded by its
   * lease as a step is. Which of several were not taken is not told: all of them then go the long way, where what was taken is found.
   */
  private async passAll(passings: readonly Passing[]): Promise<readonly boolean[]> {
    const { matchedCount } = await this.heads.bulkWrite(
      passings.map(({ head, position, lease: { name, owner, epoch } }) => ({
        updateOne: { filter: { _id: head, lease: name, owner, epoch, seen: true, pending: null, position: { $lt: position } }, update: { $set: { position } } },
      })),
      { ordered: false },
    );
    return passings.map(() => matchedCount === passings.length);
  }

  /** One attempt: begin a step, write what it holds, commit it. */
  private async step(head: HeadDocument, { commit: { checkpoint, lease }, writes }: Work, session: ClientSession | undefined): Promise<Outcome> {
    const begun = await this.begin(head, session);
    if (!begun) return 'again';
    const step = begun.pending!;
    let replaced = 0;
    for (const [table, rows] of writes) replaced += await new Staging(rows[0]!.table.spec, rows, step).write(this.catalogue.open(table), begun.voided, session);
    const mine: Filter<HeadDocument> = { _id: head._id, pending: step, ...(lease ? { lease: lease.name, owner: lease.owner, epoch: lease.epoch } : {}) };
    const { matchedCount } = await this.heads.updateOne(mine, { $set: { step, position: checkpoint.position, pending: null }, $inc: { replaced } }, within(session));
    if (matchedCount === 1) return 'done';
    return lease && !(await this.leases.isHeld(lease)) ? 'stale' : 'again';
  }

  /** Take the next step's number. A step that another began and did not commit is voided by it. */
  private async begin(head: HeadDocument, session: ClientSession | undefined): Promise<HeadDocument | undefined> {
    const { _id, last, pending, voided, lease, owner, epoch } = head;
    const next = { last: last + 1, pending: last + 1, voided: pending === null ? voided : [...voided, pending] };
    const { matchedCount } = await this.heads.updateOne({ _id, last, pending, lease, owner, epoch }, { $set: next }, within(session));
    return matchedCount === 1 ? { ...head, ...next } : undefined;
  }

  /**
   * Write the lease into a head that has another, and then look whether it is still held. Whoever takes the lease from here on finds it
   * there and writes its own epoch over it; whoever took it before is seen. In no transaction: it must be there for others at once.
   */
  private async govern({ _id, last, lease, owner, epoch }: HeadDocument, mine: Lease): Promise<void> {
    const written = { lease: mine.name, owner: mine.owner, epoch: mine.epoch };
    await this.heads.updateOne({ _id, last, lease, owner, epoch }, { $set: { ...written, seen: false } });
    if (!(await this.leases.isHeld(mine))) throw stale(mine);
    await this.heads.updateOne({ _id, ...written }, { $set: { seen: true } });
  }

  private async beginHead(_id: string): Promise<void> {
    try {
      await this.heads.insertOne({ _id, position: null, step: 0, last: 0, pending: null, voided: [], lease: null, owner: null, epoch: 0, seen: false, replaced: 0, clearedAt: 0, kept: 0 });
    } catch (error) {
      if (!keyTaken(error)) throw error;
    }
  }

  /** Remove what a voided step left, and now and then the rows that were replaced before the last time this was done. */
  private async tidy(id: string, before: HeadDocument): Promise<void> {
    if (before.pending !== null) for (const table of await this.catalogue.boundTo(id)) await sweep(this.catalogue.open(table), before.pending);
    if (before.replaced < this.clearedEvery) return;
    const head = await this.heads.findOne({ _id: id });
    if (!head || head.replaced < this.clearedEvery) return;
    const { clearedAt, step, voided } = head;
    // Told before it is done: a reader of an older moment reads again.
    const { matchedCount } = await this.heads.updateOne({ _id: id, clearedAt, kept: head.kept }, { $set: { kept: clearedAt, clearedAt: step, replaced: 0 } });
    if (matchedCount === 0) return;
    for (const table of await this.catalogue.boundTo(id)) {
      const { rows } = this.catalogue.open(table);
      await rows.deleteMany({ x: voided.length > 0 ? { $lte: clearedAt, $nin: [...voided] } : { $lte: clearedAt } });
    }
  }
}

/** Whether a head is this very lease's, beyond doubt: a new owner would have changed it. */
const governs = (head: HeadDocument | undefined, { name, owner, epoch }: Lease): boolean => head?.lease === name && head.owner === owner && head.epoch === epoch && head.seen;

const stale = ({ name }: Lease): StaleLease => new StaleLease(`lease ${name} was taken over`);

function check(rows: readonly RowWrite[]): void {
  const checks = new Map<object, ReturnType<typeof rowCheck>>();
  for (const { table, key, row } of rows) {
    const fits = checks.get(table.spec) ?? rowCheck(table.spec);
    checks.set(table.spec, fits);
    fits(key, row);
  }
}
