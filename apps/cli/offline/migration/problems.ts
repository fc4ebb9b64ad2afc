import { LogInUse, StoreUnavailable } from '#engine/event-store';
import { ImportRefused, ReplicaRefused } from '#engine/event-store/kurrentdb';
import { RecordContradicts, RecordsDiffer } from '#engine/hand-over';
import { EvidenceDamaged } from '../../../../libs/domain/reporting/evidence/evidence-store.js';
import { EvidenceDiffers } from '../../../../libs/domain/reporting/evidence/hand-over-evidence.js';
import { sqliteCopies } from '../../../../libs/engine/backup/sqlite/index.js';
import { CliProblem, cliProblem } from '../../command-line/problem.js';

const another = { zh: '请核对连接地址。确认目标可以舍弃时，由其管理员清空 KurrentDB 和 MongoDB 数据库后再迁移。', en: 'Check the addresses. When the target may be given up, have its administrators empty KurrentDB and the MongoDB database, then migrate again.' };
const unequal = { zh: '请确认双方都没有进程在写入，再运行一次；仍然如此时，请保留双方供调查，不要启用目标。', en: 'Make sure that no process writes to either side and run it again; if it stays so, keep both for inquiry and do not use the target.' };

export const migrationProblemTexts = {
  noKurrentdb: { title: { zh: '没有给出 KurrentDB 的连接串。', en: 'The address of KurrentDB is missing.' }, remedy: { zh: '请设 ZHIHENG_KURRENTDB_URL，与服务器的设置相同，或用 --kurrentdb。', en: 'Set ZHIHENG_KURRENTDB_URL as for the servers, or use --kurrentdb.' } },
  noMongodb: { title: { zh: '没有给出 MongoDB 的连接串。', en: 'The address of MongoDB is missing.' }, remedy: { zh: '请设 ZHIHENG_MONGODB_URL，与服务器的设置相同，或用 --mongodb。', en: 'Set ZHIHENG_MONGODB_URL as for the servers, or use --mongodb.' } },
  kurrentdb: { title: { zh: 'KurrentDB 不可用：{reason}', en: 'KurrentDB cannot be used: {reason}' }, remedy: { zh: '请核对连接串、网络、证书和账号权限，再运行同一命令，会接着进行。', en: 'Check address, network, certificate and rights of the account, then run the same command again: it goes on.' } },
  mongodb: { title: { zh: 'MongoDB 不可用：{reason}', en: 'MongoDB cannot be used: {reason}' }, remedy: { zh: '请核对连接串、网络和账号权限，再运行同一命令，会接着进行。', en: 'Check address, network and rights of the account, then run the same command again: it goes on.' } },
  working: { title: { zh: '还有服务器或后台进程在工作（{leases}）。', en: 'Servers or workers are still at work ({leases}).' }, remedy: { zh: '请先停止全部服务器和后台进程；进程停止后约十秒，租约才失效。', en: 'Stop all servers and workers first; a lease ends some ten seconds after its process.' } },
  inUse: { zh: '请先停止该服务器，再运行同一命令。', en: 'Stop that server first, then run the same command.' },
  damaged: { title: { zh: '来源日志未通过核验，未作迁移：{finding}', en: 'The source’s log is not whole, nothing was migrated: {finding}' }, remedy: { zh: '请运行 zhiheng verify 查看详情，由完好的备份恢复后再迁移。', en: 'See zhiheng verify for all of it; restore a sound backup before migrating.' } },
  otherLog: { title: { zh: '目标已有另一个日志 {found}，来源是 {expected}。', en: 'The target holds another log, {found}; the source is {expected}.' }, remedy: another },
  notEmpty: { title: { zh: '目标数据库中已有内容，而 KurrentDB 中没有本日志。', en: 'The target’s database is not empty, although KurrentDB does not hold this log.' }, remedy: another },
  ahead: { title: { zh: '目标比来源更新：目标到位置 {target}，来源到位置 {source}。', en: 'The target is ahead of the source: it ends at {target}, the source at {source}.' }, remedy: { zh: '迁移之后目标已经启用，它才是现行数据。如要迁回，请用 zhiheng migrate to-embedded。', en: 'The target has been in use since it was migrated and is the city’s data now. To go back, use zhiheng migrate to-embedded.' } },
  emptyLog: { title: { zh: 'KurrentDB 中没有质衡的日志。', en: 'KurrentDB holds no log of Zhiheng.' }, remedy: { zh: '请核对连接地址。', en: 'Check the address.' } },
  grown: { title: { zh: '迁移期间来源日志有新增：由位置 {before} 到 {now}。', en: 'The source’s log grew meanwhile, from {before} to {now}.' }, remedy: { zh: '请停止全部服务器和后台进程，再运行同一命令，会接着进行。', en: 'Stop all servers and workers, then run the same command again: it goes on.' } },
  exists: { title: { zh: '{target} 已存在且不为空，未作任何改动。', en: '{target} is there already and not empty; nothing was changed.' }, remedy: { zh: '请指定一个新目录。', en: 'Name a new folder.' } },
  contradicts: { title: { zh: '目标中已有不同的内容：{kind} {key}。', en: 'The target holds something else already: {kind} {key}.' }, remedy: another },
  differs: { title: { zh: '迁移后的内容与来源不一致：{what}。', en: 'What was copied is not the same as the source: {what}.' }, remedy: unequal },
  evidence: { title: { zh: '佐证材料 {sha256} 的内容与其地址不符。', en: 'Evidence {sha256} has not the content of its address.' }, remedy: { zh: '请由备份恢复该文件后，再运行同一命令。', en: 'Restore that file from a backup, then run the same command again.' } },
  replica: { zh: '按上面的说明处理后，再运行同一命令，会接着进行。', en: 'Do what is said above, then run the same command again: it goes on.' },
  noRoom: { title: { zh: '磁盘空间不足。', en: 'The disk is full.' }, remedy: { zh: '请清理磁盘，或用 --work 换一个目录，再运行同一命令，会接着进行。', en: 'Make room, or name another folder with --work, then run the same command again: it goes on.' } },
} as const;

