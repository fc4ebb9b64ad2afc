import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** One step of a request's way through the system, as W3C Trace Context names it. */
export interface TraceContext {
  /** 32 lower-case hex digits, shared by everything one outside request set off. */
  readonly traceId: string;
  /** 16 lower-case hex digits: this step. */
  readonly spanId: string;
  /** Whether the caller records the trace. */
  readonly sampled: boolean;
}

const shape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const allZero = /^0+$/;

/**
 * Read a `traceparent` header (W3C Trace Context, section 3.2). Undefined for anything malformed: a bad header
 * starts a new trace, it never fails a request.
 */
export function parseTraceparent(header: unknown): TraceContext | undefined {
  const match = typeof header === 'string' ? shape.exec(header) : null;
  if (!match) return undefined;
  const [, version = '', traceId = '', spanId = '', flags = '', more] = match;
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (allZero.test(traceId) || allZero.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The `traceparent` header of a step, to send on or to record with an event. */
export function traceparentOf(trace: TraceContext): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`;
}

/** The next step of the caller's trace; a new trace when the caller named none. */
export function nextStep(caller?: TraceContext): TraceContext {
  const spanId = randomBytes(8).toString('hex');
  return caller ? { ...caller, spanId } : { traceId: randomBytes(16).toString('hex'), spanId, sampled: false };
}

const current = new AsyncLocalStorage<TraceContext>();

/** Run something, and all it awaits, as a step of a trace. */
export function withTrace<T>(trace: TraceContext, run: () => T): T {
  return current.run(trace, run);
}

/** The step this code runs in, if any. */
export function currentTrace(): TraceContext | undefined {
  return current.getStore();
}
