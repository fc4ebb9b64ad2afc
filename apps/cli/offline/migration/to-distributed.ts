import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Clock } from '#engine/kernel';
import { KurrentDbEventStore } from '#engine/event-store/kurrentdb';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { verifySqliteLog } from '#engine/ledger/sqlite';
import { UploadTimes } from '../../../../libs/domain/reporting/evidence/hand-over-evidence.js';
import { openKeptDatabase } from '../../../server/wiring-distributed.js';
import { openKeptFiles } from '../../../server/wiring-embedded.js';
import { cliProblem } from '../../command-line/problem.js';
import { logFile } from '../data-folder.js';
import { ledgerFolder } from '../data-layout.js';
import { withEngines, type Engines, type EngineUrls } from './engines.js';
import { compareStores, countStores, takeUpStores, type Telling } from './kept-stores.js';
import { copyLog, sameRoots } from './logs.js';
import { migrationProblem, migrationProblemTexts as texts } from './problems.js';
import type { Migrated } from './summary.js';

export interface ToDistributed extends Telling, EngineUrls {
  /** The data folder. */
  readonly data: string;
  /** Folder for the replica; beside the data folder when absent. */
  readonly work?: string | undefined;
  readonly dryRun: boolean;
  readonly clock: Clock;
}

/**
 * Copy a data folder to the engines of the distributed profile, or finish a copy that broke off.
 * @throws CliProblem
 */
export async function migrateToDistributed(options: ToDistributed): Promise<Migrated> {
  const file = logFile(options.data);
  try {
    // Open for writing all the time: so no server can begin to write.
    const log = await SqliteEventStore.open({ path: file, clock: options.clock, writer: 'main' });
    try {
      await requireWhole(file, options);
      return await withEngines(options, options.clock, (engines) => migrated(log, engines, options));
    } finally {
      await log.close();
    }
  } catch (error) {
    throw migrationProblem(error);
  }
}

async function requireWhole(file: string, { onProgress, signal }: Telling): Promise<void> {
  const found = await verifySqliteLog(file, { folder: join(dirname(file), ledgerFolder), signal, onProgress: ({ position, head }) => onProgress({ step: 'verifying', position, of: head }) });
  const first = found.first ?? found.damages[0];
  if (!found.intact) throw cliProblem('cli.source-damaged', 'different', { title: filled(first?.text), remedy: texts.damaged.remedy });
}

const filled = (finding = { zh: '', en: '' }) => ({ zh: texts.damaged.title.zh.replace('{finding}', finding.zh), en: texts.damaged.title.en.replace('{finding}', finding.en) });

async function migrated(log: SqliteEventStore, engines: Engines, options: ToDistributed): Promise<Migrated> {
  const { data, dryRun, onProgress, signal } = options;
  const head = await log.head();
  if (engines.log && engines.log.origin !== log.info.origin) throw cliProblem('cli.other-log', 'refused', texts.otherLog, { found: engines.log.origin, expected: log.info.origin });
  if (!engines.log && !engines.empty) throw cliProblem('cli.target-not-empty', 'refused', texts.notEmpty);
  const times = new UploadTimes();
  const source = openKeptFiles(resolve(data), times);
  try {
    const standing = { origin: log.info.origin, head, begun: engines.log !== undefined };
    if (dryRun) return { ...standing, copied: false, ...(await countStores(source, signal)) };
    const work = resolve(options.work ?? `${resolve(data)}.migration`);
    mkdirSync(work, { recursive: true, mode: 0o700 });
    const replica = join(work, 'replica.db');
    const copy = await KurrentDbEventStore.open({ url: engines.kurrentdb, path: replica, clock: options.clock, birth: log.info });
    try {
      await copyLog(log, copy, head, options);
      const target = await openKeptDatabase(engines.database, times);
      try {
        await takeUpStores(source, target, times, { onProgress, signal });
        const proof = await sameRoots(data, replica, head, options);
        const counts = await compareStores(source, target, { onProgress, signal });
        return { ...standing, copied: true, to: work, ...proof, ...counts };
      } finally {
        await target.close();
      }
    } finally {
      await copy.close();
    }
  } finally {
    await source.close();
  }
}
