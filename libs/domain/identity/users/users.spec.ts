import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { delegated, granted, locked, registered, revoked, unlocked } from '../identity-examples.js';
import { users } from './users.projection.js';

const line = (role: string, second: number, units: 'all' | string[] = 'all', until: string | null = null) => ({ role, units, until, grantedBy: 'tester', grantedAt: `2025-01-01T00:00:0${second}.000Z` });

describe('the list of users', () => {
  test('shows an account with its roles and nothing secret', () => {
    const made = project(users).given(registered(), granted('reporter', { units: ['xuanwu'] }), granted('verifier', { until: '2025-12-31' }));
    made.thenRows({
      wang: {
        user: 'wang', loginName: 'wang', unit: 'xuanwu', personRef: null, demonstration: false, locked: false, lockReason: null,
        grants: [line('reporter', 2, ['xuanwu']), line('verifier', 3, 'all', '2025-12-31')], roles: '|reporter|verifier|',
        registeredAt: '2025-01-01T00:00:01.000Z', passwordResetAt: null, revision: 2, changedAt: '2025-01-01T00:00:03.000Z',
      },
    });
  });

  test('follows grants, revocations and locks', () => {
    const again = project(users).given(registered(), granted('reporter'), granted('reporter', { units: ['xuanwu'] }), locked());
    expect(again.row('wang')).toMatchObject({ grants: [line('reporter', 3, ['xuanwu'])], roles: '|reporter|', locked: true, lockReason: '离岗' });
    expect(project(users).given(registered(), granted('reporter'), revoked('reporter'), locked(), unlocked()).row('wang')).toMatchObject({ grants: [], roles: '||', locked: false, lockReason: null });
    expect(project(users).given(registered(), { type: 'identity.PasswordReset', data: { user: 'wang', reason: '遗忘' } }).row('wang')?.passwordResetAt).toBe('2025-01-01T00:00:02.000Z');
  });

  test('notes a delegation on the account it goes to', () => {
    expect(project(users).given(registered(), delegated()).row('wang')).toMatchObject({ revision: 1, grants: [] });
  });
});
