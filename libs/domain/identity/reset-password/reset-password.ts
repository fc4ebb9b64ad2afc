import { command, refuse } from '#engine/kernel';
import { account } from '../account.state.js';
import { userStream } from '../identity.events.js';
import { mayResetPasswords } from '../identity.policies.js';
import { isAdministrator } from '../roles.js';
import { isOperator } from '../operator.js';

/** A forgotten password is replaced by an initial one, which the user must change at the next sign-in. */
export interface ResetPassword {
  readonly user: string;
  readonly reason: string;
}

export const resetPassword = command({
  name: 'identity.ResetPassword',
  policy: mayResetPasswords,
  stream: (c: ResetPassword) => userStream(c.user),
  state: account,
  decide: (state, { user, reason }, { actor }) => {
    if (state.status === 'unregistered') return refuse('identity.unknown-user', { user }, 'params.user');
    if (actor.id === user) return refuse('identity.own-account');
    // Whoever sets a password can sign in with it once: one administrator must not become another that way.
    if (!isOperator(actor) && state.grants.some(({ role }) => isAdministrator(role))) return refuse('identity.administrator-reset');
    if (state.status === 'locked') return refuse('identity.user-locked', { user });
    return [{ type: 'identity.PasswordReset' as const, data: { user, reason } }];
  },
});
