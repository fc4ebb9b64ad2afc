import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { instantDay } from '../../language/format.js';
import type { Column, Filter } from '../../lists/columns.js';
import { Instant, Light, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { Grants, useGrantText } from '../rights/grants.js';
import { useRoles } from '../rights/role-names.js';
import type { User } from './user-acts.js';

const columnTexts = texts('admin-user-columns', {
  open: ['可用', 'open'],
  locked: ['已锁定', 'locked'],
  demonstration: ['演示', 'demo'],
  own: ['正式', 'real'],
});

/** Columns of a list of accounts. */
export function useUserColumns(): readonly Column<User>[] {
  const t = useTexts(columnTexts);
  const { language } = useLanguage();
  const unitName = useUnitNames();
  const grantText = useGrantText();
  return [
    { key: 'user', title: { zh: '登录名', en: 'Login name' }, width: 240, frozen: 'left', always: true, text: ({ loginName }) => loginName, cell: ({ loginName }) => <strong>{loginName}</strong> },
    { key: 'unit', title: { zh: '所在单位', en: 'Unit' }, width: 150, text: ({ unit }) => unit && unitName(unit), cell: ({ unit }) => <Unit code={unit} /> },
    { key: 'grants', title: { zh: '角色及范围', en: 'Roles and units' }, width: 270, text: ({ grants }) => grantText(grants), cell: ({ grants }) => <Grants grants={grants} /> },
    { key: 'state', title: { zh: '状态', en: 'State' }, width: 90, text: ({ locked }) => t(locked ? 'locked' : 'open'), cell: ({ locked }) => <Light colour={locked ? 'grey' : 'green'} word={t(locked ? 'locked' : 'open')} /> },
    { key: 'kind', title: { zh: '性质', en: 'Kind' }, width: 70, text: ({ demonstration }) => t(demonstration ? 'demonstration' : 'own') },
    { key: 'lockReason', title: { zh: '锁定理由', en: 'Why locked' }, width: 160, hidden: true, text: ({ lockReason }) => lockReason },
    { key: 'person', title: { zh: '人员编号', en: 'Person' }, width: 120, hidden: true, text: ({ personRef }) => personRef },
    { key: 'registered', title: { zh: '登记日期', en: 'Registered' }, width: 130, text: ({ registeredAt }) => instantDay(registeredAt, language), cell: ({ registeredAt }) => <Instant at={registeredAt} dayOnly /> },
    { key: 'reset', title: { zh: '口令重置', en: 'Password reset' }, width: 130, hidden: true, text: ({ passwordResetAt }) => passwordResetAt && instantDay(passwordResetAt, language), cell: ({ passwordResetAt }) => <Instant at={passwordResetAt} dayOnly /> },
    { key: 'changed', title: { zh: '最近变更', en: 'Last change' }, width: 130, text: ({ changedAt }) => instantDay(changedAt, language), cell: ({ changedAt }) => <Instant at={changedAt} dayOnly /> },
  ];
}

/** Filters that the server has for accounts. */
export function useUserFilters(): readonly Filter[] {
  const roles = useRoles();
  return [
    { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
    { field: 'role', title: { zh: '角色', en: 'Role' }, kind: 'choice', pinned: true, options: (roles ?? []).map(({ code, title }) => ({ value: code, label: title })) },
    { field: 'locked', title: { zh: '已锁定', en: 'Locked' }, kind: 'flag', pinned: true },
    { field: 'demonstration', title: { zh: '演示账号', en: 'Demonstration' }, kind: 'flag' },
  ];
}
