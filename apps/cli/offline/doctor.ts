import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual, Instant } from '#engine/kernel';
import { openDatabase, read } from '#engine/event-store/sqlite';
import { checkLog } from './check-log.js';
import { checkFolder, checkNode } from './check-machine.js';
import { checkRows } from './check-rows.js';
import { dataFiles, dataFolderTexts } from './data-folder.js';
import { amiss, type Finding } from './finding.js';

export interface Examination {
  readonly folder: string;
  readonly now: Instant;
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  /** Also read every page of the files. */
  readonly deep: boolean;
  /** Told what is looked at next. */
  readonly onStep: (step: Bilingual) => void;
}

export const doctorSteps = {
  folder: { zh: '检查数据目录……', en: 'Looking at the data folder …' },
  log: { zh: '检查事件日志……', en: 'Looking at the event log …' },
  rows: { zh: '检查视图……', en: 'Looking at the views …' },
} as const satisfies Record<string, Bilingual>;

/** Examine a machine and a data folder. Reads only; a server may run meanwhile. */
export function examine({ folder, now, platform, nodeVersion, deep, onStep }: Examination): readonly Finding[] {
  onStep(doctorSteps.folder);
  const findings = [checkNode(nodeVersion), ...checkFolder(folder, platform)];
  if (!existsSync(folder)) return findings;
  const log = join(folder, dataFiles.log);
  if (!existsSync(log)) {
    const { title, remedy } = dataFolderTexts.noLog;
    return [...findings, amiss('log', 'fail', { text: title, remedy }, { folder })];
  }
  onStep(doctorSteps.log);
  const logFindings = checkLog(log, now, deep);
  findings.push(...logFindings);
  const rows = join(folder, dataFiles.rows);
  if (existsSync(rows) && !logFindings.some(({ check, level }) => check === 'log' && level === 'fail')) {
    onStep(doctorSteps.rows);
    findings.push(...checkRows(rows, headOf(log), deep));
  }
  return findings;
}

function headOf(log: string): number {
  const database = openDatabase(log, { readOnly: true });
  try {
    return Number(read(database, 'SELECT coalesce(max(position), 0) FROM event'));
  } finally {
    database.close();
  }
}
