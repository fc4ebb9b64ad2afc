import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { IntakeStatus, SourceState } from '#engine/intake';
import type { LedgerState, LedgerStatus } from '#engine/ledger';
import type { NoticeStatus, OutletStatus } from '#engine/notices';
import type { ProjectionState, ProjectionStatus } from '#engine/projections';
import type { FollowerState, FollowerStatus, ReactionStatus } from '#engine/reactions';
import type { ReconciliationReport } from '#engine/reconciliation';
import type { RelayStatus } from '#engine/relay';

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const groupBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024];
const projectionStates: readonly ProjectionState[] = ['live', 'catching-up', 'halted', 'rebuilding'];
const ledgerStates: readonly LedgerState[] = ['live', 'catching-up', 'backing-off', 'halted', 'stopped'];
const sourceStates: readonly SourceState[] = ['live', 'starting', 'backing-off', 'stopped'];
const followerStates: readonly FollowerState[] = ['standby', 'live', 'catching-up', 'backing-off', 'stopped'];

/** What became of a command. */
export type CommandResult = 'accepted' | 'unchanged' | 'repeated' | 'refused' | 'conflict' | 'fault';

export interface MetricsOptions {
  /** Also the runtime's own: memory, garbage collection, event loop delay. On when absent. */
  readonly runtime?: boolean;
}

