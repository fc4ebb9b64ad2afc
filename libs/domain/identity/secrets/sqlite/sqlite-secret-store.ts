import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '#engine/kernel';
import { openDatabase, read, type Database, type Statement } from '#engine/event-store/sqlite';
import { tableRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { KeptPasswords, KnownAddress, PasswordRecord, Refreshed, SecretStore, Session, SigningKey, SignInRecord } from '../secret-store.js';
import { secretSchemaSteps } from './secret-schema.js';

type SqlRow = Readonly<Record<string, unknown>>;

/** Secrets in one SQLite file that only its owner may read. */
export class SqliteSecretStore implements SecretStore, HandsOver {
  readonly records: readonly RecordKind[];
  private readonly database: Database;
  private readonly prepared = new Map<string, Statement>();

  /** @throws Error when the file was made by a newer version */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    // Created before SQLite opens it: the file, and the log beside it that takes its mode, are the owner's alone from the start.
    closeSync(openSync(path, 'a', 0o600));
    this.database = openDatabase(path, { cacheKiB: 4_096 });
    const version = Number(read(this.database, 'PRAGMA user_version'));
    const newest = secretSchemaSteps.length;
    if (version > newest) throw new Error(`${path} was made by a newer version (${version})`);
    if (version < newest) this.atomically(() => this.database.exec(`${secretSchemaSteps.slice(version).join('\n')} PRAGMA user_version = ${newest}`));
    this.records = this.recordKinds();
  }

  async password(user: string): Promise<PasswordRecord | undefined> {
    const row = this.get('SELECT hash, set_at, must_change FROM passwords WHERE user = ? ORDER BY set_at DESC LIMIT 1', user);
    return row && { user, hash: String(row['hash']), setAt: String(row['set_at']), mustChange: row['must_change'] === 1 };
  }

  async passwordHistory(user: string, limit: number): Promise<readonly string[]> {
    return this.all('SELECT hash FROM passwords WHERE user = ? ORDER BY set_at DESC LIMIT ?', user, limit).map((row) => String(row['hash']));
  }

  async setPassword(record: PasswordRecord): Promise<boolean> {
    return this.atomically(() => {
      const last = this.get('SELECT max(set_at) AS at FROM passwords WHERE user = ?', record.user)?.['at'];
      if (typeof last === 'string' && last >= record.setAt) return false;
      this.insertPassword(record);
      return true;
    });
  }

  async rehash(user: string, from: string, to: string): Promise<void> {
    this.run('UPDATE passwords SET hash = ? WHERE user = ? AND hash = ?', to, user, from);
  }

  async signingKeys(): Promise<readonly SigningKey[]> {
    return this.all('SELECT kid, created_at, private_jwk FROM signing_keys ORDER BY created_at DESC, kid').map(keyOf);
  }

  async addSigningKey(key: SigningKey): Promise<void> {
    this.insertKey(key);
  }

  async openSession({ session, user, startedAt, endsAt, limited }: Session, tokenHash: string): Promise<void> {
    this.atomically(() => {
      this.run('INSERT INTO sessions (session, user, started_at, ends_at, limited) VALUES (?, ?, ?, ?, ?)', session, user, startedAt, endsAt, limited ? 1 : 0);
      this.run('INSERT INTO refresh_tokens (token_hash, session, used) VALUES (?, ?, 0)', tokenHash, session);
    });
  }

  async session(session: string): Promise<Session | undefined> {
    const row = this.get('SELECT * FROM sessions WHERE session = ?', session);
    return row && sessionOf(row);
  }

  async refresh(tokenHash: string, nextHash: string, at: Instant, forgivenSince?: Instant): Promise<Refreshed> {
    return this.atomically(() => {
      const row = this.get('SELECT s.*, t.used, t.used_at FROM refresh_tokens t JOIN sessions s USING (session) WHERE t.token_hash = ?', tokenHash);
      if (!row) return { outcome: 'unknown' };
      const session = sessionOf(row);
      if (row['used'] === 1) {
        const usedAt = row['used_at'];
        if (forgivenSince !== undefined && typeof usedAt === 'string' && usedAt >= forgivenSince) return { outcome: 'overtaken', session };
        this.run('DELETE FROM sessions WHERE session = ?', session.session);
        return { outcome: 'reused', session };
      }
      this.run('UPDATE refresh_tokens SET used = 1, used_at = ? WHERE token_hash = ?', at, tokenHash);
      this.run('INSERT INTO refresh_tokens (token_hash, session, used) VALUES (?, ?, 0)', nextHash, session.session);
      return { outcome: 'rotated', session };
    });
  }

  async endSession(session: string): Promise<void> {
    this.run('DELETE FROM sessions WHERE session = ?', session);
  }

  async endSessions(user: string, except = ''): Promise<number> {
    return Number(this.run('DELETE FROM sessions WHERE user = ? AND session <> ?', user, except));
  }

  async forgetSessions(before: Instant): Promise<void> {
    this.run('DELETE FROM sessions WHERE ends_at < ?', before);
  }

  async noteSignIn(user: string, address: string, at: Instant): Promise<SignInRecord> {
    return this.atomically(() => {
      const before = this.signInsOf(user);
      this.run(
        'INSERT INTO sign_ins (user, last_at, last_address, failures) VALUES (?, ?, ?, 0) ON CONFLICT (user) DO UPDATE SET last_at = excluded.last_at, last_address = excluded.last_address, failures = 0',
        user, at, address,
      );
      this.run('INSERT INTO known_addresses (user, address, last_at) VALUES (?, ?, ?) ON CONFLICT (user, address) DO UPDATE SET last_at = excluded.last_at', user, address, at);
      return before;
    });
  }

  async noteFailure(user: string, at: Instant): Promise<void> {
    this.run(
      'INSERT INTO sign_ins (user, failures, last_failure_at) VALUES (?, 1, ?) ON CONFLICT (user) DO UPDATE SET failures = failures + 1, last_failure_at = excluded.last_failure_at',
      user, at,
    );
  }

  async signIns(user: string): Promise<SignInRecord> {
    return this.signInsOf(user);
  }

  async knowsAddress(user: string, address: string, since: Instant): Promise<boolean> {
    return this.get('SELECT 1 FROM known_addresses WHERE user = ? AND address = ? AND last_at >= ?', user, address, since) !== undefined;
  }

  async close(): Promise<void> {
    this.prepared.clear();
    this.database.close();
  }

  private signInsOf(user: string): SignInRecord {
    return signInsOfRow(this.get('SELECT * FROM sign_ins WHERE user = ?', user));
  }

  private recordKinds(): readonly RecordKind[] {
    const database = (): Database => this.database;
    return [
      tableRecords<SqlRow, KeptPasswords>({
        kind: 'passwords', database, key: ['user'], from: '(SELECT user, json_group_array(json_array(set_at, hash, must_change)) AS kept FROM passwords GROUP BY user)', contentOf: passwordsOf,
        insert: ({ user, passwords }) => {
          for (const { setAt, hash, mustChange } of passwords) this.insertPassword({ user, setAt, hash, mustChange });
        },
      }),
      tableRecords<SqlRow, SigningKey>({ kind: 'token-key', database, key: ['kid'], from: 'signing_keys', contentOf: keyOf, insert: (key) => this.insertKey(key) }),
      tableRecords<SqlRow, SignInRecord & { readonly user: string }>({
        kind: 'sign-ins', database, key: ['user'], from: 'sign_ins', contentOf: (row) => ({ user: String(row['user']), ...signInsOfRow(row) }),
        insert: ({ user, lastAt, lastAddress, failures, lastFailureAt }) => void this.statement('INSERT INTO sign_ins VALUES (?, ?, ?, ?, ?)').run(user, lastAt ?? null, lastAddress ?? null, failures, lastFailureAt ?? null),
      }),
      tableRecords<SqlRow, KnownAddress>({
        kind: 'known-address', database, key: ['user', 'address'], from: 'known_addresses', contentOf: (row) => ({ user: String(row['user']), address: String(row['address']), lastAt: String(row['last_at']) }),
        insert: ({ user, address, lastAt }) => void this.run('INSERT INTO known_addresses VALUES (?, ?, ?)', user, address, lastAt),
      }),
    ];
  }

  private insertKey({ kid, createdAt, privateJwk }: SigningKey): void {
    this.run('INSERT INTO signing_keys (kid, created_at, private_jwk) VALUES (?, ?, ?)', kid, createdAt, JSON.stringify(privateJwk));
  }

  private insertPassword({ user, setAt, hash, mustChange }: PasswordRecord): void {
    this.run('INSERT INTO passwords (user, set_at, hash, must_change) VALUES (?, ?, ?, ?)', user, setAt, hash, mustChange ? 1 : 0);
  }

  private atomically<T>(step: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = step();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    }
  }

  private statement(sql: string): Statement {
    let statement = this.prepared.get(sql);
    if (!statement) this.prepared.set(sql, (statement = this.database.prepare(sql)));
    return statement;
  }

  private get(sql: string, ...values: (string | number)[]): SqlRow | undefined {
    return this.statement(sql).get(...values) as SqlRow | undefined;
  }

  private all(sql: string, ...values: (string | number)[]): SqlRow[] {
    return this.statement(sql).all(...values) as SqlRow[];
  }

  private run(sql: string, ...values: (string | number)[]): number | bigint {
    return this.statement(sql).run(...values).changes;
  }
}

