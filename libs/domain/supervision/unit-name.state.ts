import { told, type Bilingual, type Fold, type Told } from '#engine/kernel';
import { unitStream, type UnitEvent } from '#domain/units';
import type { FindingState } from './finding.state.js';

/** A unit's name as texts print it; absent for a unit that was never registered. */
export const unitName: Fold<{ readonly name?: Bilingual }, UnitEvent> = {
  name: 'supervision.unit-name',
  initial: {},
  evolve: (state, event) => (event.type === 'units.UnitRegistered' || event.type === 'units.UnitRenamed' ? { name: event.data.name } : state),
};

/** Name of the unit that answers for a finding, as a decision is told it. */
export const toldLeadName = (state: FindingState): Told<{ readonly name?: Bilingual }> => told(unitStream('content' in state ? state.content.unit : ''), unitName);
