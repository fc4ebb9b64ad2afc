import { delegateRole, endDelegation } from './delegate-role/delegate-role.js';
import { delegations } from './delegate-role/delegations.projection.js';
import { grantRole, revokeRole } from './grant-role/grant-role.js';
import { identityEvents } from './identity.events.js';
import { identityRefusals } from './identity.refusals.js';
import { lockUser, unlockUser } from './lock-user/lock-user.js';
import { registerUser } from './register-user/register-user.js';
import { resetPassword } from './reset-password/reset-password.js';
import { users } from './users/users.projection.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views. */
export const identityParts = {
  events: [identityEvents],
  refusals: [identityRefusals],
  commands: [registerUser, grantRole, revokeRole, lockUser, unlockUser, resetPassword, delegateRole, endDelegation],
  projections: [users, delegations],
  processes: [],
  topics: [],
} as const;
