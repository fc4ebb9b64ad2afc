import { join } from 'node:path';
import { isRefusal, type Actor, type Clock } from '#engine/kernel';
import type { CommandEngine } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import type { SqliteEventStore } from '#engine/event-store/sqlite';
import { Ledger, NotInLedger, proofTexts, treeHash } from '#engine/ledger';
import { SqliteLedgerKeys } from '#engine/ledger/sqlite';
import type { Log as OperatingLog } from '#engine/telemetry';
import type { FactProofs } from '../../libs/domain/cadre-review/dispatch-dossier/dispatching.js';
import { AccessSealing, type SealableLog } from '../../libs/domain/history/access-sealing/access-sealing.js';
import { CheckpointKeeper } from '../../libs/domain/history/checkpoints/checkpoint-keeper.js';
import type { Settings } from './settings.js';

/** The ledger of a log, with those who keep its checkpoints and seal the access log into it. */
export interface HistoryParts {
  readonly ledger: Ledger;
  readonly keeper: CheckpointKeeper;
  readonly sealing: AccessSealing;
  /** Begin to sign and to seal; the ledger follows the log from the moment it is opened. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface HistoryOptions {
  readonly settings: Settings;
  readonly sqlite: SqliteEventStore;
  readonly log: EventStore;
  readonly engine: CommandEngine;
  readonly accessLog: SealableLog;
  readonly clock: Clock;
  readonly operating: OperatingLog;
  /** Who the system is when it acts by itself. */
  readonly actor: (part: string) => Actor;
}

/** Open the ledger in a data folder. */
export async function openHistory({ settings, sqlite, log, engine, accessLog, clock, operating, actor }: HistoryOptions): Promise<HistoryParts> {
  const folder = settings.ZHIHENG_DATA;
  const keys = new SqliteLedgerKeys(join(folder, 'ledger-keys.db'));
  const ledger = await Ledger.open({
    store: sqlite, folder: join(folder, 'ledger'), keys, origin: settings.ZHIHENG_LEDGER_NAME ?? `zhiheng/${sqlite.info.origin}`, clock, log: operating, ...(settings.ZHIHENG_LEDGER_SM3 ? { second: treeHash('sm3') } : {}),
  });
  await ledger.start();
  const send = engine.execute.bind(engine);
  const everyMs = settings.ZHIHENG_CHECKPOINT_MINUTES * 60_000;
  const sealing = new AccessSealing({ log, accessLog, send, actor: actor('history.access-sealing'), clock, keptDays: settings.ZHIHENG_ACCESS_LOG_DAYS, everyMs, operating });
  const keeper = new CheckpointKeeper({
    log, ledger, send, actor: actor('history.checkpoints'), everyMs, operating,
    before: async () => {
      const outcome = await sealing.seal();
      if (isRefusal(outcome)) operating.error('access log not sealed', { refusal: outcome });
    },
  });
  return {
    ledger, keeper, sealing,
    start: async () => {
      await keeper.reconcileKeys();
      sealing.start();
      keeper.start();
    },
    stop: async () => {
      await sealing.stop();
      await keeper.stop();
      await ledger.stop();
      await keys.close();
    },
  };
}

/** Proofs that go with a dossier: from a fact to the first checkpoint that covers it, which is signed now where there is none yet. */
export const factProofs = ({ ledger, keeper }: HistoryParts): FactProofs => async (position) => {
  const checkpoint = ledger.checkpoints(position - 1, 1)[0] ?? (await keeper.sign());
  if (checkpoint.size < position) return null;
  try {
    const { size, leaf, proof } = ledger.inclusion(position, checkpoint.size);
    return { checkpoint: checkpoint.note, index: position - 1, size, leaf: leaf.toString('base64'), proof: [...proofTexts(proof)] };
  } catch (error) {
    if (error instanceof NotInLedger) return null;
    throw error;
  }
};
