import { describe, test } from '@jest/globals';
import { given, person, type WhenOptions } from '#engine/testing';
import { closedUnit, delegated, delegationEnded, granted, locked, now, registered, revoked, securityAdmin, systemAdmin, unit } from '../identity-examples.js';
import { grantRole, revokeRole } from './grant-role.js';

const xuanwu = { user: 'wang', role: 'reporter', units: ['xuanwu'] };
const told: WhenOptions<any> = { now, toldFrom: { xuanwu: [unit()] } };
const asked = { user: 'wang', units: 'all' as const };
const of = { now };

describe('granting a role', () => {
  test('is the act of the security administrator', () => {
    given(registered()).as(securityAdmin).when(grantRole, xuanwu, told).then(granted('reporter', { units: ['xuanwu'] }));
    given(registered()).as(systemAdmin).when(grantRole, xuanwu, told).thenForbidden();
  });

  test('is never done for oneself', () => {
    given(registered('sec')).as(securityAdmin).when(grantRole, { ...asked, user: 'sec', role: 'bureau' }, of).thenRefused('identity.own-grant');
  });

  test('the same again changes nothing; other units or another end replace it', () => {
    const past = [registered(), granted('reporter', { units: ['xuanwu'] })];
    given(...past).when(grantRole, { ...xuanwu, units: ['xuanwu', 'xuanwu'] }, told).thenNothing();
    given(...past).when(grantRole, { ...xuanwu, until: '2025-12-31' }, told).then(granted('reporter', { units: ['xuanwu'], until: '2025-12-31' }));
    given(...past).when(grantRole, { ...xuanwu, units: 'all' }, of).then(granted('reporter'));
    given(registered(), granted('reporter')).when(grantRole, xuanwu, told).then(granted('reporter', { units: ['xuanwu'] }));
  });

  test.each([
    ['an unknown user', [], xuanwu, told, 'identity.unknown-user'],
    ['an unknown role', [registered()], { ...asked, role: 'king' }, of, 'identity.unknown-role'],
    ['a role that is a name of JavaScript', [registered()], { ...asked, role: 'constructor' }, of, 'identity.unknown-role'],
    ['an unknown unit', [registered()], xuanwu, of, 'identity.unknown-unit'],
    ['a unit that is gone', [registered()], xuanwu, { now, toldFrom: { xuanwu: [unit(), closedUnit()] } }, 'identity.unit-gone'],
    ['an end that has passed', [registered()], { ...xuanwu, until: '2025-04-09' }, told, 'identity.until-past'],
    ['an administrator for some units', [registered()], { user: 'wang', role: 'audit-admin', units: ['xuanwu'] }, told, 'identity.administrator-scope'],
    ['an administrator with an end', [registered()], { ...asked, role: 'audit-admin', until: '2026-01-01' }, of, 'identity.administrator-scope'],
    ['a second administrator role', [registered(), granted('system-admin')], { ...asked, role: 'audit-admin' }, of, 'identity.incompatible-role'],
    ['a business role to an administrator', [registered(), granted('security-admin')], { ...asked, role: 'leadership' }, of, 'identity.incompatible-role'],
    ['an administrator role to one with business rights', [registered(), granted('auditor')], { ...asked, role: 'security-admin' }, of, 'identity.incompatible-role'],
    ['an administrator role to one who stands in for somebody, even if only later', [registered(), delegated({ fromDate: '2025-05-01', untilDate: '2025-05-02' })], { ...asked, role: 'system-admin' }, of, 'identity.incompatible-role'],
  ] as const)('%s is refused', (_, past, command, options, code) => {
    given(...past).when(grantRole, command as any, options as WhenOptions<any>).thenRefused(code);
  });

  test('what was revoked, has run out or has ended is no obstacle', () => {
    const admin = { ...asked, role: 'system-admin' };
    given(registered(), granted('bureau'), revoked('bureau')).when(grantRole, admin, of).then(granted('system-admin'));
    given(registered(), granted('bureau', { until: '2025-04-09' })).when(grantRole, admin, of).then(granted('system-admin'));
    given(registered(), granted('bureau', { until: '2025-04-10' })).when(grantRole, admin, of).thenRefused('identity.incompatible-role', { held: 'bureau', role: 'system-admin' }, 'body.role');
    given(registered(), delegated(), delegationEnded()).when(grantRole, admin, of).then(granted('system-admin'));
  });

  test('the last day of a grant is a day in the city', () => {
    // 16:00 UTC is midnight in Nanjing.
    given(registered()).when(grantRole, { ...xuanwu, until: '2025-04-10' }, { ...told, now: '2025-04-10T15:59:59.999Z' }).then(granted('reporter', { units: ['xuanwu'], until: '2025-04-10' }));
    given(registered()).when(grantRole, { ...xuanwu, until: '2025-04-10' }, { ...told, now: '2025-04-10T16:00:00.000Z' }).thenRefused('identity.until-past');
  });
});

describe('revoking a role', () => {
  const revoke = { user: 'wang', role: 'reporter', reason: '岗位调整', otherHolders: 0 };

  test('is the act of the security administrator', () => {
    given(registered(), granted('reporter')).as(securityAdmin).when(revokeRole, revoke, of).then(revoked('reporter'));
    given(registered(), granted('reporter')).as(person('boss', { roles: { leadership: 'all' } })).when(revokeRole, revoke, of).thenForbidden();
  });

  test('needs a role that is held', () => {
    given().when(revokeRole, revoke, of).thenRefused('identity.unknown-user');
    given(registered()).when(revokeRole, revoke, of).thenRefused('identity.role-not-held', { user: 'wang', role: 'reporter' }, 'body.role');
    given(registered(), granted('reporter', { until: '2025-04-09' })).when(revokeRole, revoke, of).thenRefused('identity.role-not-held');
  });

  test('is never done to oneself', () => {
    given(registered('sec'), granted('security-admin', { user: 'sec' })).as(securityAdmin).when(revokeRole, { ...revoke, user: 'sec', role: 'security-admin', otherHolders: 3 }, of).thenRefused('identity.own-grant');
  });

  test('leaves each of the three administrators somebody who can act', () => {
    for (const role of ['security-admin', 'system-admin', 'audit-admin']) {
      given(registered(), granted(role)).when(revokeRole, { ...revoke, role }, of).thenRefused('identity.last-administrator', { user: 'wang', role });
      given(registered(), granted(role)).when(revokeRole, { ...revoke, role, otherHolders: 1 }, of).then(revoked(role));
      given(registered(), granted(role), locked()).when(revokeRole, { ...revoke, role }, of).then(revoked(role));
    }
  });
});
