import { ActButton } from '../../acts/act-button.js';
import { ChangePassword } from '../../frame/change-password.js';
import { Answer } from '../../frame/page-states.js';
import { cityTime } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { Fact, Facts } from '../../show/facts.js';
import { Day, Instant, Missing, Unit } from '../../show/signs.js';
import { DelegationTable } from '../rights/delegation-table.js';
import { DutyNote } from '../duty-note.js';
import { useReach } from '../rights/grants.js';
import { delegateForm } from './delegate-form.js';
import { Wide } from '../../frame/wide.js';
import '../administration.css';

const pageTexts = texts('account', {
  title: ['我的账号与代理', 'My account and delegations'],
  me: ['我是谁', 'Who I am'],
  login: ['登录名', 'Login name'],
  unit: ['所在单位', 'Unit'],
  lastSignIn: ['上次登录', 'Last sign-in'],
  from: ['来自 {address}', 'from {address}'],
  failures: ['此前登录失败', 'Failed sign-ins before'],
  times: ['{count} 次', '{count}'],
  notMe: ['如非本人操作，请立即修改口令并告知系统管理员。', 'If that was not you, change your password at once and tell the system administrator.'],
  roles: ['我的角色', 'My roles'],
  role: ['角色', 'Role'],
  reach: ['范围', 'Units'],
  until: ['截止', 'Until'],
  openEnded: ['长期', 'open'],
  by: ['来源', 'From'],
  granted: ['安全管理员授予', 'granted'],
  delegated: ['代理 {user}', 'standing in for {user}'],
  none: ['尚无角色，请向安全管理员申请。', 'No role yet; ask the security administrator.'],
  delegations: ['代理', 'Delegations'],
  delegationsHint: ['出差、休假时可让同单位的人代您办理；到期自动失效。', 'When you are away, a colleague of your unit can act in your place; it ends by itself.'],
  noColleague: ['您的单位没有其他账号，无法设立代理；请联系系统管理员登记。', 'Your unit has no other account, so nobody can stand in; ask the system administrator to register one.'],
  password: ['修改口令', 'Change the password'],
  demonstration: ['演示账号的口令是公开的，不能修改。', 'The password of a demonstration account is public and is not changed.'],
});

type Me = ReplyOf<'GET /me'>;

function WhoIAm({ me }: { readonly me: Me }) {
  const t = useTexts(pageTexts);
  const { lastAt, lastAddress, failures } = me.signIns;
  return (
    <section className="card">
      <h2>{t('me')}</h2>
      <Facts>
        <Fact label={t('login')}>{me.loginName}</Fact>
        <Fact label={t('unit')}><Unit code={me.unit} /></Fact>
        <Fact label={t('lastSignIn')}>{lastAt ? <><Instant at={lastAt} /> {lastAddress && t('from', { address: lastAddress })}</> : <Missing />}</Fact>
        {failures > 0 && <Fact label={t('failures')}><span className="late">{t('times', { count: failures })}</span> {t('notMe')}</Fact>}
      </Facts>
    </section>
  );
}

function MyRoles({ me }: { readonly me: Me }) {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const reach = useReach();
  if (me.grants.length === 0) return <section className="card"><h2>{t('roles')}</h2><p>{t('none')}</p></section>;
  return (
    <section className="card">
      <h2>{t('roles')}</h2>
      <Wide label={t('roles')}>
        <table className="plain-table">
          <thead><tr>{(['role', 'reach', 'until', 'by'] as const).map((key) => <th key={key} scope="col">{t(key)}</th>)}</tr></thead>
          <tbody>{me.grants.map(({ role, title, units, until, delegatedBy }) => <tr key={`${role}${delegatedBy ?? ''}`}><th scope="row">{say(title)}</th><td>{reach(units)}</td><td>{until ? <Day date={until} /> : t('openEnded')}</td><td>{delegatedBy ? t('delegated', { user: delegatedBy }) : t('granted')}</td></tr>)}</tbody>
        </table>
      </Wide>
    </section>
  );
}

function MyDelegations({ me }: { readonly me: Me }) {
  const t = useTexts(pageTexts);
  const { may } = usePermissions();
  const delegates = may('POST /users/:user/delegations');
  const colleagues = useView('GET /colleagues', { query: { limit: 200 } }, { now: true, enabled: delegates });
  const others = (colleagues.data?.items ?? []).filter(({ user, unit }) => user !== me.user && unit === me.unit).map(({ user }) => user);
  return (
    <section className="card">
      <h2>{t('delegations')}</h2>
      {delegates && <p className="hint">{t('delegationsHint')}</p>}
      {delegates && colleagues.data && (others.length > 0 ? <p><ActButton type="primary" form={delegateForm(me.grants, others, cityTime(new Date().toISOString()).date)} /></p> : <p>{t('noColleague')}</p>)}
      {may('GET /delegations') && <DelegationTable user={me.user} />}
    </section>
  );
}

/** The own account: who one is, one's roles, who stands in, and the password. */
export default function AccountPage() {
  const t = useTexts(pageTexts);
  const view = useView('GET /me', {}, { now: true });
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1></div>
      <DutyNote />
      <Answer view={view}>
        {(me) => (
          <div className="columns">
            <div><WhoIAm me={me} /><MyRoles me={me} /><MyDelegations me={me} /></div>
            <section className="card"><h2>{t('password')}</h2>{me.demonstration ? <p>{t('demonstration')}</p> : <ChangePassword />}</section>
          </div>
        )}
      </Answer>
    </>
  );
}
