import { ActButton } from '../../acts/act-button.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Fact, Facts } from '../../show/facts.js';
import { Day, Instant, Light, Missing, Unit } from '../../show/signs.js';
import { ChangeLine } from '../../trace/change-line.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { DelegationTable } from '../rights/delegation-table.js';
import { DutyNote } from '../duty-note.js';
import { grantForm, revokeForm } from '../rights/grant-acts.js';
import { useReach } from '../rights/grants.js';
import { useRoleName, useRoles } from '../rights/role-names.js';
import { lockForm, resetForm, unlockForm, type User } from './user-acts.js';
import { useActorName } from '../../show/actor-names.js';
import { Wide } from '../../frame/wide.js';
import '../administration.css';

const pageTexts = texts('admin-user', {
  title: ['账号 {user}', 'Account {user}'],
  facts: ['基本情况', 'The account'],
  state: ['状态', 'State'],
  open: ['可用', 'active'],
  locked: ['已锁定', 'locked'],
  lockReason: ['锁定理由', 'Why locked'],
  unit: ['所在单位', 'Unit'],
  person: ['人员编号', 'Person'],
  registered: ['登记时间', 'Registered'],
  reset: ['口令重置', 'Password reset'],
  kind: ['性质', 'Kind'],
  demonstration: ['演示账号，口令公开', 'demonstration account, its password is public'],
  own: ['正式账号', 'account of a person'],
  roles: ['角色', 'Roles'],
  role: ['角色', 'Role'],
  reach: ['范围', 'Units'],
  until: ['截止', 'Until'],
  by: ['授予人', 'Granted by'],
  at: ['授予时间', 'Granted at'],
  act: ['办理', 'Act'],
  openEnded: ['长期', 'no end'],
  none: ['尚无角色：由安全管理员授予后才能办事。', 'No role yet: nothing can be done until the security administrator grants one.'],
  delegations: ['代理', 'Delegations'],
  history: ['账号变更', 'Changes of the account'],
});

function AccountFacts({ user }: { readonly user: User }) {
  const t = useTexts(pageTexts);
  return (
    <section className="card">
      <h2>{t('facts')}</h2>
      <Facts>
        <Fact label={t('state')}><Light colour={user.locked ? 'grey' : 'green'} word={t(user.locked ? 'locked' : 'open')} /></Fact>
        {user.lockReason && <Fact label={t('lockReason')}>{user.lockReason}</Fact>}
        <Fact label={t('unit')}><Unit code={user.unit} /></Fact>
        <Fact label={t('person')}>{user.personRef ?? <Missing />}</Fact>
        <Fact label={t('kind')}>{t(user.demonstration ? 'demonstration' : 'own')}</Fact>
        <Fact label={t('registered')}><Instant at={user.registeredAt} /></Fact>
        <Fact label={t('reset')}><Instant at={user.passwordResetAt} /></Fact>
      </Facts>
    </section>
  );
}

function RoleTable({ user }: { readonly user: User }) {
  const t = useTexts(pageTexts);
  const roles = useRoles();
  const name = useRoleName();
  const who = useActorName();
  const reach = useReach();
  const { may } = usePermissions();
  const grants = may('POST /users/:user/grants');
  return (
    <section className="card">
      <h2>{t('roles')}</h2>
      {user.grants.length === 0 ? <Nothing>{t('none')}</Nothing> : (
        <Wide label={t('roles')}>
          <table className="plain-table">
            <thead><tr>{(['role', 'reach', 'until', 'by', 'at'] as const).map((key) => <th key={key} scope="col">{t(key)}</th>)}{grants && <th scope="col">{t('act')}</th>}</tr></thead>
            <tbody>{user.grants.map((grant) => (
              <tr key={grant.role}>
                <th scope="row">{name(grant.role)} <TraceButton subject={{ kind: 'permission', key: `${user.user}.${grant.role}` }} /></th><td>{reach(grant.units)}</td><td>{grant.until ? <Day date={grant.until} /> : t('openEnded')}</td><td>{who(grant.grantedBy)}</td><td><Instant at={grant.grantedAt} /></td>
                {grants && <td><ActButton size="small" form={revokeForm(user, grant, name(grant.role))} /></td>}
              </tr>
            ))}</tbody>
          </table>
        </Wide>
      )}
      {roles && <p className="admin-row-acts"><ActButton quiet type="primary" form={grantForm(user, roles)} /></p>}
    </section>
  );
}

function AccountHistory({ user }: { readonly user: string }) {
  const t = useTexts(pageTexts);
  const changes = useView('GET /history/changes', { query: { kind: 'user', key: user, limit: 10 } });
  return <section className="card"><h2>{t('history')}</h2><Answer view={changes}>{({ items }) => (items.length === 0 ? <Nothing /> : items.map((change) => <ChangeLine key={change.position} change={change} />))}</Answer></section>;
}

/** One account: what it is, its roles, its delegations and everything that was done to it. */
export default function UserPage({ user }: { readonly user: string }) {
  const t = useTexts(pageTexts);
  const view = useView('GET /users/:user', { path: { user } });
  const { say } = useLanguage();
  usePageSubject({ kind: 'user', key: user });
  return (
    <>
      <div className="page-head">
        <h1>{t('title', { user })}</h1><TraceButton subject={{ kind: 'user', key: user }} /><span className="bar-space" />
        {view.data && (
          <span className="admin-row-acts" aria-label={say({ zh: '办理', en: 'Actions' })} role="group">
            {view.data.locked ? <ActButton quiet form={unlockForm(view.data)} /> : <ActButton quiet form={lockForm(view.data)} />}
            <ActButton quiet form={resetForm(view.data)} />
          </span>
        )}
      </div>
      <DutyNote />
      <Answer view={view}>
        {(data) => (
          <>
            <AccountFacts user={data} />
            <RoleTable user={data} />
            <section className="card"><h2>{t('delegations')}</h2><DelegationTable user={user} /></section>
            <AccountHistory user={user} />
          </>
        )}
      </Answer>
    </>
  );
}
