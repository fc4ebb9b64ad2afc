import { randomUUID } from 'node:crypto';
import type { Instant } from '#engine/kernel';
import { RecordContradicts, type HandsOver, type KeptRecord, type RecordKind } from '#engine/hand-over';
import type { Collection, Filter, MongoDatabase } from '#engine/mongodb';
import { collectionRecords, keyTaken } from '#engine/mongodb';
import {
  behind, ChainCheck, chainHash, chainStart, entryText,
  type AccessEntry, type AccessFilter, type AccessHead, type AccessLog, type AccessVerification, type KeptAccess, type KeptHeads, type RecordedAccess,
} from '../access-log.js';

/** An entry under its number: its text, which is hashed, and what it is found by, which the text must say too. */
interface EntryDocument {
  readonly _id: number;
  readonly text: string;
  readonly hash: string;
  /** Who wrote it: tells one's own entry from another's under the same number. */
  readonly batch: string;
  readonly at: string;
  readonly user: string | null;
  readonly kind: string;
  readonly address: string;
}

/** The head that the log begins after, and when it was last seen to be writable. */
interface BaseDocument extends AccessHead {
  readonly _id: 'base';
  readonly pulse: string | null;
}

interface Waiting {
  readonly entry: AccessEntry;
  readonly resolve: (recorded: RecordedAccess) => void;
  readonly reject: (error: unknown) => void;
}

const attempts = 200;
const checkedAtOnce = 2_000;

/**
 * The access log in MongoDB, written by many processes. An entry's number is a unique key and its hash follows from the entry before:
 * of two who write under one number one does, and the other writes behind it. A database cannot keep its owner from changing it; the
 * chain and the heads that are sealed elsewhere show that it was. The services' account needs no right to update or remove entries,
 * but for the removal under retention.
 */
export class MongoAccessLog implements AccessLog, HandsOver {
  /** Where the log begins, once entries have been removed; then the entries. */
  readonly records: readonly RecordKind[];
  private waiting: Waiting[] = [];
  private writing: Promise<void> = Promise.resolve();
  private closed = false;
  /** The second in which something was last written for certain. */
  private written = '';
  private last: AccessHead | undefined;

  private constructor(
    private readonly log: Collection<EntryDocument>,
    private readonly bases: Collection<BaseDocument>,
  ) {
    this.records = [this.baseRecord(), this.entryRecords()];
  }

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoAccessLog> {
    const searched = (field: string) => ({ key: { [field]: 1, _id: 1 }, name: field });
    const log = await database.indexed<EntryDocument>('access.log', ['at', 'user', 'kind', 'address'].map(searched));
    const bases = database.collection<BaseDocument>('access.base');
    await bases.insertOne({ _id: 'base', seq: 0, hash: chainStart, pulse: null }).catch((error: unknown) => {
      if (!keyTaken(error)) throw error;
    });
    return new MongoAccessLog(log, bases);
  }

