import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fill, type Bilingual } from '#engine/kernel';
import type { KeptNote, KnownKey, Verification } from '#engine/ledger';
import { commandSpec, type Call } from '../command-line/command.js';
import { cliProblem } from '../command-line/problem.js';
import { readInput } from '../terminal/input-files.js';
import { Progress } from '../terminal/progress.js';
import { logFile, usualDataFolder } from './data-folder.js';

export const verifyLogTexts = {
  reading: { zh: '核验中：{position} / {head}（{percent}%）', en: 'Verifying: {position} of {head} ({percent} %)' },
  intact: { zh: '完好：位置 {from} 至 {head} 的事件与账本一致，检查点证明到位置 {provenTo}（{checkpoints} 个，其中外部保存 {outside} 个）。', en: 'Intact: events {from} to {head} agree with the ledger, proven to position {provenTo} by {checkpoints} checkpoints, {outside} of them kept outside.' },
  unproven: { zh: '没有检查点：只能说明日志自身连贯，不能证明未被改写。', en: 'There is no checkpoint: the log is coherent, but nothing proves that it was not rewritten.' },
  tail: { zh: '位置 {after} 之后的 {count} 条事件尚未签入检查点。', en: '{count} events after position {after} are in no checkpoint yet.' },
  keptAdvice: { zh: '改写历史且持有密钥的人，只有外部保存的检查点能发现：--checkpoint 文件。', en: 'Only a checkpoint kept outside shows that somebody with the keys rewrote history: --checkpoint FILE.' },
  damaged: { zh: '发现损坏：', en: 'Damage found:' },
  first: { zh: '首个损坏位置：{position}', en: 'First bad position: {position}' },
  remedy: { zh: '请停止服务器，原样保留数据目录供调查，并与备份和外部保存的检查点核对。', en: 'Stop the server, keep the data folder as it is for inquiry, and compare with backups and checkpoints kept outside.' },
  position: { zh: '位置', en: 'Position' },
  kind: { zh: '种类', en: 'Kind' },
  finding: { zh: '情况', en: 'Finding' },
  cannotResume: {
    title: { zh: '没有可以接续的检查点：{size} 条事件处没有成立的检查点。', en: 'There is nothing to go on from: no checkpoint of {size} events holds.' },
    remedy: { zh: '请改用别的检查点，或不加 --from-checkpoint 从头核验。', en: 'Name another checkpoint, or verify from the beginning without --from-checkpoint.' },
  },
  badKey: {
    title: { zh: '“{key}”不是公钥，也不是公钥文件。', en: '"{key}" is neither a public key nor a file of them.' },
    remedy: { zh: '公钥写作 名称+编号+base64，如账本目录 keys.txt 中所列。', en: 'A key is written name+id+base64, as in keys.txt of the ledger.' },
  },
} as const;

/** Read a whole log and hold it against its ledger, without a server and beside one. */
export const verifyLogCommand = commandSpec({
  path: 'verify',
  offline: true,
  summary: { zh: '核验事件日志未被改动：逐条对照账本和检查点', en: 'Verify that nobody touched the event log: every event against ledger and checkpoints' },
  details: {
    zh: '指出首个损坏位置和损坏种类，发现损坏时以退出码 5 结束。服务器可以同时运行。',
    en: 'Names the first bad position and the kind of damage, and ends with exit code 5 when there is any. A server may run meanwhile.',
  },
  arguments: [{ name: 'DATA', optional: true, summary: { zh: '数据目录；默认取 ZHIHENG_DATA，再默认 data/zhiheng', en: 'Data folder; else ZHIHENG_DATA, else data/zhiheng' } }],
  options: [
    { flags: '--checkpoint <FILE>', many: true, summary: { zh: '在别处保存的检查点', en: 'A checkpoint kept elsewhere' } },
    { flags: '--key <KEY>', many: true, summary: { zh: '在别处保存的公钥或公钥文件；默认取账本目录的 keys.txt', en: 'A public key kept elsewhere, or a file of them; else keys.txt of the ledger' } },
    { flags: '--from-checkpoint <SIZE>', summary: { zh: '从已核验过的检查点接着核验', en: 'Go on from a checkpoint that was verified before' } },
    { flags: '--full', summary: { zh: '另核对每条事件的规范写法和 SM3 树', en: 'Also check the canonical spelling of every event, and the SM3 tree' } },
  ],
  examples: ['zhiheng verify', 'zhiheng verify data/zhiheng --checkpoint kept/120000.note --key nanjing.pub'],
  run: async (call) => {
    const found = await verified(call);
    await call.out.result(found, () => report(call, found));
    return found.intact ? undefined : 'different';
  },
});

