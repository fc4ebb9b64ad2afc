import { describe, test } from '@jest/globals';
import { given, person, project, type GivenEvent, type WhenOptions } from '#engine/testing';
import { delegated, delegationEnded, granted, locked, now, registered, revoked, securityAdmin } from '../identity-examples.js';
import { delegateRole, endDelegation, type DelegateRole } from './delegate-role.js';
import { delegations } from './delegations.projection.js';

const li = person('li', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
const ask = (changes: Partial<DelegateRole> = {}): DelegateRole => ({
  delegation: 'd-1', from: 'li', to: 'wang', role: 'reporter', units: ['xuanwu'], fromDate: '2025-04-10', untilDate: '2025-04-20', ...changes,
});
const delegator = (...events: GivenEvent[]): WhenOptions<any> => ({ now, toldFrom: { delegator: events } });
const reporter = delegator(registered('li'), granted('reporter', { user: 'li', units: ['xuanwu', 'qinhuai'] }));

describe('delegating a role', () => {
  test('lets a colleague of the unit act for some days', () => {
    given(registered()).as(li).when(delegateRole, ask(), reporter).then(delegated());
  });

  test('is for those who do business', () => {
    given(registered()).as(securityAdmin).when(delegateRole, ask(), reporter).thenForbidden();
  });

  test('the same again changes nothing', () => {
    given(registered(), delegated()).as(li).when(delegateRole, ask(), reporter).thenNothing();
  });

  test.each([
    ['to an unknown user', [], ask(), reporter, 'identity.unknown-user'],
    ['to oneself', [registered()], ask({ to: 'li' }), reporter, 'identity.self-delegation'],
    ['to a locked account', [registered(), locked()], ask(), reporter, 'identity.user-locked'],
    ['a role one does not hold', [registered()], ask({ role: 'verifier' }), reporter, 'identity.delegation-not-own'],
    ['units the grant does not cover', [registered()], ask({ units: ['jianye'] }), reporter, 'identity.delegation-not-own'],
    ['the whole city from a grant for some units', [registered()], ask({ units: 'all' }), reporter, 'identity.delegation-not-own'],
    ['a grant that has run out', [registered()], ask(), delegator(registered('li'), granted('reporter', { until: '2025-04-09' })), 'identity.delegation-not-own'],
    ['a grant that was revoked', [registered()], ask(), delegator(registered('li'), granted('reporter'), revoked('reporter', 'li')), 'identity.delegation-not-own'],
    ['while one\'s own account is locked', [registered()], ask(), delegator(registered('li'), granted('reporter'), locked('li')), 'identity.delegation-not-own'],
    ['what was only delegated to oneself', [registered()], ask(), delegator(registered('li'), delegated({ to: 'li', from: 'zhao' })), 'identity.delegation-not-own'],
    ['an administrator role', [registered()], ask({ role: 'system-admin', units: 'all' }), delegator(registered('li'), granted('system-admin')), 'identity.delegation-not-own'],
    ['somebody else\'s right', [registered()], ask({ from: 'zhao' }), delegator(registered('zhao'), granted('reporter')), 'identity.delegation-not-own'],
    ['outside the unit', [registered('wang', { unit: 'qinhuai' })], ask(), reporter, 'identity.delegation-outside-unit'],
    ['to an administrator', [registered(), granted('audit-admin')], ask(), reporter, 'identity.incompatible-role'],
    ['with an end before the start', [registered()], ask({ untilDate: '2025-04-09' }), reporter, 'identity.delegation-dates'],
    ['for days gone by', [registered()], ask({ fromDate: '2025-04-01', untilDate: '2025-04-09' }), reporter, 'identity.delegation-dates'],
    ['for too long', [registered()], ask({ untilDate: '2025-10-07' }), reporter, 'identity.delegation-dates'],
  ] as const)('%s is refused', (_, past, command, options, code) => {
    given(...past).when(delegateRole, command, { ...options, actor: li }).thenRefused(code);
  });

  test('may last 180 days', () => {
    given(registered()).as(li).when(delegateRole, ask({ untilDate: '2025-10-06' }), reporter).then(delegated({ untilDate: '2025-10-06' }));
  });
});

describe('ending a delegation', () => {
  const end = { delegation: 'd-1', to: 'wang', reason: '提前返岗' };

  test('is the act of the delegator or of the security administrator', () => {
    given(registered(), delegated()).as(li).when(endDelegation, end, { now }).then(delegationEnded());
    given(registered(), delegated()).as(securityAdmin).when(endDelegation, end, { now }).then(delegationEnded());
    given(registered(), delegated()).as(person('wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } })).when(endDelegation, end, { now }).thenRefused('identity.not-the-delegator');
    given(registered(), delegated()).as(person('sys', { roles: { 'system-admin': 'all' } })).when(endDelegation, end, { now }).thenForbidden();
  });

  test('needs one that is still open', () => {
    given().when(endDelegation, end, { now }).thenRefused('identity.unknown-delegation');
    given(registered(), delegated(), delegationEnded()).when(endDelegation, end, { now }).thenRefused('identity.unknown-delegation');
    given(registered(), delegated()).when(endDelegation, end, { now: '2025-04-20T16:00:00.000Z' }).thenRefused('identity.unknown-delegation', { delegation: 'd-1' }, 'params.delegation');
  });
});

describe('the list of delegations', () => {
  test('shows who stands in for whom, and how it ended', () => {
    const line = { delegation: 'd-1', from: 'li', to: 'wang', unit: 'xuanwu', role: 'reporter', units: ['xuanwu'], fromDate: '2025-04-10', untilDate: '2025-04-20', endedAt: null, endReason: null, endedBy: null };
    project(delegations).given(delegated()).thenRows({ 'd-1': line });
    project(delegations).given(delegated(), delegationEnded()).thenRows({ 'd-1': { ...line, endedAt: '2025-01-01T00:00:02.000Z', endReason: '提前返岗', endedBy: 'tester' } });
  });
});
