import { addDays, cityDate, command, refuse, told, type Instant, type Refusal, type RoleGrant } from '#engine/kernel';
import { account, coversUnits, grantsInForce, type AccountState } from '../account.state.js';
import { userStream } from '../identity.events.js';
import { mayDelegate, mayEndDelegations } from '../identity.policies.js';
import { compatibilityProblem } from '../grant-role/grant-role.js';
import { isAdministrator, isRole } from '../roles.js';

/** Days a delegation may last. */
export const longestDelegation = 180;

/** Somebody lets a colleague exercise a role of theirs for some days 授权代理. */
export interface DelegateRole {
  readonly delegation: string;
  readonly from: string;
  readonly to: string;
  readonly role: string;
  readonly units: RoleGrant['units'];
  /** First and last day, both included. */
  readonly fromDate: string;
  readonly untilDate: string;
}

export const delegateRole = command({
  name: 'identity.DelegateRole',
  policy: mayDelegate,
  stream: (c: DelegateRole) => userStream(c.to),
  state: account,
  told: (c) => ({ delegator: told(userStream(c.from), account) }),
  decide: (state, c, { actor, now, told: { delegator } }) => {
    const { delegation, from, to, role, units, fromDate, untilDate } = c;
    if (state.status === 'unregistered') return refuse('identity.unknown-user', { user: to }, 'params.user');
    if (from === to) return refuse('identity.self-delegation', {}, 'params.user');
    if (state.status === 'locked') return refuse('identity.user-locked', { user: to }, 'params.user');
    if (state.delegations.some((known) => known.delegation === delegation)) return [];
    const no = ownRightProblem(c, actor.id, delegator, now) ?? datesProblem(c, cityDate(now));
    if (no) return no;
    const unit = delegator.status === 'unregistered' ? undefined : delegator.unit;
    if (unit !== state.unit) return refuse('identity.delegation-outside-unit', {}, 'params.user');
    const conflict = compatibilityProblem(state, role, now);
    if (conflict) return conflict;
    const covered = units === 'all' ? ('all' as const) : [...units];
    return [{ type: 'identity.DelegationGranted' as const, validAt: fromDate, data: { delegation, from, to, ...(unit === undefined ? {} : { unit }), role, units: covered, fromDate, untilDate } }];
  },
});

/** A delegation is taken back before its last day. */
export interface EndDelegation {
  readonly delegation: string;
  readonly to: string;
  readonly reason: string;
}

export const endDelegation = command({
  name: 'identity.EndDelegation',
  policy: mayEndDelegations,
  stream: (c: EndDelegation) => userStream(c.to),
  state: account,
  decide: (state, { delegation, to, reason }, { actor, now }) => {
    const known = state.status === 'unregistered' ? undefined : state.delegations.find((d) => d.delegation === delegation && d.endsAt >= now);
    if (!known) return refuse('identity.unknown-delegation', { delegation }, 'params.delegation');
    const entitled = known.from === actor.id || actor.grants.some(({ role }) => role === 'security-admin');
    if (!entitled) return refuse('identity.not-the-delegator');
    return [{ type: 'identity.DelegationEnded' as const, data: { delegation, from: known.from, to, reason } }];
  },
});

/** Only a right of one's own, still in force, within its units; never that of an administrator. */
function ownRightProblem({ from, role, units }: DelegateRole, actor: string, delegator: AccountState, now: Instant): Refusal | undefined {
  const grants = delegator.status === 'active' ? grantsInForce(delegator, now) : [];
  const own = grants.some((grant) => grant.role === role && coversUnits(grant.units, units));
  return own && actor === from && isRole(role) && !isAdministrator(role) ? undefined : refuse('identity.delegation-not-own', {}, 'body.role');
}

function datesProblem({ fromDate, untilDate }: DelegateRole, today: string): Refusal | undefined {
  const fine = untilDate >= fromDate && untilDate >= today && untilDate < addDays(fromDate, longestDelegation);
  return fine ? undefined : refuse('identity.delegation-dates', { fromDate, untilDate, maximum: longestDelegation }, 'body.untilDate');
}
