import { command, refuse, told } from '#engine/kernel';
import { unitStanding, unitStream } from '#domain/units';
import { account } from '../account.state.js';
import { userStream } from '../identity.events.js';
import { mayRegisterUsers } from '../identity.policies.js';
import { unitProblem } from '../unit-standing.state.js';

/** The system administrator registers an account. Its password is set beside the log. */
export interface RegisterUser {
  readonly loginName: string;
  readonly unit?: string;
  /** Reference into the register of persons. */
  readonly personRef?: string;
  readonly demonstration?: boolean;
  /** An account that the same person has already, as the directory of users knew it. */
  readonly accountOfPerson?: string;
}

export const registerUser = command({
  name: 'identity.RegisterUser',
  policy: mayRegisterUsers,
  stream: (c: RegisterUser) => userStream(c.loginName),
  state: account,
  told: (c) => (c.unit === undefined ? {} : { [c.unit]: told(unitStream(c.unit), unitStanding) }),
  decide: (state, c, context) => {
    const { loginName, unit, personRef, demonstration = false } = c;
    if (state.status !== 'unregistered') return refuse('identity.already-registered', { user: loginName }, 'body.loginName');
    const noUnit = unitProblem(context.told, 'body.unit');
    if (noUnit) return noUnit;
    if (personRef !== undefined && c.accountOfPerson !== undefined) return refuse('identity.person-has-account', { user: c.accountOfPerson }, 'body.personRef');
    const optional = { ...(unit === undefined ? {} : { unit }), ...(personRef === undefined ? {} : { personRef }) };
    return [{ type: 'identity.UserRegistered' as const, data: { user: loginName, loginName, ...optional, demonstration } }];
  },
});
