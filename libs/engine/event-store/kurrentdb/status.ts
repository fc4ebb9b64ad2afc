import type { Bilingual, Instant } from '#engine/kernel';
import type { LogPlace } from './log-place.js';

/**
 * How a process stands to the log: `current`: it has all that the server last told of · `catching-up` · `disconnected`: the server cannot be
 * asked; reads go on, appends wait · `stopped`: an operator has to act.
 */
export type ReplicaState = 'current' | 'catching-up' | 'disconnected' | 'stopped';

export interface ReplicaStatus {
  readonly state: ReplicaState;
  /** Position of the last event in the replica. */
  readonly position: number;
  /** Since when the replica has lacked something that the server had. */
  readonly behindSince?: Instant;
  /** How much of the server's log lies between, in bytes, other products' events included. */
  readonly behindBytes?: number;
  /** When the server was last heard. */
  readonly lastHeardAt?: Instant;
  /** The last trouble, as the client tells it; gone once it is over. */
  readonly reason?: string;
  readonly text: Bilingual;
}

export interface StatusParts {
  readonly position: number;
  readonly place: LogPlace | undefined;
  readonly serverPlace: LogPlace | undefined;
  readonly lastHeardAt: Instant | undefined;
  readonly behindSince: Instant | undefined;
  readonly everCurrent: boolean;
  readonly trouble: string | undefined;
  readonly refusal: Bilingual | undefined;
}

const texts: Readonly<Record<ReplicaState, Bilingual>> = {
  current: { zh: '本机副本与事件服务器一致。', en: 'The replica has all that the event server has.' },
  'catching-up': { zh: '本机副本正在追赶事件服务器。', en: 'The replica is catching up with the event server.' },
  disconnected: { zh: '与事件服务器的连接中断，正在重试；可以查询，写入须等待恢复。', en: 'The event server cannot be reached, trying again; reads go on, writes wait.' },
  stopped: { zh: '本机副本已停止。', en: 'The replica has stopped.' },
};

/** Judge the parts. Pure. */
export function replicaStatus({ position, place, serverPlace, lastHeardAt, behindSince, everCurrent, trouble, refusal }: StatusParts): ReplicaStatus {
  const state = refusal ? 'stopped' : trouble !== undefined ? 'disconnected' : behindSince !== undefined || !everCurrent ? 'catching-up' : 'current';
  return {
    state,
    position,
    text: refusal ?? texts[state],
    ...(behindSince === undefined ? {} : { behindSince, behindBytes: Number((serverPlace?.commit ?? 0n) - (place?.commit ?? 0n)) }),
    ...(lastHeardAt === undefined ? {} : { lastHeardAt }),
    ...(trouble === undefined ? {} : { reason: trouble }),
  };
}
