import type { Instant } from '#engine/kernel';
import { jointKey, partsOf, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { Collection, MongoDatabase } from '#engine/mongodb';
import { collectionRecords, keyTaken } from '#engine/mongodb';
import type { KeptPasswords, KnownAddress, PasswordRecord, Refreshed, SecretStore, Session, SigningKey, SignInRecord } from '../secret-store.js';

/** A document with a count of its changes: what was read is replaced, or it is read again. */
interface Counted {
  readonly _id: string;
  readonly n: number;
}

interface PasswordsDocument extends Counted {
  /** Oldest first. */
  readonly passwords: readonly Omit<PasswordRecord, 'user'>[];
}

/** A session with the tokens that were ever given for it: one document, so that a token is used up and followed in one step. */
interface SessionDocument extends Counted {
  readonly user: string;
  readonly startedAt: string;
  readonly endsAt: string;
  readonly limited: boolean;
  readonly tokens: readonly { readonly hash: string; readonly usedAt: string | null }[];
  /** The hashes of the tokens, to find the session by. */
  readonly hashes: readonly string[];
}

interface SignInsDocument extends Counted {
  readonly failures: number;
  readonly lastAt: string | null;
  readonly lastAddress: string | null;
  readonly lastFailureAt: string | null;
}

interface KeyDocument {
  readonly _id: string;
  readonly createdAt: string;
  /** JSON text. */
  readonly privateJwk: string;
}

interface AddressDocument {
  readonly _id: string;
  readonly lastAt: string;
}

const attempts = 100;

/** Secrets in MongoDB: whoever may read the database may sign in as anybody, so it is for the services' account alone. */
export class MongoSecretStore implements SecretStore, HandsOver {
  readonly records: readonly RecordKind[];

  private constructor(
    private readonly passwords: Collection<PasswordsDocument>,
    private readonly keys: Collection<KeyDocument>,
    private readonly sessions: Collection<SessionDocument>,
    private readonly signInNotes: Collection<SignInsDocument>,
    private readonly addresses: Collection<AddressDocument>,
  ) {
    this.records = [
      collectionRecords<PasswordsDocument, KeptPasswords>({ kind: 'passwords', collection: passwords, contentOf: ({ _id, passwords: kept }) => ({ user: _id, passwords: kept }), documentOf: ({ user, passwords: kept }) => ({ _id: user, n: 1, passwords: kept }) }),
      collectionRecords<KeyDocument, SigningKey>({ kind: 'token-key', collection: keys, contentOf: keyOf, documentOf: keyDocument }),
      collectionRecords<SignInsDocument, SignInRecord & { readonly user: string }>({
        kind: 'sign-ins', collection: signInNotes, contentOf: (document) => ({ user: document._id, ...recordOf(document) }),
        documentOf: ({ user, failures, lastAt = null, lastAddress = null, lastFailureAt = null }) => ({ _id: user, n: 1, failures, lastAt, lastAddress, lastFailureAt }),
      }),
      collectionRecords<AddressDocument, KnownAddress>({
        kind: 'known-address', collection: addresses,
        contentOf: ({ _id, lastAt }) => {
          const [user, address] = partsOf(_id) as [string, string];
          return { user, address, lastAt };
        },
        documentOf: ({ lastAt }, _id) => ({ _id, lastAt }),
      }),
    ];
  }

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoSecretStore> {
    const sessions = await database.indexed<SessionDocument>('secrets.sessions', [
      { key: { hashes: 1 }, name: 'token', unique: true }, { key: { user: 1 }, name: 'user' }, { key: { endsAt: 1 }, name: 'end' },
    ]);
    return new MongoSecretStore(database.collection('secrets.passwords'), database.collection('secrets.keys'), sessions, database.collection('secrets.sign-ins'), database.collection('secrets.addresses'));
  }

  async password(user: string): Promise<PasswordRecord | undefined> {
    const newest = (await this.passwords.findOne({ _id: user }))?.passwords.at(-1);
    return newest && { user, ...newest };
  }

  async passwordHistory(user: string, limit: number): Promise<readonly string[]> {
    const all = (await this.passwords.findOne({ _id: user }))?.passwords ?? [];
    return all.toReversed().slice(0, limit).map(({ hash }) => hash);
  }

  async setPassword({ user, ...record }: PasswordRecord): Promise<boolean> {
    return this.change(this.passwords, user, { _id: user, n: 0, passwords: [] }, (before) => {
      const newest = before.passwords.at(-1);
      if (newest && newest.setAt >= record.setAt) return [undefined, false];
      return [{ ...before, passwords: [...before.passwords, record] }, true];
    });
  }

  async rehash(user: string, from: string, to: string): Promise<void> {
    await this.change(this.passwords, user, undefined, (before) => {
      const passwords = before.passwords.map((each) => (each.hash === from ? { ...each, hash: to } : each));
      return [{ ...before, passwords }, undefined];
    });
  }

  async signingKeys(): Promise<readonly SigningKey[]> {
    const found = await this.keys.find().sort({ createdAt: -1, _id: 1 }).toArray();
    return found.map(keyOf);
  }

  async addSigningKey(key: SigningKey): Promise<void> {
    await this.keys.insertOne(keyDocument(key));
  }

  async openSession({ session, user, startedAt, endsAt, limited }: Session, tokenHash: string): Promise<void> {
    await this.sessions.insertOne({ _id: session, n: 1, user, startedAt, endsAt, limited, tokens: [{ hash: tokenHash, usedAt: null }], hashes: [tokenHash] });
  }

  async session(session: string): Promise<Session | undefined> {
    const found = await this.sessions.findOne({ _id: session });
    return found ? sessionOf(found) : undefined;
  }

  async refresh(tokenHash: string, nextHash: string, at: Instant, forgivenSince?: Instant): Promise<Refreshed> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const found = await this.sessions.findOne({ hashes: tokenHash });
      const token = found?.tokens.find(({ hash }) => hash === tokenHash);
      if (!found || !token) return { outcome: 'unknown' };
      const session = sessionOf(found);
      if (token.usedAt !== null) {
        if (forgivenSince !== undefined && token.usedAt >= forgivenSince) return { outcome: 'overtaken', session };
        await this.sessions.deleteOne({ _id: found._id });
        return { outcome: 'reused', session };
      }
      const tokens = [...found.tokens.map((each) => (each === token ? { ...each, usedAt: at } : each)), { hash: nextHash, usedAt: null }];
      const { matchedCount } = await this.sessions.replaceOne({ _id: found._id, n: found.n }, { ...withoutId(found), n: found.n + 1, tokens, hashes: tokens.map(({ hash }) => hash) });
      if (matchedCount === 1) return { outcome: 'rotated', session };
    }
    throw new Error('a session changes without end');
  }

  async endSession(session: string): Promise<void> {
    await this.sessions.deleteOne({ _id: session });
  }

  async endSessions(user: string, except = ''): Promise<number> {
    return (await this.sessions.deleteMany({ user, _id: { $ne: except } })).deletedCount;
  }

  async forgetSessions(before: Instant): Promise<void> {
    await this.sessions.deleteMany({ endsAt: { $lt: before } });
  }

  /** The address first: a cut in between leaves one that is known, and no sign-in that is not noted. */
  async noteSignIn(user: string, address: string, at: Instant): Promise<SignInRecord> {
    await this.noteAddress(jointKey(user, address), at);
    return this.change(this.signInNotes, user, noSignIns(user), (before) => [{ ...before, failures: 0, lastAt: at, lastAddress: address }, recordOf(before)]);
  }

  async noteFailure(user: string, at: Instant): Promise<void> {
    await this.change(this.signInNotes, user, noSignIns(user), (before) => [{ ...before, failures: before.failures + 1, lastFailureAt: at }, undefined]);
  }

  async signIns(user: string): Promise<SignInRecord> {
    return recordOf((await this.signInNotes.findOne({ _id: user })) ?? noSignIns(user));
  }

  async knowsAddress(user: string, address: string, since: Instant): Promise<boolean> {
    const found = await this.addresses.findOne({ _id: jointKey(user, address) });
    return found !== null && found.lastAt >= since;
  }

  async close(): Promise<void> {}

  private async noteAddress(_id: string, lastAt: Instant): Promise<void> {
    if ((await this.addresses.updateOne({ _id }, { $set: { lastAt } })).matchedCount === 1) return;
    try {
      await this.addresses.insertOne({ _id, lastAt });
    } catch (error) {
      if (!keyTaken(error)) throw error;
      await this.addresses.updateOne({ _id }, { $set: { lastAt } });
    }
  }

  /** Read, decide, and replace what was read; of two at once one decides again. Without `first`, a document that is not there is left so. */
  private async change<D extends Counted, T>(collection: Collection<D>, _id: string, first: D | undefined, decide: (before: D) => readonly [D | undefined, T]): Promise<T> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const found = (await collection.findOne({ _id } as never)) as D | null;
      const before = found ?? first;
      if (!before) return undefined as T;
      const [after, result] = decide(before);
      if (!after) return result;
      if (await replaced(collection, found, { ...after, n: before.n + 1 })) return result;
    }
    throw new Error('secrets change without end');
  }
}

