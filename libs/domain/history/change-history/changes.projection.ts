import type { DomainEvent, RecordedEvent } from '#engine/kernel';
import { rows, type RowProjection } from '#engine/projections';
import type { TableSpec } from '#engine/read-store';
import { authorityOf, nobody, periodConcerned, reasonOf, statedFields, subjectName, unitConcerned, type TellingBook } from './telling.js';

/**
 * One fact as the change history finds it. What it says is told from the fact itself when it is read: a row never
 * changes, and a better wording needs no rebuild.
 */
export type ChangeRow = {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** Kind of the thing, its key, and both in one. */
  readonly kind: string;
  readonly key: string;
  readonly subject: string;
  readonly audience: string;
  readonly unit: string | null;
  /** The gate it stands behind. */
  readonly gate: string | null;
  readonly period: string | null;
  readonly actor: string;
  readonly actorUnit: string | null;
  readonly role: string | null;
  readonly recordedAt: string;
  readonly validAt: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly correlation: string;
  readonly causation: string;
  /** Names of the fields it states, each between bars: `|value|status|`. */
  readonly states: string;
};

export const changesTable: TableSpec = {
  name: 'history_changes',
  fields: {
    position: 'number', id: 'text', type: 'text', kind: 'text', subject: 'text', audience: 'text', unit: 'text', gate: 'text', period: 'text', actor: 'text', reason: 'text', authority: 'text',
    correlation: 'text', states: 'text', role: 'text',
  },
  // With the audience last, what a person may not see is passed over, and what is seen counted, within the index.
  indexes: [
    ['position', 'audience'], ['subject', 'position'], ['kind', 'position', 'audience'], ['unit', 'position', 'audience'], ['actor', 'position', 'audience'], ['type', 'position', 'audience'], ['correlation', 'position'], ['id'],
  ],
  temporal: false,
};

export const changesProjection = 'history.changes';

/** A field's mark in {@link ChangeRow.states}. */
export const stateMark = (field: string): string => `|${field}|`;

/** Rows of every fact that the book tells; facts without a telling are kept for nobody. */
export const changesOf = (book: TellingBook, events: readonly string[]): RowProjection<ChangeRow, DomainEvent> =>
  rows<ChangeRow, DomainEvent>({
    name: changesProjection, version: 1, events, table: changesTable,
    keys: ({ position }) => [String(position)],
    fold: (_, event) => changeRow(book, event),
  });

/** The row of a fact. */
export function changeRow(book: TellingBook, event: RecordedEvent): ChangeRow {
  const { position, id, stream, revision, type, data, meta, recordedAt } = event;
  const telling = book.tellings[type];
  const [kind, key] = telling ? [telling.kind, telling.key(data)] : ['untold', stream];
  const stated = telling ? statedFields(telling, data) : [];
  return {
    position, id, stream, revision, type, kind, key, subject: subjectName(kind, key), audience: telling?.audience ?? nobody,
    unit: (telling && unitConcerned(telling, data)) ?? null, gate: telling?.gate?.(data) ?? null, period: (telling && periodConcerned(telling, data)) ?? null,
    actor: meta.actor, actorUnit: meta.unit ?? null, role: meta.role ?? null, recordedAt, validAt: meta.validAt ?? null, reason: reasonOf(event) ?? null, authority: authorityOf(event) ?? null,
    correlation: meta.correlation, causation: meta.causation, states: stated.map(stateMark).join(''),
  };
}
