import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Clock, Recorded } from '#engine/kernel';
import { KurrentDbEventStore } from '#engine/event-store/kurrentdb';
import { syncFolder } from '#engine/event-store/sqlite';
import { Ledger, LedgerDamaged, signingKey, type LedgerKeys, type NoteVerifier } from '#engine/ledger';
import { keepSigned } from '../../../../libs/domain/history/checkpoints/checkpoint-adopter.js';
import type { LedgerEvent } from '../../../../libs/domain/history/checkpoints/ledger.events.js';
import { UploadTimes } from '../../../../libs/domain/reporting/evidence/hand-over-evidence.js';
import { crashPoint } from '../../../../libs/engine/testing/crash-point.js';
import type { KeptStores } from '../../../server/stores.js';
import { openKeptDatabase } from '../../../server/wiring-distributed.js';
import { openKeptFiles } from '../../../server/wiring-embedded.js';
import { cliProblem } from '../../command-line/problem.js';
import { ledgerFolder } from '../data-layout.js';
import { logRoot } from '../log-proof.js';
import { withEngines, type Engines, type EngineUrls } from './engines.js';
import { compareStores, countStores, takeUpStores, type Telling } from './kept-stores.js';
import { filled, makeLog } from './logs.js';
import { migrationProblem, migrationProblemTexts as texts } from './problems.js';
import type { Migrated } from './summary.js';

export interface ToEmbedded extends Telling, EngineUrls {
  /** The new data folder. It gets its name when all is there and compared; until then `<data>.partial` is filled. */
  readonly data: string;
  readonly dryRun: boolean;
  /** Keys of the witnesses whose signatures are kept with the checkpoints. */
  readonly witnesses: readonly NoteVerifier[];
  readonly clock: Clock;
}

/**
 * Copy a distributed city into a new data folder, or finish a copy that broke off.
 * @throws CliProblem
 */
export async function migrateToEmbedded(options: ToEmbedded): Promise<Migrated> {
  const data = resolve(options.data);
  if (existsSync(data) && readdirSync(data).length > 0) throw cliProblem('cli.target-exists', 'invalid', texts.exists, { target: options.data });
  try {
    return await withEngines(options, options.clock, (engines) => migrated(engines, { ...options, data }));
  } catch (error) {
    throw migrationProblem(error);
  }
}

async function migrated(engines: Engines, options: ToEmbedded): Promise<Migrated> {
  if (!engines.log) throw cliProblem('cli.no-log', 'invalid', texts.emptyLog);
  const times = new UploadTimes();
  const source = await openKeptDatabase(engines.database, times);
  try {
    return await copied(source, engines, times, options);
  } finally {
    await source.close();
  }
}

async function copied(source: KeptStores, engines: Engines, times: UploadTimes, options: ToEmbedded): Promise<Migrated> {
  const { data, dryRun, clock, onProgress, signal } = options;
  const { origin } = engines.log!;
  const partial = `${data}.partial`;
  const begun = existsSync(partial);
  if (dryRun) return { origin, head: await headOf(engines, options), begun, copied: false, ...(await countStores(source, signal)) };
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const replica = join(partial, 'replica.db');
  const log = await KurrentDbEventStore.open({ url: engines.kurrentdb, path: replica, clock });
  let done: Migrated;
  try {
    const head = await filled(log, options);
    const target = openKeptFiles(partial, times);
    try {
      await takeUpStores(source, target, times, { onProgress, signal });
      const checkpoint = await keepCheckpoints(log, target.ledgerKeys, join(partial, ledgerFolder), options);
      onProgress({ step: 'comparing', part: 'events' });
      const root = (await logRoot(replica, head)).toString('base64');
      const counts = await compareStores(source, target, { onProgress, signal });
      const now = await log.current(signal);
      if (now !== head) throw cliProblem('cli.source-grew', 'refused', texts.grown, { before: head, now });
      done = { origin, head, begun, copied: true, to: data, root, checkpoint, ...counts };
    } finally {
      await target.close();
    }
  } finally {
    await log.close();
  }
  crashPoint('migrate-before-name');
  makeLog(partial, replica);
  renameSync(partial, data);
  syncFolder(dirname(data));
  return done;
}

/** Where the server's log ends: asked by a replica that is not kept. */
async function headOf({ kurrentdb }: EngineUrls, { data, clock, ...telling }: ToEmbedded): Promise<number> {
  const folder = `${data}.look`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = await KurrentDbEventStore.open({ url: kurrentdb, path: join(folder, 'replica.db'), clock });
  try {
    return await filled(log, telling);
  } finally {
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Make the ledger's folder from the log: every checkpoint that was signed over it, each once the events as they were copied lead to its
 * root, with what known witnesses signed.
 * @returns size of the latest; null where none was ever signed
 * @throws CliProblem
 */
async function keepCheckpoints(log: KurrentDbEventStore, keys: LedgerKeys, folder: string, { witnesses, clock, onProgress, signal }: ToEmbedded): Promise<number | null> {
  if (!signingKey(await keys.all())) return null;
  const ledger = await Ledger.open({ store: log, folder, keys, origin: `zhiheng/${log.info.origin}`, clock });
  await ledger.start();
  try {
    for (let after = 0; ; ) {
      const { events, scannedTo } = await log.readAll({ after, limit: 500, types: ['history.Checkpoint'] });
      for (const event of events as readonly Recorded<LedgerEvent>[]) {
        signal.throwIfAborted();
        await keepSigned(event, { ledger, witnesses });
        onProgress({ step: 'checkpoints', position: event.position });
      }
      if (events.length === 0) break;
      after = scannedTo;
    }
    return ledger.latest()?.size ?? null;
  } catch (error) {
    if (error instanceof LedgerDamaged) throw cliProblem('cli.migration-differs', 'different', texts.differs, { what: error.message });
    throw error;
  } finally {
    await ledger.stop();
  }
}
