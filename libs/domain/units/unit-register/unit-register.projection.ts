import { addDays, type DateText } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { UnitEvent, UnitKind } from '../units.events.js';

/** A text in both languages as a row stores it: `Bilingual` as plain JSON. */
export type StoredText = { readonly zh: string; readonly en: string };

/** A name and the days it holds, both included; no last day while it holds. */
export type NamePeriod = { readonly name: StoredText; readonly fullName: string | null; readonly from: DateText; readonly until: DateText | null; readonly document: string | null };

/** A line of the register of units 责任单位名录, with every name the unit has had. */
export type UnitRow = {
  readonly code: string;
  /** The name decided last; it may begin in the future. {@link nameOn} gives the one of a date. */
  readonly name: StoredText;
  readonly fullName: string | null;
  readonly names: readonly NamePeriod[];
  readonly kind: UnitKind;
  readonly aliases: readonly string[];
  readonly order: number;
  readonly members: readonly string[];
  readonly verticallyManaged: boolean;
  readonly note: string | null;
  readonly status: 'active' | 'merged' | 'closed';
  readonly from: DateText;
  /** Last day; {@link noEnd} while no end is decided, so that dates compare. */
  readonly lastDay: DateText;
  readonly mergedInto: string | null;
  readonly endDocument: string | null;
  readonly revision: number;
  readonly changedAt: string;
};

/** Stands for "until further notice" in stored rows: later than every date. */
export const noEnd: DateText = '9999-12-31';

export const unitRegister = rows<UnitRow, UnitEvent>({
  name: 'unit-register',
  version: 1,
  events: ['units.Unit'],
  table: {
    name: 'unit-register',
    fields: { code: 'text', kind: 'text', order: 'number', status: 'text', from: 'text', lastDay: 'text', verticallyManaged: 'boolean' },
    indexes: [['order'], ['kind', 'order']],
    temporal: true,
  },
  keys: ({ data }) => ('code' in data ? [data.code] : []),
  fold: (row, event) => {
    const at = { revision: event.revision, changedAt: event.recordedAt };
    if (event.type === 'units.UnitRegistered') return { ...registered(event.data), ...at };
    if (row === undefined) return undefined;
    switch (event.type) {
      case 'units.UnitRenamed':
        return { ...row, ...renamed(row, event.data), ...at };
      case 'units.UnitMerged':
        return { ...row, status: 'merged', mergedInto: event.data.into, ...ended(event.data), ...at };
      case 'units.UnitClosed':
        return { ...row, status: 'closed', ...ended(event.data), ...at };
      default:
        return row;
    }
  },
});

type DataOf<T extends UnitEvent['type']> = Extract<UnitEvent, { type: T }>['data'];

function registered({ code, name, fullName, kind, aliases, order, from, members, verticallyManaged, note }: DataOf<'units.UnitRegistered'>): Omit<UnitRow, 'revision' | 'changedAt'> {
  return {
    code, name, fullName: fullName ?? null, names: [{ name, fullName: fullName ?? null, from, until: null, document: null }], kind, aliases, order,
    members: members ?? [], verticallyManaged: verticallyManaged ?? false, note: note ?? null, status: 'active', from, lastDay: noEnd, mergedInto: null, endDocument: null,
  };
}

function renamed(row: UnitRow, { name, fullName, from, document }: DataOf<'units.UnitRenamed'>): Pick<UnitRow, 'name' | 'fullName' | 'names'> {
  const before = row.names.map((period) => (period.until === null ? { ...period, until: addDays(from, -1) } : period));
  return { name, fullName: fullName ?? null, names: [...before, { name, fullName: fullName ?? null, from, until: null, document }] };
}

const ended = ({ from, document }: { readonly from: DateText; readonly document: string }): Pick<UnitRow, 'lastDay' | 'endDocument'> => ({ lastDay: addDays(from, -1), endDocument: document });

/** The name that was right on a date; before the first one, the first. */
export function nameOn(row: Pick<UnitRow, 'names'>, date: DateText): NamePeriod {
  return row.names.findLast((period) => period.from <= date) ?? row.names[0]!;
}
