import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal, newId, type Actor, type Clock, type Instant } from '#engine/kernel';
import { CommandEngine } from '#engine/commands';
import { withUpcasters, type EventStore } from '#engine/event-store';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import type { ReadStore } from '#engine/read-store';
import { ProjectionRunner, type RunnerReport } from '#engine/projections';
import { ReactionRunner, type SendCommand } from '#engine/reactions';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { InboxOutlet, NoticeRunner, type Inbox } from '#engine/notices';
import { SpoolOutlet } from '#engine/notices/file';
import { SqliteInbox, SqliteNoticeOutbox } from '#engine/notices/sqlite';
import { RelayRunner } from '#engine/relay';
import type { ChangeFeed } from '#engine/relay';
import { BadCursor, FileSink, readFeed } from '#engine/relay/file';
import type { Ledger } from '#engine/ledger';
import type { Witnessing } from '#engine/witness';
import { createLog, Metrics, type Log as OperatingLog } from '#engine/telemetry';
import { LiveChanges, notingLog, standingOf, Views } from '#engine/http';
import { Identity } from '../../libs/domain/identity/identity.js';
import { SqliteAccessLog } from '../../libs/domain/identity/access-log/sqlite/index.js';
import { SqliteSecretStore } from '../../libs/domain/identity/secrets/sqlite/index.js';
import { SqlitePeople } from '../../libs/domain/units/people/sqlite-people.js';
import type { AuditBundler } from '../../libs/domain/history/audit-bundle/audit-bundler.js';
import { keptHeads, type AccessSealing } from '../../libs/domain/history/access-sealing/access-sealing.js';
import type { CheckpointKeeper } from '../../libs/domain/history/checkpoints/checkpoint-keeper.js';
import type { ExplainedSheets } from '../../libs/domain/history/grounds/explained-sheets.js';
import { SqliteSealedSeeds } from '../../libs/domain/supervision/sealed-seeds/sqlite-sealed-seeds.js';
import { factsFromRows } from '../../libs/domain/assessment/calculate-round/known-facts.js';
import { RoundCalculator } from '../../libs/domain/assessment/calculate-round/round-calculator.js';
import { CadreReview } from '../../libs/domain/cadre-review/cadre-review.js';
import { SqliteDossierStore } from '../../libs/domain/cadre-review/dossier-store/sqlite/index.js';
import { recordReceipt } from '../../libs/domain/cadre-review/receipts/record-receipt.js';
import { SqliteDeadLetters } from '../../libs/domain/cadre-review/receipts/sqlite/index.js';
import { SqliteDossierKeys } from '../../libs/domain/cadre-review/signed-document/sqlite/index.js';
import { FolderEvidenceStore } from '../../libs/domain/reporting/evidence/folder/index.js';
import { catalogue, catalogues, notices, processes, projections, topics } from './contexts.js';
import { explainedSheets } from './explained-sheets.js';
import { sheetsOf } from './result-sheets.js';
import type { Settings } from './settings.js';
import { factProofs, openHistory } from './wiring-history.js';
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
  readonly ledger: Ledger;
  readonly checkpoints: CheckpointKeeper;
  readonly accessSealing: AccessSealing;
  readonly witnessing: Witnessing;
  readonly bundler: AuditBundler;
  readonly explained: ExplainedSheets;
  readonly evidence: FolderEvidenceStore;
  readonly people: SqlitePeople;
  readonly sealedSeeds: SqliteSealedSeeds;
  readonly identity: Identity;
  readonly outgoing: OutgoingFeed;
  readonly views: Views;
  readonly changes: LiveChanges;
  readonly metrics: Metrics;
  readonly operating: OperatingLog;
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
  /** The log takes no more facts: the process should say so and leave. */
  readonly onFatal: (reason: string) => void;
}

/**
 * Compose the embedded profile in a data folder.
 * @throws LogInUse when another process holds the log
 */
