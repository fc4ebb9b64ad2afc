import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostileText } from '#engine/testing/generators';
import { TestClock } from '#engine/testing';
import { createLog, NestLog, nextStep, redacted, redactedFields, withTrace, type Log, type LogFields } from './index.js';

function logged(level?: 'debug' | 'warn'): { readonly log: Log; readonly lines: string[]; readonly last: () => Record<string, unknown> } {
  const lines: string[] = [];
  const log = createLog({ service: 'server', clock: new TestClock('2025-03-03T01:00:00.000Z'), destination: { write: (line) => void lines.push(line) }, ...(level ? { level } : {}) });
  return { log, lines, last: () => JSON.parse(lines.at(-1)!) as Record<string, unknown> };
}

describe('a log line', () => {
  test('is one JSON object with time, level, service, trace and message', () => {
    const { log, last, lines } = logged();
    const step = nextStep();
    withTrace(step, () => log.child({ room: 'relay' }).warn('broker is away', { attempt: 3 }));
    expect(last()).toEqual({ level: 'warn', time: '2025-03-03T01:00:00.000Z', service: 'server', pid: process.pid, traceId: step.traceId, spanId: step.spanId, room: 'relay', attempt: 3, msg: 'broker is away' });
    log.debug('below the level');
    expect(lines).toHaveLength(1);
  });

  test('cannot be forged or made to steer a terminal, whatever is logged', () => {
    const { log, lines } = logged();
    const dangerous = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
    fc.assert(
      fc.property(hostileText, hostileText, (message, value) => {
        lines.length = 0;
        log.info(message, { value, [`k${value.slice(0, 20)}`]: 1, err: new Error(value) });
        expect(lines).toHaveLength(1);
        expect(lines[0]!.indexOf('\n')).toBe(lines[0]!.length - 1);
        expect(dangerous.test(lines[0]!)).toBe(false);
        const parsed = JSON.parse(lines[0]!) as Record<string, unknown>;
        if (message.length < 100) expect(Buffer.from(parsed['msg'] as string)).toEqual(Buffer.from(message.replace(/Bearer .*/, '')));
      }),
      { numRuns: 200 },
    );
    log.info('good\r\n{"level":"fatal","msg":"forged"}\u001b[2J\u009b31m');
    expect(lines.at(-1)!.split('\n')).toHaveLength(2);
  });

  test('keeps what the log itself says when a field has the same name', () => {
    const { log, last } = logged();
    log.info('real', { level: 'fatal', time: 'never', service: 'other', msg: 'forged', traceId: 'x' });
    expect(last()).toMatchObject({ level: 'info', service: 'server', msg: 'real', level_: 'fatal', msg_: 'forged', traceId_: 'x' });
  });

  test.each(redactedFields)('masks the field %s wherever it is', (field) => {
    const { log, lines } = logged();
    const canary = 'CANARY-7f3a';
    log.child({ [field]: canary }).error('x', { [field]: canary, deep: [{ headers: { [`x-${field.toUpperCase()}`]: canary } }], err: Object.assign(new Error('e'), { [field]: canary }) });
    expect(lines.join('')).not.toContain(canary);
    expect(lines.join('')).toContain(redacted);
  });

  test('masks tokens and personal numbers inside texts, and leaves other numbers', () => {
    const { log, last } = logged();
    log.info('Authorization: Bearer abc.def, 身份证 32010219900307123X 手机 13812345678', { note: 'eyJhbGciOi.eyJzdWIi.c2ln', position: 13812345678, at: '20250630160000123' });
    const line = JSON.stringify(last());
    for (const secret of ['abc.def', '32010219900307123X', 'eyJzdWIi']) expect(line).not.toContain(secret);
    expect(last()).toMatchObject({ msg: expect.not.stringContaining('13812345678'), position: 13812345678, at: '20250630160000123' });
  });

  test.each<[string, LogFields]>([
    ['a cycle', (() => { const a: Record<string, unknown> = {}; a['self'] = a; return a; })()],
    ['a big integer', { n: 12345678901234567890n }],
    ['a throwing getter', { get bad(): never { throw new Error('getter'); } }],
    ['a huge text', { text: 'x'.repeat(1_000_000) }],
    ['bytes', { bytes: new Uint8Array(100_000) }],
    ['an invalid date', { at: new Date(Number.NaN) }],
    ['a map', { map: new Map([['password', 'x']]) }],
    ['a function', { fn: () => 1 }],
  ])('survives %s and stays short', (_what, fields) => {
    const { log, lines, last } = logged();
    log.info('still here', fields);
    expect(last()['msg']).toBe('still here');
    expect(lines[0]!.length).toBeLessThan(20_000);
  });

  test('spells out an error with its causes', () => {
    const { log, last } = logged();
    log.error('failed', { err: new Error('outer', { cause: new TypeError('inner') }) });
    expect(last()['err']).toMatchObject({ type: 'Error', message: 'outer', stack: expect.stringContaining('log.spec'), cause: { type: 'TypeError', message: 'inner' } });
  });
});

describe('what Nest says', () => {
  test('is logged with its place, level and stack', () => {
    const { log, last } = logged('debug');
    const nest = new NestLog(log);
    nest.log('Starting', 'NestFactory');
    expect(last()).toMatchObject({ level: 'debug', msg: 'Starting', context: 'NestFactory' });
    nest.error('Failed', 'Error: x\n    at y', 'Router');
    expect(last()).toMatchObject({ level: 'error', msg: 'Failed', stack: expect.stringContaining('at y'), context: 'Router' });
    nest.error(new Error('boom'), 'Router');
    expect(last()).toMatchObject({ msg: 'boom', context: 'Router', err: { message: 'boom' } });
    nest.error('Failed', 'Router');
    expect(last()).toMatchObject({ msg: 'Failed', context: 'Router' });
    expect(last()['stack']).toBeUndefined();
    nest.warn({ a: 1 }, 'Injector');
    expect(last()).toMatchObject({ level: 'warn', value: { a: 1 }, context: 'Injector' });
    nest.verbose('detail', { more: 1 }, 'Explorer');
    expect(last()).toMatchObject({ level: 'debug', msg: 'detail', details: [{ more: 1 }], context: 'Explorer' });
    nest.fatal('gone');
    expect(last()).toMatchObject({ level: 'fatal', msg: 'gone' });
  });
});
