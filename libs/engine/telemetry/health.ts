import type { Bilingual, JsonObject } from '#engine/kernel';
import type { ReplicaStatus } from '#engine/event-store/kurrentdb';
import type { IntakeStatus } from '#engine/intake';
import type { LedgerStatus } from '#engine/ledger';
import type { NoticeStatus, OutletStatus } from '#engine/notices';
import type { ProjectionStatus } from '#engine/projections';
import type { ReactionStatus } from '#engine/reactions';
import type { ReconciliationStatus } from '#engine/reconciliation';
import type { RelayStatus } from '#engine/relay';
import { witnessText, type WitnessStatus } from '#engine/witness';

/** What the health of a process is judged by. */
export interface HealthParts {
  /** Whether the process answers requests; false while it starts and while it stops. */
  readonly serving: boolean;
  readonly log: { readonly writable: boolean; readonly position: number; readonly reason?: string };
  /** How this process's copy of the log stands to the server of the log, where it has one. */
  readonly replica?: ReplicaStatus & { /** How long it has lacked something, in milliseconds. */ readonly behindMs: number; /** How long its server was not heard. */ readonly silentMs: number };
  /** Whether this process was ready before: then a projection that falls behind does not take it out of service. */
  readonly inService?: boolean;
  /** Parts that could not be asked in time: names as in {@link HealthPart}, or the kind alone, such as `process`. */
  readonly silent?: readonly string[];
  readonly projections: readonly ProjectionStatus[];
  readonly reactions?: readonly ReactionStatus[];
  readonly relay?: readonly RelayStatus[];
  readonly intakes?: readonly IntakeStatus[];
  readonly ledger?: LedgerStatus;
  readonly witnesses?: readonly WitnessStatus[];
  readonly notices?: { readonly definitions: readonly NoticeStatus[]; readonly outlets: readonly OutletStatus[] };
  readonly reconciliation?: ReconciliationStatus;
  readonly limits?: Partial<HealthLimits>;
}

export interface HealthLimits {
  /** A projection whose oldest unhandled event is older than this is too late: it is reported, and a process that begins waits for it. */
  readonly projectionLagMs: number;
  /** A copy of the log that lacks something, or has not heard from its server, for longer than this takes its process out of service. */
  readonly replicaLagMs: number;
  /** A relay or process this late is reported, without taking the server out of service. */
  readonly followerLagMs: number;
}

export const defaultHealthLimits: HealthLimits = { projectionLagMs: 10_000, replicaLagMs: 10_000, followerLagMs: 60_000 };

/** `up` · `degraded`: an operator should look · `down`: this part does not work. */
export type PartState = 'up' | 'degraded' | 'down';

export interface HealthPart {
  /** `log`, `replica`, `projection/<name>`, `process/<name>`, `topic/<name>`, `intake/<topic>`, `notices/<name>`, `outlet/<name>`, `witness/<name>`, `ledger`, `reconciliation`. */
  readonly name: string;
  readonly state: PartState;
  /** Whether the process can be ready without it. */
  readonly needed: boolean;
  readonly text: Bilingual;
  readonly detail: JsonObject;
}

export interface Health {
  /** The process serves; when false it should be restarted. */
  readonly live: boolean;
  /**
   * Requests should be sent here: the log takes facts, this process's copy of it is current, and the rows can be read. A projection is
   * the same for all processes, so that one which halts or falls behind is reported and takes none of them out of service; a process
   * that begins is not ready until the projections that are not halted have been current once.
   */
  readonly ready: boolean;
  readonly parts: readonly HealthPart[];
}

/** Judge the parts. Pure: the same parts give the same answer. */
export function health(parts: HealthParts): Health {
  const limits = { ...defaultHealthLimits, ...parts.limits };
  const judged = [
    logPart(parts.log),
    ...(parts.replica ? [replicaPart(parts.replica, limits)] : []),
    ...(parts.silent ?? []).map(silentPart),
    ...parts.projections.map((status) => projectionPart(status, limits, parts.inService ?? false)),
    ...(parts.reactions ?? []).map((status) => followerPart(`process/${status.process}`, status, limits, { timers: { ...status.timers } })),
    ...(parts.relay ?? []).map((status) => followerPart(`topic/${status.topic}`, status, limits, { sent: status.sent })),
    ...(parts.intakes ?? []).map(intakePart),
    ...(parts.notices?.definitions ?? []).map((status) => followerPart(`notices/${status.definition}`, status, limits, { issued: status.issued })),
    ...(parts.notices?.outlets ?? []).map((status) => outletPart(status, limits)),
    ...(parts.witnesses ?? []).map(witnessPart),
    ...(parts.ledger ? [ledgerPart(parts.ledger, limits)] : []),
    ...(parts.reconciliation?.last ? [reconciliationPart(parts.reconciliation.last)] : []),
  ];
  return {
    live: parts.serving,
    ready: parts.serving && judged.every((part) => !part.needed || part.state !== 'down'),
    parts: judged,
  };
}

