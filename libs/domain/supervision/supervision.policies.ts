import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** Inspectors inspect the units of their grant; the bureau, as secretariat, the whole city. */
export const mayInspect = anyOf('supervision.inspect', rolePolicy('', ['inspector']), cityPolicy('', ['bureau']));

/** A draft may also come of an instruction or a warning, which the system writes down. */
export const mayDraft = anyOf('supervision.draft', rolePolicy('', ['inspector']), cityPolicy('', ['bureau']), rolePolicy('', ['system']));

/** A unit answers for itself. */
export const mayAnswer = rolePolicy('supervision.answer', ['reporter']);

/** Extensions: who may decide at which level is the decision's matter, by the count of earlier ones. */
export const mayDecideExtensions = anyOf('supervision.extensions', rolePolicy('', ['inspector']), cityPolicy('', ['bureau', 'leadership']));

/** What weighs on a unit's name, or takes weight off it, is decided above the inspectors. */
export const mayDecideAbove = cityPolicy('supervision.decide', ['bureau', 'leadership']);

/** Leaders give instructions. */
export const mayInstruct = cityPolicy('supervision.instruct', ['leadership']);

/** Rules of escalation and number series are the bureau's. */
export const maySetRules = cityPolicy('supervision.rules', ['bureau']);

/** A durable timer raises levels; nobody else does so in its name. */
export const mayRaiseDue = rolePolicy('supervision.raise-due', ['system']);

/** Units see what concerns them; those who work across the city see all. */
export const maySeeSupervision = anyOf(
  'supervision.see',
  rolePolicy('', ['reporter', 'inspector']),
  cityPolicy('', ['bureau', 'leadership', 'organisation', 'auditor']),
);

/** Lists and figures over units, beside the unit's own. */
export const maySeeAcrossUnits = anyOf('supervision.see-all', rolePolicy('', ['inspector']), cityPolicy('', ['bureau', 'leadership', 'organisation', 'auditor']));
