import { both, date, text, unit, units, user, word, yesOrNo, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import { identityEvents } from '../../../libs/domain/identity/identity.events.js';
import { roles } from '../../../libs/domain/identity/roles.js';
import { becomes, field, keyOf, tellingsFor, type Words } from './telling-kit.js';

const accountWords: Words = { active: { zh: '可用', en: 'active' }, locked: { zh: '锁定', en: 'locked' } };
const permissionWords: Words = { granted: { zh: '已授予', en: 'granted' }, revoked: { zh: '已撤销', en: 'revoked' } };
const delegationWords: Words = { granted: { zh: '生效', en: 'in force' }, ended: { zh: '已终止', en: 'ended' } };
export const identityTexts = { accountWords, permissionWords, delegationWords };

/** Names of roles. */
export const roleTitles: Words = { ...Object.fromEntries(Object.entries(roles).map(([code, { title }]) => [code, title])), system: { zh: '系统', en: 'system' } };

const covered = (codes: 'all' | readonly string[]): Shown => (codes === 'all' ? both({ zh: '全市', en: 'the whole city' }) : units(codes));
const account = { kind: 'user', key: (data: { readonly user: string }) => data.user, audience: 'users', unit: () => undefined } as const;
const permission = { kind: 'permission', key: (data: { readonly user: string; readonly role: string }) => keyOf(data.user, data.role), audience: 'users', unit: () => undefined } as const;

export const identityTellings = tellingsFor(identityEvents, {
  'identity.UserRegistered': {
    kind: 'user', key: (data) => data.user, audience: 'users', unit: (data) => data.unit, sentence: { zh: '登记账号 {login}[（{unit}）]', en: 'registered the account {login}[ ({unit})]' },
    says: (data) => ({ login: text(data.loginName), unit: data.unit === undefined ? undefined : unit(data.unit) }),
    fields: {
      login: field('登录名', 'login name', ({ loginName }) => text(loginName)), unit: field('所属单位', 'unit', (data) => (data.unit === undefined ? undefined : unit(data.unit))), state: becomes(accountWords, 'active'),
      demonstration: field('演示账号', 'demonstration account', ({ demonstration }) => yesOrNo(demonstration)),
    },
    names: ({ user: id, loginName }) => [{ of: 'user', key: id, name: { zh: loginName, en: loginName } }],
  },
  'identity.RoleGranted': {
    ...permission, sentence: { zh: '授予{user}“{role}”角色，范围：{units}[，至{until}]', en: 'granted {user} the role “{role}” for {units}[, until {until}]' },
    says: (data) => ({ user: user(data.user), role: word(roleTitles, data.role), units: covered(data.units), until: date(data.until) }),
    fields: { state: becomes(permissionWords, 'granted'), units: field('范围', 'units', (data) => covered(data.units)), until: field('截止', 'until', ({ until }) => date(until) ?? both({ zh: '长期', en: 'open' })) },
  },
  'identity.RoleRevoked': {
    ...permission, sentence: { zh: '撤销{user}的“{role}”角色，理由：{reason}', en: 'revoked the role “{role}” of {user}, because: {reason}' }, says: (data) => ({ user: user(data.user), role: word(roleTitles, data.role), reason: text(data.reason) }),
    fields: { state: becomes(permissionWords, 'revoked'), units: field('范围', 'units', () => units([])) },
  },
  'identity.UserLocked': { ...account, sentence: { zh: '锁定{user}的账号，理由：{reason}', en: 'locked the account of {user}, because: {reason}' }, says: (data) => ({ user: user(data.user), reason: text(data.reason) }), fields: { state: becomes(accountWords, 'locked') } },
  'identity.UserUnlocked': { ...account, sentence: { zh: '解锁{user}的账号，理由：{reason}', en: 'unlocked the account of {user}, because: {reason}' }, says: (data) => ({ user: user(data.user), reason: text(data.reason) }), fields: { state: becomes(accountWords, 'active') } },
  'identity.PasswordReset': { ...account, sentence: { zh: '重置{user}的口令，理由：{reason}', en: 'reset the password of {user}, because: {reason}' }, says: (data) => ({ user: user(data.user), reason: text(data.reason) }) },
  'identity.DelegationGranted': {
    kind: 'delegation', key: (data) => data.delegation, audience: 'delegations', sentence: { zh: '授权{to}代理{from}的“{role}”角色，{start}至{end}，范围：{units}', en: 'let {to} stand in for {from} as “{role}” from {start} to {end} for {units}' },
    says: (data) => ({ to: user(data.to), from: user(data.from), role: word(roleTitles, data.role), start: date(data.fromDate), end: date(data.untilDate), units: covered(data.units) }),
    fields: { state: becomes(delegationWords, 'granted'), units: field('范围', 'units', (data) => covered(data.units)), from: field('起始日期', 'from', ({ fromDate }) => date(fromDate)), until: field('截止日期', 'until', ({ untilDate }) => date(untilDate)) },
  },
  'identity.DelegationEnded': {
    kind: 'delegation', key: (data) => data.delegation, audience: 'delegations', sentence: { zh: '终止{to}对{from}的代理，理由：{reason}', en: 'ended the standing-in of {to} for {from}, because: {reason}' },
    says: (data) => ({ to: user(data.to), from: user(data.from), reason: text(data.reason) }), fields: { state: becomes(delegationWords, 'ended') },
  },
});
