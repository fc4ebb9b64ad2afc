import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cliProblem } from '../command-line/problem.js';

/** The data folder a server uses when `ZHIHENG_DATA` names none; below the folder it is started in. */
export const usualDataFolder = 'data/zhiheng';

/** Files of a data folder, as the server's wiring lays them out. */
export const dataFiles = { log: 'events.db', rows: 'rows.db', reactions: 'reactions.db', secrets: 'secrets.db' } as const;

export const dataFolderTexts = {
  noLog: {
    title: { zh: '{folder} 中没有事件日志。', en: 'There is no event log in {folder}.' },
    remedy: { zh: '请用 --data 指明数据目录（服务器的 ZHIHENG_DATA）。', en: "Name the data folder with --data (the server's ZHIHENG_DATA)." },
  },
} as const;

/** The file of the log in a data folder. @throws CliProblem when there is none */
export function logFile(folder: string): string {
  const file = join(resolve(folder), dataFiles.log);
  if (!existsSync(file)) throw cliProblem('cli.no-log', 'invalid', dataFolderTexts.noLog, { folder });
  return file;
}