/** The product's metrics, in Prometheus' text format. One instance a process. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly refreshers: (() => void | Promise<void>)[] = [];
  private readonly registers = [this.registry];

  private readonly commands = new Counter({
    name: 'zhiheng_commands_total', help: 'Commands by what became of them.', labelNames: ['command', 'result'], registers: this.registers,
  });
  private readonly commandSeconds = new Histogram({
    name: 'zhiheng_command_duration_seconds', help: 'From a command to its durable answer.', labelNames: ['command'], buckets: secondsBuckets, registers: this.registers,
  });
  private readonly groupSize = new Histogram({
    name: 'zhiheng_append_group_size', help: 'Appends committed together.', buckets: groupBuckets, registers: this.registers,
  });
  private readonly requests = new Counter({
    name: 'zhiheng_http_requests_total', help: 'HTTP answers.', labelNames: ['method', 'route', 'status'], registers: this.registers,
  });
  private readonly requestSeconds = new Histogram({
    name: 'zhiheng_http_request_duration_seconds', help: 'From request to answer.', labelNames: ['method', 'route'], buckets: secondsBuckets, registers: this.registers,
  });
  private readonly logPosition = this.gauge('zhiheng_log_position', 'Position of the last fact in the log.');
  private readonly logStopped = this.gauge('zhiheng_log_stopped', '1 while this process can record no fact: its log has stopped, or the server of the log does not answer.');
  private readonly logSilence = this.gauge('zhiheng_log_silent_seconds', 'Since when the server of the log was not heard; 0 where the log is in the process.');
  private readonly projections = this.followed('projection', 'projection');
  private readonly processes = this.followed('process', 'process');
  private readonly topics = this.followed('relay', 'topic');
  private readonly parkedStreams = this.gauge('zhiheng_parked_streams', 'Streams that wait behind an event that failed.', 'follower');
  private readonly timers = this.gauge('zhiheng_timers', 'Durable timers: pending, due and not yet fired, failed.', 'process', 'state');
  private readonly timersFired = this.gauge('zhiheng_timers_fired', 'Timers fired since the process started.', 'process');
  private readonly notices = this.followed('notices', 'definition');
  private readonly deliveries = this.gauge('zhiheng_notice_deliveries', 'Deliveries of notices: queued, due, failed, delivered since the process started.', 'outlet', 'state');
  private readonly ledger = this.followed('ledger', 'ledger');
  private readonly checkpointSize = this.gauge('zhiheng_ledger_checkpoint_events', 'Events that the latest signed checkpoint covers.', 'ledger');
  private readonly differences = this.gauge('zhiheng_reconciliation_differences', 'What differed from the log at the last reconciliation.', 'check');
  private readonly notCompared = this.gauge('zhiheng_reconciliation_not_compared', 'Checks that the last reconciliation could not make.');
  private readonly reconciled = this.gauge('zhiheng_reconciliation_ended_timestamp_seconds', 'When the last reconciliation ended; 0 before the first.');
  private readonly relaySent = this.gauge('zhiheng_relay_sent', 'Messages handed over since the process started.', 'topic');

  private readonly intakeTaken = this.gauge('zhiheng_intake_taken', 'Inbound messages since the process started, by what they came to; refused ones lie among the dead letters.', 'topic', 'outcome');
  private readonly intakeLag = this.gauge('zhiheng_intake_lag_messages', 'Inbound messages not yet dealt with; absent while that cannot be asked.', 'topic');
  private readonly intakeWaiting = this.gauge('zhiheng_intake_waiting', '1 while an inbound message waits for a fault to pass, with those of its key behind it.', 'topic');
  private readonly intakeState = this.gauge('zhiheng_intake_state', '1 for the state it is in, 0 for the others.', 'topic', 'state');

  constructor(options: MetricsOptions = {}) {
    if (options.runtime ?? true) collectDefaultMetrics({ register: this.registry });
  }

  /** A command was answered. `command` is a definition's name, never input. */
  command(command: string, result: CommandResult, seconds: number): void {
    this.commands.inc({ command, result });
    this.commandSeconds.observe({ command }, seconds);
  }

  /** Appends that were committed together. */
  appendGroup(size: number): void {
    this.groupSize.observe(size);
  }

  /** A request was answered. `route` is the route's pattern, never the address asked for. */
  request(method: string, route: string, status: number, seconds: number): void {
    this.requests.inc({ method, route, status: String(status) });
    this.requestSeconds.observe({ method, route }, seconds);
  }

  head(position: number): void {
    this.logPosition.set(position);
  }

  /** Whether facts can be recorded here, and for how many milliseconds the server of the log was not heard. */
  observeLog({ stopped, silentMs }: { readonly stopped: boolean; readonly silentMs: number }): void {
    this.logStopped.set(stopped ? 1 : 0);
    this.logSilence.set(silentMs / 1_000);
  }

  observeIntakes(statuses: readonly IntakeStatus[]): void {
    for (const gauge of [this.intakeTaken, this.intakeLag, this.intakeWaiting, this.intakeState]) gauge.reset();
    for (const { topic, taken, lag, trying, state } of statuses) {
      for (const [outcome, count] of Object.entries(taken)) this.intakeTaken.set({ topic, outcome }, count);
      if (lag !== undefined) this.intakeLag.set({ topic }, lag);
      this.intakeWaiting.set({ topic }, trying ? 1 : 0);
      for (const each of sourceStates) this.intakeState.set({ topic, state: each }, each === state ? 1 : 0);
    }
  }

  observeProjections(statuses: readonly ProjectionStatus[]): void {
    this.projections.reset();
    for (const status of statuses) this.projections.set(status.name, status, projectionStates);
  }

  observeReactions(statuses: readonly ReactionStatus[]): void {
    for (const gauge of [this.timers, this.timersFired]) gauge.reset();
    this.processes.reset();
    for (const status of statuses) {
      const { process, timers } = status;
      this.processes.set(process, status, followerStates);
      this.parked(`process/${process}`, status);
      for (const state of ['pending', 'due', 'failed'] as const) this.timers.set({ process, state }, timers[state]);
      this.timersFired.set({ process }, timers.fired);
    }
  }

  observeRelay(statuses: readonly RelayStatus[]): void {
    this.relaySent.reset();
    this.topics.reset();
    for (const status of statuses) {
      this.topics.set(status.topic, status, followerStates);
      this.parked(`topic/${status.topic}`, status);
      this.relaySent.set({ topic: status.topic }, status.sent);
    }
  }

  observeLedger(origin: string, status: LedgerStatus): void {
    this.ledger.set(origin, status, ledgerStates);
    this.checkpointSize.set({ ledger: origin }, status.checkpoint?.size ?? 0);
  }

  /** What the last reconciliation found, whichever process made it; nothing before the first. */
  observeReconciliation(last: ReconciliationReport | undefined): void {
    this.differences.reset();
    if (!last) return;
    for (const { check, differing } of last.checks) this.differences.set({ check }, differing);
    this.reconciled.set(Date.parse(last.endedAt) / 1_000);
    this.notCompared.set(last.notCompared);
  }

  observeNotices({ definitions, outlets }: { readonly definitions: readonly NoticeStatus[]; readonly outlets: readonly OutletStatus[] }): void {
    for (const gauge of [this.notices, this.deliveries]) gauge.reset();
    for (const status of definitions) {
      this.notices.set(status.definition, status, followerStates);
      this.parked(`notices/${status.definition}`, status);
    }
    for (const status of outlets) {
      for (const state of ['queued', 'due', 'failed', 'delivered'] as const) this.deliveries.set({ outlet: status.outlet, state }, status[state]);
    }
  }

  /** Something to bring up to date before each scrape. */
  beforeScrape(refresh: () => void | Promise<void>): void {
    this.refreshers.push(refresh);
  }

  /** Everything, in the text format `contentType` names. */
  async text(): Promise<string> {
    for (const refresh of this.refreshers) await refresh();
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private parked(follower: string, { parkedStreams }: FollowerStatus): void {
    this.parkedStreams.set({ follower }, parkedStreams);
  }

  private gauge(name: string, help: string, ...labelNames: string[]): Gauge<string> {
    return new Gauge({ name, help, labelNames, registers: this.registers });
  }

  private followed(part: string, label: string): FollowedGauges {
    return new FollowedGauges(label, {
      position: this.gauge(`zhiheng_${part}_position`, 'Log position handled.', label),
      lag: this.gauge(`zhiheng_${part}_lag_events`, 'Log positions still to look at.', label),
      lagSeconds: this.gauge(`zhiheng_${part}_lag_seconds`, 'Age of the oldest event not yet handled.', label),
      state: this.gauge(`zhiheng_${part}_state`, '1 for the state it is in, 0 for the others.', label, 'state'),
    });
  }
}

interface Standing {
  readonly position: number;
  readonly lag: number;
  readonly lagMs: number;
  readonly state: string;
}

/** The four gauges of anything that follows the log. */
class FollowedGauges {
  constructor(
    private readonly label: string,
    private readonly gauges: Readonly<Record<'position' | 'lag' | 'lagSeconds' | 'state', Gauge<string>>>,
  ) {}

  reset(): void {
    for (const gauge of Object.values(this.gauges)) gauge.reset();
  }

  set(name: string, status: Standing, states: readonly string[]): void {
    const labels = { [this.label]: name };
    this.gauges.position.set(labels, status.position);
    this.gauges.lag.set(labels, status.lag);
    this.gauges.lagSeconds.set(labels, status.lagMs / 1_000);
    for (const state of states) this.gauges.state.set({ ...labels, state }, state === status.state ? 1 : 0);
  }
}
