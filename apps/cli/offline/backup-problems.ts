import { BeyondBackup, DamagedBackup, NewerBackup, NoRoom, NotABackup, TargetExists, TargetInside } from '#engine/backup';
import { cliProblem, type CliProblem } from '../command-line/problem.js';
import type { LogNotProven } from './log-proof.js';

export const backupProblemTexts = {
  exists: {
    title: { zh: '{target} 已存在，未作任何改动。', en: '{target} is there already; nothing was changed.' },
    remedy: { zh: '请指定一个新目录；备份和恢复都不覆盖已有内容。', en: 'Name a new folder: neither a backup nor a restore ever overwrites anything.' },
  },
  inside: {
    title: { zh: '{target} 在数据目录之内。', en: '{target} lies inside the data folder.' },
    remedy: { zh: '请把备份放到数据目录以外，最好是另一块磁盘或另一台机器。', en: 'Put the backup outside the data folder, best on another disk or machine.' },
  },
  noRoom: {
    title: { zh: '磁盘空间不足：需要 {needed} MiB，可用 {free} MiB。未留下半成品。', en: 'The disk has no room: {needed} MiB needed, {free} MiB free. Nothing half done is left.' },
    remedy: { zh: '请清理磁盘或换一个目录。', en: 'Make room or name another folder.' },
  },
  notABackup: {
    title: { zh: '{from} 不是完整的备份（没有清单）。', en: '{from} is no finished backup: it has no manifest.' },
    remedy: { zh: '中断的备份不能用来恢复，请使用另一份备份。', en: 'A backup that was interrupted cannot be restored: take another.' },
  },
  newer: {
    title: { zh: '备份格式 {format} 比本版本所认识的新。', en: 'The backup has format {format}, later than this version knows.' },
    remedy: { zh: '请用制作备份时的版本或更新的版本恢复。', en: 'Restore it with the version that made it, or a later one.' },
  },
  missing: { title: { zh: '备份缺少文件 {file}。', en: '{file} is missing from the backup.' } },
  size: { title: { zh: '备份文件 {file} 的长度与清单不符。', en: '{file} has not the length that the manifest says.' } },
  content: { title: { zh: '备份文件 {file} 的内容与清单不符。', en: '{file} is not what the manifest says.' } },
  unexpected: { title: { zh: '备份中有清单以外的文件 {file}。', en: '{file} is in the backup but not in its manifest.' } },
  manifest: { title: { zh: '备份清单 {file} 已损坏或被改动。', en: 'The manifest {file} is damaged or was changed.' } },
  database: { title: { zh: '数据库 {file} 结构不完好，未作备份。', en: 'The database {file} is not sound; no backup was made.' } },
  damagedRemedy: { zh: '请勿使用这份备份；换一份并用 zhiheng backup DIR --verify 核对。数据库损坏时先运行 zhiheng doctor --deep。', en: 'Do not use this backup: take another and check it with zhiheng backup DIR --verify. For a database that is not sound, run zhiheng doctor --deep first.' },
  beyond: {
    title: { zh: '备份的日志只到位置 {head}，没有位置 {position}。', en: 'The log in the backup ends at position {head}; there is no position {position}.' },
    remedy: { zh: '请给出不大于 {head} 的位置，或使用更晚的备份。', en: 'Name a position up to {head}, or take a later backup.' },
  },
  notProven: {
    checkpoint: { zh: '日志前 {size} 条的根与备份中的检查点不一致。', en: 'The root of the first {size} events is not that of the checkpoint in the backup.' },
    original: { zh: '恢复的日志前 {size} 条与备份中的日志不一致。', en: 'The first {size} events of the restored log are not those of the log in the backup.' },
    shorter: { zh: '日志在位置 {size} 处不连续或提前结束。', en: 'The log has a gap or ends at position {size}.' },
    remedy: { zh: '日志可能被改动。请保留现有文件供调查，换一份备份恢复。', en: 'The log may have been altered. Keep the files for inquiry and restore another backup.' },
  },
} as const;

const mebibytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

/** What went wrong with a backup, as a person reads it; anything else as it is. */
export function backupProblem(error: unknown, target: string): unknown {
  const t = backupProblemTexts;
  if (error instanceof TargetExists) return cliProblem('cli.target-exists', 'invalid', t.exists, { target });
  if (error instanceof TargetInside) return cliProblem('cli.target-inside', 'invalid', t.inside, { target });
  if (error instanceof NoRoom) return cliProblem('cli.no-room', 'failed', t.noRoom, { needed: mebibytes(error.needed), free: mebibytes(error.free) });
  if (error instanceof NotABackup) return cliProblem('cli.not-a-backup', 'invalid', t.notABackup, { from: error.message });
  if (error instanceof NewerBackup) return cliProblem('cli.newer-backup', 'invalid', t.newer, { format: String(error.found) });
  if (error instanceof DamagedBackup) return cliProblem('cli.damaged-backup', 'different', { title: t[error.how].title, remedy: t.damagedRemedy }, { file: error.file });
  if (error instanceof BeyondBackup) return cliProblem('cli.beyond-backup', 'invalid', t.beyond, { position: error.position, head: error.head });
  return notProven(error) ?? error;
}

function notProven(error: unknown): CliProblem | undefined {
  if (!(error instanceof Error) || error.name !== 'LogNotProven') return undefined;
  const { size, against } = error as LogNotProven;
  return cliProblem('cli.log-not-proven', 'different', { title: backupProblemTexts.notProven[against], remedy: backupProblemTexts.notProven.remedy }, { size });
}