async function verified({ given, host, out }: Call): Promise<Verification> {
  const folder = given.maybe('DATA') ?? host.env['ZHIHENG_DATA'] ?? usualDataFolder;
  const log = logFile(folder);
  const kept: readonly KeptNote[] = given.many('--checkpoint').map((file) => ({ name: basename(file), note: readInput(file) }));
  const resumeFrom = given.whole('--from-checkpoint', 1);
  const [{ verifySqliteLog }, { CannotResume }] = [await import('#engine/ledger/sqlite'), await import('#engine/ledger')];
  const keys = await keysGiven(given.many('--key'));
  const progress = new Progress(host, out.json);
  try {
    return await verifySqliteLog(log, {
      folder: join(resolve(folder), 'ledger'), kept, full: given.has('--full'), signal: host.signal,
      ...(keys.length > 0 ? { keys } : {}), ...(resumeFrom === undefined ? {} : { resumeFrom }),
      onProgress: ({ position, head }) => progress.at(() => out.say(verifyLogTexts.reading, { position, head, percent: Math.floor((position / Math.max(1, head)) * 100) })),
    });
  } catch (error) {
    if (error instanceof CannotResume) throw cliProblem('cli.cannot-resume', 'invalid', verifyLogTexts.cannotResume, { size: error.size });
    throw error;
  } finally {
    progress.end();
  }
}

/** Keys from the command line: each a key, or a file of them. @throws CliProblem */
async function keysGiven(values: readonly string[]): Promise<readonly KnownKey[]> {
  const { parseKeysText, verifiersOf } = await import('#engine/ledger');
  return values.flatMap((value) => {
    try {
      const keys = parseKeysText(existsSync(value) ? readFileSync(value, 'utf8') : value);
      if (verifiersOf(keys).length === 0) throw new RangeError('no key');
      return keys;
    } catch {
      throw cliProblem('cli.bad-key', 'invalid', verifyLogTexts.badKey, { key: value });
    }
  });
}

function report({ out }: Call, found: Verification): string {
  const { head, from, provenTo, checkpoints, outside } = found;
  const say = (text: Bilingual, values: Readonly<Record<string, unknown>> = {}): string => out.say({ zh: fill(text.zh, values), en: fill(text.en, values) });
  const notes = [
    ...(provenTo === 0 ? [say(verifyLogTexts.unproven)] : []),
    ...(provenTo > 0 && head > provenTo ? [say(verifyLogTexts.tail, { after: provenTo, count: head - provenTo })] : []),
    ...(provenTo > 0 && outside === 0 ? [say(verifyLogTexts.keptAdvice)] : []),
  ];
  if (found.intact) return [out.style.green(say(verifyLogTexts.intact, { from: Math.min(head, from + 1), head, provenTo, checkpoints, outside })), ...notes].join('\n');
  const heads = [verifyLogTexts.position, verifyLogTexts.kind, verifyLogTexts.finding].map((text, i) => ({ title: out.say(text), ...(i === 2 ? { wrap: true } : {}) }));
  const rows = found.damages.map(({ position, kind, text }) => [position === undefined ? '—' : String(position), kind, out.say(text)]);
  const first = found.first?.position === undefined ? [] : [out.style.red(say(verifyLogTexts.first, { position: found.first.position }))];
  return [out.style.red(say(verifyLogTexts.damaged)), out.table(heads, rows), ...first, say(verifyLogTexts.remedy)].join('\n');
}
