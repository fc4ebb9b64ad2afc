import { addDays, endOfCityDay, type Fold, type Instant, type RoleGrant } from '#engine/kernel';
import type { IdentityEvent } from './identity.events.js';

type Units = RoleGrant['units'];

/** A role that was granted and not revoked. */
export interface HeldGrant {
  readonly role: string;
  readonly units: Units;
  /** Last day, and the last instant of it; none for ever. */
  readonly until?: string;
  readonly endsAt?: Instant;
}

/** A role that another person lets this one exercise for some days. */
export interface ReceivedDelegation {
  readonly delegation: string;
  readonly from: string;
  readonly role: string;
  readonly units: Units;
  readonly fromDate: string;
  readonly untilDate: string;
  /** In force after the first instant and up to the second. */
  readonly startsAfter: Instant;
  readonly endsAt: Instant;
}

/** An account that was registered. */
export interface RegisteredAccount {
  readonly status: 'active' | 'locked';
  readonly user: string;
  readonly loginName: string;
  readonly unit?: string;
  readonly personRef?: string;
  readonly demonstration: boolean;
  readonly grants: readonly HeldGrant[];
  readonly delegations: readonly ReceivedDelegation[];
}

export type AccountState = { readonly status: 'unregistered' } | RegisteredAccount;

/** Folds the facts of a user stream. */
export const account: Fold<AccountState, IdentityEvent> = {
  name: 'identity.account',
  initial: { status: 'unregistered' },
  evolve: (state, event) => {
    if (event.type === 'identity.UserRegistered') {
      const { user, loginName, unit, personRef, demonstration } = event.data;
      const optional = { ...(unit === undefined ? {} : { unit }), ...(personRef === undefined ? {} : { personRef }) };
      return { status: 'active', user, loginName, demonstration, ...optional, grants: [], delegations: [] };
    }
    if (state.status === 'unregistered') return state;
    switch (event.type) {
      case 'identity.RoleGranted':
        return { ...state, grants: [...withoutRole(state.grants, event.data.role), heldGrant(event.data)] };
      case 'identity.RoleRevoked':
        return { ...state, grants: withoutRole(state.grants, event.data.role) };
      case 'identity.UserLocked':
        return { ...state, status: 'locked' };
      case 'identity.UserUnlocked':
        return { ...state, status: 'active' };
      case 'identity.PasswordReset':
        return state;
      case 'identity.DelegationGranted':
        return { ...state, delegations: [...state.delegations, received(event.data)] };
      case 'identity.DelegationEnded':
        return { ...state, delegations: state.delegations.filter(({ delegation }) => delegation !== event.data.delegation) };
    }
  },
};

const withoutRole = (grants: readonly HeldGrant[], role: string): HeldGrant[] => grants.filter((grant) => grant.role !== role);

function heldGrant({ role, units, until }: { readonly role: string; readonly units: Units; readonly until?: string | undefined }): HeldGrant {
  return until === undefined ? { role, units } : { role, units, until, endsAt: endOfCityDay(until) };
}

function received({ delegation, from, role, units, fromDate, untilDate }: Omit<ReceivedDelegation, 'startsAfter' | 'endsAt'>): ReceivedDelegation {
  return { delegation, from, role, units, fromDate, untilDate, startsAfter: endOfCityDay(addDays(fromDate, -1)), endsAt: endOfCityDay(untilDate) };
}

/** Grants that have not run out. */
export const grantsInForce = ({ grants }: RegisteredAccount, now: Instant): readonly HeldGrant[] => grants.filter((grant) => !hasEnded(grant, now));

/** Whether a grant or delegation is over for good. */
export const hasEnded = ({ endsAt }: { readonly endsAt?: Instant }, now: Instant): boolean => endsAt !== undefined && now > endsAt;

/** A right a person can exercise now, and from whom it comes where it is not their own. */
export interface EffectiveGrant extends RoleGrant {
  readonly until?: string;
  readonly delegatedBy?: string;
}

/**
 * What an account may do at an instant. A delegation gives no more than the delegator still has:
 * it rests while that account is locked, and ends with the grant it is made of.
 */
export function effectiveGrants(state: RegisteredAccount, now: Instant, accountOf: (user: string) => RegisteredAccount | undefined): readonly EffectiveGrant[] {
  if (state.status === 'locked') return [];
  const own = grantsInForce(state, now).map(({ role, units, until }) => ({ role, units, ...(until === undefined ? {} : { until }) }));
  const delegated = state.delegations
    .filter((delegation) => delegation.startsAfter < now && !hasEnded(delegation, now))
    .flatMap(({ from, role, units, untilDate }) => {
      const delegator = accountOf(from);
      const held = delegator?.status === 'active' ? grantsInForce(delegator, now).find((grant) => grant.role === role) : undefined;
      const shared = held ? common(held.units, units) : [];
      return shared === 'all' || shared.length > 0 ? [{ role, units: shared, until: untilDate, delegatedBy: from }] : [];
    });
  return [...own, ...delegated];
}

/** Units that two rights both cover. */
function common(one: Units, other: Units): Units {
  if (one === 'all') return other;
  return other === 'all' ? one : one.filter((unit) => other.includes(unit));
}

/** Whether the first right covers every unit of the second. */
export const coversUnits = (one: Units, other: Units): boolean => one === 'all' || (other !== 'all' && other.every((unit) => one.includes(unit)));
