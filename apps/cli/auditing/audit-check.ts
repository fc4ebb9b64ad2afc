import type { BundleVerdict } from '../../../libs/domain/history/audit-bundle/verifier/verifier.js';
import { commandSpec, type Call } from '../command-line/command.js';
import { readInput } from '../terminal/input-files.js';
import { pairs } from '../terminal/table.js';
import { checkBundle } from './bundle-file.js';

export const checkTexts = {
  good: { zh: '核验通过：{events} 条事件都在检查点所签名的日志之中。', en: 'The bundle holds: {events} events are in the log that the checkpoint signs.' },
  bad: { zh: '核验未通过：发现 {count} 处问题。', en: 'The bundle does not hold: {count} findings.' },
  origin: { zh: '账本', en: 'Ledger' }, size: { zh: '检查点规模', en: 'Checkpoint size' }, root: { zh: '根', en: 'Root' }, time: { zh: '签名时间', en: 'Signed at' },
  streams: { zh: '完整的流', en: 'Whole streams' }, witnesses: { zh: '见证方', en: 'Witnesses' }, held: { zh: '与您持有的检查点', en: 'Checkpoints you hold' }, agree: { zh: '{count} 个相符', en: '{count} agree' },
  withheld: { zh: '范围内有接收人无权查看的事件，未包含在内。', en: 'Events of the scope that the recipient may not see are not in it.' },
  keyFromBundle: { zh: '公钥取自审计包本身；请用 --key 给出从其他渠道取得的公钥。', en: 'The key comes from the bundle itself: give one you know from elsewhere with --key.' },
} as const;

const listBreak = { zh: '、', en: ', ' } as const;

/** A verdict in words. */
export function verdictText({ out }: Call, { ok, findings, facts }: BundleVerdict): string {
  const problems = findings.map((finding) => `${out.style.red('✗')} [${finding.code}] ${finding[out.language]}`);
  if (!ok) return [out.style.red(out.say(checkTexts.bad, { count: findings.length })), ...problems].join('\n');
  const witnesses = facts.witnesses ?? [];
  const rows: readonly (readonly [string, string])[] = [
    [out.say(checkTexts.origin), facts.origin ?? ''], [out.say(checkTexts.size), String(facts.size)], [out.say(checkTexts.root), facts.root ?? ''], [out.say(checkTexts.time), facts.time ?? '—'],
    [out.say(checkTexts.streams), String(facts.streams)], ...(witnesses.length > 0 ? [[out.say(checkTexts.witnesses), witnesses.join(listBreak[out.language])] as const] : []),
    ...(facts.compared ? [[out.say(checkTexts.held), out.say(checkTexts.agree, { count: facts.compared })] as const] : []),
  ];
  return [out.style.green(out.say(checkTexts.good, { events: facts.events })), pairs(rows.map((row) => [...row]), '  '), ...(facts.withheld ? [out.say(checkTexts.withheld)] : [])].join('\n');
}

export const auditCheck = commandSpec({
  path: 'audit check',
  summary: { zh: '核验审计包（.tar 或解包后的文件夹），不需要服务器；不通过时退出码为 5', en: 'Check an audit bundle, a .tar or a folder, without a server; one that does not hold is exit code 5' },
  details: {
    zh: '与包内 verify.mjs 结论相同，但使用本程序自带的核验程序，不运行包内的任何代码。--key 给出您从其他渠道取得的账本或见证方公钥，--checkpoint 给出您此前持有的检查点文件：只有这样才能发现连同密钥一并伪造或以原密钥重写的历史。',
    en: 'Says what verify.mjs in the bundle says, by this program\'s own copy: no code of the bundle is run. With --key give public keys of the ledger or of witnesses that you know from elsewhere, with --checkpoint files of checkpoints you hold: only they tell a history that was forged together with its key, or rewritten with the true one.',
  },
  arguments: [{ name: 'BUNDLE', summary: { zh: '审计包', en: 'The bundle' } }],
  options: [
    { flags: '--key <KEY>', many: true, summary: { zh: '从其他渠道取得的公钥（名称+编号+公钥）；可多次给出', en: 'Public key known from elsewhere (name+id+key); may be repeated' } },
    { flags: '--checkpoint <FILE>', many: true, summary: { zh: '此前持有的检查点文件；可多次给出', en: 'File of a checkpoint held from earlier; may be repeated' } },
  ],
  examples: ['zhiheng audit check audit-result-nanjing-2024-xuanwu-5120.tar', 'zhiheng audit check bundle --key KEY --checkpoint 4096.note'],
  offline: true,
  run: async (call) => {
    const { given, out } = call;
    const checkpoints = given.many('--checkpoint').map((name) => ({ name, text: Buffer.from(readInput(name)).toString('utf8') }));
    const verdict = await checkBundle(given.text('BUNDLE'), { keys: given.many('--key'), checkpoints });
    await out.result(verdict, () => verdictText(call, verdict));
    if (verdict.ok && !verdict.facts.keyKnown) await out.warn(checkTexts.keyFromBundle);
    return verdict.ok ? undefined : 'different';
  },
});