async function replaced<D extends Counted>(collection: Collection<D>, found: D | null, after: D): Promise<boolean> {
  if (found) return (await collection.replaceOne({ _id: found._id, n: found.n } as never, withoutId(after) as never)).matchedCount === 1;
  try {
    await collection.insertOne(after as never);
    return true;
  } catch (error) {
    if (!keyTaken(error)) throw error;
    return false;
  }
}

function withoutId<D extends Counted>({ _id, ...rest }: D): Omit<D, '_id'> {
  return rest;
}

const keyOf = ({ _id, createdAt, privateJwk }: KeyDocument): SigningKey => ({ kid: _id, createdAt, privateJwk: JSON.parse(privateJwk) as SigningKey['privateJwk'] });

const keyDocument = ({ kid, createdAt, privateJwk }: SigningKey): KeyDocument => ({ _id: kid, createdAt, privateJwk: JSON.stringify(privateJwk) });

const noSignIns = (user: string): SignInsDocument => ({ _id: user, n: 0, failures: 0, lastAt: null, lastAddress: null, lastFailureAt: null });

const recordOf = ({ failures, lastAt, lastAddress, lastFailureAt }: SignInsDocument): SignInRecord => ({
  failures, ...(lastAt === null ? {} : { lastAt }), ...(lastAddress === null ? {} : { lastAddress }), ...(lastFailureAt === null ? {} : { lastFailureAt }),
});

const sessionOf = ({ _id, user, startedAt, endsAt, limited }: SessionDocument): Session => ({ session: _id, user, startedAt, endsAt, limited });
