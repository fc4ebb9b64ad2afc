import { describe, expect, test } from '@jest/globals';
import { stepsOf, verdictOn, type Round } from './steps.js';

const day = (what: string) => ({ what, called: { zh: what, en: what }, on: '2025-01-31', done: false, late: false });
const round = (step: Round['step'], more: Partial<Round> = {}): Round =>
  ({ step, stepSince: '2025-02-01T01:00:00.000Z', openedAt: '2025-01-06T01:00:00.000Z', days: [day('self-assessment'), day('freeze')], runs: [], notified: null, confirmed: null, publications: [], ...more }) as unknown as Round;

describe('the steps of a round', () => {
  test('before, at and after the present one', () => {
    const steps = stepsOf(round('frozen'));
    expect(steps.map(({ standing }) => standing)).toEqual(['done', 'done', 'now', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead']);
    expect(steps[0]).toMatchObject({ planned: { what: 'self-assessment' }, reached: '2025-01-06T01:00:00.000Z' });
    expect(steps[2]).toMatchObject({ planned: { what: 'freeze' }, reached: '2025-02-01T01:00:00.000Z' });
  });

  test('a closed round has all of them behind it', () => {
    expect(new Set(stepsOf(round('closed')).map(({ standing }) => standing))).toEqual(new Set(['done']));
  });

  test('one that was called off shows what it had reached', () => {
    expect(stepsOf(round('cancelled')).map(({ standing }) => standing)).toEqual(['done', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead']);
  });
});

describe('the verdict on an act', () => {
  test('is the server’s, with its words', () => {
    const because = { code: 'assessment.wrong-step', text: { zh: '不能', en: 'no' }, remedy: { zh: '等', en: 'wait' } };
    const told = { acts: [{ act: 'adjust' as const, possible: false, because }, { act: 'enter' as const, possible: true, because: null }] };
    expect([verdictOn(told, 'adjust'), verdictOn(told, 'enter'), verdictOn({}, 'mark')]).toEqual([{ allowed: false, because: because.text, remedy: because.remedy }, { allowed: true }, undefined]);
  });
});
