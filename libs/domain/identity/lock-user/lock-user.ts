import { command, refuse } from '#engine/kernel';
import { account, grantsInForce } from '../account.state.js';
import { userStream } from '../identity.events.js';
import { mayLockUsers } from '../identity.policies.js';
import { isAdministrator } from '../roles.js';

/** The system administrator locks an account: it acts no more, from the next request on. */
export interface LockUser {
  readonly user: string;
  readonly reason: string;
  /** For each role of the user, other people who hold it and can act, as the directory of users knew them. */
  readonly otherHolders: Readonly<Record<string, number>>;
}

export const lockUser = command({
  name: 'identity.LockUser',
  policy: mayLockUsers,
  stream: (c: LockUser) => userStream(c.user),
  state: account,
  stated: ({ otherHolders: _, ...stated }) => stated,
  decide: (state, { user, reason, otherHolders }, { actor, now }) => {
    if (state.status === 'unregistered') return refuse('identity.unknown-user', { user }, 'params.user');
    if (actor.id === user) return refuse('identity.own-account');
    if (state.status === 'locked') return [];
    const last = grantsInForce(state, now).find(({ role }) => isAdministrator(role) && (otherHolders[role] ?? 0) === 0);
    if (last) return refuse('identity.last-administrator', { user, role: last.role });
    return [{ type: 'identity.UserLocked' as const, data: { user, reason } }];
  },
});

/** The system administrator lets a locked account act again. */
export interface UnlockUser {
  readonly user: string;
  readonly reason: string;
}

export const unlockUser = command({
  name: 'identity.UnlockUser',
  policy: mayLockUsers,
  stream: (c: UnlockUser) => userStream(c.user),
  state: account,
  decide: (state, { user, reason }, { actor }) => {
    if (state.status === 'unregistered') return refuse('identity.unknown-user', { user }, 'params.user');
    if (actor.id === user) return refuse('identity.own-account');
    if (state.status === 'active') return [];
    return [{ type: 'identity.UserUnlocked' as const, data: { user, reason } }];
  },
});
