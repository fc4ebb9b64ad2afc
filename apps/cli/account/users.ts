import { randomInt } from 'node:crypto';
import { actCommand, fieldsText, present, receiptText, showReceipt, type Act } from '../command-line/act.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { listCommand } from '../command-line/listing.js';
import { commandOptions, momentOptions, momentQuery, reasonOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';
import { askPassword, signInTexts, stdinOption } from './ask-password.js';
import { unitsText } from './whoami.js';

interface UserLine {
  readonly user: string;
  readonly unit: string | null;
  readonly demonstration: boolean;
  readonly locked: boolean;
  readonly lockReason: string | null;
  readonly grants: readonly { readonly role: string; readonly units: 'all' | readonly string[]; readonly until: string | null }[];
  readonly revision: number;
}

export const userTexts = {
  locked: { zh: '已锁定：{reason}', en: 'locked: {reason}' },
  active: { zh: '可用', en: 'active' },
  demonstration: { zh: '演示', en: 'demonstration' },
  generated: { zh: '初始口令（只显示这一次，首次登录须修改）：{password}', en: 'Initial password (shown this once, to be changed at the first sign-in): {password}' },
} as const;

const userArgument: ArgumentSpec = { name: 'USER', summary: { zh: '账号', en: 'The account' } };
const userPath = ({ given }: Call): string => path`/users/${given.text('USER')}`;
const roleCodes = ['bureau', 'reporter', 'verifier', 'inspector', 'leadership', 'organisation', 'auditor', 'system-admin', 'security-admin', 'audit-admin'];

const list = listCommand<UserLine>({
  path: 'users list',
  summary: { zh: '用户，按单位、角色和状态筛选', en: 'Users by unit, role and state' },
  options: [
    { flags: '--unit <UNIT>', summary: { zh: '单位', en: 'Unit' } }, { flags: '--role <ROLE>', choices: roleCodes, summary: { zh: '角色', en: 'Role' } },
    { flags: '--locked', summary: { zh: '只看已锁定的', en: 'Locked ones only' } },
  ],
  from: '/users',
  query: ({ given }) => ({ unit: given.maybe('--unit'), role: given.maybe('--role'), locked: given.has('--locked') ? 'true' : undefined }),
  columns: [
    { head: { zh: '账号', en: 'Account' }, of: ({ user }) => user },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '角色', en: 'Roles' }, wrap: true, of: ({ grants }, call) => grants.map(({ role, units, until }) => `${role} (${unitsText(units, call)}${until === null ? '' : ` → ${until}`})`).join(', ') },
    { head: { zh: '状态', en: 'State' }, of: ({ locked, lockReason, demonstration }, { out }) => [out.say(locked ? userTexts.locked : userTexts.active, { reason: lockReason }), ...(demonstration ? [out.say(userTexts.demonstration)] : [])].join(' · ') },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const show = commandSpec({
  path: 'users show',
  summary: { zh: '一个用户', en: 'One user' },
  arguments: [userArgument],
  options: momentOptions,
  run: async (call) => {
    const user = await call.api.get<Record<string, unknown>>(userPath(call), momentQuery(call));
    await call.out.result(user, () => fieldsText(user));
  },
});

const letters = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '-_+'] as const;

/** Four groups of five characters of every kind, without look-alikes: about 110 bits, and inside every password policy. */
function generatedPassword(): string {
  const all = letters.slice(0, 3).join('');
  const pick = (from: string): string => from[randomInt(from.length)]!;
  const group = (): string => letters.slice(0, 3).map(pick).join('') + pick(all) + pick(all);
  return Array.from({ length: 4 }, group).join('-');
}

/** An initial password: piped, asked for on a terminal, or generated and shown once. */
async function initialPassword({ host, out, given }: Call, name: string): Promise<{ readonly password: string; readonly generated: boolean }> {
  if (given.has('--generate')) return { password: generatedPassword(), generated: true };
  return { password: await askPassword(host, out.say(signInTexts.password, { name }), given.has('--password-stdin')), generated: false };
}

const passwordOptions: readonly OptionSpec[] = [stdinOption, { flags: '--generate', summary: { zh: '自动生成口令，显示一次', en: 'Generate the password and show it once' } }];

/** A command with an initial password: its receipt, and the password where it was generated. */
async function withPassword(call: Call, address: string, user: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const { api, given, out } = call;
  const { password, generated } = await initialPassword(call, user);
  const receipt = await api.command('POST', address, { ...body, password }, { ifRevision: given.whole('--if-revision') });
  if (generated) return out.result({ receipt, initialPassword: password }, () => `${receiptText(call, receipt)}\n\n${out.say(userTexts.generated, { password })}`);
  await showReceipt(call, receipt, userPath(call));
}

const register = commandSpec({
  path: 'users register',
  summary: { zh: '登记用户并设初始口令（首次登录须修改）', en: 'Register a user with an initial password, to be changed at the first sign-in' },
  arguments: [userArgument],
  options: [{ flags: '--unit <UNIT>', summary: { zh: '所属单位', en: 'Unit the person belongs to' } }, { flags: '--person <PERSON>', summary: { zh: '人员编号', en: 'Reference of the person' } }, ...passwordOptions, ...commandOptions],
  run: (call) => withPassword(call, '/users', call.given.text('USER'), present({ loginName: call.given.text('USER'), unit: call.given.maybe('--unit'), personRef: call.given.maybe('--person') })),
});

const reset = commandSpec({
  path: 'users reset-password',
  summary: { zh: '重置口令（下次登录须修改）', en: 'Reset a password, to be changed at the next sign-in' },
  arguments: [userArgument],
  options: [{ ...reasonOption, required: true }, ...passwordOptions, ...commandOptions],
  run: (call) => withPassword(call, `${userPath(call)}/password-reset`, call.given.text('USER'), { reason: call.given.text('--reason') }),
});

const unitsOption: OptionSpec = { flags: '--unit <UNIT>', many: true, summary: { zh: '授权的单位；默认全市', en: 'Unit of the grant; the whole city when absent' } };
const roleOption: OptionSpec = { flags: '--role <ROLE>', required: true, choices: roleCodes, summary: { zh: '角色', en: 'Role' } };
const unitsOf = ({ given }: Call): 'all' | readonly string[] => (given.has('--unit') ? given.many('--unit') : 'all');

const act = (definition: Omit<Act, 'arguments' | 'shows'>): CommandSpec => actCommand({ ...definition, arguments: [userArgument], shows: userPath });

const grant = act({
  path: 'users grant', summary: { zh: '授予角色', en: 'Grant a role' },
  options: [roleOption, unitsOption, { flags: '--until <DATE>', summary: { zh: '最后一天', en: 'Last day' } }],
  examples: ['zhiheng users grant li.ming --role reporter --unit xuanwu'],
  request: (call) => ({ path: `${userPath(call)}/grants`, body: present({ role: call.given.text('--role'), units: unitsOf(call), until: call.given.date('--until') }) }),
});

const withReason = (words: string, address: string, summary: CommandSpec['summary'], options: readonly OptionSpec[] = []): CommandSpec => act({
  path: words, summary, options: [...options, { ...reasonOption, required: true }],
  request: (call) => ({ path: `${userPath(call)}/${address}`, body: present({ role: options.length > 0 ? call.given.text('--role') : undefined, reason: call.given.text('--reason') }) }),
});

export const userCommands: readonly CommandSpec[] = [
  list, show, register, grant,
  withReason('users revoke', 'revocations', { zh: '撤销角色，下一次请求即失效', en: 'Revoke a role; it is gone with the next request' }, [roleOption]),
  withReason('users lock', 'lock', { zh: '锁定账号，下一次请求即失效', en: 'Lock an account; it is shut with the next request' }),
  withReason('users unlock', 'unlock', { zh: '解锁账号', en: 'Unlock an account' }),
  reset,
];
