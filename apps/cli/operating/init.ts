import { fill, type Bilingual } from '#engine/kernel';
import { commandSpec, type Call } from '../command-line/command.js';
import { CliProblem } from '../command-line/problem.js';
import { askPassword, signInTexts } from '../account/ask-password.js';

export const initCommandTexts = {
  made: { zh: '数据目录 {folder} 已建立。', en: 'The data folder {folder} is made.' },
  accounts: { zh: '三员账号（口令只显示这一次，首次登录须修改）：', en: 'The three administrators (passwords are shown this once and must be changed at the first sign-in):' },
  asked: { zh: '三员账号（首次登录须修改口令）：', en: 'The three administrators (passwords must be changed at the first sign-in):' },
  next: { zh: '启动服务器：node --max-semi-space-size=64 --env-file={folder}/zhiheng.env dist/apps/server/main.js', en: 'Start the server: node --max-semi-space-size=64 --env-file={folder}/zhiheng.env dist/apps/server/main.js' },
  question: { zh: '{name}（{role}）的口令：', en: 'Password of {name} ({role}): ' },
  name: { zh: '登录名', en: 'Login name' },
  role: { zh: '角色', en: 'Role' },
  password: { zh: '口令', en: 'Password' },
} as const satisfies Record<string, Bilingual>;

/** Ask for each administrator's password, twice; one that the policy refuses is told why. */
async function askedPassword({ host, out }: Call, name: string, role: string): Promise<string> {
  const { administratorPasswordProblem } = await import('../offline/init-folder.js');
  const { identityRefusals } = await import('../../../libs/domain/identity/identity.refusals.js');
  const password = await askPassword(host, out.say(initCommandTexts.question, { name, role }), false);
  const problem = administratorPasswordProblem(password, name);
  if (problem) {
    const text = identityRefusals[problem.refused as keyof typeof identityRefusals];
    const both = (b: Bilingual): Bilingual => ({ zh: fill(b.zh, problem.values), en: fill(b.en, problem.values) });
    throw new CliProblem({ code: problem.refused, title: both(text.title), remedy: both(text.remedy) }, 'invalid');
  }
  if (password !== (await askPassword(host, out.say(signInTexts.repeat), false))) throw new CliProblem({ code: 'cli.passwords-differ', ...signInTexts.differ }, 'invalid');
  return password;
}

/** Make a data folder for a new system. It holds no plan and no data: its administrators set up the rest. */
export const init = commandSpec({
  path: 'init',
  offline: true,
  summary: { zh: '新建数据目录和三员账号（系统、安全、审计管理员）', en: 'Make a data folder with the three administrators (system, security, audit)' },
  arguments: [{ name: 'DIR', summary: { zh: '新目录', en: 'The new folder' } }],
  options: [{ flags: '--ask-passwords', summary: { zh: '逐个输入口令；默认自动生成并显示一次', en: 'Ask for each password; generated and shown once when absent' } }],
  examples: ['zhiheng init data/city'],
  run: async (call) => {
    const { given, host, out } = call;
    const { initFolder, newAdministrators, requireEmpty } = await import('../offline/init-folder.js');
    const { roles } = await import('#domain/identity');
    const folder = given.text('DIR');
    requireEmpty(folder);
    const asks = given.has('--ask-passwords');
    const accounts = [];
    for (const account of newAdministrators()) {
      accounts.push(asks ? { ...account, password: await askedPassword(call, account.loginName, out.say(roles[account.role].title)) } : account);
    }
    await initFolder(folder, accounts, host.clock);
    const shown = accounts.map(({ loginName, role, password }) => ({ loginName, role, ...(asks ? {} : { password }) }));
    await out.result({ folder, accounts: shown }, () => {
      const heads = [initCommandTexts.name, initCommandTexts.role, ...(asks ? [] : [initCommandTexts.password])].map((text) => ({ title: out.say(text) }));
      const rows = shown.map(({ loginName, role, password }) => [loginName, out.say(roles[role].title), password ?? '']);
      return [
        out.say(initCommandTexts.made, { folder }), '', out.say(asks ? initCommandTexts.asked : initCommandTexts.accounts), out.table(heads, rows), '', out.say(initCommandTexts.next, { folder }),
      ].join('\n');
    });
  },
});
