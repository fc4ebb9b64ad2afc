import type { Bilingual } from '#engine/kernel';

/** Why a replica cannot go on, or not even begin. */
export type ReplicaFault =
  /** The replica belongs to another log than the server holds. */
  | 'other-log'
  /** The server does not have the last event of the replica: it was restored from an older copy. */
  | 'server-behind'
  /** The revisions of a stream have a gap or go back, or another program wrote into it. */
  | 'broken-stream'
  /** The replica's file cannot be read or written. */
  | 'damaged-replica'
  /** The server is older than the product needs, or refuses it. */
  | 'server-refuses';

/** The replica was refused or stopped; nothing is served that might be wrong. An operator has to act. */
export class ReplicaRefused extends Error {
  override readonly name = 'ReplicaRefused';
  constructor(
    readonly fault: ReplicaFault,
    readonly text: Bilingual,
    options?: ErrorOptions,
  ) {
    super(`${text.zh}\n${text.en}`, options);
  }
}

/** Events handed in for import do not continue what the log holds. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  constructor(
    /** Position at which the log and the events differ. */
    readonly position: number,
    readonly text: Bilingual,
  ) {
    super(`${text.zh}\n${text.en}`);
  }
}

export const refusals = {
  otherLog: (path: string, found: string, expected: string): ReplicaRefused =>
    new ReplicaRefused('other-log', {
      zh: `本机副本 ${path} 属于日志 ${found}，而服务器上的日志是 ${expected}。请核对连接地址；确认无误后移走该副本文件，系统会重新填充。`,
      en: `The replica ${path} belongs to log ${found}, but the server holds log ${expected}. Check the connection; when it is right, move the replica away and it is filled anew.`,
    }),
  serverBehind: (position: number, stream: string, revision: number): ReplicaRefused =>
    new ReplicaRefused('server-behind', {
      zh: `服务器缺少副本第 ${position} 号事件（流 ${stream}，修订号 ${revision}）：服务器可能由较旧的备份恢复。已停止，以免丢失事实；请先恢复完整的备份，或由负责人决定舍弃副本。`,
      en: `The server lacks event ${position} of the replica (stream ${stream}, revision ${revision}): it may have been restored from an older backup. Stopped so that no fact is lost; restore a complete backup, or have the replica given up by whoever may decide that.`,
    }),
  brokenStream: (stream: string, expected: number, found: number): ReplicaRefused =>
    new ReplicaRefused('broken-stream', {
      zh: `流 ${stream} 的修订号应为 ${expected}，服务器给出 ${found}：有事件被删除或截断。副本已停止填充，请联系运维人员。`,
      en: `Stream ${stream} should go on at revision ${expected}, the server gives ${found}: events were removed or truncated. The replica is not filled any further; call the operators.`,
    }),
  foreignEvent: (stream: string): ReplicaRefused =>
    new ReplicaRefused('broken-stream', {
      zh: `有其他程序向本系统的流 ${stream} 写入了事件。副本已停止填充，请联系运维人员。`,
      en: `Another program wrote an event into stream ${stream} of this log. The replica is not filled any further; call the operators.`,
    }),
  damagedReplica: (path: string, cause: unknown): ReplicaRefused =>
    new ReplicaRefused(
      'damaged-replica',
      {
        zh: `本机副本 ${path} 无法读写：${String(cause)}。请检查磁盘，移走该文件后重新启动，系统会从服务器重新填充。`,
        en: `The replica ${path} cannot be read or written: ${String(cause)}. Check the disk, move the file away and start again; it is filled anew from the server.`,
      },
      { cause },
    ),
  serverRefuses: (cause: unknown): ReplicaRefused =>
    new ReplicaRefused(
      'server-refuses',
      {
        zh: `事件服务器拒绝了本系统：${String(cause)}。需要 KurrentDB 25.1 或更高版本，且账号有读写权限。`,
        en: `The event server refuses: ${String(cause)}. KurrentDB 25.1 or later and an account that may read and write are needed.`,
      },
      { cause },
    ),
} as const;
