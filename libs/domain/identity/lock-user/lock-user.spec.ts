import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import { granted, locked, now, registered, securityAdmin, systemAdmin, unlocked } from '../identity-examples.js';
import { lockUser, unlockUser } from './lock-user.js';

const lock = { user: 'wang', reason: '离岗', otherHolders: {} };
const unlock = { user: 'wang', reason: '返岗' };

describe('locking an account', () => {
  test('is the act of the system administrator, with a reason', () => {
    given(registered(), granted('bureau')).as(systemAdmin).when(lockUser, lock, { now }).then(locked());
    given(registered()).as(securityAdmin).when(lockUser, lock, { now }).thenForbidden();
  });

  test('needs an account that is not one\'s own', () => {
    given().when(lockUser, lock, { now }).thenRefused('identity.unknown-user');
    given(registered('sys')).as(systemAdmin).when(lockUser, { ...lock, user: 'sys' }, { now }).thenRefused('identity.own-account');
  });

  test('twice changes nothing', () => {
    given(registered(), locked()).when(lockUser, lock, { now }).thenNothing();
  });

  test('never takes the last of the three administrators away', () => {
    const past = [registered(), granted('security-admin')];
    given(...past).when(lockUser, lock, { now }).thenRefused('identity.last-administrator', { user: 'wang', role: 'security-admin' });
    given(...past).when(lockUser, { ...lock, otherHolders: { 'security-admin': 1 } }, { now }).then(locked());
  });
});

describe('unlocking an account', () => {
  test('is the act of the system administrator, for somebody else', () => {
    given(registered(), locked()).as(systemAdmin).when(unlockUser, unlock, { now }).then(unlocked());
    given(registered(), locked()).as(securityAdmin).when(unlockUser, unlock, { now }).thenForbidden();
    given(registered('sys'), locked('sys')).as(systemAdmin).when(unlockUser, { ...unlock, user: 'sys' }, { now }).thenRefused('identity.own-account');
    given().when(unlockUser, unlock, { now }).thenRefused('identity.unknown-user');
    given(registered()).when(unlockUser, unlock, { now }).thenNothing();
  });
});
