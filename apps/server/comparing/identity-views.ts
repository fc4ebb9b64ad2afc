import { filters, within } from '#engine/http';
import { roles } from '#domain/identity';
import { tableView, type ComparableView } from '../../../libs/domain/history/comparing/comparable-view.js';
import { delegations, type DelegationRow } from '../../../libs/domain/identity/delegate-role/delegations.projection.js';
import { maySeeDelegations, maySeeUsers } from '../../../libs/domain/identity/identity.policies.js';
import { users, type UserRow } from '../../../libs/domain/identity/users/users.projection.js';
import { labels, reach, roleWords, yesNo } from './words.js';

/** The units and the last day of a role somebody holds; nothing without it. */
const held = (code: string) => (row: UserRow): string | null => {
  const grant = row.grants.find(({ role }) => role === code);
  return grant ? `${reach(grant.units)}${grant.until === null ? '' : ` ≤ ${grant.until}`}` : null;
};

const permissions = tableView<UserRow>({
  code: 'permissions', title: { zh: '账号与权限', en: 'Accounts and permissions' }, policy: maySeeUsers, projection: users.name, table: users.table.name, filters: ['user', 'unit'],
  conditions: ({ actor, given }) => [...within(maySeeUsers.scope(actor)), ...filters(given)],
  unit: ({ unit }) => unit,
  about: [{ name: 'user', label: { zh: '账号', en: 'account' }, of: (row) => row.user }, { name: 'unit', label: labels.unit, of: (row) => row.unit }],
  fields: [
    { name: 'loginName', label: { zh: '登录名', en: 'login name' }, of: (row) => row.loginName },
    { name: 'unit', label: labels.unit, of: (row) => row.unit },
    { name: 'locked', label: { zh: '锁定', en: 'locked' }, of: (row) => row.locked, words: yesNo },
    { name: 'lockReason', label: { zh: '锁定原因', en: 'why it is locked' }, of: (row) => row.lockReason },
    { name: 'passwordResetAt', label: { zh: '口令重置时间', en: 'password reset at' }, of: (row) => row.passwordResetAt },
    ...Object.entries(roles).map(([code, { title }]) => ({ name: `role:${code}`, label: title, of: held(code) })),
  ],
});

const delegationView = tableView<DelegationRow>({
  code: 'delegations', title: { zh: '授权代理', en: 'Delegations' }, policy: maySeeDelegations, projection: delegations.name, table: delegations.table.name, filters: ['unit'],
  conditions: ({ actor, given }) => [...within(maySeeDelegations.scope(actor)), ...filters(given)],
  unit: ({ unit }) => unit,
  about: [{ name: 'from', label: { zh: '授权人', en: 'delegator' }, of: (row) => row.from }, { name: 'to', label: { zh: '代理人', en: 'delegate' }, of: (row) => row.to }],
  fields: [
    { name: 'role', label: { zh: '角色', en: 'role' }, of: (row) => row.role, words: roleWords },
    { name: 'units', label: { zh: '单位范围', en: 'units' }, of: (row) => reach(row.units) },
    { name: 'fromDate', label: labels.from, of: (row) => row.fromDate },
    { name: 'untilDate', label: labels.until, of: (row) => row.untilDate },
    { name: 'endedAt', label: { zh: '终止时间', en: 'ended at' }, of: (row) => row.endedAt },
    { name: 'endReason', label: { zh: '终止原因', en: 'why it ended' }, of: (row) => row.endReason },
  ],
});

export const identityViews: readonly ComparableView[] = [permissions, delegationView];
