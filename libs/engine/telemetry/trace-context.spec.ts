import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { currentTrace, nextStep, parseTraceparent, traceparentOf, withTrace } from './index.js';

const header = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('W3C trace context', () => {
  test('reads and writes the example of the recommendation', () => {
    const trace = parseTraceparent(header);
    expect(trace).toEqual({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', sampled: true });
    expect(traceparentOf(trace!)).toBe(header);
  });

  test.each([
    ['no header', undefined],
    ['several headers', [header, header]],
    ['upper case', header.toUpperCase()],
    ['an all-zero trace id', '00-00000000000000000000000000000000-00f067aa0ba902b7-01'],
    ['an all-zero parent id', '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01'],
    ['the forbidden version', header.replace('00-', 'ff-')],
    ['more fields than version 00 has', `${header}-what`],
    ['a line break', `${header}\n`],
    ['a short trace id', header.replace('4bf9', '')],
  ])('takes %s for no trace', (_what, value) => {
    expect(parseTraceparent(value)).toBeUndefined();
  });

  test('reads what a later version begins with', () => {
    expect(parseTraceparent(`01${header.slice(2)}-later`)?.spanId).toBe('00f067aa0ba902b7');
  });

  test('what it writes it can read, for any step', () => {
    fc.assert(
      fc.property(fc.boolean(), (sampled) => {
        const step = { ...nextStep(), sampled };
        expect(parseTraceparent(traceparentOf(step))).toEqual(step);
        expect(nextStep(step)).toEqual({ ...step, spanId: expect.not.stringContaining(step.spanId) });
      }),
    );
  });

  test('follows the work through awaits and keeps parallel requests apart', async () => {
    const [one, two] = [nextStep(), nextStep()];
    const seen = async (): Promise<string | undefined> => {
      await new Promise((resolve) => setImmediate(resolve));
      return currentTrace()?.traceId;
    };
    await expect(Promise.all([withTrace(one, seen), withTrace(two, seen), seen()])).resolves.toEqual([one.traceId, two.traceId, undefined]);
  });
});
