import type { ActForm } from '../../acts/act-dialog.js';
import { texts, useTexts } from '../../language/texts.js';
import type { BodyOf, ReplyOf } from '../../server/ask.js';
import type { Bilingual } from '../../language/texts.js';

const formTexts = texts('account-delegate', { effect: ['代理人在此期间以自己的账号行使您的这一角色，办理的每件事都记其名并注明代理。您的权限不变，可随时终止；代理得来的权限不能再转授。', 'They exercise this role of yours with their own account; each act is recorded under their name as a delegate. Your rights stay, you can end it at any time, and it is not passed on.'] });

type OwnGrant = ReplyOf<'GET /me'>['grants'][number];

function Effect() {
  return <>{useTexts(formTexts)('effect')}</>;
}

/** Let a colleague of the unit exercise a role of one's own, for some days. */
export const delegateForm = (grants: readonly OwnGrant[], colleagues: readonly string[], today: string): ActForm<'POST /users/:user/delegations'> => {
  const roles: readonly { readonly value: string; readonly label: Bilingual }[] = grants.filter(({ delegatedBy }) => delegatedBy === null).map(({ role, title }) => ({ value: role, label: title }));
  const unitsOf = (role: unknown): OwnGrant['units'] => grants.find((grant) => grant.role === role && grant.delegatedBy === null)?.units ?? [];
  return {
    route: 'POST /users/:user/delegations', title: { zh: '设立代理', en: 'Let somebody stand in' }, effect: <Effect />, reason: 'optional',
    path: (values) => ({ user: String(values['to'] ?? '') }),
    fields: [
      { name: 'to', label: { zh: '代理人（同单位）', en: 'Who stands in (of your unit)' }, kind: 'choice', required: true, options: colleagues.map((user) => ({ value: user, label: user })) },
      { name: 'role', label: { zh: '代理的角色', en: 'Role' }, kind: 'choice', required: true, first: roles[0]?.value, options: roles },
      { name: 'fromDate', label: { zh: '自', en: 'From' }, kind: 'date', required: true, half: true, first: today },
      { name: 'untilDate', label: { zh: '至', en: 'Until' }, kind: 'date', required: true, half: true },
    ],
    body: (values) => ({ role: values['role'], units: unitsOf(values['role']), fromDate: values['fromDate'], untilDate: values['untilDate'] }) as BodyOf<'POST /users/:user/delegations'>,
  };
};