function logPart(log: HealthParts['log']): HealthPart {
  const { writable, position, reason } = log;
  const text = writable
    ? { zh: '事件日志可写。', en: 'The event log takes facts.' }
    : { zh: '事件日志已停止写入，须重启进程。', en: 'The event log takes no more facts; the process must be restarted.' };
  return { name: 'log', state: writable ? 'up' : 'down', needed: true, text, detail: { position, ...(reason === undefined ? {} : { reason }) } };
}

/** A copy that falls behind, or cannot learn whether it does, cannot answer for the present, and its process records nothing. */
function replicaPart({ state, position, text, reason, behindMs, silentMs, behindBytes = 0 }: NonNullable<HealthParts['replica']>, limits: HealthLimits): HealthPart {
  const lateMs = Math.max(behindMs, silentMs);
  const down = state === 'stopped' || lateMs > limits.replicaLagMs;
  return {
    name: 'replica', needed: true, state: down ? 'down' : state === 'disconnected' || lateMs > limits.replicaLagMs / 2 ? 'degraded' : 'up', text,
    detail: { state, position, behindMs, silentMs, behindBytes, ...(reason === undefined ? {} : { reason }) },
  };
}

/** Nobody can say how it is: the server that keeps it does not answer, or not in time. Without rows nothing can be shown. */
const silentPart = (name: string): HealthPart => ({
  name, state: 'down', needed: name === 'projection', detail: {},
  text: { zh: '无法及时得知状态：保存它的服务器未答复。', en: 'Its state could not be learnt in time: the server that keeps it does not answer.' },
});

function projectionPart(status: ProjectionStatus, limits: HealthLimits, inService: boolean): HealthPart {
  const { name, state, position, lag, lagMs, generation, halted } = status;
  const tooLate = state !== 'halted' && lagMs > limits.projectionLagMs;
  return {
    name: `projection/${name}`,
    state: state === 'halted' || tooLate ? 'down' : state === 'live' ? 'up' : 'degraded',
    needed: state !== 'halted' && !inService,
    text: halted ? haltedText(halted.position) : tooLate ? lateText(lag, lagMs) : workingText(lag),
    detail: { state, generation, position, lag, lagMs, ...(halted ? { halted: { ...halted } } : {}) },
  };
}

function followerPart(
  name: string,
  status: ReactionStatus | RelayStatus | NoticeStatus,
  limits: HealthLimits,
  more: JsonObject,
): HealthPart {
  const { state, position, lag, lagMs, parkedStreams, fault } = status;
  const failedTimers = 'timers' in status ? status.timers.failed : 0;
  const down = state === 'stopped' || state === 'backing-off';
  const tooLate = lagMs > limits.followerLagMs;
  const parked = parkedStreams + failedTimers;
  return {
    name,
    state: down ? 'down' : tooLate || parked > 0 ? 'degraded' : 'up',
    needed: false,
    text: down ? stoppedText(state === 'stopped') : parked > 0 ? parkedText(parked) : tooLate ? lateText(lag, lagMs) : workingText(lag),
    detail: { state, position, lag, lagMs, parkedStreams, ...more, ...(fault ? { fault: { ...fault } } : {}) },
  };
}

function outletPart({ outlet, state, queued, due, failed, lagMs, delivered, fault }: OutletStatus, limits: HealthLimits): HealthPart {
  const down = state === 'stopped' || state === 'backing-off';
  const tooLate = lagMs > limits.followerLagMs;
  return {
    name: `outlet/${outlet}`,
    state: down ? 'down' : tooLate || failed > 0 ? 'degraded' : 'up',
    needed: false,
    text: down ? stoppedText(state === 'stopped') : failed > 0 ? parkedText(failed) : tooLate ? lateText(due, lagMs) : workingText(due),
    detail: { state, queued, due, failed, lagMs, delivered, ...(fault ? { fault: { ...fault } } : {}) },
  };
}

