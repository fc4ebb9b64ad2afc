import { writeFileSync } from 'node:fs';
import { actCommand } from '../command-line/act.js';
import { commandSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { listCommand } from '../command-line/listing.js';
import { reasonOption } from '../command-line/usual-options.js';
import { Progress } from '../terminal/progress.js';
import { accessDamageWords, accessKindWords } from '../../words/system-words.js';

interface AccessLine {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly user?: string;
  readonly address: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly status?: number;
  readonly policy?: string;
  readonly detail?: string;
}

export const accessTexts = {
  ...accessKindWords,
  ...accessDamageWords,
  intact: { zh: '访问日志完整：核对 {checked} 条，链头 {seq} {hash}', en: 'The access log is intact: {checked} entries checked, head {seq} {hash}' },
  sealed: { zh: '与事件日志中的 {sealed} 个封存记录一致，可信至第 {provenTo} 条', en: 'It agrees with {sealed} seals in the event log, which prove it up to entry {provenTo}' },
  broken: { zh: '访问日志自第 {firstBad} 条起不完整（核对 {checked} 条）', en: 'The access log is not intact from entry {firstBad} on ({checked} checked)' },
  checking: { zh: '核对到第 {seq} 条……', en: 'Checked up to entry {seq} …' },
  exported: { zh: '已写入 {file}', en: 'Written to {file}' },
  trimmed: { zh: '到期清除', en: 'removed under retention' },
  sealing: { zh: '封存', en: 'sealed' },
} as const;

const filterOptions: readonly OptionSpec[] = [
  { flags: '--user <USER>', summary: { zh: '账号', en: 'Account' } }, { flags: '--kind <KIND>', choices: Object.keys(accessKindWords), summary: { zh: '类别', en: 'Kind' } },
  { flags: '--address <ADDRESS>', summary: { zh: '来源地址', en: 'Address' } }, { flags: '--from <WHEN>', summary: { zh: '自：日期或 UTC 时刻', en: 'From a date or an instant in UTC' } },
  { flags: '--to <WHEN>', summary: { zh: '至：日期或 UTC 时刻', en: 'To a date or an instant in UTC' } },
];
const filterQuery = ({ given }: Call) => ({ user: given.maybe('--user'), kind: given.maybe('--kind'), address: given.maybe('--address'), from: given.maybe('--from'), to: given.maybe('--to') });

const list = listCommand<AccessLine>({
  path: 'access-log list',
  summary: { zh: '访问日志，最新在前；查阅本身也会记入', en: 'Access log, newest first; reading it is an entry too' },
  options: filterOptions,
  from: '/access-log',
  query: filterQuery,
  moments: false,
  usualLimit: 100,
  columns: [
    { head: { zh: '序号', en: 'No.' }, align: 'right', of: ({ seq }) => seq },
    { head: { zh: '时间', en: 'At' }, of: ({ at }) => at },
    { head: { zh: '类别', en: 'Kind' }, of: ({ kind }, { out }) => out.say(accessKindWords[kind] ?? { zh: kind, en: kind }) },
    { head: { zh: '账号', en: 'Account' }, of: ({ user }) => user },
    { head: { zh: '来源', en: 'Address' }, of: ({ address }) => address },
    { head: { zh: '请求', en: 'Request' }, wrap: true, of: ({ method, path, query }) => [method, query === undefined ? path : `${path}?${query}`].filter((part) => part !== undefined).join(' ') },
    { head: { zh: '结果', en: 'Outcome' }, of: ({ status, policy, detail }) => [status, policy, detail].filter((part) => part !== undefined).join(' ') },
  ],
});

interface Verification {
  readonly head: { readonly seq: number; readonly hash: string };
  readonly base: { readonly seq: number; readonly hash: string };
  readonly checked: number;
  readonly intact: boolean;
  readonly firstBad?: number;
  readonly damage?: keyof typeof accessDamageWords;
  readonly provenTo: number;
  readonly sealed: number;
}

/** Check a data folder without its server: nothing of the server's has a say in what is found. */
async function checkedHere({ given, host, out }: Call, folder: string): Promise<Verification> {
  const { checkAccessLog } = await import('../offline/access-log-check.js');
  const progress = new Progress(host, out.json);
  const [seq, hash] = [given.whole('--seq', 1), given.maybe('--hash')];
  try {
    return await checkAccessLog(folder, seq === undefined || hash === undefined ? [] : [{ seq, hash }], (at) => progress.at(() => out.say(accessTexts.checking, { seq: at })));
  } finally {
    progress.end();
  }
}

const verify = commandSpec({
  path: 'access-log verify',
  summary: { zh: '核验访问日志的哈希链及其在事件日志中的封存记录，可与另行保存的链头比对；--data 不经服务器直接核验', en: 'Check the hash chain of the access log and its seals in the event log, also against a head kept elsewhere; with --data without the server' },
  options: [
    { flags: '--seq <NUMBER>', summary: { zh: '另行保存的链头序号', en: 'Number of a head kept elsewhere' } }, { flags: '--hash <HASH>', summary: { zh: '另行保存的链头哈希', en: 'Hash of a head kept elsewhere' } },
    { flags: '--data <DIR>', summary: { zh: '直接核验此数据目录', en: 'Check this data folder itself' } },
  ],
  run: async (call) => {
    const { api, given, out } = call;
    if (given.has('--seq') !== given.has('--hash')) throw badUsage('missing', { name: given.has('--seq') ? '--hash' : '--seq' });
    const folder = given.maybe('--data');
    const found = folder === undefined ? await api.get<Verification>('/access-log/verification', { seq: given.whole('--seq', 1), hash: given.maybe('--hash') }) : await checkedHere(call, folder);
    const { damage = 'changed', ...values } = found;
    await out.result(found, () => (found.intact
      ? `${out.style.green(out.say(accessTexts.intact, { ...values, ...found.head }))}\n${out.say(accessTexts.sealed, { ...values })}`
      : out.style.red(`${out.say(accessTexts.broken, { ...values })}\n${out.say(accessDamageWords[damage], { ...values })}`)));
    return found.intact ? undefined : 'different';
  },
});

const exported = commandSpec({
  path: 'access-log export',
  summary: { zh: '导出访问日志为 CSV；导出本身也会记入', en: 'The access log as CSV; the export is an entry too' },
  options: [...filterOptions, { flags: '--out <FILE>', summary: { zh: '写入此文件；默认输出到标准输出', en: 'Write to this file; to stdout when absent' } }],
  run: async (call) => {
    const { api, given, out } = call;
    const query = Object.entries({ ...filterQuery(call), language: out.language }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
    const { bytes } = await api.download(`/access-log.csv?${new URLSearchParams(query).toString()}`);
    const file = given.maybe('--out');
    if (file === undefined) return out.bytes(bytes);
    writeFileSync(file, bytes, { mode: 0o600 });
    await out.result({ file, size: bytes.length }, () => out.say(accessTexts.exported, { file }));
  },
});

interface SealLine {
  readonly kind: 'sealed' | 'trimmed';
  readonly seq: number;
  readonly hash: string;
  readonly by: string;
  readonly position: number;
  readonly recordedAt: string;
  readonly reason?: string;
}

const seals = listCommand<SealLine>({
  path: 'access-log seals',
  summary: { zh: '访问日志在事件日志中的封存和到期清除记录，最新在前', en: 'Seals of the access log in the event log and removals under retention, newest first' },
  from: '/access-log/seals',
  moments: false,
  usualLimit: 50,
  columns: [
    { head: { zh: '日志位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
    { head: { zh: '记录时间', en: 'Recorded at' }, of: ({ recordedAt }) => recordedAt },
    { head: { zh: '类别', en: 'Kind' }, of: ({ kind }, { out }) => out.say(kind === 'sealed' ? accessTexts.sealing : accessTexts.trimmed) },
    { head: { zh: '至第几条', en: 'Up to entry' }, align: 'right', of: ({ seq }) => seq },
    { head: { zh: '哈希', en: 'Hash' }, of: ({ hash }) => hash },
    { head: { zh: '办理人', en: 'By' }, of: ({ by }) => by },
    { head: { zh: '原因', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
  ],
});

const seal = actCommand({
  path: 'access-log seal',
  summary: { zh: '立即将访问日志的链头封存到事件日志', en: 'Seal the head of the access log into the event log now' },
  request: () => ({ path: '/access-log/sealing' }),
});

const trim = actCommand({
  path: 'access-log trim',
  summary: { zh: '清除保存期满且已封存的访问日志（审计管理员；须原因）', en: 'Remove sealed entries of the access log that have been kept long enough (audit administrator, with a reason)' },
  options: [{ ...reasonOption, required: true }],
  request: ({ given }) => ({ path: '/access-log/retention', body: { reason: given.text('--reason') } }),
});

export const accessLogCommands: readonly CommandSpec[] = [list, verify, exported, seals, seal, trim];
