import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import { closedUnit, registered, securityAdmin, systemAdmin, unit } from '../identity-examples.js';
import { registerUser } from './register-user.js';

const known = { toldFrom: { xuanwu: [unit()] } };
const wang = { loginName: 'wang', unit: 'xuanwu' };

describe('registering a user', () => {
  test('is the act of the system administrator', () => {
    given().as(systemAdmin).when(registerUser, wang, known).then(registered());
    given().as(securityAdmin).when(registerUser, wang, known).thenForbidden();
  });

  test('keeps the person as a reference, and a person may be of no unit', () => {
    given().as(systemAdmin).when(registerUser, { loginName: 'wang', personRef: 'p-7' }).then({ type: 'identity.UserRegistered', data: { user: 'wang', loginName: 'wang', personRef: 'p-7', demonstration: false } });
  });

  test('marks demonstration accounts', () => {
    given().when(registerUser, { ...wang, demonstration: true }, known).then(registered('wang', { demonstration: true }));
  });

  test('never gives a login name away a second time', () => {
    given(registered()).when(registerUser, wang, known).thenRefused('identity.already-registered', { user: 'wang' }, 'body.loginName');
  });

  test('needs a unit that exists and works', () => {
    given().when(registerUser, wang).thenRefused('identity.unknown-unit', { unit: 'xuanwu' }, 'body.unit');
    given().when(registerUser, wang, { toldFrom: { xuanwu: [unit(), closedUnit()] } }).thenRefused('identity.unit-gone', { unit: 'xuanwu' }, 'body.unit');
  });

  test('gives a person one account', () => {
    given().when(registerUser, { ...wang, personRef: 'p-7', accountOfPerson: 'wang-old' }, known).thenRefused('identity.person-has-account', { user: 'wang-old' }, 'body.personRef');
  });
});
