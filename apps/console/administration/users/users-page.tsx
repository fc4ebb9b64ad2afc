import { useEffect } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { useAddress } from '../../frame/address.js';
import { texts, useTexts } from '../../language/texts.js';
import { ServerList } from '../../lists/server-list.js';
import { DutyNote } from '../duty-note.js';
import { registerForm } from './user-acts.js';
import { useUserColumns, useUserFilters } from './user-columns.js';
import '../administration.css';

const pageTexts = texts('admin-users', {
  title: ['账号', 'Accounts'],
  hint: ['登记、锁定、重置口令；授予角色由安全管理员办理。', 'Register, lock, reset passwords; roles are granted by the security administrator.'],
});

/** Accounts, for the system administrator. */
export default function UsersPage() {
  const t = useTexts(pageTexts);
  const { params, go } = useAddress();
  const columns = useUserColumns();
  const filters = useUserFilters();
  const user = params.get('user');
  useEffect(() => {
    if (user) go(`/admin/users/${encodeURIComponent(user)}`, { replace: true });
  }, [user]);
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span><span className="bar-space" /><ActButton quiet type="primary" form={registerForm((made) => go(`/admin/users/${encodeURIComponent(made)}`))} /></div>
      <DutyNote />
      <ServerList route="GET /users" name="admin-users" title={{ zh: '账号', en: 'Accounts' }} columns={columns} filters={filters} rowKey={({ user: one }) => one} open={({ user: one }) => `/admin/users/${encodeURIComponent(one)}`} subject={({ user: one }) => ({ kind: 'user', key: one })} />
    </>
  );
}
