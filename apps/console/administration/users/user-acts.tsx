import type { ActForm } from '../../acts/act-dialog.js';
import { texts, useTexts } from '../../language/texts.js';
import type { ItemOf } from '../../server/ask.js';
import { Grants } from '../rights/grants.js';
import { InitialPassword } from './initial-password.js';

export type User = ItemOf<'GET /users'>;

const actTexts = texts('admin-user-acts', {
  registers: ['登记后尚无任何权限：由安全管理员授予角色后才能办事。登录名永不转给他人。', 'A new account may do nothing until the security administrator grants it a role. A login name is never given to somebody else.'],
  locks: ['{user} 的全部会话在下一次请求时失效，直到解锁。持有的角色不变：', 'Every session of {user} is shut with its next request, until unlocked. The roles stay:'],
  unlocks: ['{user} 可以重新登录，角色与锁定前相同：', '{user} can sign in again with the same roles:'],
  resets: ['{user} 的全部会话失效，须用新口令登录并立即修改。请当面或以密封方式交付。', 'Every session of {user} ends; they sign in with the new password and change it at once. Hand it over in person or sealed.'],
});

function Told({ text, user }: { readonly text: 'locks' | 'unlocks' | 'resets'; readonly user: User }) {
  const t = useTexts(actTexts);
  return <>{t(text, { user: user.loginName })}{text !== 'resets' && <Grants grants={user.grants} />}</>;
}

function Registers() {
  return <>{useTexts(actTexts)('registers')}</>;
}

const reason = { name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 2000, help: { zh: '记入日志，今后查得到。', en: 'Written into the log, to be found later.' } } as const;
const password = { name: 'password', label: { zh: '初始口令', en: 'Initial password' }, kind: 'own', required: true, input: <InitialPassword />, help: { zh: '首次登录时必须修改。可点“生成”。', en: 'To be changed at the first sign-in. One can be made.' } } as const;

/** Register an account. */
export const registerForm = (onDone: (user: string) => void): ActForm<'POST /users'> => ({
  route: 'POST /users', title: { zh: '登记账号', en: 'Register an account' }, fleeting: true, effect: <Registers />,
  fields: [
    { name: 'loginName', label: { zh: '登录名', en: 'Login name' }, kind: 'text', required: true, maxLength: 200, help: { zh: '如 reporter-gulou；字母、数字和连字符。', en: 'Such as reporter-gulou: letters, digits and dashes.' } },
    { name: 'unit', label: { zh: '所在单位', en: 'Unit' }, kind: 'unit', help: { zh: '三员等不属于任何责任单位的，不填。', en: 'Nothing for those of no unit, such as administrators.' } },
    { name: 'personRef', label: { zh: '人员编号', en: 'Person' }, kind: 'text', maxLength: 100, help: { zh: '人员信息中的编号；姓名不进日志。一人一号。', en: 'The reference of the person; names stay out of the log. One account a person.' } },
    password,
  ],
  onDone: (_, values) => onDone(String(values['loginName'])),
});

export const lockForm = (user: User): ActForm<'POST /users/:user/lock'> => ({ route: 'POST /users/:user/lock', title: { zh: '锁定账号', en: 'Lock the account' }, path: { user: user.user }, effect: <Told text="locks" user={user} />, fields: [reason] });

export const unlockForm = (user: User): ActForm<'POST /users/:user/unlock'> => ({ route: 'POST /users/:user/unlock', title: { zh: '解锁账号', en: 'Unlock the account' }, path: { user: user.user }, effect: <Told text="unlocks" user={user} />, fields: [reason] });

export const resetForm = (user: User): ActForm<'POST /users/:user/password-reset'> => ({ route: 'POST /users/:user/password-reset', title: { zh: '重置口令', en: 'Reset the password' }, path: { user: user.user }, fleeting: true, effect: <Told text="resets" user={user} />, fields: [{ ...password, label: { zh: '新的初始口令', en: 'New initial password' } }, reason] });
