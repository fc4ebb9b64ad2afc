import { useMemo } from 'react';
import { Told } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { optionsOf, useWord } from '../../show/facts.js';
import { tagWords } from '../../../words/system-words.js';
import { DutyNote } from '../duty-note.js';
import { useRoles, type Role } from './role-names.js';
import '../administration.css';

const pageTexts = texts('admin-roles', {
  title: ['角色与权限', 'Roles and rights'],
  hint: ['系统里有哪些角色，各能办什么、看什么。权限由程序规定，不能在此更改。', 'Which roles there are, and what each may do and see. The program lays it down; it is not changed here.'],
  business: ['业务角色', 'Business roles'],
  administrator: ['三员（互斥，且与业务角色互斥）', 'Administrators (each excludes the others and every business role)'],
  matrix: ['权限表', 'Who may do what'],
  legend: ['● 全市；◐ 授权的单位；空白：无权，访问记入日志', '● the whole city; ◐ the units of the grant; empty: refused, and noted in the access log'],
  all: ['全市', 'city'],
  units: ['授权单位', 'units of the grant'],
  none: ['', ''],
  changes: ['办理', 'do'],
  sees: ['查看', 'see'],
});

type Permitted = ReplyOf<'GET /roles/permissions'>['acts'][number];
const signs = { all: '●', units: '◐', none: '' } as const;

function Catalogue({ roles }: { readonly roles: readonly Role[] }) {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  return (
    <>
      {(['business', 'administrator'] as const).map((kind) => (
        <section key={kind}>
          <h2>{t(kind)}</h2>
          <div className="admin-catalogue">{roles.filter((role) => role.kind === kind).map(({ code, title, purpose }) => <article key={code} className="card"><h3>{say(title)}</h3><p>{say(purpose)}</p></article>)}</div>
        </section>
      ))}
    </>
  );
}

function useColumns(codes: readonly string[], roles: readonly Role[]): readonly Column<Permitted>[] {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const word = useWord();
  const narrow = globalThis.matchMedia('(max-width: 900px)').matches;
  return [
    { key: 'what', title: { zh: '事项', en: 'What' }, width: narrow ? 190 : 380, frozen: 'left', always: true, text: ({ summary }) => say(summary) },
    { key: 'tag', title: { zh: '业务', en: 'Area' }, width: 110, text: ({ tag }) => word(tagWords, tag) },
    { key: 'kind', title: { zh: '性质', en: 'Kind' }, width: 70, text: ({ changes }) => t(changes ? 'changes' : 'sees') },
    ...codes.map((code, index): Column<Permitted> => ({
      key: code, title: roles.find((role) => role.code === code)?.title ?? { zh: code, en: code }, width: 90, align: 'center',
      text: ({ reach }) => t(reach[index] ?? 'none'),
      cell: ({ reach }) => { const to = reach[index] ?? 'none'; return to === 'none' ? null : <span className={`admin-reach-${to}`} role="img" aria-label={t(to)} title={t(to)}>{signs[to]}</span>; },
    })),
    { key: 'route', title: { zh: '接口', en: 'Route' }, width: 300, hidden: true, text: ({ method, path }) => `${method} ${path}` },
  ];
}

/** The roles there are, and a table of what each may do. */
export default function RolesPage() {
  const t = useTexts(pageTexts);
  const roles = useRoles() ?? [];
  const view = useView('GET /roles/permissions', {}, { now: true });
  const codes = view.data?.roles ?? [];
  const columns = useColumns(codes, roles);
  const filters = useMemo<readonly Filter[]>(() => [
    { field: 'tag', title: { zh: '业务', en: 'Area' }, kind: 'choice', pinned: true, options: optionsOf(tagWords) },
    { field: 'role', title: { zh: '角色有权的', en: 'What a role may' }, kind: 'choice', pinned: true, options: roles.map(({ code, title }) => ({ value: code, label: title })) },
    { field: 'changes', title: { zh: '只看办理', en: 'Only what changes something' }, kind: 'flag', pinned: true },
    { field: 'what', title: { zh: '事项含', en: 'With the words' }, kind: 'text', pinned: true },
  ], [roles]);
  const fits = (row: Permitted, field: string, value: string): boolean => {
    if (field === 'tag') return row.tag === value;
    if (field === 'changes') return String(row.changes) === value;
    if (field === 'role') return row.reach[codes.indexOf(value)] !== 'none';
    return `${row.summary.zh} ${row.summary.en} ${row.path}`.toLowerCase().includes(value.toLowerCase());
  };
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <DutyNote />
      <Catalogue roles={roles} />
      <h2>{t('matrix')}</h2>
      <p className="hint">{t('legend')}</p>
      {view.problem && <Told problem={view.problem} again={view.again} className="spaced" />}
      <LocalList name="admin-roles" title={{ zh: '权限表', en: 'Who may do what' }} columns={columns} rows={view.data?.acts} fits={fits} filters={filters} rowKey={({ method, path }) => `${method} ${path}`} />
    </>
  );
}
