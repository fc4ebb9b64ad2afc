import { cityDate, type Bilingual, type DomainEvent, type Instant } from '#engine/kernel';
import { rows, type RowProjection } from '#engine/projections';
import type { TableSpec } from '#engine/read-store';
import type { NamedThing } from './shown.js';
import type { TellingBook } from './telling.js';

/** Every name a thing was given, in the order of the log. */
export type NameRow = {
  readonly of: string;
  readonly key: string;
  readonly names: readonly { readonly position: number; readonly from: string | null; readonly zh: string; readonly en: string }[];
};

export const namesTable: TableSpec = { name: 'history_names', fields: { of: 'text', key: 'text' }, indexes: [['of', 'key']], temporal: false };
export const namesProjection = 'history.names';

export const nameKey = (of: NamedThing, key: string): string => `${of} ${key}`;

/** What things were called, from when on. */
export const namesOf = (book: TellingBook, events: readonly string[]): RowProjection<NameRow, DomainEvent> =>
  rows<NameRow, DomainEvent>({
    name: namesProjection, version: 1, events, table: namesTable,
    keys: ({ type, data }) => (book.tellings[type]?.names?.(data) ?? []).map(({ of, key }) => nameKey(of, key)),
    fold: (row, { type, data, position }, rowKey) => {
      const given = book.tellings[type]!.names!(data).find(({ of, key }) => nameKey(of, key) === rowKey)!;
      const last = row?.names.at(-1);
      const { of, key, name: { zh, en }, from = null } = given;
      if (row && last?.zh === zh && last.en === en && from === null) return row;
      return { of, key, names: [...(row?.names ?? []), { position, from, zh, en }] };
    },
  });

/**
 * What a thing was called when a fact was recorded: the last name given by then whose first day had come. A name given later
 * for an earlier day changes nothing that was recorded before.
 */
export function nameAt({ names }: NameRow, position: number, recordedAt: Instant): Bilingual | undefined {
  const known = names.filter((name) => name.position <= position);
  const today = known.some(({ from }) => from !== null) ? cityDate(recordedAt) : '';
  const begun = known.filter(({ from }) => from === null || from <= today);
  // Named before it began: a unit is registered for a day to come, and has no other name yet.
  const found = begun.at(-1) ?? known[0];
  return found && { zh: found.zh, en: found.en };
}
