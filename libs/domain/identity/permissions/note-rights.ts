import { noteRead } from '#engine/http';
import { delegations } from '../delegate-role/delegations.projection.js';
import { users } from '../users/users.projection.js';

/** Note that an answer tells somebody's rights: the directory has them in memory, and these projections move with the same facts. */
export function noteRights(): void {
  noteRead(users.name);
  noteRead(delegations.name);
}
