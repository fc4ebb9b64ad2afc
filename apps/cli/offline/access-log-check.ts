import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { keptHeads } from '../../../libs/domain/history/access-sealing/access-sealing.js';
import type { AccessVerification } from '../../../libs/domain/identity/access-log/access-log.js';
import { currentFile, verifyAccessLog } from '../../../libs/domain/identity/access-log/sqlite/index.js';
import { cliProblem } from '../command-line/problem.js';
import { logFile } from './data-folder.js';

export const accessCheckTexts = {
  noAccessLog: {
    title: { zh: '{folder} 中没有访问日志。', en: 'There is no access log in {folder}.' },
    remedy: { zh: '如果服务器用过这个目录，访问日志已被删除：请保留现有文件并通知审计管理员。', en: 'If a server has used this folder, the access log was removed: keep the files as they are and tell the audit administrator.' },
  },
} as const;

/** Check the access log of a data folder against every head that its event log has sealed, beside its server or without one. @throws CliProblem · the driver's error */
export async function checkAccessLog(folder: string, given: readonly { readonly seq: number; readonly hash: string }[], onChecked: (seq: number) => void): Promise<AccessVerification & { readonly sealed: number }> {
  const log = logFile(folder);
  const path = join(dirname(log), 'access.db');
  const store = SqliteEventStore.openReadOnly({ path: log });
  try {
    const { heads, cuts } = await keptHeads(store);
    if (!existsSync(currentFile(path))) throw cliProblem('cli.no-access-log', 'different', accessCheckTexts.noAccessLog, { folder });
    return { ...(await verifyAccessLog(path, { heads: [...heads, ...given], cuts }, onChecked)), sealed: heads.length };
  } finally {
    await store.close();
  }
}
