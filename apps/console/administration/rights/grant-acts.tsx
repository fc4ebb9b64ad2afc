import type { ActForm } from '../../acts/act-dialog.js';
import { texts, useTexts } from '../../language/texts.js';
import type { BodyOf } from '../../server/ask.js';
import type { User } from '../users/user-acts.js';
import { Grants, useReach, type Grant } from './grants.js';
import type { Role } from './role-names.js';

const actTexts = texts('admin-grant-acts', {
  grants: ['{user} 现有角色：', '{user} holds:'],
  grantsNote: ['授予后立即生效。三员互斥，三员与业务角色也互斥，由服务器把关。', 'In force at once. Administrators exclude each other and every business role; the server sees to it.'],
  revokes: ['{user} 的“{role}”（{units}）在下一次请求时失效；由其授出的代理随之失去依据。', 'The role “{role}” of {user} ({units}) is gone with the next request, and so is what was delegated by it.'],
  ends: ['{to} 不再代理 {from} 的角色。', '{to} no longer exercises the role of {from}.'],
});

function GrantsEffect({ user }: { readonly user: User }) {
  const t = useTexts(actTexts);
  return <>{t('grants', { user: user.loginName })}<Grants grants={user.grants} /><p>{t('grantsNote')}</p></>;
}

function RevokesEffect({ user, grant, role }: { readonly user: User; readonly grant: Grant; readonly role: string }) {
  const t = useTexts(actTexts);
  return <>{t('revokes', { user: user.loginName, role, units: useReach()(grant.units) })}</>;
}

function EndsEffect({ from, to }: { readonly from: string; readonly to: string }) {
  return <>{useTexts(actTexts)('ends', { from, to })}</>;
}

const reason = { name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 2000, help: { zh: '记入日志，今后查得到。', en: 'Written into the log, to be found later.' } } as const;

/** Grant somebody a role for the city or for units. */
export const grantForm = (user: User, roles: readonly Role[]): ActForm<'POST /users/:user/grants'> => ({
  route: 'POST /users/:user/grants', title: { zh: '授予角色', en: 'Grant a role' }, path: { user: user.user }, effect: <GrantsEffect user={user} />, reason: 'required', authority: 'optional',
  fields: [
    { name: 'role', label: { zh: '角色', en: 'Role' }, kind: 'choice', required: true, half: true, options: roles.map(({ code, title }) => ({ value: code, label: title })) },
    { name: 'reach', label: { zh: '范围', en: 'Reach' }, kind: 'choice', required: true, half: true, first: user.unit ? 'units' : 'all', options: [{ value: 'units', label: { zh: '所列单位', en: 'the units named' } }, { value: 'all', label: { zh: '全市', en: 'the whole city' } }] },
    { name: 'units', label: { zh: '单位', en: 'Units' }, kind: 'units', required: true, first: user.unit ? [user.unit] : undefined, when: (values) => values['reach'] === 'units' },
    { name: 'until', label: { zh: '截止日期', en: 'Last day' }, kind: 'date', help: { zh: '不填为长期；三员不设期限。', en: 'Open when empty; administrators have no end.' } },
  ],
  body: (values) => ({ role: values['role'], units: values['reach'] === 'all' ? 'all' : values['units'], ...(values['until'] ? { until: values['until'] } : {}) }) as BodyOf<'POST /users/:user/grants'>,
});

/** Take a role from somebody. */
export const revokeForm = (user: User, grant: Grant, role: string): ActForm<'POST /users/:user/revocations'> => ({
  route: 'POST /users/:user/revocations', title: { zh: '撤销角色', en: 'Revoke a role' }, path: { user: user.user }, fixed: { role: grant.role }, effect: <RevokesEffect user={user} grant={grant} role={role} />, fields: [reason],
});

/** End a delegation before its time. */
export const endDelegationForm = ({ delegation, from, to }: { readonly delegation: string; readonly from: string; readonly to: string }): ActForm<'POST /users/:user/delegations/:delegation/end'> => ({
  route: 'POST /users/:user/delegations/:delegation/end', title: { zh: '终止代理', en: 'End the delegation' }, path: { user: to, delegation }, effect: <EndsEffect from={from} to={to} />, fields: [reason],
});
