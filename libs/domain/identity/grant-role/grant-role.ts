import { cityDate, command, refuse, type Refusal, type RoleGrant } from '#engine/kernel';
import { account, grantsInForce, hasEnded, type RegisteredAccount } from '../account.state.js';
import { userStream } from '../identity.events.js';
import { mayGrantRoles } from '../identity.policies.js';
import { compatible, isAdministrator, isRole } from '../roles.js';
import { toldUnits, unitProblem } from '../unit-standing.state.js';

/** The security administrator grants a role, or changes the units or the end of one that is held. */
export interface GrantRole {
  readonly user: string;
  readonly role: string;
  readonly units: RoleGrant['units'];
  /** Last day, included. */
  readonly until?: string;
}

export const grantRole = command({
  name: 'identity.GrantRole',
  policy: mayGrantRoles,
  stream: (c: GrantRole) => userStream(c.user),
  state: account,
  told: (c) => toldUnits(c.units),
  decide: (state, c, { actor, now, told }) => {
    const { user, role, units, until } = c;
    if (state.status === 'unregistered') return refuse('identity.unknown-user', { user }, 'params.user');
    if (actor.id === user) return refuse('identity.own-grant');
    if (!isRole(role)) return refuse('identity.unknown-role', { role }, 'body.role');
    const no = scopeProblem(c, cityDate(now)) ?? unitProblem(told, 'body.units') ?? compatibilityProblem(state, role, now);
    if (no) return no;
    const held = grantsInForce(state, now).find((grant) => grant.role === role);
    if (held && held.until === until && sameUnits(held.units, units)) return [];
    const covered = units === 'all' ? ('all' as const) : [...new Set(units)].sort();
    return [{ type: 'identity.RoleGranted' as const, data: { user, role, units: covered, ...(until === undefined ? {} : { until }) } }];
  },
});

/** The security administrator takes a role back. It stops acting with the next request. */
export interface RevokeRole {
  readonly user: string;
  readonly role: string;
  readonly reason: string;
  /** Other people who hold the role and can act, as the directory of users knew them. */
  readonly otherHolders: number;
}

export const revokeRole = command({
  name: 'identity.RevokeRole',
  policy: mayGrantRoles,
  stream: (c: RevokeRole) => userStream(c.user),
  state: account,
  stated: ({ otherHolders: _, ...stated }) => stated,
  decide: (state, { user, role, reason, otherHolders }, { actor, now }) => {
    if (state.status === 'unregistered') return refuse('identity.unknown-user', { user }, 'params.user');
    if (actor.id === user) return refuse('identity.own-grant');
    if (!grantsInForce(state, now).some((grant) => grant.role === role)) return refuse('identity.role-not-held', { user, role }, 'body.role');
    if (isAdministrator(role) && state.status === 'active' && otherHolders === 0) return refuse('identity.last-administrator', { user, role });
    return [{ type: 'identity.RoleRevoked' as const, data: { user, role, reason } }];
  },
});

function scopeProblem({ role, units, until }: GrantRole, today: string): Refusal | undefined {
  if (isAdministrator(role) && (units !== 'all' || until !== undefined)) return refuse('identity.administrator-scope', {}, 'body.units');
  if (until !== undefined && until < today) return refuse('identity.until-past', { until }, 'body.until');
  return undefined;
}

/** Three administrators exclude one another and all business roles: held, or delegated now or in days to come. */
export function compatibilityProblem(state: RegisteredAccount, role: string, now: string): Refusal | undefined {
  const conflict = [...state.grants, ...state.delegations].find((right) => !hasEnded(right, now) && !compatible(right.role, role));
  return conflict && refuse('identity.incompatible-role', { held: conflict.role, role }, 'body.role');
}

const sameUnits = (one: RoleGrant['units'], other: RoleGrant['units']): boolean =>
  one === 'all' || other === 'all' ? one === other : one.length === new Set(other).size && other.every((unit) => one.includes(unit));

