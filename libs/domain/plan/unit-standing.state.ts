import { told, type Fold, type Told } from '#engine/kernel';
import { unitStream, type UnitEvent } from '#domain/units';

/** What the plan's decisions know of a unit: whether it exists and works, and whom it stands for. */
export type UnitStanding =
  | { readonly status: 'unknown' }
  | { readonly status: 'active' | 'gone'; readonly collective: boolean; readonly members: readonly string[] };

/** Folds a unit into its standing. */
export const unitStanding: Fold<UnitStanding, UnitEvent> = {
  name: 'plan.unit-standing',
  initial: { status: 'unknown' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'units.UnitRegistered':
        return { status: 'active', collective: event.data.kind === 'collective', members: event.data.members ?? [] };
      case 'units.UnitMerged':
      case 'units.UnitClosed':
        return state.status === 'unknown' ? state : { ...state, status: 'gone' };
      default:
        return state;
    }
  },
};

/** Units as a decision of this context is told them, by code. */
export const toldUnits = (codes: readonly string[]): Readonly<Record<string, Told<UnitStanding>>> =>
  Object.fromEntries(codes.map((code) => [code, told(unitStream(code), unitStanding)]));
