import { parsePeriod, type PeriodKind, type Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { PeriodEvent } from '../period.events.js';
import { period as periodFold, type PeriodState } from '../period.state.js';

/** A reporting period of a plan, with what was done to it. */
export type PeriodRow = {
  readonly plan: string;
  readonly period: string;
  readonly kind: PeriodKind;
  readonly year: number;
  readonly status: 'open' | 'closed';
  /** Due time as first set; reports after it are late, whatever was granted since. */
  readonly firstDueAt: string;
  readonly dueAt: string;
  /** Later due times of single units, by code. */
  readonly exceptions: Readonly<Record<string, string>>;
  readonly extensions: number;
  readonly reopenings: number;
  /** Of the last extension or reopening. */
  readonly reason: string | null;
  readonly closedHow: 'deadline' | 'by-hand' | null;
  /** Revision of the period's stream, for If-Match. */
  readonly revision: number;
  readonly changedAt: string;
};

export const periods = rows<PeriodRow, PeriodEvent>({
  name: 'periods',
  version: 1,
  events: ['reporting.Period'],
  table: {
    name: 'periods',
    fields: { plan: 'text', period: 'text', kind: 'text', year: 'number', status: 'text', dueAt: 'text' },
    indexes: [['plan', 'year'], ['plan', 'status']],
    temporal: true,
  },
  keys: ({ data }) => [periodKey(data)],
  fold: (row, event) => {
    const before = row ?? empty(event);
    const state = periodFold.evolve(row ? stateOf(row) : periodFold.initial, event);
    if (state.status === 'not-opened') return row;
    const { status, dueAt, exceptions } = state;
    return { ...before, status, dueAt, exceptions, ...noted(before, event), revision: event.revision, changedAt: event.recordedAt };
  },
});

/** Key of a period. */
export const periodKey = (c: { readonly plan: string; readonly period: string }): string => `${c.plan}/${c.period}`;

const stateOf = ({ status, dueAt, exceptions }: PeriodRow): PeriodState => ({ status, dueAt, exceptions });

function empty({ data, recordedAt, revision }: Recorded<PeriodEvent>): PeriodRow {
  const { plan, period } = data;
  const { kind, year } = parsePeriod(period)!;
  const dueAt = 'dueAt' in data ? data.dueAt : recordedAt;
  return {
    plan, period, kind, year, status: 'open', firstDueAt: dueAt, dueAt, exceptions: {}, extensions: 0, reopenings: 0,
    reason: null, closedHow: null, revision, changedAt: recordedAt,
  };
}

function noted(before: PeriodRow, event: Recorded<PeriodEvent>): Partial<PeriodRow> {
  switch (event.type) {
    case 'reporting.PeriodOpened':
      return {};
    case 'reporting.PeriodExtended':
      return { extensions: before.extensions + 1, reason: event.data.reason };
    case 'reporting.PeriodClosed':
      return { closedHow: event.data.how };
    case 'reporting.PeriodReopened':
      return { reopenings: before.reopenings + 1, reason: event.data.reason, ...(event.data.units ? {} : { closedHow: null }) };
  }
}
