import type { DateText } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { LeadershipLine, UnitEvent } from '../units.events.js';
import { noEnd, type StoredText } from '../unit-register/unit-register.projection.js';

/** A term in a post: the interval that links a person to what a unit did. Persons by reference only. */
export type AppointmentRow = {
  readonly unit: string;
  readonly appointment: string;
  readonly person: string;
  readonly post: StoredText;
  readonly rank: 'main' | 'deputy';
  readonly line: LeadershipLine;
  readonly portfolio: { readonly measures: readonly number[]; readonly units: readonly string[] };
  readonly from: DateText;
  /** Last day; later than every date while the term lasts. */
  readonly lastDay: DateText;
  readonly document: string | null;
  readonly endDocument: string | null;
  readonly revision: number;
  readonly changedAt: string;
};

export const appointments = rows<AppointmentRow, UnitEvent>({
  name: 'appointments',
  version: 1,
  events: ['units.Leader'],
  table: {
    name: 'appointments',
    fields: { unit: 'text', person: 'text', rank: 'text', from: 'text', lastDay: 'text' },
    indexes: [['unit', 'from'], ['person', 'from']],
    temporal: true,
  },
  keys: ({ data }) => ('appointment' in data ? [appointmentKey(data)] : []),
  fold: (row, event) => {
    const at = { revision: event.revision, changedAt: event.recordedAt };
    if (event.type === 'units.LeaderAppointed') {
      const { document, ...appointed } = event.data;
      return { ...appointed, lastDay: noEnd, document: document ?? null, endDocument: null, ...at };
    }
    if (event.type === 'units.LeaderLeft' && row) return { ...row, lastDay: event.data.until, endDocument: event.data.document ?? null, ...at };
    return row;
  },
});

/** Key of an appointment. */
export const appointmentKey = (c: { readonly unit: string; readonly appointment: string }): string => `${c.unit}/${c.appointment}`;
