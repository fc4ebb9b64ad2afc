import { join } from 'node:path';
import { isRefusal, newId, type Actor, type Clock, type Instant } from '#engine/kernel';
import { CommandEngine } from '#engine/commands';
import { withUpcasters, type EventStore } from '#engine/event-store';
import type { ReplicaStatus } from '#engine/event-store/kurrentdb';
import type { ReadStore } from '#engine/read-store';
import { ProjectionRunner, type RunnerReport } from '#engine/projections';
import { DecisionRunner, ReactionRunner, type SendCommand } from '#engine/reactions';
import { Intake } from '#engine/intake';
import { InboxOutlet, NoticeRunner, type Inbox } from '#engine/notices';
import { SpoolOutlet } from '#engine/notices/file';
import { RelayRunner } from '#engine/relay';
import type { ChangeFeed } from '#engine/relay';
import type { Reconciler } from '#engine/reconciliation';
import type { Ledger } from '#engine/ledger';
import type { Witnessing } from '#engine/witness';
import { createLog, Metrics, type Log as OperatingLog } from '#engine/telemetry';
import { LiveChanges, notingLog, standingOf, Views } from '#engine/http';
import { Identity } from '../../libs/domain/identity/identity.js';
import type { AuditBundler } from '../../libs/domain/history/audit-bundle/audit-bundler.js';
import { readFeedSources } from '../../libs/domain/reporting/indicator-feed/feed-sources.js';
import { indicatorFeedHandler } from '../../libs/domain/reporting/indicator-feed/indicator-feed.js';
import { verifiedPeers } from '../../libs/domain/reporting/report-register/verified-peers.http.js';
import type { EvidenceStore } from '../../libs/domain/reporting/evidence/evidence-store.js';
import type { SealedSeeds } from '../../libs/domain/supervision/sealed-seeds/sealed-seeds.js';
import type { PeopleRegistry } from '../../libs/domain/units/people/people-registry.js';
import { keptHeads, type AccessSealing } from '../../libs/domain/history/access-sealing/access-sealing.js';
import type { CheckpointKeeper } from '../../libs/domain/history/checkpoints/checkpoint-keeper.js';
import type { ExplainedSheets } from '../../libs/domain/history/grounds/explained-sheets.js';
import { factsFromRows } from '../../libs/domain/assessment/calculate-round/known-facts.js';
import { RoundCalculator } from '../../libs/domain/assessment/calculate-round/round-calculator.js';
import { CadreReview } from '../../libs/domain/cadre-review/cadre-review.js';
import type { SendReceipt } from '../../libs/domain/cadre-review/receipts/receipt-desk.js';
import { receiptHandler } from '../../libs/domain/cadre-review/receipts/receipt-intake.js';
import { recordReceipt } from '../../libs/domain/cadre-review/receipts/record-receipt.js';
import { catalogue, catalogues, notices, processes, projections, refusals, topics } from './contexts.js';
import { explainedSheets } from './explained-sheets.js';
import { sheetsOf } from './result-sheets.js';
import type { Settings } from './settings.js';
import type { Stores } from './stores.js';
import { openDistributed } from './wiring-distributed.js';
import { openEmbedded } from './wiring-embedded.js';
import { factProofs, openHistory } from './wiring-history.js';
import { reconcilerOf } from './wiring-reconciliation.js';
import type { OutgoingFeed } from './tokens.js';

/** A clock that can be led: seeding the demo city records its years in their own time. */
export class LedClock implements Clock {
  private led: Instant | undefined;
  constructor(private readonly real: Clock) {}

  now(): Instant {
    return this.led ?? this.real.now();
  }

  /** Stand at an instant; `undefined` follows the real clock again. */
  lead(instant: Instant | undefined): void {
    this.led = instant;
  }
}

/** Everything a running Zhiheng is made of. Adapters are chosen here and nowhere else. */
export interface Runtime {
  readonly settings: Settings;
  readonly clock: LedClock;
  readonly log: EventStore;
  /** The log as it is stored, before older versions of facts are read as today's. */
  readonly stored: EventStore;
  readonly origin: string;
  readonly rows: ReadStore;
  readonly engine: CommandEngine;
  readonly projections: ProjectionRunner;
  readonly projectionNames: readonly string[];
  readonly reactions: ReactionRunner;
  readonly relay: RelayRunner;
  readonly notices: NoticeRunner;
  readonly inbox: Inbox;
  readonly cadreReview: CadreReview;
  readonly intakes: readonly Intake[];
  readonly reconciler: Reconciler;
  readonly ledger: Ledger;
  readonly checkpoints: CheckpointKeeper;
  readonly accessSealing: AccessSealing;
  readonly witnessing: Witnessing;
  readonly bundler: AuditBundler;
  readonly explained: ExplainedSheets;
  readonly evidence: EvidenceStore;
  readonly people: PeopleRegistry;
  readonly sealedSeeds: SealedSeeds;
  readonly identity: Identity;
  readonly outgoing: OutgoingFeed | undefined;
  readonly views: Views;
  readonly changes: LiveChanges;
  readonly metrics: Metrics;
  readonly operating: OperatingLog;
  /** Whether this process does background work, or leaves it to others. */
  readonly works: boolean;
  /** How this process's copy of the log stands to the server of the log, where it has one. */
  readonly replica?: () => ReplicaStatus;
  /** Why the log takes no more facts; undefined while it does. */
  stopped(): string | undefined;
  /** Begin projections and the directory of users; reactions and relay begin with {@link Runtime.startFollowers}. */
  start(): Promise<void>;
  startFollowers(): void;
  stop(): Promise<void>;
}

