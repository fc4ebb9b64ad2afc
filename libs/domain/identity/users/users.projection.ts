import type { Recorded, RoleGrant } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { IdentityEvent } from '../identity.events.js';

/** A role as lists show it. */
export interface GrantLine {
  readonly [field: string]: string | 'all' | readonly string[] | null;
  readonly role: string;
  readonly units: RoleGrant['units'];
  readonly until: string | null;
  readonly grantedBy: string;
  readonly grantedAt: string;
}

/** An account with its roles. No secret and no name of a person: `personRef` points into the register of persons. */
export type UserRow = {
  readonly user: string;
  readonly loginName: string;
  readonly unit: string | null;
  readonly personRef: string | null;
  readonly demonstration: boolean;
  readonly locked: boolean;
  readonly lockReason: string | null;
  readonly grants: readonly GrantLine[];
  /** Codes of the roles between bars, `|bureau|verifier|`, to filter by. */
  readonly roles: string;
  readonly registeredAt: string;
  readonly passwordResetAt: string | null;
  /** Revision of the user's stream, for If-Match. */
  readonly revision: number;
  readonly changedAt: string;
};

/** Accounts by id. A grant that has run out stays until it is revoked or replaced: lists show its end. */
export const users = rows<UserRow, IdentityEvent>({
  name: 'users',
  version: 1,
  events: ['identity.'],
  table: {
    name: 'users',
    fields: { user: 'text', unit: 'text', personRef: 'text', roles: 'text', locked: 'boolean', demonstration: 'boolean', changedAt: 'text' },
    indexes: [['unit', 'user'], ['user']],
    temporal: true,
  },
  keys: (event) => [userOf(event)],
  fold: (row, event) => {
    const changed = { ...(row ?? empty(event)), ...changeOf(row?.grants ?? [], event), revision: event.revision, changedAt: event.recordedAt };
    return { ...changed, roles: `|${changed.grants.map((grant) => grant.role).join('|')}|` };
  },
});

const userOf = ({ data }: Recorded<IdentityEvent>): string => ('user' in data ? data.user : data.to);

function empty(event: Recorded<IdentityEvent>): UserRow {
  const user = userOf(event);
  return {
    user, loginName: user, unit: null, personRef: null, demonstration: false, locked: false, lockReason: null, grants: [], roles: '||',
    registeredAt: event.recordedAt, passwordResetAt: null, revision: event.revision, changedAt: event.recordedAt,
  };
}

function changeOf(grants: readonly GrantLine[], event: Recorded<IdentityEvent>): Partial<UserRow> {
  const { meta, recordedAt } = event;
  switch (event.type) {
    case 'identity.UserRegistered': {
      const { loginName, unit, personRef, demonstration } = event.data;
      return { loginName, unit: unit ?? null, personRef: personRef ?? null, demonstration };
    }
    case 'identity.RoleGranted': {
      const { role, units, until } = event.data;
      return { grants: [...without(grants, role), { role, units, until: until ?? null, grantedBy: meta.actor, grantedAt: recordedAt }] };
    }
    case 'identity.RoleRevoked':
      return { grants: without(grants, event.data.role) };
    case 'identity.UserLocked':
      return { locked: true, lockReason: event.data.reason };
    case 'identity.UserUnlocked':
      return { locked: false, lockReason: null };
    case 'identity.PasswordReset':
      return { passwordResetAt: recordedAt };
    case 'identity.DelegationGranted':
    case 'identity.DelegationEnded':
      return {};
  }
}

const without = (grants: readonly GrantLine[], role: string): GrantLine[] => grants.filter((grant) => grant.role !== role);
