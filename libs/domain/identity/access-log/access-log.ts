import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Bilingual, Instant } from '#engine/kernel';

/** Kinds of entries and what they are called. */
export const accessKinds = {
  'sign-in': { zh: '登录', en: 'Signed in' },
  'sign-in-failed': { zh: '登录失败', en: 'Sign-in failed' },
  'sign-in-blocked': { zh: '登录受限', en: 'Sign-in blocked for a while' },
  'sign-in-refused': { zh: '登录被拒', en: 'Sign-in refused' },
  'sign-out': { zh: '退出', en: 'Signed out' },
  'token-reused': { zh: '刷新令牌重复使用', en: 'Refresh token used twice' },
  'password-changed': { zh: '修改口令', en: 'Password changed' },
  'password-change-failed': { zh: '修改口令失败', en: 'Password change failed' },
  refused: { zh: '访问被拒', en: 'Access refused' },
  read: { zh: '查阅敏感内容', en: 'Sensitive read' },
  'log-resumed': { zh: '访问日志恢复写入', en: 'Access log written again after a fault' },
} as const satisfies Record<string, Bilingual>;

export type AccessKind = keyof typeof accessKinds;
export const accessKindCodes = Object.keys(accessKinds) as readonly AccessKind[];

/** What happened. Texts from outside are shortened by whoever writes them; secrets never come here. */
export interface AccessEntry {
  readonly kind: AccessKind;
  readonly at: Instant;
  /** Account, where it is known. */
  readonly user?: string;
  readonly address: string;
  readonly method?: string;
  /** Path without the query. */
  readonly path?: string;
  readonly status?: number;
  /** Code of the rule that refused. */
  readonly policy?: string;
  /** Stable code of more detail, such as why a sign-in was refused. */
  readonly detail?: string;
}

/** An entry in the log: its number from 1, and the hash that chains it to all before it. */
export interface RecordedAccess extends AccessEntry {
  readonly seq: number;
  readonly hash: string;
}

export interface AccessFilter {
  readonly user?: string;
  readonly kind?: AccessKind;
  readonly address?: string;
  /** Entries at or after, and at or before, an instant. */
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Where the chain stands: whoever keeps this elsewhere can show later that nothing up to here was changed or cut off. */
export interface AccessHead {
  readonly seq: number;
  readonly hash: string;
}

/** What checking the whole chain found. `firstBad` is the number of the first entry that is changed, missing or misplaced. */
export interface AccessVerification {
  readonly head: AccessHead;
  readonly checked: number;
  readonly intact: boolean;
  readonly firstBad?: number;
}

/**
 * Port: who came in, who was turned away, who read what. Append-only; entries are chained, so that a change, a gap or a
 * reordering is found. What was cut off at the end is found by a head that was kept elsewhere.
 */
export interface AccessLog {
  /** Resolves once the entry is on disk. @throws when it could not be written */
  append(entry: AccessEntry): Promise<RecordedAccess>;
  /** False when it is known that nothing can be written. */
  writable(): boolean;
  /** Newest first, from before an entry number. */
  entries(filter: AccessFilter, limit: number, before?: number): Promise<readonly RecordedAccess[]>;
  count(filter: AccessFilter): Promise<number>;
  head(): Promise<AccessHead>;
  /** Check every entry, and that the log still holds a head that was kept elsewhere. */
  verify(kept?: AccessHead): Promise<AccessVerification>;
  close(): Promise<void>;
}
export const AccessLog = Symbol('AccessLog');

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64);

const canonical = canonicalize as unknown as (value: unknown) => string;

/** An entry as it is stored and hashed: canonical JSON (RFC 8785) with its number. */
export const entryText = (seq: number, entry: AccessEntry): string => canonical({ ...entry, seq });

/** SHA-256 over the hash before (hex), a line break and the entry's text; hex. */
export const chainHash = (before: string, text: string): string => createHash('sha256').update(`${before}\n${text}`).digest('hex');

/** Follows a chain entry by entry and remembers the first that does not fit. */
export class ChainCheck {
  private seq = 0;
  private hash = chainStart;
  private bad: number | undefined;

  constructor(private readonly kept?: AccessHead) {}

  /** @param text the stored text, whose `seq` must be its place */
  next(row: { readonly seq: number; readonly text: string; readonly hash: string }): void {
    if (this.bad !== undefined) return;
    this.seq += 1;
    this.hash = chainHash(this.hash, row.text);
    const misplaced = row.seq !== this.seq || numberIn(row.text) !== this.seq;
    const keptElsewhere = this.kept?.seq === this.seq && this.kept.hash !== this.hash;
    if (misplaced || row.hash !== this.hash || keptElsewhere) this.bad = this.seq;
  }

  result(head: AccessHead): AccessVerification {
    const cutOff = this.bad === undefined && this.kept !== undefined && this.kept.seq > this.seq;
    const firstBad = cutOff ? this.seq + 1 : this.bad;
    return { head, checked: this.seq, intact: firstBad === undefined, ...(firstBad === undefined ? {} : { firstBad }) };
  }
}

function numberIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly seq?: unknown }).seq;
  } catch {
    return undefined;
  }
}