/** Who the system is when a timer or a reaction acts. */
const systemActor = (process: string): Actor => ({ id: `system:${process}`, grants: [{ role: 'system', units: 'all' }] });

export interface ComposeOptions {
  readonly clock: Clock;
  /** Whether demonstration accounts may come in. */
  readonly demo: boolean;
  /** Name of the process in its operating log; a server when absent. */
  readonly service?: 'zhiheng-server' | 'zhiheng-worker';
  /** The log takes no more facts: the process should say so and leave. */
  readonly onFatal: (reason: string) => void;
}

/**
 * Open the stores of the profile that the settings name, and compose what works on them.
 * @throws LogInUse when another process holds an embedded log
 */
export async function compose(settings: Settings, { clock: real, demo, service = 'zhiheng-server', onFatal }: ComposeOptions): Promise<Runtime> {
  const clock = new LedClock(real);
  const operating = createLog({ service, level: settings.ZHIHENG_LOG_LEVEL, clock: real });
  let stopReason: string | undefined;
  const onStopped = (reason: string): void => {
    stopReason = reason;
    onFatal(reason);
  };
  const stores = settings.ZHIHENG_PROFILE === 'distributed'
    ? await openDistributed(settings, { clock, realClock: real, demo, operating, onStopped })
    : await openEmbedded(settings, { clock, realClock: real, onStopped });
  return composeOn(stores, { settings, clock, real, demo, operating, works: service === 'zhiheng-worker' || settings.ZHIHENG_WORKER === 'inside', stopped: () => stopReason });
}

interface Composing {
  readonly settings: Settings;
  readonly clock: LedClock;
  readonly real: Clock;
  readonly demo: boolean;
  readonly operating: OperatingLog;
  /** Whether this process does background work, or leaves it to others. */
  readonly works: boolean;
  readonly stopped: () => string | undefined;
}