const keyOf = (row: SqlRow): SigningKey => ({ kid: String(row['kid']), createdAt: String(row['created_at']), privateJwk: JSON.parse(String(row['private_jwk'])) as SigningKey['privateJwk'] });

function passwordsOf(row: SqlRow): KeptPasswords {
  const kept = JSON.parse(String(row['kept'])) as readonly (readonly [string, string, number])[];
  const passwords = kept.map(([setAt, hash, mustChange]) => ({ hash, setAt, mustChange: mustChange === 1 }));
  return { user: String(row['user']), passwords: passwords.sort((a, b) => (a.setAt < b.setAt ? -1 : 1)) };
}

function signInsOfRow(row: SqlRow | undefined): SignInRecord {
  const text = (name: string, value: unknown): Readonly<Record<string, string>> => (typeof value === 'string' ? { [name]: value } : {});
  return { ...text('lastAt', row?.['last_at']), ...text('lastAddress', row?.['last_address']), ...text('lastFailureAt', row?.['last_failure_at']), failures: Number(row?.['failures'] ?? 0) };
}

const sessionOf = (row: SqlRow): Session => ({
  session: String(row['session']), user: String(row['user']), startedAt: String(row['started_at']), endsAt: String(row['ends_at']), limited: row['limited'] === 1,
});
