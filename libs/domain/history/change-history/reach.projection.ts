import type { DomainEvent } from '#engine/kernel';
import { rows, type RowProjection } from '#engine/projections';
import type { TableSpec } from '#engine/read-store';
import { subjectName, type TellingBook } from './telling.js';

/** That a unit is a party to a thing, or that a gate is open. */
export type ReachRow = {
  readonly what: 'party' | 'gate';
  /** Of a party: the thing and the unit. */
  readonly subject: string | null;
  readonly audience: string | null;
  readonly unit: string | null;
  /** The gate that is open. */
  readonly gate: string | null;
};

export const reachTable: TableSpec = {
  name: 'history_reach',
  fields: { what: 'text', subject: 'text', audience: 'text', unit: 'text', gate: 'text' },
  indexes: [['what', 'unit'], ['subject']],
  temporal: false,
};

export const reachProjection = 'history.reach';

const partyKey = (subject: string, unit: string): string => `party ${subject} ${unit}`;
const gateKey = (gate: string): string => `gate ${gate}`;

/** Which units things concern now, and which gates are open. */
export const reachOf = (book: TellingBook, events: readonly string[]): RowProjection<ReachRow, DomainEvent> =>
  rows<ReachRow, DomainEvent>({
    name: reachProjection, version: 1, events, table: reachTable,
    keys: ({ type, data }) => {
      const telling = book.tellings[type];
      if (!telling) return [];
      const subject = (): string => subjectName(telling.kind, telling.key(data));
      const parties = telling.parties?.(data);
      return [...(telling.opens ? [gateKey(telling.opens(data))] : []), ...(parties ? [...parties.join, ...parties.leave].map((unit) => partyKey(subject(), unit)) : [])];
    },
    fold: (_, { type, data }, key) => {
      const { kind, key: keyOf, audience, parties, opens } = book.tellings[type]!;
      const gate = opens?.(data);
      if (gate !== undefined && key === gateKey(gate)) return { what: 'gate', subject: null, audience: null, unit: null, gate };
      const subject = subjectName(kind, keyOf(data));
      const unit = parties?.(data).join.find((one) => partyKey(subject, one) === key);
      return unit === undefined ? undefined : { what: 'party', subject, audience, unit, gate: null };
    },
  });