/** Whether an error, or what is behind it, is that the disk is full. */
const becauseFull = (error: unknown): boolean => typeof error === 'object' && error !== null && (sqliteCopies.isFull(error) || becauseFull((error as { readonly cause?: unknown }).cause));

/** What went wrong with a migration, as a person reads it; anything else as it is. */
export function migrationProblem(error: unknown): unknown {
  const t = migrationProblemTexts;
  if (becauseFull(error)) return cliProblem('cli.no-room', 'failed', t.noRoom);
  if (!(error instanceof Error) || error instanceof CliProblem) return error;
  if (error instanceof LogInUse) return cliProblem('cli.log-in-use', 'refused', { title: error.text, remedy: t.inUse });
  if (error instanceof ImportRefused) return cliProblem('cli.other-log', 'refused', { title: error.text, remedy: another });
  if (error instanceof ReplicaRefused) return cliProblem('cli.log-refused', 'refused', { title: error.text, remedy: t.replica });
  if (error instanceof StoreUnavailable) return cliProblem('cli.kurrentdb-unreachable', 'failed', t.kurrentdb, { reason: error.message });
  if (error instanceof RecordContradicts) return cliProblem('cli.target-differs', 'refused', t.contradicts, { kind: error.kind, key: error.key });
  if (error instanceof RecordsDiffer) return cliProblem('cli.migration-differs', 'different', t.differs, { what: error.message });
  if (error instanceof EvidenceDiffers) return cliProblem('cli.migration-differs', 'different', t.differs, { what: error.sha256 });
  if (error instanceof EvidenceDamaged) return cliProblem('cli.evidence-damaged', 'different', t.evidence, { sha256: error.sha256 });
  if (error.name.startsWith('Mongo')) return cliProblem('cli.mongodb-unreachable', 'failed', t.mongodb, { reason: error.message.split('\n')[0]! });
  return error;
}
