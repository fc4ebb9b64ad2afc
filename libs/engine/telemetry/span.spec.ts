import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, describe, expect, test } from '@jest/globals';
import { context, ROOT_CONTEXT, trace, type Context, type ContextManager, type Span, type SpanStatus, type Tracer } from '@opentelemetry/api';
import { currentTrace, nextStep, span, withTrace } from './index.js';

interface Recorded {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId: string | undefined;
  readonly spanId: string;
  readonly attributes: unknown;
  status?: SpanStatus;
  exception?: unknown;
  ended: number;
}

/** A registered SDK in 30 lines: records spans and carries the context through awaits. */
function registerSdk(): Recorded[] {
  const spans: Recorded[] = [];
  const startSpan: Tracer['startSpan'] = (name, options, parentContext = context.active()) => {
    const parent = trace.getSpanContext(parentContext);
    const { traceId, spanId } = parent ? { traceId: parent.traceId, spanId: nextStep().spanId } : nextStep();
    const record: Recorded = { name, traceId, spanId, parentSpanId: parent?.spanId, attributes: options?.attributes, ended: 0 };
    spans.push(record);
    return {
      isRecording: () => true,
      spanContext: () => ({ traceId, spanId, traceFlags: 1 }),
      end: () => void record.ended++,
      recordException: (exception: unknown) => void (record.exception = exception),
      setStatus: (status: SpanStatus) => void (record.status = status),
    } as unknown as Span;
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan }) as Tracer });
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, run, thisArg, ...args) => storage.run(active, () => run.call(thisArg, ...args)),
    bind: (_context, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  context.setGlobalContextManager(manager);
  return spans;
}

afterEach(() => {
  trace.disable();
  context.disable();
});

describe('a span', () => {
  test('without an SDK just runs the step, in the trace that is there', async () => {
    const step = nextStep();
    await expect(withTrace(step, () => span('step', {}, async () => currentTrace()))).resolves.toEqual(step);
    expect(() => span('step', {}, () => { throw new Error('no'); })).toThrow('no');
  });

  test('with an SDK hangs below the caller, nests, and is what the log sees', async () => {
    const spans = registerSdk();
    const caller = nextStep();
    const inner = await withTrace(caller, () => span('outer', { stream: 's-1' }, () => span('inner', {}, async () => currentTrace())));
    expect(spans.map(({ name, ended }) => [name, ended])).toEqual([['outer', 1], ['inner', 1]]);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([caller.traceId]));
    expect(spans[0]).toMatchObject({ parentSpanId: caller.spanId, attributes: { stream: 's-1' } });
    expect(spans[1]?.parentSpanId).toBe(spans[0]?.spanId);
    expect(inner).toEqual({ traceId: caller.traceId, spanId: spans[1]?.spanId, sampled: true });
  });

  test('ends once and records the error when the step throws or rejects', async () => {
    const spans = registerSdk();
    const fault = new Error('broken');
    expect(() => span('sync', {}, () => { throw fault; })).toThrow(fault);
    await expect(span('async', {}, () => Promise.reject(fault))).rejects.toBe(fault);
    for (const recorded of spans) expect(recorded).toMatchObject({ ended: 1, exception: fault, status: { code: 2 } });
  });
});