  append(entry: AccessEntry): Promise<RecordedAccess> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error('the access log is closed'));
      this.waiting.push({ entry, resolve, reject });
      // What arrives while others are being written is written together.
      if (this.waiting.length === 1) this.writing = this.writing.then(() => this.flush());
    });
  }

  async pulse(now: Instant): Promise<void> {
    if (this.closed) throw new Error('the access log is closed');
    if (secondOf(now) === this.written) return;
    const { matchedCount } = await this.bases.updateOne({ _id: 'base' }, { $set: { pulse: now } });
    if (matchedCount === 0) throw new Error('the access log has lost its beginning');
    this.written = secondOf(now);
  }

  async entries(filter: AccessFilter, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<readonly RecordedAccess[]> {
    const { seq: base } = await this.base();
    const found = await this.log.find({ ...conditions(filter), _id: { $gt: base, $lt: before } }).sort({ _id: -1 }).limit(limit).toArray();
    return found.map(({ _id, text, hash }) => ({ ...(JSON.parse(text) as AccessEntry), seq: _id, hash }));
  }

  async count(filter: AccessFilter): Promise<number> {
    const { seq: base } = await this.base();
    return this.log.countDocuments({ ...conditions(filter), _id: { $gt: base } });
  }

  async head(): Promise<AccessHead> {
    const base = await this.base();
    const [last] = await this.log.find({ _id: { $gt: base.seq } }).sort({ _id: -1 }).limit(1).toArray();
    return last ? { seq: last._id, hash: last.hash } : base;
  }

  async base(): Promise<AccessHead> {
    const found = await this.bases.findOne({ _id: 'base' });
    if (!found) throw new Error('the access log has lost its beginning');
    return { seq: found.seq, hash: found.hash };
  }

  async headAt(seq: number): Promise<AccessHead | undefined> {
    const base = await this.base();
    if (seq === base.seq) return base;
    const found = seq > base.seq ? await this.log.findOne({ _id: seq }) : null;
    return found ? { seq, hash: found.hash } : undefined;
  }

  async lastBefore(instant: Instant): Promise<number> {
    const { seq: base } = await this.base();
    const [first] = await this.log.find({ _id: { $gt: base }, at: { $gte: instant } }).sort({ _id: 1 }).limit(1).toArray();
    return first ? first._id - 1 : (await this.head()).seq;
  }

  async timeOf(seq: number): Promise<Instant | undefined> {
    const { seq: base } = await this.base();
    return seq > base ? (await this.log.findOne({ _id: seq }))?.at : undefined;
  }

  async verify(kept?: KeptHeads): Promise<AccessVerification> {
    const [head, base] = [await this.head(), await this.base()];
    return (await this.checked(new ChainCheck(kept, base), base, head)).result(head);
  }

  /** The beginning moves first: entries before it are no longer the log's, and a removal that is cut is finished by the next. */
  async removeUpTo(head: AccessHead): Promise<void> {
    const base = await this.base();
    if ((await this.headAt(head.seq))?.hash !== head.hash) throw new RangeError(`the access log has no entry ${head.seq} with that hash`);
    if (base.seq < head.seq) {
      const rest = await this.checked(new ChainCheck({ heads: [] }, head), head, await this.head());
      if (!rest.fits) throw new Error(`the access log is damaged after entry ${head.seq}: nothing was removed`);
      const { matchedCount } = await this.bases.updateOne({ _id: 'base', seq: base.seq }, { $set: { seq: head.seq, hash: head.hash } });
      if (matchedCount === 0) throw new Error('entries are being removed already');
    }
    await this.log.deleteMany({ _id: { $lte: head.seq } });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.writing;
  }

  private baseRecord(): RecordKind {
    const records = async (): Promise<KeptRecord[]> => {
      const { seq, hash } = await this.base();
      return seq === 0 ? [] : [{ key: 'base', content: { seq, hash } }];
    };
    return {
      kind: 'access-base',
      count: async () => (await records()).length,
      page: async (after) => (after === undefined ? records() : []),
      found: records,
      add: async ([base]) => {
        const { seq, hash } = base!.content as unknown as AccessHead;
        const { matchedCount } = (await this.head()).seq === 0 ? await this.bases.updateOne({ _id: 'base', seq: 0 }, { $set: { seq, hash } }) : { matchedCount: 0 };
        if (matchedCount === 0) throw new RecordContradicts('access-base', 'base');
      },
    };
  }

  private entryRecords(): RecordKind {
    const batch = randomUUID();
    const entries = collectionRecords<EntryDocument, KeptAccess>({
      kind: 'access-entry', collection: this.log, numbered: true, contentOf: ({ text, hash }) => ({ text, hash }),
      documentOf: ({ text, hash }, key) => ({ _id: Number(key), text, hash, batch, ...searchedOf(JSON.parse(text) as AccessEntry) }),
    });
    return {
      ...entries,
      add: async (records) => {
        behind(await this.head(), records.map(({ key, content }) => ({ seq: Number(key), ...(content as unknown as KeptAccess) })));
        this.last = undefined;
        await entries.add(records);
      },
    };
  }

  private async checked(check: ChainCheck, after: AccessHead, head: AccessHead): Promise<ChainCheck> {
    for await (const { _id, text, hash, ...found } of this.log.find({ _id: { $gt: after.seq, $lte: head.seq } }, { batchSize: checkedAtOnce }).sort({ _id: 1 })) {
      check.next({ seq: _id, text: agrees(text, found) ? text : '', hash });
    }
    return check;
  }

  private async flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    try {
      const recorded = await this.write(batch.map(({ entry }) => entry));
      batch.forEach(({ resolve }, index) => resolve(recorded[index]!));
    } catch (error) {
      this.written = '';
      this.last = undefined;
      for (const { reject } of batch) reject(error);
    }
  }

  private async write(entries: readonly AccessEntry[]): Promise<RecordedAccess[]> {
    const recorded: RecordedAccess[] = [];
    for (let attempt = 0; recorded.length < entries.length && attempt < attempts; attempt += 1) {
      const head = this.last ?? (await this.head());
      recorded.push(...(await this.writeBehind(head, entries.slice(recorded.length))));
      const last = recorded.at(-1);
      this.last = recorded.length === entries.length && last ? { seq: last.seq, hash: last.hash } : undefined;
    }
    if (recorded.length < entries.length) throw new Error('the access log: others write without end');
    this.written = secondOf(entries.at(-1)!.at);
    return recorded;
  }

  /** Resolves with those that were written before another's entry took a number. */
  private async writeBehind(head: AccessHead, entries: readonly AccessEntry[]): Promise<RecordedAccess[]> {
    const batch = randomUUID();
    let { seq, hash } = head;
    const recorded = entries.map((entry): RecordedAccess => {
      seq += 1;
      hash = chainHash(hash, entryText(seq, entry));
      return { ...entry, seq, hash };
    });
    const documents = recorded.map((each, n): EntryDocument => ({ _id: each.seq, text: entryText(each.seq, entries[n]!), hash: each.hash, batch, ...searchedOf(entries[n]!) }));
    try {
      await this.log.insertMany(documents, { ordered: true });
    } catch (error) {
      if (!keyTaken(error)) throw error;
    }
    const base = await this.base();
    const mine = await this.log.find({ _id: { $gt: head.seq, $lte: seq }, batch }).sort({ _id: 1 }).toArray();
    const removed = recorded.find((each) => each.seq === base.seq);
    if (base.seq <= head.seq || removed?.hash === base.hash) return recorded.slice(0, mine.length);
    // The numbers were free because their entries had been removed: what was written there is none of the log's.
    await this.log.deleteMany({ batch });
    return [];
  }
}

const secondOf = (instant: Instant): string => instant.slice(0, 19);

const searchedOf = ({ at, user, kind, address }: AccessEntry) => ({ at, user: user ?? null, kind, address });

/** Whether what an entry is found by is what its text says. */
function agrees(text: string, found: Pick<EntryDocument, 'at' | 'user' | 'kind' | 'address'>): boolean {
  try {
    const said = searchedOf(JSON.parse(text) as AccessEntry);
    return said.at === found.at && said.user === found.user && said.kind === found.kind && said.address === found.address;
  } catch {
    return false;
  }
}

function conditions({ user, kind, address, from, to }: AccessFilter): Filter<EntryDocument> {
  const at = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) };
  return {
    ...(user === undefined ? {} : { user }), ...(kind === undefined ? {} : { kind }), ...(address === undefined ? {} : { address }),
    ...(from === undefined && to === undefined ? {} : { at }),
  };
}
