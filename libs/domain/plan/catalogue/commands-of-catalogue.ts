import type { AnyCommand } from '#engine/kernel';
import type { UnitEvent } from '#domain/units';
import { adoptPlan, type AdoptPlan } from '../adopt-plan/adopt-plan.js';
import { assignMeasure, type AssignMeasure } from '../assign-measure/assign-measure.js';
import { setTarget, type SetTarget } from '../set-target/set-target.js';
import { unitNamed, type Catalogue, type CatalogueUnit } from './catalogue.js';
import { cityTargetsOf } from './definition-cards.js';

/** What the registration of a unit records; also what the command to register it takes. */
export type UnitRegistration = Extract<UnitEvent, { type: 'units.UnitRegistered' }>['data'];

/** A use case with its input, as a batch takes it. */
export interface CatalogueCommand {
  readonly definition: AnyCommand;
  readonly command: unknown;
}

/** The acts that put a catalogue into force. The units come first: the others are checked against their streams. */
export interface CatalogueCommands {
  /** Inputs of `units.RegisterUnit`, in the official order. */
  readonly units: readonly UnitRegistration[];
  /** Adoption, then the assignment of every measure, then the city's targets: all on the plan's stream, so one batch. */
  readonly plan: readonly CatalogueCommand[];
}

/**
 * A catalogue as a sequence of commands. The plan names no lead unit: by custom the unit printed first leads
 * (牵头单位) and the others support, which becomes an explicit assignment dated with the plan.
 * @throws RangeError for a catalogue with problems (see `catalogueProblems`)
 */
export function commandsOfCatalogue(plan: string, catalogue: Catalogue, sha256: string): CatalogueCommands {
  const adoption: AdoptPlan = { plan, catalogue, sha256 };
  const assignments = catalogue.measures.map(({ no, responsibleUnits }): AssignMeasure => {
    const [lead, ...supporting] = responsibleUnits.map((name) => codeOf(catalogue, name));
    return { plan, no, lead: lead!, supporting, from: catalogue.plan.date };
  });
  const targets = cityTargetsOf(catalogue).map((target): SetTarget => ({ plan, target }));
  return {
    units: catalogue.units.map((unit, at) => registrationOf(unit, at + 1, catalogue.plan.date)),
    plan: [
      { definition: adoptPlan, command: adoption },
      ...assignments.map((command) => ({ definition: assignMeasure, command })),
      ...targets.map((command) => ({ definition: setTarget, command })),
    ],
  };
}

function codeOf(catalogue: Catalogue, name: string): string {
  const unit = unitNamed(catalogue, name);
  if (!unit) throw new RangeError(`unknown or ambiguous unit ${name}`);
  return unit.code;
}

function registrationOf(unit: CatalogueUnit, order: number, from: string): UnitRegistration {
  const { code, nameZh, nameEn, fullNameZh, kind, aliases, members, verticalManaged, noteZh } = unit;
  return {
    code, name: { zh: nameZh, en: nameEn }, kind, aliases, order, from,
    ...(fullNameZh === undefined ? {} : { fullName: fullNameZh }),
    ...(members === undefined ? {} : { members }),
    ...(verticalManaged === undefined ? {} : { verticallyManaged: verticalManaged }),
    ...(noteZh === undefined ? {} : { note: noteZh }),
  };
}
