import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRefusal, type Actor, type Clock } from '#engine/kernel';
import type { CommandEngine } from '#engine/commands';
import type { EventStore, LeafSource } from '#engine/event-store';
import type { Views } from '#engine/http';
import { realWait, whileTenant, type LeaseOptions } from '#engine/reactions';
import { Ledger, NotInLedger, proofTexts, treeHash, verifierKeyText, type LedgerKeys } from '#engine/ledger';
import type { Log as OperatingLog } from '#engine/telemetry';
import { readWitnesses, Witnessing } from '#engine/witness';
import type { FactProofs } from '../../libs/domain/cadre-review/dispatch-dossier/dispatching.js';
import { AuditBundler } from '../../libs/domain/history/audit-bundle/audit-bundler.js';
import { tilesIn } from '../../libs/domain/history/audit-bundle/bundle-ledger.js';
import { AccessSealing, type SealableLog } from '../../libs/domain/history/access-sealing/access-sealing.js';
import { CheckpointAdopter } from '../../libs/domain/history/checkpoints/checkpoint-adopter.js';
import { CheckpointKeeper } from '../../libs/domain/history/checkpoints/checkpoint-keeper.js';
import { bundleContents } from './audit-bundle/bundle-contents.js';
import { catalogue } from './contexts.js';
import { tellingBook } from './history/telling-book.js';
import type { Settings } from './settings.js';

/** The ledger of a log, with those who keep its checkpoints and seal the access log into it. */
export interface HistoryParts {
  readonly ledger: Ledger;
  readonly keeper: CheckpointKeeper;
  readonly sealing: AccessSealing;
  readonly witnessing: Witnessing;
  readonly bundler: AuditBundler;
  /** Begin to keep the checkpoints that other processes sign; the ledger follows the log from the moment it is opened. */
  follow(): void;
  /** Begin to sign and to seal, wherever the lease for it is. */
  start(): void;
  stop(): Promise<void>;
}

export interface HistoryOptions {
  readonly settings: Settings;
  /** The log as it is stored. */
  readonly stored: EventStore & LeafSource;
  /** Id of the log. */
  readonly origin: string;
  readonly keys: LedgerKeys;
  readonly log: EventStore;
  readonly engine: CommandEngine;
  readonly accessLog: SealableLog;
  readonly views: Views;
  /** The time of the machine: a checkpoint says when it was signed, whatever time the demo city records. */
  readonly clock: Clock;
  readonly operating: OperatingLog;
  /** The right to sign where several processes could; absent where there is one. */
  readonly lease?: LeaseOptions | undefined;
  /** Who the system is when it acts by itself. */
  readonly actor: (part: string) => Actor;
}

/** Open the ledger in a data folder. */
export async function openHistory({ settings, stored, origin, keys, log, engine, accessLog, views, clock, operating, lease, actor }: HistoryOptions): Promise<HistoryParts> {
  const folder = settings.ZHIHENG_DATA;
  const ledger = await Ledger.open({
    store: stored, folder: join(folder, 'ledger'), keys, origin: settings.ZHIHENG_LEDGER_NAME ?? `zhiheng/${origin}`, clock, log: operating, ...(settings.ZHIHENG_LEDGER_SM3 ? { second: treeHash('sm3') } : {}),
  });
  await ledger.start();
  const send = engine.execute.bind(engine);
  const everyMs = settings.ZHIHENG_CHECKPOINT_MINUTES * 60_000;
  const sealing = new AccessSealing({ log, accessLog, send, actor: actor('history.access-sealing'), clock, keptDays: settings.ZHIHENG_ACCESS_LOG_DAYS, everyMs, operating });
  const witnesses = readWitnesses(settings.ZHIHENG_WITNESSES);
  const witnessing: Witnessing = new Witnessing({
    witnesses, clock, sleep: (ms, signal) => pause(ms, undefined, { signal }), consistency: (from, to) => ledger.consistency(from, to),
    cosigned: async (checkpoint, { signature, key, lines }) => {
      await ledger.addCosignature(checkpoint.size, signature, key);
      await keeper.cosigned(checkpoint, { witness: key.name, lines });
    },
    report: (witness, err) => operating.warn('checkpoint not witnessed', { witness, err }),
  });
  const keeper: CheckpointKeeper = new CheckpointKeeper({
    signed: (checkpoint) => witnessing.submit(checkpoint), log, ledger, send, actor: actor('history.checkpoints'), everyMs, operating,
    before: async () => {
      const outcome = await sealing.seal();
      if (isRefusal(outcome)) operating.error('access log not sealed', { refusal: outcome });
    },
  });
  const adopter = new CheckpointAdopter({ log, ledger, witnesses: witnesses.map(({ key }) => key), operating });
  const stopping = new AbortController();
  let signing: Promise<void> = Promise.resolve();
  return {
    ledger, keeper, sealing, witnessing,
    bundler: new AuditBundler({
      log, leaves: stored, ledger, tiles: tilesIn(join(folder, 'ledger')), clock, contents: bundleContents({ log, catalogue, book: tellingBook(catalogue), views }), witnessKeys: witnesses.map(({ key: { name, algorithm, publicKey } }) => verifierKeyText(name, algorithm, publicKey)),
    }),
    follow: () => adopter.start(),
    start: () => {
      signing = whileTenant('ledger/signing', stopping.signal, { lease, clock, wait: realWait }, async (tenure) => {
        await keeper.reconcileKeys();
        witnessing.start();
        const latest = ledger.latest();
        if (latest) witnessing.submit(latest);
        sealing.start();
        keeper.start();
        await untilAborted(tenure);
        await sealing.stop();
        await (stopping.signal.aborted ? keeper.stop() : keeper.leave());
        await witnessing.stop();
      }).catch((error: unknown) => operating.error('ledger not kept', { err: error }));
    },
    stop: async () => {
      stopping.abort();
      await signing;
      await adopter.stop();
      await ledger.stop();
    },
  };
}

const untilAborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));

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
