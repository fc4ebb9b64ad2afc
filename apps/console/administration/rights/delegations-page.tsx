import { ActButton } from '../../acts/act-button.js';
import { texts, useTexts } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import { Day } from '../../show/signs.js';
import { DutyNote } from '../duty-note.js';
import type { Delegation } from './delegation-state.js';
import { DelegationSign } from './delegation-table.js';
import { endDelegationForm } from './grant-acts.js';
import { useReach } from './grants.js';
import { useRoleName } from './role-names.js';
import '../administration.css';

const pageTexts = texts('admin-delegations', {
  title: ['代理', 'Delegations'],
  hint: ['谁在何期间代谁办理。由授权人自己设立；必要时安全管理员可以终止。', 'Who stands in for whom, and when. People set them up themselves; the security administrator can end them.'],
});

/** Every delegation, for the security administrator. */
export default function DelegationsPage() {
  const t = useTexts(pageTexts);
  const role = useRoleName();
  const reach = useReach();
  const columns: readonly Column<Delegation>[] = [
    { key: 'from', title: { zh: '授权人', en: 'Delegator' }, width: 170, frozen: 'left', text: ({ from }) => from },
    { key: 'to', title: { zh: '代理人', en: 'Stands in' }, width: 170, text: ({ to }) => to },
    { key: 'role', title: { zh: '角色', en: 'Role' }, width: 150, text: (row) => role(row.role) },
    { key: 'units', title: { zh: '范围', en: 'Units' }, width: 200, text: ({ units }) => reach(units) },
    { key: 'fromDate', title: { zh: '自', en: 'From' }, width: 120, text: ({ fromDate }) => fromDate, cell: ({ fromDate }) => <Day date={fromDate} /> },
    { key: 'untilDate', title: { zh: '至', en: 'Until' }, width: 120, text: ({ untilDate }) => untilDate, cell: ({ untilDate }) => <Day date={untilDate} /> },
    { key: 'state', title: { zh: '状态', en: 'State' }, width: 170, text: ({ endedAt, endReason }) => (endedAt ? `${endedAt} ${endReason ?? ''}` : ''), cell: (row) => <DelegationSign delegation={row} /> },
    { key: 'act', acts: true, title: { zh: '办理', en: 'Act' }, width: 130, text: () => null, cell: (row) => row.endedAt === null && <ActButton quiet size="small" form={endDelegationForm(row)} /> },
  ];
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <DutyNote />
      <ServerList
        route="GET /delegations" name="admin-delegations" title={{ zh: '代理', en: 'Delegations' }} columns={columns} rowKey={({ delegation }) => delegation} subject={({ to }) => ({ kind: 'user', key: to })}
        filters={[{ field: 'from', title: { zh: '授权人', en: 'Delegator' }, kind: 'text', pinned: true }, { field: 'to', title: { zh: '代理人', en: 'Stands in' }, kind: 'text', pinned: true }, { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true }]}
      />
    </>
  );
}