async function composeOn(stores: Stores, { settings, clock, real, demo, operating, works, stopped }: Composing): Promise<Runtime> {
  const folder = settings.ZHIHENG_DATA;
  const metrics = new Metrics();
  const { rows, people, sealedSeeds, inbox, secrets, accessLog, evidence, origin, reactionState: state } = stores;
  const sharing = stores.lease ? { lease: stores.lease } : {};
  const log = notingLog(withUpcasters(stores.log, catalogues));
  const engine = new CommandEngine(log, catalogue, clock, {
    cachedStates: settings.ZHIHENG_CACHED_STATES,
    observe: (command, result, seconds) => metrics.command(command, result, seconds),
  });
  const runner = new ProjectionRunner({ projections, log, store: rows, clock: real, catalogues, owner: stores.lease?.owner ?? newId(), readsOnly: !works, ...(stores.lease?.forMs === undefined ? {} : { settings: { leaseMs: stores.lease.forMs } }), report: (report) => tell(operating, report) });
  const reactions = new ReactionRunner({
    store: log, state, clock: real, processes, send: sender(engine), log: operating, ...sharing,
    // What these follow from binds whenever it was recorded: orders keep their deadlines, instructions become findings, also when an older log is taken over.
    fromBeginning: ['supervision.escalation', 'supervision.instruction-to-finding', 'supervision.watch-progress'],
    // Ten thousand timers due at once take as long with four at a time as with many, and other commands hardly wait.
    parallel: 4,
  });
  const relay = new RelayRunner({ store: log, sink: stores.sink, state, clock: real, topics, origin, log: operating, feeds: feedsOf(runner, rows), ...sharing });
  const messages = new SpoolOutlet({ channel: 'sms', folder: join(folder, 'spool'), clock: real });
  const notifying = new NoticeRunner({
    store: log, state: stores.noticeState, outbox: stores.noticeOutbox, outlets: [new InboxOutlet(inbox), messages], definitions: notices, clock: real, log: operating, ...sharing,
  });
  const identity = await Identity.open({
    keptHeads: () => keptHeads(log), secrets, accessLog, clock: real, log: operating, demonstration: demo, passwordProfile: settings.ZHIHENG_PASSWORD_POLICY, tokenMinutes: settings.ZHIHENG_TOKEN_MINUTES, https: settings.ZHIHENG_HTTPS,
  });
  const views = new Views(log, rows, runner);
  const history = await openHistory({ settings, stored: stores.log, origin, keys: stores.ledgerKeys, log, engine, accessLog, views, clock: real, operating, actor: systemActor, ...sharing });
  const calculator = new RoundCalculator(log, factsFromRows(views));
  const sendReceipt: SendReceipt = (command) => {
    const commandId = newId();
    return engine.execute(recordReceipt, command, { commandId, retryable: false, actor: systemActor('cadre-review.receipts'), correlation: commandId });
  };
  const cadreReview = await CadreReview.open({
    log, origin, clock, store: stores.dossiers, keys: stores.dossierKeys, deadLetters: stores.deadLetters, people, state, operating, ...sharing,
    sheets: sheetsOf(calculator),
    proofs: factProofs(history),
    ...(stores.receiptsAsMessages ? {} : { inbox: { folder: join(folder, 'receipts'), send: sendReceipt } }),
  });
  const feed = indicatorFeedHandler({ sources: readFeedSources(settings.ZHIHENG_FEED_SOURCES), send: engine.execute.bind(engine), peersOf: async (key) => verifiedPeers(views, [key]) });
  const intakes = [feed, ...(stores.receiptsAsMessages ? [receiptHandler(cadreReview.receipts, sendReceipt)] : [])].map(
    (handler) => new Intake({ source: stores.source(handler.topic.topic), handler, refusals, clock: real, log: operating }),
  );
  const decisions = new DecisionRunner({ store: log, parkings: [reactions, relay, notifying], log: operating });
  const reconciler = reconcilerOf({ stores, settings, log, clock: real, operating, relay, notifying });
  return {
    ...(stores.replica ? { replica: stores.replica } : {}),
    settings, clock, log, works, stored: stores.log, rows, engine, projections: runner, projectionNames: projections.map(({ name }) => name), reactions, relay, views, metrics, operating, people, sealedSeeds, identity, inbox, evidence, origin, stopped, intakes, reconciler, notices: notifying, cadreReview,
    ledger: history.ledger, checkpoints: history.keeper, accessSealing: history.sealing, witnessing: history.witnessing, bundler: history.bundler, explained: explainedSheets(log, views, calculator),
    outgoing: stores.outgoing,
    changes: new LiveChanges(runner.changes$, standingOf(log, () => Object.fromEntries(projections.map(({ name }) => [name, runner.position(name)])))),
    start: async () => {
      await runner.start();
      await identity.start(log);
      history.follow();
    },
    startFollowers: () => {
      if (!works) return;
      reactions.start();
      relay.start();
      notifying.start();
      cadreReview.start();
      for (const intake of intakes) intake.start();
      history.start();
      decisions.start();
      reconciler.start();
    },
    stop: async () => {
      // All at once: another process takes over each lease as soon as it is given back.
      await Promise.all([reconciler.stop(), decisions.stop(), ...intakes.map((intake) => intake.stop()), cadreReview.stop(), notifying.stop(), relay.stop(), reactions.stop(), history.stop(), runner.stop()]);
      await identity.stop();
      await messages.close();
      await log.close();
      await stores.close();
    },
  };
}

/** Reactions send through the engine, under ids that follow from their cause. */
const sender = (engine: CommandEngine): SendCommand => async ({ definition, command, reason }, { commandId, cause }) => {
  const outcome = await engine.execute(definition, command, {
    commandId, retryable: true, actor: systemActor(cause.process), correlation: cause.correlation, causation: cause.eventId,
    ...(reason === undefined ? {} : { reason }),
    ...(cause.traceparent === undefined ? {} : { traceparent: cause.traceparent }),
  });
  return isRefusal(outcome) ? outcome : 'done';
};

/** Changes of the tables that topics are made of. */
function feedsOf(runner: ProjectionRunner, rows: ReadStore): Readonly<Record<string, ChangeFeed>> {
  const feeds: Record<string, ChangeFeed> = {};
  for (const topic of topics) {
    if (!('table' in topic)) continue;
    const projection = projections.find((p) => (p.kind === 'model' ? p.tables : [p.table]).some(({ name }) => name === topic.table));
    if (!projection) throw new Error(`topic ${topic.topic} is made of the table ${topic.table}, which no projection has`);
    const ref = () => runner.tables(projection.name)[topic.table]!;
    feeds[topic.table] = {
      changes: (after, limit) => rows.changes(ref(), after, limit),
      versions: (key) => rows.versions(ref(), key),
      position: async () => runner.position(projection.name),
    };
  }
  return feeds;
}

function tell(operating: OperatingLog, report: RunnerReport): void {
  if (report.kind === 'fault') operating.error('projection fault', { projection: report.projection, err: report.error });
  else if (report.kind === 'halted') operating.error('projection halted', { projection: report.projection, halt: report.halt });
  else if (report.kind === 'lease-taken' || report.kind === 'committed') operating.debug(`projection ${report.kind}`, { projection: report.projection });
  else operating.info(`projection ${report.kind}`, { ...report });
}
