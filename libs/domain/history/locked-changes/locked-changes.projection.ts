import type { Bilingual, Instant, JsonObject, RecordedEvent } from '#engine/kernel';
import { model, type ModelProjection, type ModelRowChange } from '#engine/projections';
import type { Said } from '../change-history/said.js';

/** Something that was fixed: a closed period, an opened round. */
export type Lock = {
  readonly kind: string;
  /** Unique within its kind. */
  readonly key: string;
  /** Event that fixed it. */
  readonly position: number;
  readonly at: Instant;
  /** What rules need to know of it. */
  readonly facts: JsonObject;
};

/** What holds while an event is looked at. */
export interface Locks {
  one(kind: string, key: string): Lock | undefined;
  all(kind: string): readonly Lock[];
}

/** Keeps locks, as the applications hand it in. Pure. */
export interface LockKeeper {
  readonly kind: string;
  readonly types: readonly string[];
  /** The lock after the event; undefined when nothing is locked. */
  readonly keep: (event: RecordedEvent<any>, locks: Locks) => { readonly key: string; readonly facts?: JsonObject; /** Locked by an earlier event: it keeps its position. */ readonly keeps?: true } | undefined;
}

/**
 * Since when something was fixed: an event, a date, or the last event in the stream of the change that is of a type and
 * says what is asked; nothing to look for where nothing fixed it.
 */
export type Since =
  | { readonly position: number; readonly at: Instant }
  | { readonly date: string }
  | { readonly lastOf: readonly { readonly type: string; readonly where: Readonly<Record<string, string>> }[] };

/** What a change changed although it was fixed. */
export interface FoundLock {
  readonly what: Said;
  readonly since: Since;
}

/** A rule about changes of what is fixed, as the applications hand it in. Pure. */
export interface LockedRule {
  /** Stable code, as the filter names it. */
  readonly code: string;
  readonly title: Bilingual;
  readonly types: readonly string[];
  /** What was fixed; undefined where nothing was. */
  readonly found: (event: RecordedEvent<any>, locks: Locks) => FoundLock | undefined;
}

/** Where a change belongs, from its event. Pure. */
export interface ChangePlace {
  /** Whose policy decides who sees it, and the unit within it: `reports:xuanwu`; without a unit `plan:`. */
  readonly sphere: string;
  readonly unit?: string | undefined;
  readonly plan?: string | undefined;
  readonly year?: number | undefined;
  readonly round?: string | undefined;
  /** The round before whose notification a unit does not see it. */
  readonly heldBy?: string | undefined;
  /** The thing that was changed. */
  readonly thing: { readonly kind: string; readonly key: string };
}

/** Everything the projection is made of. */
export interface LockedRuleSet {
  readonly keepers: readonly LockKeeper[];
  readonly rules: readonly LockedRule[];
  /** Every type that a rule names has an entry. */
  readonly places: Readonly<Record<string, (event: RecordedEvent<any>, locks: Locks) => ChangePlace>>;
}

/** A change of what was fixed. */
export type LockedChangeRow = {
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly stream: string;
  readonly recordedAt: Instant;
  /** Codes between bars, `|report-after-close|between-freeze-and-publication|`, to filter by. */
  readonly rules: string;
  readonly locks: readonly { readonly rule: string; readonly what: Said; readonly since: JsonObject }[];
  readonly audience: string;
  readonly held: string | null;
  readonly thing: { readonly kind: string; readonly key: string };
  readonly unit: string | null;
  readonly plan: string | null;
  readonly year: number | null;
  readonly round: string | null;
  readonly actor: string;
  readonly actorUnit: string | null;
  readonly role: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
};

export const lockedChangesName = 'history-locked-changes';

// A change that happened stays as it was recorded: rows never get a second version, so the position of the row is enough to look back.
export const lockedChangesTable = {
  name: 'history-locked-changes',
  fields: {
    position: 'number', type: 'text', rules: 'text', audience: 'text', held: 'text', unit: 'text', plan: 'text', year: 'number', round: 'text', actor: 'text', reason: 'text', authority: 'text', recordedAt: 'text',
  },
  indexes: [['position'], ['audience', 'position'], ['unit', 'position'], ['plan', 'position'], ['actor', 'position']],
  temporal: false,
} as const;

