import { cityPolicy } from '#engine/kernel';

/** Everybody with a role may ask what was changed; which changes they are told is the matter of the policy of each kind of thing. */
export const maySeeHistory = cityPolicy('history.see', [
  'bureau', 'reporter', 'verifier', 'inspector', 'leadership', 'organisation', 'auditor', 'system-admin', 'security-admin', 'audit-admin',
]);
