import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

const business = ['bureau', 'reporter', 'verifier', 'inspector', 'leadership', 'organisation', 'auditor'] as const;

/** The bureau keeps the register of units. */
export const mayManageUnits = cityPolicy('units.manage', ['bureau']);

/** The register is for everyone who works here; the administrators grant roles by its codes. */
export const maySeeUnits = cityPolicy('units.see', [...business, 'system-admin', 'security-admin', 'audit-admin']);

/** The organisation department and the bureau record who leads a unit, and keep the registry of persons. */
export const mayAppoint = cityPolicy('units.appoint', ['organisation', 'bureau']);

/** Posts and references: a unit sees its own, those who work across the city see all. */
export const maySeeAppointments = anyOf(
  'units.see-appointments',
  rolePolicy('', ['reporter', 'verifier']),
  cityPolicy('', ['bureau', 'organisation', 'leadership', 'inspector', 'auditor']),
);

/** Names of persons: only those whose work needs them. */
export const maySeeNames = cityPolicy('units.see-names', ['organisation', 'bureau', 'leadership']);
