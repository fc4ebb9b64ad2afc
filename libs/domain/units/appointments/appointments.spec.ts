import { describe, expect, test } from '@jest/globals';
import { covers } from '#engine/kernel';
import { person, project } from '#engine/testing';
import { appointed, left, registered } from '../units-examples.js';
import { maySeeAppointments, maySeeNames } from '../units.policies.js';
import { appointments } from './appointments.projection.js';

const key = 'financial-regulation/director-1';

describe('appointments', () => {
  test('a term is open until the leader leaves', () => {
    const base = {
      unit: 'financial-regulation', appointment: 'director-1', person: 'p-1', post: { zh: '局长', en: 'Director' }, rank: 'main', line: 'both',
      portfolio: { measures: [], units: [] }, from: '2024-01-10', document: '宁委〔2024〕1号', endDocument: null,
    };
    const taken = appointed({ document: '宁委〔2024〕1号' });
    project(appointments).given(registered(), taken).thenRows({ [key]: { ...base, lastDay: '9999-12-31', revision: 1, changedAt: '2025-01-01T00:00:02.000Z' } });
    project(appointments).given(registered(), taken, left('2024-09-30', { document: '宁委〔2024〕9号' }))
      .thenRows({ [key]: { ...base, lastDay: '2024-09-30', endDocument: '宁委〔2024〕9号', revision: 2, changedAt: '2025-01-01T00:00:03.000Z' } });
  });

  test('an end of what never began leaves no row', () => {
    project(appointments).given(registered(), left()).thenRows({});
  });

  test('a unit sees its own posts; names are for those whose work needs them', () => {
    const reporter = person('r', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
    expect([covers(maySeeAppointments.scope(reporter), 'xuanwu'), covers(maySeeAppointments.scope(reporter), 'gulou')]).toEqual([true, false]);
    const sees = (role: string): boolean => maySeeNames.scope(person('x', { roles: { [role]: 'all' } })) === 'all';
    expect(['organisation', 'bureau', 'leadership'].every(sees)).toBe(true);
    expect(['reporter', 'verifier', 'inspector', 'auditor', 'system-admin', 'security-admin', 'audit-admin'].some(sees)).toBe(false);
  });
});
