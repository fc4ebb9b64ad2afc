import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import type { Bilingual } from '#engine/kernel';
import type { BundleScope } from '../../../libs/domain/history/audit-bundle/bundle-scope.js';
import { commandSpec, type Call } from '../command-line/command.js';
import type { ExitName } from '../command-line/exit-codes.js';
import { badUsage } from '../command-line/given.js';
import { cliProblem } from '../command-line/problem.js';
import { planOption } from '../command-line/usual-options.js';
import { Interrupted } from '../terminal/ask.js';
import { Progress } from '../terminal/progress.js';
import { verdictText } from './audit-check.js';
import { checkBundle } from './bundle-file.js';

export const exportTexts = {
  scope: {
    title: { zh: '请选定导出范围：--everything、--stream、--unit、--unit 与 --round，或 --period，只能选一种。', en: 'Choose one scope: --everything, --stream, --unit, --unit with --round, or --period.' },
    remedy: { zh: '用 --help 查看该命令的写法。', en: 'See how the command is written with --help.' },
  },
  fileThere: {
    title: { zh: '文件 {file} 已存在，未覆盖。', en: 'The file {file} is there already and was not overwritten.' },
    remedy: { zh: '请用 --out 指定另一个文件名。', en: 'Name another file with --out.' },
  },
  written: { zh: '已写入 {file}（{bytes} 字节）', en: 'Written to {file} ({bytes} bytes)' },
  got: { zh: '已取得 {bytes} 字节', en: '{bytes} bytes so far' },
  read: { zh: '已读取 {events} 条事件', en: '{events} events read' },
} as const satisfies Record<string, Bilingual | Readonly<Record<string, Bilingual>>>;

/** Pieces of a bundle's tar file, and what the file may be called. */
export interface BundlePieces {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The scope that the options choose. @throws CliProblem */
export function chosenScope({ given }: Call): BundleScope {
  const [stream, unit, round, period] = ['--stream', '--unit', '--round', '--period'].map((name) => given.maybe(name));
  const chosen: readonly (BundleScope | undefined)[] = [
    given.has('--everything') ? { kind: 'everything' } : undefined,
    stream === undefined ? undefined : { kind: 'stream', stream },
    unit === undefined || round !== undefined ? undefined : { kind: 'unit', unit },
    period === undefined ? undefined : { kind: 'period', plan: given.text('--plan'), period: given.period('--period') },
    unit === undefined || round === undefined ? undefined : { kind: 'result', round, unit },
  ];
  const scopes = chosen.filter((one) => one !== undefined);
  if (scopes.length !== 1 || (round !== undefined && unit === undefined)) throw cliProblem('cli.no-scope', 'invalid', exportTexts.scope);
  return scopes[0]!;
}

async function fromServer({ api, given }: Call, { kind, ...fields }: BundleScope): Promise<BundlePieces> {
  const known = given.wholes('--known', 1, Number.MAX_SAFE_INTEGER);
  const { chunks, headers } = await api.stream('/history/audit-bundle', { scope: kind, ...fields, size: given.whole('--size', 1), known: known.length === 0 ? undefined : known.join(',') });
  return { chunks, name: /filename="([0-9A-Za-z.-]+)\.tar"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'audit-bundle' };
}

async function run(call: Call): Promise<ExitName | void> {
  const { given, out, host } = call;
  const scope = chosenScope(call);
  if (given.has('--witness') && !given.has('--data')) throw badUsage('missing', { name: '--data' });
  const wanted = given.maybe('--out');
  refuseOverwriting(wanted);
  const progress = new Progress(host, out.json);
  const folder = given.maybe('--data');
  const onRead = (events: number): void => progress.at(() => out.say(exportTexts.read, { events }));
  const { chunks, name } = folder === undefined ? await fromServer(call, scope) : await (await import('./offline/offline-export.js')).bundleFromFolder(call, folder, scope, onRead);
  const file = wanted ?? `${name}.tar`;
  refuseOverwriting(file);
  const bytes = await written(chunks, file, host.signal, (so) => progress.at(() => out.say(exportTexts.got, { bytes: so })));
  progress.end();
  const verdict = await checkBundle(file, {});
  await out.result({ file, bytes, verdict }, () => `${out.say(exportTexts.written, { file, bytes })}\n${verdictText(call, verdict)}`);
  return verdict.ok ? undefined : 'different';
}

function refuseOverwriting(file: string | undefined): void {
  if (file !== undefined && existsSync(file)) throw cliProblem('cli.file-exists', 'invalid', exportTexts.fileThere, { file });
}

/** Written beside and renamed: what is called a bundle is a whole one. */
async function written(chunks: AsyncIterable<Uint8Array>, file: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<number> {
  const part = `${file}.part`;
  const into = createWriteStream(part, { mode: 0o600 });
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      if (signal.aborted) throw new Interrupted();
      bytes += chunk.length;
      onBytes(bytes);
      if (!into.write(chunk)) await once(into, 'drain');
    }
    into.end();
    await once(into, 'close');
  } catch (error) {
    into.destroy();
    rmSync(part, { force: true });
    throw signal.aborted ? new Interrupted() : error;
  }
  renameSync(part, file);
  return bytes;
}

