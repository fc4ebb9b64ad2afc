import { anyOf, cityPolicy, type Policy } from '#engine/kernel';
import { businessRoles } from './roles.js';

/** The system administrator registers accounts. */
export const mayRegisterUsers = cityPolicy('identity.register', ['system-admin']);

/** The system administrator locks and unlocks accounts. */
export const mayLockUsers = cityPolicy('identity.lock', ['system-admin']);

/** The system administrator resets passwords; not those of the other administrators, see the decision. */
export const mayResetPasswords = cityPolicy('identity.reset-password', ['system-admin']);

/** The security administrator grants and revokes roles. */
export const mayGrantRoles = cityPolicy('identity.grant', ['security-admin']);

/** Whoever does business may let somebody stand in; for what, the decision looks at. */
export const mayDelegate = cityPolicy('identity.delegate', businessRoles);

/** The delegator ends a delegation, the security administrator any. */
export const mayEndDelegations = cityPolicy('identity.end-delegation', [...businessRoles, 'security-admin']);

/** Administrators and auditors see accounts and their grants. */
export const maySeeUsers = cityPolicy('identity.see-users', ['system-admin', 'security-admin', 'audit-admin', 'auditor']);

/** Their own unit, for everybody who may do anything at all. */
const ownUnit: Policy = { code: 'identity.own-unit', scope: (actor) => (actor.unit === undefined || actor.grants.length === 0 ? [] : [actor.unit]) };

/** Everybody sees the names of their own unit, to know who can stand in. */
export const maySeeColleagues = anyOf('identity.see-colleagues', ownUnit, maySeeUsers);

/** Delegations of one's own unit; administrators and auditors see all. */
export const maySeeDelegations = anyOf('identity.see-delegations', ownUnit, maySeeUsers);

/** The audit administrator and auditors read the access log, and their reading is logged as well. */
export const mayReadAccessLog = cityPolicy('identity.access-log', ['audit-admin', 'auditor']);
