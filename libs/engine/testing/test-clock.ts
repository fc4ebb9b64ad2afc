import type { Clock, Instant } from '#engine/kernel';

/** A stretch of time; the parts add up. Negative parts go back. */
export interface TimeSpan {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly ms?: number;
}

const lengthOf = (span: TimeSpan): number =>
  (((span.days ?? 0) * 24 + (span.hours ?? 0)) * 60 + (span.minutes ?? 0)) * 60_000 + (span.seconds ?? 0) * 1_000 + (span.ms ?? 0);

/** A clock that stands still until it is told to move, forward or back. */
export class TestClock implements Clock {
  private epochMs: number;

  constructor(at: Instant = '2025-03-03T01:00:00.000Z') {
    this.epochMs = epochMsOf(at);
  }

  now(): Instant {
    return new Date(this.epochMs).toISOString();
  }

  /** Milliseconds since 1970, as leases and timers reckon. */
  nowMs(): number {
    return this.epochMs;
  }

  set(at: Instant): void {
    this.epochMs = epochMsOf(at);
  }

  /** Move by a span; returns the new time. */
  advance(span: TimeSpan): Instant {
    this.epochMs += lengthOf(span);
    return this.now();
  }
}

function epochMsOf(at: Instant): number {
  const epochMs = Date.parse(at);
  if (Number.isNaN(epochMs)) throw new RangeError(`not an instant: ${at}`);
  return epochMs;
}
