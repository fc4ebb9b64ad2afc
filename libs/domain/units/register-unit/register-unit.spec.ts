import { describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { registered } from '../units-examples.js';
import { registerUnit, type RegisterUnit } from './register-unit.js';

const unit: RegisterUnit = { code: 'financial-regulation', name: { zh: '市金融监管局', en: 'Financial Supervision Bureau' }, kind: 'department', aliases: [], order: 16, from: '2023-12-18' };
const collective: RegisterUnit = { ...unit, kind: 'collective', members: ['xuanwu', 'gulou'], note: '统称' };

describe('registering a unit', () => {
  test('the bureau enters it with its name and place', () => {
    given().as(person('director', { roles: { bureau: 'all' } })).when(registerUnit, unit).then(registered());
    given().when(registerUnit, { ...unit, verticallyManaged: true, fullName: '全称' }).then(registered({ verticallyManaged: true, fullName: '全称' }));
    given().when(registerUnit, collective).then(registered({ kind: 'collective', members: ['xuanwu', 'gulou'], note: '统称' }));
  });

  test('nobody else does', () => {
    given().as(person('org', { roles: { organisation: 'all' } })).when(registerUnit, unit).thenForbidden();
  });

  test('the same again changes nothing, other content is refused', () => {
    given(registered()).when(registerUnit, unit).thenNothing();
    const changes: Partial<RegisterUnit>[] = [{ name: { zh: '市金融局', en: unit.name.en } }, { order: 17 }, { aliases: ['市金融局'] }, { kind: 'district' }, { from: '2024-01-01' }, { note: '注' }];
    for (const change of changes) given(registered()).when(registerUnit, { ...unit, ...change }).thenRefused('units.already-registered', { code: unit.code });
    given(registered({ kind: 'collective', members: ['xuanwu'] })).when(registerUnit, { ...unit, kind: 'collective', members: ['gulou'] }).thenRefused('units.already-registered');
  });

  test.each([['a.b'], ['city'], ['all'], ['A'], ['-a'], [''], ['玄武']])('%j cannot be a code', (code) => {
    given().when(registerUnit, { ...unit, code }).thenRefused('units.bad-code', { code });
  });

  test('only a collective has members, and never itself', () => {
    given().when(registerUnit, { ...unit, members: [] }).thenRefused('units.not-a-collective');
    given().when(registerUnit, { ...collective, members: [unit.code] }).thenRefused('units.member-of-itself');
  });

  test('the state keeps what was registered', () => {
    expect(given().when(registerUnit, unit).state()).toEqual({ status: 'active', registration: { ...unit }, names: [{ name: unit.name, from: '2023-12-18' }], appointments: {} });
  });
});
