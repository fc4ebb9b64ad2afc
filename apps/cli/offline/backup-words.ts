import type { Bilingual } from '#engine/kernel';
import type { BackupProgress, Manifest } from '#engine/backup';
import type { Call } from '../command-line/command.js';
import { Progress } from '../terminal/progress.js';

export const backupTexts = {
  copying: { zh: '复制 {file}……', en: 'Copying {file} …' },
  checking: { zh: '核对 {percent}%……', en: 'Checking {percent} % …' },
  log: { zh: '恢复日志 {position} / {of}……', en: 'Restoring the log {position} of {of} …' },
  made: { zh: '备份完成并已核对：{to}', en: 'The backup is made and checked: {to}' },
  sound: { zh: '备份完好：{to}', en: 'The backup is sound: {to}' },
  standing: { zh: '事件日志到位置 {head}（{at}），标识 {origin}；{files} 个文件，{size} MiB；版本 {product}', en: 'Log up to position {head} ({at}), identity {origin}; {files} files, {size} MiB; version {product}' },
  checkpoint: { zh: '含账本检查点：{line}', en: 'With a checkpoint of the ledger: {line}' },
  noCheckpoint: { zh: '不含账本检查点', en: 'Without a checkpoint of the ledger' },
  restored: { zh: '已恢复到 {to}：日志到位置 {position}，与备份的日志和检查点一致。', en: 'Restored to {to}: the log up to position {position}, proven against the log and the checkpoints of the backup.' },
  leftOut: { zh: '备份中此后的 {leftOut} 条事件未恢复；定时事项重新推算，位置之后的通知已撤去，外发消息从该位置续发。', en: '{leftOut} later events of the backup were left out; timers are worked out anew, notices of later events are gone, outgoing messages go on from there.' },
  next: { zh: '视图在下次启动时由日志重建。启动前先核验：zhiheng doctor --data {to} --deep', en: 'Views are made anew from the log at the next start. Look before: zhiheng doctor --data {to} --deep' },
} as const satisfies Record<string, Bilingual>;

const percent = (bytes: number, of: number): number => (of === 0 ? 100 : Math.floor((bytes * 100) / of));

/** Tells on a terminal where the work is. */
export function showing({ host, out }: Call): { readonly onProgress: (at: BackupProgress) => void; readonly end: () => void } {
  const progress = new Progress(host, out.json);
  const words = (at: BackupProgress): string => {
    if (at.step === 'copying') return out.say(backupTexts.copying, { file: at.file });
    return at.step === 'checking' ? out.say(backupTexts.checking, { percent: percent(at.bytes, at.of) }) : out.say(backupTexts.log, { position: at.position, of: at.of });
  };
  return { onProgress: (at) => progress.at(() => words(at)), end: () => progress.end() };
}

/** A backup in figures. */
export function summaryOf({ startedAt, finishedAt, product, log, checkpoint, files }: Manifest) {
  return { startedAt, finishedAt, product, log, checkpoint, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** The same as lines for a person. */
export function standingLines({ out }: Call, manifest: Manifest): string[] {
  const { log, product, files, bytes, checkpoint } = summaryOf(manifest);
  const [origin, size] = (checkpoint ?? '').split('\n');
  return [
    out.say(backupTexts.standing, { head: log.head, at: log.lastRecordedAt ?? '-', origin: log.origin, files, size: (bytes / 1024 / 1024).toFixed(1), product }),
    checkpoint === null ? out.say(backupTexts.noCheckpoint) : out.say(backupTexts.checkpoint, { line: `${origin} ${size}` }),
  ];
}
