import { z } from 'zod';
import { defineEvents, derivedId, zhihengNamespace, type EventsOf } from '#engine/kernel';
import type { EventStore, EventToAppend } from '#engine/event-store';
import { model, rows, type ProjectionReader } from '../projection.js';

// Facts and views that the specs, crash programs and measurements of this room run on.

export const trialEvents = defineEvents({
  'trial.Counted': { version: 1, title: { zh: '计数', en: 'Counted' }, data: z.strictObject({ unit: z.string(), by: z.int() }) },
  'trial.Moved': { version: 1, title: { zh: '转移', en: 'Moved' }, data: z.strictObject({ from: z.string(), to: z.string(), by: z.int() }) },
  'trial.Removed': { version: 1, title: { zh: '移除', en: 'Removed' }, data: z.strictObject({ unit: z.string() }) },
  'trial.Spoilt': { version: 1, title: { zh: '损坏', en: 'Spoilt' }, data: z.strictObject({ unit: z.string(), how: z.enum(['fold', 'keys', 'row', 'json']) }) },
  'other.Happened': { version: 1, title: { zh: '其他', en: 'Something else' }, data: z.strictObject({}) },
});
export type TrialEvent = EventsOf<typeof trialEvents>;

export type CountRow = { readonly unit: string; readonly count: number; readonly share: string; readonly at: string; readonly last: readonly number[] };

/** What makes a spoilt event harmless: a mended program. */
export const mending = { done: false };

function counts(name: string, temporal: boolean, version = 1) {
  return rows<CountRow, TrialEvent>({
    name,
    version,
    events: ['trial.'],
    table: { name, fields: { unit: 'text', count: 'number', share: 'decimal' }, indexes: [['unit'], ['count']], temporal },
    keys: (event) => {
      if (event.type === 'trial.Spoilt' && event.data.how === 'keys' && !mending.done) throw new Error('spoilt keys');
      return event.type === 'trial.Moved' ? [event.data.from, event.data.to] : event.type === 'other.Happened' ? [] : [event.data.unit];
    },
    fold: (row, event, key) => {
      if (event.type === 'trial.Removed') return undefined;
      if (event.type === 'trial.Spoilt') {
        if (mending.done) return row;
        if (event.data.how === 'fold') throw new Error('spoilt fold');
        if (event.data.how === 'json') return { unit: key, count: 0, share: '0', at: event.recordedAt, last: [1n as unknown as number] };
        return { ...row!, share: 'not a number', unit: key, count: 0, at: event.recordedAt, last: [] };
      }
      const by = event.type === 'trial.Counted' ? event.data.by : event.type === 'trial.Moved' ? (key === event.data.from ? -event.data.by : event.data.by) : 0;
      if (by === 0 && row) return row;
      const count = (row?.count ?? 0) + by;
      return { unit: key, count, share: (count / 4).toFixed(2), at: event.recordedAt, last: [...(row?.last ?? []), event.position].slice(-3) };
    },
  });
}

/** A row per unit. */
export const register = counts('trial-register', false);
/** The same with its history. */
export const history = counts('trial-history', true);
/** The next version of the history's projection. */
export const nextHistory = counts('trial-history', true, 2);

/** Ranks of all units: one count moves many rows. */
export const ranking = model<Map<string, { count: number; rank: number }>, TrialEvent>({
  name: 'trial-ranking',
  version: 1,
  events: ['trial.Counted', 'trial.Removed'],
  tables: [{ name: 'trial-ranking', fields: { rank: 'number' }, indexes: [['rank']], temporal: true }],
  initial: () => new Map(),
  restore: (units, _table, key, row) => void units.set(key, { count: row.count as number, rank: row.rank as number }),
  apply: (units, event) => {
    if (event.type === 'trial.Removed') {
      if (!units.delete(event.data.unit)) return [];
      return [{ table: 'trial-ranking', key: event.data.unit, row: undefined }, ...ranked(units)];
    }
    if (event.type !== 'trial.Counted') return [];
    const unit = units.get(event.data.unit) ?? { count: 0, rank: 0 };
    units.set(event.data.unit, unit);
    unit.count += event.data.by;
    return [...ranked(units), ...(event.data.by === 0 ? [] : [{ table: 'trial-ranking', key: event.data.unit, row: { ...unit } }])];
  },
});

function ranked(units: Map<string, { count: number; rank: number }>) {
  const sorted = [...units].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  return sorted.flatMap(([key, unit], i) => {
    if (unit.rank === i + 1) return [];
    unit.rank = i + 1;
    return [{ table: 'trial-ranking', key, row: { ...unit } }];
  });
}

export const trialProjections = [register, history, ranking];

let appended = 0;

/** An event as the log takes it; ids are fresh within the process. */
export function toAppend(event: Pick<TrialEvent, 'type' | 'data'> | { readonly type: string; readonly data: object; readonly schema?: number }): EventToAppend {
  const id = derivedId(zhihengNamespace, `trial/${process.pid}/${(appended += 1)}`);
  const schema = 'schema' in event ? (event.schema ?? 1) : 1;
  return { id, type: event.type, schema, data: event.data as EventToAppend['data'], meta: { actor: 'tester', correlation: id, causation: id } };
}

/** Record events, each an append of its own on one stream. Returns the last position. */
export async function record(log: Pick<EventStore, 'append'>, ...events: readonly Parameters<typeof toAppend>[0][]): Promise<number> {
  let position = 0;
  for (const event of events) position = (await log.append([{ stream: 'trial-1', expected: 'any', events: [toAppend(event)] }])).position;
  return position;
}

export const counted = (unit: string, by = 1): TrialEvent => ({ type: 'trial.Counted', data: { unit, by } });
export const moved = (from: string, to: string, by = 1): TrialEvent => ({ type: 'trial.Moved', data: { from, to, by } });
export const removed = (unit: string): TrialEvent => ({ type: 'trial.Removed', data: { unit } });
export const spoilt = (how: 'fold' | 'keys' | 'row' | 'json', unit = 'a'): TrialEvent => ({ type: 'trial.Spoilt', data: { unit, how } });
export const happened: TrialEvent = { type: 'other.Happened', data: {} };

/** The one table of a trial projection. */
export const tableOf = (reader: ProjectionReader, projection: string) => reader.tables(projection)[projection]!;