export const locksTable = { name: 'history-locks', fields: {}, indexes: [], temporal: false } as const;

/** Locks in force, by kind and key. */
export class LockModel implements Locks {
  private readonly kinds = new Map<string, Map<string, Lock>>();

  one(kind: string, key: string): Lock | undefined {
    return this.kinds.get(kind)?.get(key);
  }

  all(kind: string): readonly Lock[] {
    return [...(this.kinds.get(kind)?.values() ?? [])];
  }

  put(lock: Lock): void {
    const locks = this.kinds.get(lock.kind) ?? new Map<string, Lock>();
    this.kinds.set(lock.kind, locks.set(lock.key, lock));
  }
}

/** Changes of data that were locked or published, with what was locked, since when and by what authority. */
export function lockedChangesProjection({ keepers, rules, places }: LockedRuleSet): ModelProjection<LockModel, RecordedEvent> {
  const types = new Set([...keepers, ...rules].flatMap((part) => part.types));
  return model<LockModel, RecordedEvent>({
    name: lockedChangesName,
    version: 3,
    events: [...types].sort(),
    tables: [locksTable, lockedChangesTable],
    initial: () => new LockModel(),
    restore: (locks, table, _key, row) => {
      if (table === locksTable.name) locks.put(row as unknown as Lock);
    },
    apply: (locks, given) => {
      const event = given as RecordedEvent;
      const found = rules.flatMap((rule) => {
        const lock = rule.types.includes(event.type) ? rule.found(event, locks) : undefined;
        return lock ? [{ rule: rule.code, ...lock }] : [];
      });
      const change = found.length === 0 ? [] : [changed(event, found, places[event.type]!(event, locks))];
      // Kept after: a change is judged by what was fixed before it.
      return [...change, ...kept(locks, keepers, event)];
    },
  });
}

function kept(locks: LockModel, keepers: readonly LockKeeper[], event: RecordedEvent): ModelRowChange[] {
  return keepers.flatMap((keeper): ModelRowChange[] => {
    const told = keeper.types.includes(event.type) ? keeper.keep(event, locks) : undefined;
    if (!told) return [];
    const before = locks.one(keeper.kind, told.key);
    const since = told.keeps && before ? { position: before.position, at: before.at } : { position: event.position, at: event.recordedAt };
    const lock: Lock = { kind: keeper.kind, key: told.key, ...since, facts: { ...before?.facts, ...told.facts } };
    locks.put(lock);
    return [{ table: locksTable.name, key: `${lock.kind}/${lock.key}`, row: lock as unknown as JsonObject }];
  });
}

function changed(event: RecordedEvent, found: readonly (FoundLock & { readonly rule: string })[], place: ChangePlace): ModelRowChange {
  const { position, id, type, stream, recordedAt, data, meta } = event;
  const { sphere, unit = null, plan = null, year = null, round = null, heldBy = null, thing } = place;
  const stated = (name: string): string | null => (typeof data[name] === 'string' && data[name] !== '' ? (data[name] as string) : null);
  const row: LockedChangeRow = {
    position, eventId: id, type, stream, recordedAt,
    rules: `|${found.map(({ rule }) => rule).join('|')}|`,
    locks: found.map(({ rule, what, since }) => ({ rule, what, since: { ...since } as JsonObject })),
    audience: `${sphere}:${unit ?? ''}`, held: heldBy, thing, unit, plan, year, round,
    actor: meta.actor, actorUnit: meta.unit ?? null, role: meta.role ?? null, reason: meta.reason ?? stated('reason'), authority: meta.authority ?? stated('authority') ?? stated('document'),
  };
  return { table: lockedChangesTable.name, key: String(position).padStart(12, '0'), row };
}