/** Messages that cannot be taken lie among the dead letters; a message that waits holds up those behind it. */
function intakePart({ topic, state, lag, restarts, fault, taken, trying }: IntakeStatus): HealthPart {
  const down = state === 'stopped' || state === 'backing-off';
  return {
    name: `intake/${topic}`, needed: false, state: down ? 'down' : trying ? 'degraded' : 'up', text: down || trying ? stoppedText(state === 'stopped') : workingText(lag ?? 0),
    detail: { state, restarts, ...taken, ...(lag === undefined ? {} : { lag }), ...(fault ? { fault: { ...fault } } : {}), ...(trying ? { trying: { ...trying } } : {}) },
  };
}

/** A witness that has seen another history is alarming; one that is away is waited for. */
function witnessPart(status: WitnessStatus): HealthPart {
  const { witness, url, state, size, at, fault } = status;
  const alarming = fault?.code === 'histories-differ' || fault?.code === 'witness-ahead';
  return {
    name: `witness/${witness}`, needed: false, state: alarming ? 'down' : fault ? 'degraded' : 'up', text: witnessText(status),
    detail: { url, state, ...(size === undefined ? {} : { size }), ...(at === undefined ? {} : { at }), ...(fault ? { fault: { ...fault } } : {}) },
  };
}

/** A ledger that contradicts the log takes the process out of service: what it answers could not be proven. */
function ledgerPart({ state, position, lag, lagMs, checkpoint, damage, fault }: LedgerStatus, limits: HealthLimits): HealthPart {
  const stopped = state === 'stopped' || state === 'backing-off';
  const tooLate = lagMs > limits.followerLagMs;
  return {
    name: 'ledger', needed: damage !== undefined, state: damage || stopped ? 'down' : tooLate ? 'degraded' : 'up', text: damage?.text ?? (stopped ? stoppedText(state === 'stopped') : tooLate ? lateText(lag, lagMs) : workingText(lag)),
    detail: { state, position, lag, lagMs, ...(checkpoint ? { checkpoint: { ...checkpoint } } : {}), ...(damage ? { damage: damage.kind } : {}), ...(fault === undefined ? {} : { fault }) },
  };
}

/** What it found is for an operator to mend; the log is right, and the server goes on. */
function reconciliationPart({ endedAt, differing, notCompared, checks }: NonNullable<ReconciliationStatus['last']>): HealthPart {
  const text = differing > 0
    ? { zh: `上次对账发现 ${differing} 处与日志不一致，请用 zhiheng reconcile --last 查看并处理。`, en: `The last reconciliation found ${differing} differences from the log: see zhiheng reconcile --last.` }
    : notCompared > 0
      ? { zh: `上次对账一致，但有 ${notCompared} 项未能比对。`, en: `The last reconciliation found no difference, but ${notCompared} checks could not be made.` }
      : { zh: '上次对账与日志一致。', en: 'The last reconciliation found no difference from the log.' };
  return { name: 'reconciliation', needed: false, state: differing > 0 || notCompared > 0 ? 'degraded' : 'up', text, detail: { endedAt, differing, notCompared, checks: checks.length } };
}

const workingText = (lag: number): Bilingual =>
  lag === 0
    ? { zh: '正常，已处理全部事件。', en: 'Working; every event is handled.' }
    : { zh: `正常，还有 ${lag} 个位置待处理。`, en: `Working; ${lag} positions to go.` };

const lateText = (lag: number, lagMs: number): Bilingual => ({
  zh: `滞后 ${lag} 个位置、${Math.round(lagMs / 1000)} 秒，超出限值。`,
  en: `Behind by ${lag} positions and ${Math.round(lagMs / 1000)} seconds, more than the limit.`,
});

const haltedText = (position: number): Bilingual => ({
  zh: `停在位置 ${position} 的事件上，须由运维人员处理后恢复。`,
  en: `Halted at the event at position ${position}; an operator has to resume or supersede it.`,
});

const parkedText = (count: number): Bilingual => ({
  zh: `${count} 项处理失败，已挂起，须由运维人员重试或放弃；其余照常。`,
  en: `${count} failed and are parked until an operator retries or discards them; everything else flows on.`,
});

const stoppedText = (stopped: boolean): Bilingual =>
  stopped
    ? { zh: '未运行。', en: 'Not running.' }
    : {
        zh: '处理失败，正在等待重试；积压保留在日志中，不会丢失。',
        en: 'Failing, waiting to try again; the backlog stays in the log and nothing is lost.',
      };
