import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { covers, isRefusal, reachesAny, type Actor, type AnyCommand, type Instant, type Policy, type Recorded, type Told } from '#engine/kernel';
import { within } from '#engine/http';
import { checkWhere, matches } from '../../engine/read-store/query.js';
import { recorded } from '#engine/testing';
import { account, effectiveGrants, type AccountState, type RegisteredAccount } from './account.state.js';
import { delegateRole, endDelegation } from './delegate-role/delegate-role.js';
import { grantRole, revokeRole } from './grant-role/grant-role.js';
import { lockUser, unlockUser } from './lock-user/lock-user.js';
import { registered } from './identity-examples.js';
import * as policies from './identity.policies.js';
import { administratorRoles, businessRoles, compatible, roleCodes, roles } from './roles.js';
import { users } from './users/users.projection.js';

const people = ['wang', 'li', 'zhao'] as const;
const days = ['2025-04-10', '2025-04-11', '2025-04-12', '2025-04-13'] as const;

/** Three accounts and what becomes of them, by the real decisions on folded facts. */
class City {
  private count = 0;
  readonly states = new Map<string, AccountState>(people.map((user) => [user, this.fold(account.initial, registered(user))]));

  act(definition: AnyCommand, command: object, actor: Actor, now: Instant): void {
    const user = definition.stream(command).slice('user-'.length);
    const told = Object.fromEntries(Object.entries<Told<unknown>>(definition.told?.(command, undefined) ?? {}).map(([name, wanted]) => [name, this.states.get(wanted.stream.slice('user-'.length)) ?? 'active']));
    const decision = definition.decide(this.states.get(user), command, { actor, now, told });
    if (isRefusal(decision)) return;
    for (const event of decision) this.states.set(user, this.fold(this.states.get(user)!, event));
  }

  rights(user: string, now: Instant): readonly string[] {
    const of = (id: string) => this.states.get(id) as RegisteredAccount;
    return effectiveGrants(of(user), now, of).map((grant) => grant.role);
  }

  private fold(state: AccountState, event: { readonly type: string; readonly data: any }): AccountState {
    this.count += 1;
    return account.evolve(state, recorded(event.type, event.data, { position: this.count }) as unknown as Recorded<never>);
  }
}

const someone = fc.constantFrom(...people);
const someRole = fc.constantFrom(...roleCodes);
const someUnits = fc.constantFrom<'all' | string[]>('all', ['xuanwu'], ['xuanwu', 'qinhuai']);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('grant' as const), user: someone, role: someRole, units: someUnits, until: fc.option(fc.constantFrom(...days), { nil: undefined }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('grant' as const), user: someone, role: fc.constantFrom(...administratorRoles), units: fc.constant('all' as const), until: fc.constant(undefined) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delegate' as const), from: someone, to: someone, role: someRole, units: someUnits, fromDate: fc.constantFrom(...days), untilDate: fc.constantFrom(...days) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('revoke' as const), user: someone, role: someRole }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), to: someone, number: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lock' as const), user: someone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlock' as const), user: someone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('night' as const) }) },
);

describe('the three administrators 三员', () => {
  test('stay apart from one another and from business, whatever is granted, delegated or revoked', () => {
    const security: Actor = { id: 'sec', grants: [{ role: 'security-admin', units: 'all' }] };
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
        const city = new City();
        let day = 0;
        steps.forEach((s, index) => {
          const now = `${days[Math.min(day, 3)]}T02:00:00.000Z`;
          const by = (id: string): Actor => ({ id, grants: [] });
          if (s.kind === 'grant') city.act(grantRole, s, security, now);
          if (s.kind === 'revoke') city.act(revokeRole, { ...s, reason: 'x', otherHolders: 1 }, security, now);
          if (s.kind === 'delegate') city.act(delegateRole, { ...s, delegation: `d-${index}` }, by(s.from), now);
          if (s.kind === 'end') city.act(endDelegation, { to: s.to, delegation: `d-${s.number}`, reason: 'x' }, security, now);
          if (s.kind === 'lock') city.act(lockUser, { user: s.user, reason: 'x', otherHolders: Object.fromEntries(roleCodes.map((role) => [role, 1])) }, by('sys'), now);
          if (s.kind === 'unlock') city.act(unlockUser, { user: s.user, reason: 'x' }, by('sys'), now);
          if (s.kind === 'night') day += 1;
          for (const user of people) {
            for (const at of days.slice(day)) {
              const held = city.rights(user, `${at}T02:00:00.000Z`);
              held.forEach((role) => seen.add(role));
              for (const one of held) for (const other of held) if (!compatible(one, other)) throw new Error(`${user} holds ${one} and ${other} on ${at}`);
            }
          }
        });
      }),
      { numRuns: 300 },
    );
    // The search is worth something only if it reached every role.
    expect([...seen].sort()).toEqual([...roleCodes].sort());
  });

  test('are exactly three, and every role is one or the other', () => {
    expect(administratorRoles).toEqual(['system-admin', 'security-admin', 'audit-admin']);
    expect([...businessRoles, ...administratorRoles]).toEqual(roleCodes);
    for (const { title, purpose } of Object.values(roles)) for (const text of [title.zh, title.en, purpose.zh, purpose.en]) expect(text).not.toBe('');
  });

  test('each have their own acts and no other', () => {
    const reach = (policy: Policy) => roleCodes.filter((role) => reachesAny(policy.scope({ id: 'x', grants: [{ role, units: 'all' }] })));
    expect(reach(policies.mayRegisterUsers)).toEqual(['system-admin']);
    expect(reach(policies.mayLockUsers)).toEqual(['system-admin']);
    expect(reach(policies.mayResetPasswords)).toEqual(['system-admin']);
    expect(reach(policies.mayGrantRoles)).toEqual(['security-admin']);
    expect(reach(policies.mayReadAccessLog)).toEqual(['auditor', 'audit-admin']);
    expect(reach(policies.mayDelegate)).toEqual(businessRoles);
    expect(reach(policies.mayEndDelegations)).toEqual([...businessRoles, 'security-admin']);
    expect(reach(policies.maySeeUsers)).toEqual(['auditor', ...administratorRoles]);
  });
});

describe('a policy', () => {
  const units = ['xuanwu', 'qinhuai', 'jianye'] as const;
  const grant = fc.record({ role: someRole, units: fc.oneof(fc.constant('all' as const), fc.subarray([...units])) });
  const actor: fc.Arbitrary<Actor> = fc.record({ id: someone, unit: fc.constantFrom(...units), grants: fc.array(grant, { maxLength: 4 }) }, { requiredKeys: ['id', 'grants'] });
  const row = fc.record({ unit: fc.option(fc.constantFrom<string>(...units), { nil: null }) });

  test.each(Object.values(policies).map((policy) => [policy.code, policy] as const))('%s lists exactly the items it lets one see', (_, policy) => {
    fc.assert(
      fc.property(actor, fc.array(row), (asker, rows) => {
        const scope = policy.scope(asker);
        const listed = rows.filter((r) => matches(r, checkWhere(users.table, within(scope))));
        expect(listed).toEqual(rows.filter((r) => covers(scope, r.unit ?? undefined)));
        if (!reachesAny(scope)) expect(listed).toEqual([]);
      }),
    );
  });

  test('lets nobody without a grant do anything', () => {
    for (const policy of Object.values(policies)) expect(policy.scope({ id: 'x', unit: 'xuanwu', grants: [] })).toEqual([]);
  });
});