export const auditExport = commandSpec({
  path: 'audit export',
  summary: { zh: '导出审计包：一项结果、一个单位、一个填报期、一个流或全部事件，含证明和离线核验程序', en: 'Export an audit bundle of a result, a unit, a period, a stream or everything, with proofs and an offline verifier' },
  details: {
    zh: '得到一个 .tar 文件，写完即核验。收件人无需本系统：解包后运行 verify.mjs 或打开 verify.html。--known 给出收件人持有的检查点规模，包内即含与之相连的证明。--data 直接读取数据目录中的日志，不需要服务器；账本的密钥和检查点取自日志本身。导出记入访问日志。',
    en: 'Gives one .tar file, checked as soon as it is written. A recipient needs nothing of this system: unpack it and run verify.mjs or open verify.html. With --known name the sizes of checkpoints that the recipient holds, and the bundle has proofs to them. With --data the log of a data folder is read without a server; keys and checkpoints are those the log tells of. Exports are in the access log.',
  },
  options: [
    { flags: '--everything', summary: { zh: '全部事件', en: 'Everything' } },
    { flags: '--stream <STREAM>', summary: { zh: '一个流', en: 'One stream' } },
    { flags: '--unit <UNIT>', summary: { zh: '一个单位；与 --round 同用为该单位的考核结果', en: 'A unit; with --round its result in that round' } },
    { flags: '--round <ROUND>', summary: { zh: '考核轮次', en: 'Round of assessment' } },
    { flags: '--period <PERIOD>', summary: { zh: '一个填报期', en: 'A reporting period' } },
    planOption,
    { flags: '--size <SIZE>', summary: { zh: '所依据的检查点规模；默认最近的', en: 'Size of the checkpoint to prove to; the latest when absent' } },
    { flags: '--known <SIZE>', many: true, summary: { zh: '收件人持有的检查点规模；可多次给出', en: 'Size of a checkpoint that the recipient holds; may be repeated' } },
    { flags: '--out <FILE>', summary: { zh: '写入此文件；默认按范围命名', en: 'Write to this file; named after the scope when absent' } },
    { flags: '--data <DIR>', summary: { zh: '离线读取此数据目录', en: 'Read this data folder, offline' } },
    { flags: '--witness <KEY>', many: true, summary: { zh: '见证方公钥，与 --data 同用；可多次给出', en: 'Public key of a witness, with --data; may be repeated' } },
  ],
  examples: ['zhiheng audit export --round nanjing-2024 --unit xuanwu --as auditor', 'zhiheng audit export --everything --data data/zhiheng --out everything.tar', 'zhiheng audit export --period 2025-Q1 --known 4096 --as bureau'],
  run,
});
