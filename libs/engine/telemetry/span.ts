import { context, ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags, type Attributes, type Context, type Span } from '@opentelemetry/api';
import { currentTrace, withTrace } from './trace-context.js';

/**
 * Run a step as an OpenTelemetry span, ended when the step returns, throws or its promise settles.
 * Without a registered SDK the step just runs.
 */
export function span<T>(name: string, attributes: Attributes, run: () => T): T {
  const started = trace.getTracer('zhiheng').startSpan(name, { attributes }, parent());
  if (!started.isRecording()) return run();
  const { traceId, spanId, traceFlags } = started.spanContext();
  const step = { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 };
  const within = trace.setSpan(context.active(), started);
  try {
    const result = context.with(within, () => withTrace(step, run));
    return isPromise(result) ? (ended(started, result) as T) : finish(started, result);
  } catch (error) {
    throw failed(started, error);
  }
}

/** A span around this code is the parent; else the step that arrived from outside. */
function parent(): Context {
  const active = context.active();
  if (active !== ROOT_CONTEXT && trace.getSpan(active)) return active;
  const step = currentTrace();
  if (!step) return active;
  const traceFlags = step.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(active, { traceId: step.traceId, spanId: step.spanId, traceFlags, isRemote: true });
}

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

async function ended(started: Span, result: Promise<unknown>): Promise<unknown> {
  try {
    return finish(started, await result);
  } catch (error) {
    throw failed(started, error);
  }
}

function finish<T>(started: Span, result: T): T {
  started.end();
  return result;
}

function failed(started: Span, error: unknown): unknown {
  started.recordException(error instanceof Error ? error : String(error));
  started.setStatus({ code: SpanStatusCode.ERROR });
  started.end();
  return error;
}
