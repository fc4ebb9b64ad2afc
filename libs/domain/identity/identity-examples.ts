// Facts that specs of this context start from; product code never imports it.
import { person } from '#engine/testing';
import type { UnitEvent } from '#domain/units';
import type { IdentityEvent } from './identity.events.js';

export const now = '2025-04-10T02:00:00.000Z';

export const systemAdmin = person('sys', { roles: { 'system-admin': 'all' } });
export const securityAdmin = person('sec', { roles: { 'security-admin': 'all' } });
export const auditAdmin = person('aud', { roles: { 'audit-admin': 'all' } });

type Data<T extends IdentityEvent['type']> = Extract<IdentityEvent, { type: T }>['data'];

export const registered = (user = 'wang', changes: Partial<Data<'identity.UserRegistered'>> = {}): IdentityEvent => ({
  type: 'identity.UserRegistered', data: { user, loginName: user, unit: 'xuanwu', demonstration: false, ...changes },
});

export const granted = (role: string, changes: Partial<Data<'identity.RoleGranted'>> = {}): IdentityEvent => ({
  type: 'identity.RoleGranted', data: { user: 'wang', role, units: 'all', ...changes },
});

export const revoked = (role: string, user = 'wang'): IdentityEvent => ({ type: 'identity.RoleRevoked', data: { user, role, reason: '岗位调整' } });

export const locked = (user = 'wang'): IdentityEvent => ({ type: 'identity.UserLocked', data: { user, reason: '离岗' } });

export const unlocked = (user = 'wang'): IdentityEvent => ({ type: 'identity.UserUnlocked', data: { user, reason: '返岗' } });

export const delegated = (changes: Partial<Data<'identity.DelegationGranted'>> = {}): IdentityEvent => ({
  type: 'identity.DelegationGranted',
  validAt: changes.fromDate ?? '2025-04-10',
  data: { delegation: 'd-1', from: 'li', to: 'wang', unit: 'xuanwu', role: 'reporter', units: ['xuanwu'], fromDate: '2025-04-10', untilDate: '2025-04-20', ...changes },
});

export const delegationEnded = (delegation = 'd-1'): IdentityEvent => ({ type: 'identity.DelegationEnded', data: { delegation, from: 'li', to: 'wang', reason: '提前返岗' } });

export const unit = (code = 'xuanwu'): UnitEvent => ({
  type: 'units.UnitRegistered',
  data: { code, name: { zh: '玄武区', en: 'Xuanwu District' }, kind: 'district', aliases: [], order: 1, from: '2023-12-18' },
});

export const closedUnit = (code = 'xuanwu'): UnitEvent => ({ type: 'units.UnitClosed', data: { code, from: '2025-01-01', document: '宁编〔2025〕1号' } });
