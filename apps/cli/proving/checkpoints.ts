import { writeFileSync } from 'node:fs';
import type { Bilingual } from '#engine/kernel';
import { actCommand } from '../command-line/act.js';
import { commandSpec, type CommandSpec } from '../command-line/command.js';
import { inLanguage, listCommand } from '../command-line/listing.js';
import { reasonOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { pairs } from '../terminal/table.js';

export interface CheckpointShown {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly time: string | null;
  readonly note: string;
  readonly signatures: readonly { readonly name: string; readonly keyId: string }[];
}

interface LedgerShown {
  readonly origin: string;
  readonly size: number;
  readonly latest: CheckpointShown | null;
  readonly keys: readonly { readonly key: string; readonly from: string; readonly until: string | null }[];
  readonly damage: { readonly text: Bilingual } | null;
}

export const checkpointTexts = {
  name: { zh: '账本', en: 'Ledger' }, size: { zh: '已入账事件', en: 'Events in it' }, latest: { zh: '最近检查点', en: 'Latest checkpoint' },
  none: { zh: '尚无', en: 'none yet' }, checkpoint: { zh: '{size} 个事件，根 {root}，{time} 签', en: '{size} events, root {root}, signed {time}' }, key: { zh: '公钥', en: 'Public key' },
  until: { zh: '（{until} 停用）', en: ' (retired {until})' }, damage: { zh: '故障（已停止签名）', en: 'Damage (nothing is signed)' },
  kept: { zh: '检查点已写入 {file}，请保存在本系统之外。', en: 'The checkpoint is in {file}; keep it outside this system.' },
} as const;

const status = viewCommand<LedgerShown>({
  path: 'checkpoints status', summary: { zh: '账本现状：已入账事件、最近检查点、公钥', en: 'The ledger now: events in it, latest checkpoint, public keys' }, from: '/ledger', moments: false,
  text: ({ origin, size, latest, keys, damage }, call) => {
    const { out } = call;
    return pairs([
    [out.say(checkpointTexts.name), origin], [out.say(checkpointTexts.size), String(size)],
    [out.say(checkpointTexts.latest), latest ? out.say(checkpointTexts.checkpoint, { size: latest.size, root: latest.root, time: latest.time ?? '—' }) : out.say(checkpointTexts.none)],
    ...keys.map(({ key, until }) => [out.say(checkpointTexts.key), `${key}${until === null ? '' : out.say(checkpointTexts.until, { until })}`] as const),
    ...(damage ? [[out.say(checkpointTexts.damage), inLanguage(damage.text, call)] as const] : []),
    ], '  ');
  },
  exit: ({ damage }) => (damage ? 'different' : undefined),
});

const checkpoints = listCommand<CheckpointShown>({
  path: 'checkpoints list', summary: { zh: '已签名的检查点', en: 'Signed checkpoints' }, from: '/ledger/checkpoints', moments: false,
  columns: [
    { head: { zh: '事件数', en: 'Events' }, align: 'right', of: ({ size }) => size },
    { head: { zh: '根', en: 'Root' }, of: ({ root }) => root },
    { head: { zh: '签名时间', en: 'Signed at' }, of: ({ time }) => time },
    { head: { zh: '签名者', en: 'Signed by' }, of: ({ signatures }) => signatures.map(({ name, keyId }) => `${name}+${keyId}`).join(' ') },
  ],
});

const sign = commandSpec({
  path: 'checkpoints sign', summary: { zh: '立即签发检查点；--out 存成文件，请保存在本系统之外', en: 'Have a checkpoint signed now; --out writes it to a file to be kept elsewhere' },
  options: [{ flags: '--out <FILE>', summary: { zh: '把检查点写入此文件', en: 'Write the checkpoint to this file' } }],
  examples: ['zhiheng checkpoints sign --out checkpoint.note --as bureau'],
  run: async ({ api, given, out }) => {
    const signed = await api.command<CheckpointShown>('POST', '/ledger/checkpoints', {});
    const file = given.maybe('--out');
    if (file !== undefined) writeFileSync(file, signed.note);
    await out.result(signed, () => (file === undefined ? signed.note.trimEnd() : out.say(checkpointTexts.kept, { file })));
  },
});

const covering = viewCommand<CheckpointShown>({
  path: 'checkpoints covering', summary: { zh: '覆盖某一日志位置的第一个检查点', en: 'The first checkpoint that covers a position' }, moments: false,
  arguments: [{ name: 'POSITION', summary: { zh: '日志位置', en: 'Log position' } }], from: ({ given }) => path`/ledger/checkpoints/covering/${given.text('POSITION')}`, text: ({ note }) => note.trimEnd(),
});

const consistency = viewCommand<Readonly<Record<string, unknown>>>({
  path: 'checkpoints consistency', summary: { zh: '两个检查点的一致性证明：后者只在前者之后追加', en: 'Consistency proof: the later tree only adds to the earlier one' }, moments: false,
  arguments: [{ name: 'FROM', summary: { zh: '较早检查点的事件数', en: 'Events of the earlier checkpoint' } }],
  options: [{ flags: '--to <SIZE>', summary: { zh: '较晚检查点的事件数；默认为现在', en: 'Events of the later one; now when absent' } }],
  from: '/ledger/consistency', query: ({ given }) => ({ from: given.text('FROM'), to: given.whole('--to', 1) }),
});

const newKey = actCommand({
  path: 'checkpoints new-key', summary: { zh: '更换签名密钥：旧密钥停用，须说明原因', en: 'Sign with a new key from now on; the old one is retired, with a reason' }, options: [reasonOption],
  examples: ['zhiheng checkpoints new-key --reason annual-rotation --as secadmin'],
  request: ({ given }) => ({ path: '/ledger/keys', body: {}, reason: given.maybe('--reason') }),
});

export const checkpointCommands: readonly CommandSpec[] = [status, checkpoints, covering, consistency, sign, newKey];
