import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import { granted, locked, registered, revoked, securityAdmin, systemAdmin } from '../identity-examples.js';
import { operator } from '../operator.js';
import { resetPassword } from './reset-password.js';

const reset = { user: 'wang', reason: '遗忘口令' };
const done = { type: 'identity.PasswordReset', data: reset } as const;

describe('resetting a password', () => {
  test('is the act of the system administrator, for somebody else', () => {
    given(registered(), granted('reporter')).as(systemAdmin).when(resetPassword, reset).then(done);
    given(registered()).as(securityAdmin).when(resetPassword, reset).thenForbidden();
    given(registered('sys')).as(systemAdmin).when(resetPassword, { ...reset, user: 'sys' }).thenRefused('identity.own-account');
  });

  test('does not let one administrator become another: the operator does it', () => {
    const past = [registered(), granted('security-admin')];
    given(...past).as(systemAdmin).when(resetPassword, reset).thenRefused('identity.administrator-reset');
    given(...past).as(operator).when(resetPassword, reset).then(done);
    given(...past, revoked('security-admin')).as(systemAdmin).when(resetPassword, reset).then(done);
  });

  test('needs an account that is there and not locked', () => {
    given().when(resetPassword, reset).thenRefused('identity.unknown-user');
    given(registered(), locked()).when(resetPassword, reset).thenRefused('identity.user-locked');
  });
});
