import { createHash } from 'node:crypto';
import { canonicalJson, type Bilingual, type Instant } from '#engine/kernel';

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
  export: { zh: '导出或下载', en: 'Export or download' },
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
  /** What an export was filtered by: its query, decoded and shortened. */
  readonly query?: string;
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

/** An entry as it is handed over: the text that is hashed, so that not a character of it changes. */
export interface KeptAccess {
  readonly text: string;
  readonly hash: string;
}

/** What was kept outside the access log about it. */
export interface KeptHeads {
  /** Heads that the log once had, such as those sealed into the event log. */
  readonly heads: readonly AccessHead[];
  /** Heads up to which entries were removed under retention. When given, the log may begin nowhere else but at one of them or at its first entry. */
  readonly cuts?: readonly AccessHead[];
}

/**
 * How a log differs from what it was: an entry is changed, missing or misplaced · the chain fits in itself but not to a head
 * that was kept · entries at the end are gone · the log begins where no removal was recorded.
 */
export type AccessDamage = 'changed' | 'rewritten' | 'cut-off' | 'beginning-removed';

/**
 * What checking the whole chain found. `firstBad` is the number of the first entry that is changed, missing or misplaced;
 * for a rewritten log the kept head that shows it, the change itself lying after `provenTo`.
 */
export interface AccessVerification {
  readonly head: AccessHead;
  /** The head the log begins after: entry 0, or the last entry that was removed under retention. */
  readonly base: AccessHead;
  readonly checked: number;
  readonly intact: boolean;
  readonly firstBad?: number;
  readonly damage?: AccessDamage;
  /** The last entry up to which a kept head agrees with the log; the base when there is none. */
  readonly provenTo: number;
}

/**
 * Port: who came in, who was turned away, who read what. Append-only; entries are chained, so that a change, a gap or a
 * reordering is found. What was cut off at the end is found by a head that was kept elsewhere.
 */
export interface AccessLog {
  /** Resolves once the entry is on disk. @throws when it could not be written */
  append(entry: AccessEntry): Promise<RecordedAccess>;
  /**
   * Make sure that an entry could be written: something that says nothing is, unless something was within the second before.
   * @throws when it could not
   */
  pulse(now: Instant): Promise<void>;
  /** Newest first, from before an entry number. */
  entries(filter: AccessFilter, limit: number, before?: number): Promise<readonly RecordedAccess[]>;
  count(filter: AccessFilter): Promise<number>;
  head(): Promise<AccessHead>;
  /** The head the log begins after; see {@link AccessVerification.base}. */
  base(): Promise<AccessHead>;
  /** The head after one entry; undefined when it is not there. */
  headAt(seq: number): Promise<AccessHead | undefined>;
  /** The number of the last entry that, with all before it, is older than an instant; 0 when there is none. */
  lastBefore(instant: Instant): Promise<number>;
  /** Time of an entry that is there. */
  timeOf(seq: number): Promise<Instant | undefined>;
  /**
   * Go on in a new file that begins after an entry, and remove the old one: the only way entries ever leave, as a whole
   * prefix. Whoever calls it has recorded the head elsewhere before.
   * @throws RangeError when the head is not one of this log
   */
  removeUpTo(head: AccessHead): Promise<void>;
  /** Check every entry, and that the log still holds heads that were kept elsewhere. */
  verify(kept?: KeptHeads): Promise<AccessVerification>;
  close(): Promise<void>;
}
export const AccessLog = Symbol('AccessLog');

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64);

/** An entry as it is stored and hashed: canonical JSON (RFC 8785) with its number. */
export const entryText = (seq: number, entry: AccessEntry): string => canonicalJson({ ...entry, seq });

/** SHA-256 over the hash before (hex), a line break and the entry's text; hex. */
export const chainHash = (before: string, text: string): string => createHash('sha256').update(`${before}\n${text}`).digest('hex');

/** Follows a chain entry by entry and remembers the first that does not fit. */
export class ChainCheck {
  private seq: number;
  private hash: string;
  private checked = 0;
  private provenTo: number;
  private bad: { readonly firstBad: number; readonly damage: AccessDamage } | undefined;
  private readonly wanted: ReadonlyMap<number, string>;
  private readonly last: number;

  constructor(kept: KeptHeads = { heads: [] }, private readonly base: AccessHead = { seq: 0, hash: chainStart }) {
    this.seq = base.seq;
    this.hash = base.hash;
    this.provenTo = base.seq;
    const heads = [...kept.heads, ...(kept.cuts ?? [])];
    this.wanted = new Map(heads.map(({ seq, hash }) => [seq, hash]));
    this.last = heads.reduce((last, { seq }) => Math.max(last, seq), 0);
    // Two different heads of one place cannot both have been the log's.
    const torn = heads.find(({ seq, hash }) => seq > base.seq && this.wanted.get(seq) !== hash);
    const start = this.wanted.get(base.seq);
    const unrecorded = base.seq > 0 && kept.cuts !== undefined && !kept.cuts.some(({ seq, hash }) => seq === base.seq && hash === base.hash);
    if (unrecorded) this.bad = { firstBad: 1, damage: 'beginning-removed' };
    else if (base.seq > 0 && start !== undefined && start !== base.hash) this.bad = { firstBad: base.seq, damage: 'rewritten' };
    else if (torn) this.bad = { firstBad: torn.seq, damage: 'rewritten' };
  }

  /** @param text the stored text, whose `seq` must be its place */
  next(row: { readonly seq: number; readonly text: string; readonly hash: string }): void {
    if (this.bad !== undefined) return;
    this.seq += 1;
    this.checked += 1;
    this.hash = chainHash(this.hash, row.text);
    const misplaced = row.seq !== this.seq || numberIn(row.text) !== this.seq;
    if (misplaced || row.hash !== this.hash) return void (this.bad = { firstBad: this.seq, damage: 'changed' });
    const kept = this.wanted.get(this.seq);
    if (kept === undefined) return;
    if (kept === this.hash) this.provenTo = this.seq;
    else this.bad = { firstBad: this.seq, damage: 'rewritten' };
  }

  /** Whether everything fits so far. */
  get fits(): boolean {
    return this.bad === undefined;
  }

  result(head: AccessHead): AccessVerification {
    const bad = this.bad ?? (this.last > this.seq ? { firstBad: this.seq + 1, damage: 'cut-off' as const } : undefined);
    return { head, base: this.base, checked: this.checked, intact: bad === undefined, provenTo: this.provenTo, ...bad };
  }
}

/**
 * Entries that follow a head, as they may be written behind it.
 * @throws RangeError when they do not follow it, or are not what their hashes say
 */
export function behind(head: AccessHead, entries: readonly { readonly seq: number; readonly text: string; readonly hash: string }[]): void {
  let { seq, hash } = head;
  for (const entry of entries) {
    seq += 1;
    hash = chainHash(hash, entry.text);
    if (entry.seq !== seq || entry.hash !== hash || numberIn(entry.text) !== seq) throw new RangeError(`entry ${entry.seq} of the access log does not follow entry ${seq - 1}`);
  }
}

function numberIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly seq?: unknown }).seq;
  } catch {
    return undefined;
  }
}
