import type { Bilingual } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { UnitEvent } from '#domain/units';

/** A unit as orders and exports call it. */
export type SupervisedUnitRow = { readonly unit: string; readonly name: { readonly zh: string; readonly en: string }; readonly fullName: string | null };

/** Names of units, kept by this context so that they are known as of any position. */
export const supervisedUnits = rows<SupervisedUnitRow, UnitEvent>({
  name: 'supervised-units',
  version: 1,
  events: ['units.UnitRegistered', 'units.UnitRenamed'],
  table: { name: 'supervised-units', fields: { unit: 'text' }, indexes: [], temporal: true },
  keys: (event) => ('code' in event.data ? [event.data.code] : []),
  fold: (row, event) => {
    if (event.type !== 'units.UnitRegistered' && event.type !== 'units.UnitRenamed') return row;
    const { code, name, fullName } = event.data;
    return { unit: code, name, fullName: fullName ?? null };
  },
});

/** What a unit is called; its code where no name is known. */
export const nameIn = (names: ReadonlyMap<string, Bilingual>, unit: string): Bilingual => names.get(unit) ?? { zh: unit, en: unit };
