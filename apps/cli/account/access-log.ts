import { commandSpec, type CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { listCommand } from '../command-line/listing.js';

interface AccessLine {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly user?: string;
  readonly address: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly policy?: string;
  readonly detail?: string;
}

const kindWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'sign-in': { zh: '登录', en: 'signed in' }, 'sign-in-failed': { zh: '登录失败', en: 'sign-in failed' }, 'sign-in-blocked': { zh: '登录受限', en: 'sign-in blocked' },
  'sign-in-refused': { zh: '登录被拒', en: 'sign-in refused' }, 'sign-out': { zh: '退出', en: 'signed out' }, 'token-reused': { zh: '刷新令牌重复使用', en: 'refresh token used twice' },
  'password-changed': { zh: '修改口令', en: 'password changed' }, 'password-change-failed': { zh: '修改口令失败', en: 'password change failed' }, refused: { zh: '访问被拒', en: 'access refused' },
  read: { zh: '查阅敏感内容', en: 'sensitive read' }, 'log-resumed': { zh: '恢复写入', en: 'written again after a fault' },
};

export const accessTexts = {
  ...kindWords,
  intact: { zh: '访问日志完整：核对 {checked} 条，链头 {seq} {hash}', en: 'The access log is intact: {checked} entries checked, head {seq} {hash}' },
  broken: { zh: '访问日志自第 {firstBad} 条起不完整（核对 {checked} 条）', en: 'The access log is not intact from entry {firstBad} on ({checked} checked)' },
} as const;

const list = listCommand<AccessLine>({
  path: 'access-log list',
  summary: { zh: '访问日志，最新在前；查阅本身也会记入', en: 'Access log, newest first; reading it is an entry too' },
  options: [
    { flags: '--user <USER>', summary: { zh: '账号', en: 'Account' } }, { flags: '--kind <KIND>', choices: Object.keys(kindWords), summary: { zh: '类别', en: 'Kind' } },
    { flags: '--address <ADDRESS>', summary: { zh: '来源地址', en: 'Address' } }, { flags: '--from <WHEN>', summary: { zh: '自：日期或 UTC 时刻', en: 'From a date or an instant in UTC' } },
    { flags: '--to <WHEN>', summary: { zh: '至：日期或 UTC 时刻', en: 'To a date or an instant in UTC' } },
  ],
  from: '/access-log',
  query: ({ given }) => ({ user: given.maybe('--user'), kind: given.maybe('--kind'), address: given.maybe('--address'), from: given.maybe('--from'), to: given.maybe('--to') }),
  moments: false,
  usualLimit: 100,
  columns: [
    { head: { zh: '序号', en: 'No.' }, align: 'right', of: ({ seq }) => seq },
    { head: { zh: '时间', en: 'At' }, of: ({ at }) => at },
    { head: { zh: '类别', en: 'Kind' }, of: ({ kind }, { out }) => out.say(kindWords[kind] ?? { zh: kind, en: kind }) },
    { head: { zh: '账号', en: 'Account' }, of: ({ user }) => user },
    { head: { zh: '来源', en: 'Address' }, of: ({ address }) => address },
    { head: { zh: '请求', en: 'Request' }, wrap: true, of: ({ method, path }) => [method, path].filter((part) => part !== undefined).join(' ') },
    { head: { zh: '结果', en: 'Outcome' }, of: ({ status, policy, detail }) => [status, policy, detail].filter((part) => part !== undefined).join(' ') },
  ],
});

interface Verification {
  readonly head: { readonly seq: number; readonly hash: string };
  readonly checked: number;
  readonly intact: boolean;
  readonly firstBad?: number;
}

const verify = commandSpec({
  path: 'access-log verify',
  summary: { zh: '核验访问日志的哈希链，可与另行保存的链头比对', en: 'Check the hash chain of the access log, also against a head that was kept elsewhere' },
  options: [{ flags: '--seq <NUMBER>', summary: { zh: '另行保存的链头序号', en: 'Number of a head kept elsewhere' } }, { flags: '--hash <HASH>', summary: { zh: '另行保存的链头哈希', en: 'Hash of a head kept elsewhere' } }],
  run: async ({ api, given, out }) => {
    if (given.has('--seq') !== given.has('--hash')) throw badUsage('missing', { name: given.has('--seq') ? '--hash' : '--seq' });
    const found = await api.get<Verification>('/access-log/verification', { seq: given.whole('--seq', 1), hash: given.maybe('--hash') });
    await out.result(found, () => (found.intact ? out.style.green(out.say(accessTexts.intact, { ...found, ...found.head })) : out.style.red(out.say(accessTexts.broken, { ...found }))));
    return found.intact ? undefined : 'different';
  },
});

export const accessLogCommands: readonly CommandSpec[] = [list, verify];
