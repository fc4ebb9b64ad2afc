/** What a consumer shows of itself. */
export interface Signs {
  /** When the driver last came back from a fetch, on the process's own clock, ms. */
  readonly fetchedAt: number;
  /** Partitions it was given. */
  readonly partitions: readonly number[];
}

export interface Stillness {
  /** Since the last fetch came back. */
  readonly silentMs: number;
  /** Since a message was last taken, or there was last none to take. */
  readonly idleMs: number;
  /** Messages that wait in the partitions it was given; undefined when nobody could say. */
  readonly lag: number | undefined;
  readonly stallMs: number;
}

/** Why a consumer counts as standing still; undefined when it does not. An empty topic is no standstill. */
export function standstill({ silentMs, idleMs, lag, stallMs }: Stillness): string | undefined {
  if (silentMs > stallMs) return `no fetch came back for ${Math.round(silentMs)} ms`;
  if (idleMs > stallMs && lag !== undefined && lag > 0) return `${lag} messages wait and none was taken for ${Math.round(idleMs)} ms`;
  return undefined;
}
