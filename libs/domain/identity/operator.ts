import type { Actor } from '#engine/kernel';

/**
 * The operator at the server's command line: who can read and write the files anyway. Sets up the first accounts and resets
 * administrators' passwords; every act is in the log under this id. Never made from a request.
 */
export const operator: Actor = {
  id: 'system:operator',
  grants: [{ role: 'system-admin', units: 'all' }, { role: 'security-admin', units: 'all' }],
};

export const isOperator = (actor: Actor): boolean => actor.id === operator.id;
