import { describe, expect, test } from '@jest/globals';
import { recordedLog, type GivenEvent } from '#engine/testing';
import type { IdentityEvent } from './identity.events.js';
import { account, coversUnits, effectiveGrants, type AccountState, type RegisteredAccount } from './account.state.js';
import { delegated, delegationEnded, granted, locked, now, registered, revoked, unlocked } from './identity-examples.js';

const folded = (...events: GivenEvent[]): AccountState => recordedLog(events).reduce((state, event) => account.evolve(state, event as never), account.initial);
const accountOf = (...events: IdentityEvent[]) => folded(registered(), ...events) as RegisteredAccount;
const li = (...events: IdentityEvent[]) => folded(registered('li'), ...events) as RegisteredAccount;
const reporting = granted('reporter', { user: 'li', units: ['xuanwu', 'qinhuai'] });
const rights = (state: RegisteredAccount, delegator?: RegisteredAccount, at = now) => effectiveGrants(state, at, (user) => (user === 'li' ? delegator : undefined));

describe('an account', () => {
  test('is nothing before it is registered, whatever is said about it', () => {
    expect(folded(granted('bureau'), locked(), delegated())).toEqual({ status: 'unregistered' });
  });

  test('is locked and unlocked, and keeps its grants meanwhile', () => {
    expect(accountOf(granted('bureau'), locked())).toMatchObject({ status: 'locked', grants: [{ role: 'bureau' }] });
    expect(accountOf(granted('bureau'), locked(), unlocked())).toMatchObject({ status: 'active', grants: [{ role: 'bureau' }] });
  });

  test('does nothing while locked', () => {
    expect(rights(accountOf(granted('bureau'), locked()))).toEqual([]);
  });

  test('may do what is granted, to the last instant of the last day in the city', () => {
    const state = accountOf(granted('reporter', { units: ['xuanwu'], until: '2025-04-10' }));
    expect(rights(state, undefined, '2025-04-10T15:59:59.999Z')).toEqual([{ role: 'reporter', units: ['xuanwu'], until: '2025-04-10' }]);
    expect(rights(state, undefined, '2025-04-10T16:00:00.000Z')).toEqual([]);
    expect(rights(accountOf(granted('bureau'), revoked('bureau')))).toEqual([]);
  });

  test('a password reset changes no right', () => {
    expect(accountOf(granted('bureau'), { type: 'identity.PasswordReset', data: { user: 'wang', reason: '遗忘' } })).toEqual(accountOf(granted('bureau')));
  });
});

describe('a delegation', () => {
  const standIn = { role: 'reporter', units: ['xuanwu'], until: '2025-04-20', delegatedBy: 'li' };

  test('acts from the first to the last day', () => {
    const state = accountOf(delegated());
    expect(rights(state, li(reporting), '2025-04-09T15:59:59.999Z')).toEqual([]);
    expect(rights(state, li(reporting), '2025-04-09T16:00:00.000Z')).toEqual([standIn]);
    expect(rights(state, li(reporting), '2025-04-20T15:59:59.999Z')).toEqual([standIn]);
    expect(rights(state, li(reporting), '2025-04-20T16:00:00.000Z')).toEqual([]);
    expect(rights(accountOf(delegated(), delegationEnded()), li(reporting))).toEqual([]);
  });

  test('gives no more than the delegator still has', () => {
    const state = accountOf(delegated({ units: ['xuanwu', 'qinhuai'] }));
    expect(rights(state, li(granted('reporter', { user: 'li' })))).toEqual([{ ...standIn, units: ['xuanwu', 'qinhuai'] }]);
    expect(rights(state, li(reporting, granted('reporter', { user: 'li', units: ['qinhuai'] })))).toEqual([{ ...standIn, units: ['qinhuai'] }]);
    expect(rights(state, li(granted('reporter', { user: 'li', units: ['jianye'] })))).toEqual([]);
    expect(rights(state, li(reporting, revoked('reporter', 'li')))).toEqual([]);
    expect(rights(state, li(reporting, locked('li')))).toEqual([]);
    expect(rights(state, undefined)).toEqual([]);
    expect(rights(accountOf(delegated({ units: 'all' })), li(reporting))).toEqual([{ ...standIn, units: ['xuanwu', 'qinhuai'] }]);
  });
});

test('a right covers units when it names each of them or the whole city', () => {
  expect([coversUnits('all', 'all'), coversUnits('all', ['a']), coversUnits(['a', 'b'], ['a']), coversUnits(['a'], ['a', 'b']), coversUnits(['a'], 'all')]).toEqual([true, true, true, false, false]);
});
