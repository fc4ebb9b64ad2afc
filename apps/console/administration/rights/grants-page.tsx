import { useMemo } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Told } from '../../frame/page-states.js';
import { texts, useTexts } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import { useView } from '../../server/views.js';
import { DutyNote } from '../duty-note.js';
import type { User } from '../users/user-acts.js';
import { useUserColumns } from '../users/user-columns.js';
import { grantForm } from './grant-acts.js';
import { useRoles } from './role-names.js';
import '../administration.css';

const pageTexts = texts('admin-grants', {
  title: ['授权', 'Grants'],
  hint: ['授予、撤销角色；打开一个账号可撤销其角色、查看来龙去脉。', 'Grant and revoke roles; open an account to revoke, and for its history.'],
  more: ['账号超过 500 个，请用筛选。', 'More than 500 accounts: use the filters.'],
  open: ['打开', 'Open'],
});

const byFilter = (row: User, field: string, value: string): boolean => {
  switch (field) {
    case 'user': return row.loginName.includes(value);
    case 'unit': return row.unit === value;
    case 'bare': return (row.grants.length === 0) === (value === 'true');
    default: return row.grants.some(({ role }) => role === value);
  }
};

/** Accounts and their roles, for the security administrator. */
export default function GrantsPage() {
  const t = useTexts(pageTexts);
  const roles = useRoles();
  const users = useView('GET /users', { query: { limit: 500 } });
  const shown = useUserColumns();
  const columns: readonly Column<User>[] = [
    ...shown.map((column) => (column.key === 'registered' || column.key === 'kind' ? { ...column, hidden: true } : column)),
    { key: 'act', acts: true, title: { zh: '办理', en: 'Act' }, width: 150, text: () => null, cell: (user) => <span className="admin-row-acts">{roles && <ActButton size="small" form={grantForm(user, roles)} />}<To href={`/admin/users/${encodeURIComponent(user.user)}`}>{t('open')}</To></span> },
  ];
  const filters = useMemo<readonly Filter[]>(() => [
    { field: 'user', title: { zh: '登录名', en: 'Login name' }, kind: 'text', pinned: true },
    { field: 'role', title: { zh: '角色', en: 'Role' }, kind: 'choice', pinned: true, options: (roles ?? []).map(({ code, title }) => ({ value: code, label: title })) },
    { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
    { field: 'bare', title: { zh: '尚无角色', en: 'Without a role' }, kind: 'flag', pinned: true },
  ], [roles]);
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <DutyNote />
      {users.problem && <Told problem={users.problem} again={users.again} className="spaced" />}
      {users.data?.next && <p className="hint">{t('more')}</p>}
      <LocalList name="admin-grants" title={{ zh: '授权', en: 'Grants' }} columns={columns} rows={users.data?.items} fits={byFilter} filters={filters} rowKey={({ user }) => user} subject={({ user }) => ({ kind: 'user', key: user })} open={({ user }) => `/admin/users/${encodeURIComponent(user)}`} />
    </>
  );
}