export async function compose(settings: Settings, { clock: real, demo, onFatal }: ComposeOptions): Promise<Runtime> {
  const folder = settings.ZHIHENG_DATA;
  mkdirSync(join(folder, 'outbox'), { recursive: true });
  const clock = new LedClock(real);
  const operating = createLog({ service: 'zhiheng-server', level: settings.ZHIHENG_LOG_LEVEL, clock: real });
  const metrics = new Metrics();
  let stopReason: string | undefined;
  const sqlite = await SqliteEventStore.open({
    path: join(folder, 'events.db'),
    clock,
    writer: settings.ZHIHENG_WRITER,
    onStopped: (reason) => {
      stopReason = reason.message;
      onFatal(reason.message);
    },
  });
  const log = notingLog(withUpcasters(sqlite, catalogues));
  const rows = new SqliteReadStore(join(folder, 'rows.db'));
  const engine = new CommandEngine(log, catalogue, clock, {
    cachedStates: settings.ZHIHENG_CACHED_STATES,
    observe: (command, result, seconds) => metrics.command(command, result, seconds),
  });
  const runner = new ProjectionRunner({ projections, log, store: rows, clock: real, catalogues, owner: newId(), report: (report) => tell(operating, report) });
  const state = SqliteReactionState.open(join(folder, 'reactions.db'));
  const reactions = new ReactionRunner({
    store: log, state, clock: real, processes, send: sender(engine), log: operating,
    // What these follow from binds whenever it was recorded: orders keep their deadlines, instructions become findings, also when an older log is taken over.
    fromBeginning: ['supervision.escalation', 'supervision.instruction-to-finding', 'supervision.watch-progress'],
    // Ten thousand timers due at once take as long with four at a time as with many, and other commands hardly wait.
    parallel: 4,
  });
  const sink = new FileSink({ folder: join(folder, 'outbox') });
  const relay = new RelayRunner({ store: log, sink, state, clock: real, topics, origin: sqlite.info.origin, log: operating, feeds: feedsOf(runner, rows) });
  // Position, outbox and inbox are in one file: they are kept, restored or lost together.
  const noticeFile = join(folder, 'notices.db');
  const [noticeState, outbox, inbox] = [SqliteReactionState.open(noticeFile), SqliteNoticeOutbox.open(noticeFile), SqliteInbox.open(noticeFile)];
  const messages = new SpoolOutlet({ channel: 'sms', folder: join(folder, 'spool'), clock: real });
  const notifying = new NoticeRunner({
    store: log, state: noticeState, outbox, outlets: [new InboxOutlet(inbox), messages], definitions: notices, clock: real, log: operating,
  });
  const sealedSeeds = new SqliteSealedSeeds(join(folder, 'sealed-seeds.db'));
  const people = new SqlitePeople(join(folder, 'people.db'));
  const secrets = new SqliteSecretStore(join(folder, 'secrets.db'));
  const accessLog = new SqliteAccessLog(join(folder, 'access.db'));
  const identity = await Identity.open({
    keptHeads: () => keptHeads(log), secrets, accessLog, clock: real, log: operating, demonstration: demo, passwordProfile: settings.ZHIHENG_PASSWORD_POLICY, tokenMinutes: settings.ZHIHENG_TOKEN_MINUTES, https: settings.ZHIHENG_HTTPS,
  });
  const views = new Views(log, rows, runner);
  const history = await openHistory({ settings, sqlite, log, engine, accessLog, views, clock: real, operating, actor: systemActor });
  const calculator = new RoundCalculator(log, factsFromRows(views));
  const dossiers = { store: new SqliteDossierStore(join(folder, 'dossiers.db')), keys: new SqliteDossierKeys(join(folder, 'dossier-keys.db')), deadLetters: new SqliteDeadLetters(join(folder, 'dead-letters.db')) };
  const cadreReview = await CadreReview.open({
    log, origin: sqlite.info.origin, clock, ...dossiers, people, state, operating,
    sheets: sheetsOf(calculator),
    proofs: factProofs(history),
    inbox: {
      folder: join(folder, 'receipts'),
      send: (command) => {
        const commandId = newId();
        return engine.execute(recordReceipt, command, { commandId, retryable: false, actor: systemActor('cadre-review.receipts'), correlation: commandId });
      },
    },
  });
  return {
    settings, clock, log, stored: sqlite, rows, engine, projections: runner, projectionNames: projections.map(({ name }) => name), reactions, relay, views, metrics, operating, people, sealedSeeds, identity, inbox, notices: notifying, cadreReview,
    ledger: history.ledger, checkpoints: history.keeper, accessSealing: history.sealing, witnessing: history.witnessing, bundler: history.bundler, explained: explainedSheets(log, views, calculator),
    outgoing: feedIn(join(folder, 'outbox')),
    origin: sqlite.info.origin,
    evidence: new FolderEvidenceStore(join(folder, 'evidence'), real),
    changes: new LiveChanges(runner.changes$, standingOf(log, () => Object.fromEntries(projections.map(({ name }) => [name, runner.position(name)])))),
    stopped: () => stopReason,
    start: async () => {
      await runner.start();
      await identity.start(log);
    },
    startFollowers: () => {
      reactions.start();
      relay.start();
      notifying.start();
      cadreReview.start();
      void history.start().catch((error: unknown) => operating.error('ledger not kept', { err: error }));
    },
    stop: async () => {
      await cadreReview.stop();
      await notifying.stop();
      await relay.stop();
      await reactions.stop();
      await history.stop();
      await identity.stop();
      await runner.stop();
      await Promise.all([...Object.values(dossiers).map((part) => part.close()), messages.close(), noticeState.close(), outbox.close(), inbox.close(), sink.close(), state.close(), people.close(), sealedSeeds.close(), secrets.close(), accessLog.close(), rows.close(), log.close()]);
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

/** Messages as the file sink wrote them. */
const feedIn = (folder: string): OutgoingFeed => ({
  read: async (topic, from) => {
    try {
      return await readFeed(folder, topic, from);
    } catch (error) {
      if (error instanceof BadCursor) return undefined;
      throw error;
    }
  },
});

function tell(operating: OperatingLog, report: RunnerReport): void {
  if (report.kind === 'fault') operating.error('projection fault', { projection: report.projection, err: report.error });
  else if (report.kind === 'halted') operating.error('projection halted', { projection: report.projection, halt: report.halt });
  else if (report.kind === 'lease-taken' || report.kind === 'committed') operating.debug(`projection ${report.kind}`, { projection: report.projection });
  else operating.info(`projection ${report.kind}`, { ...report });
}
