import { describe, expect, test } from '@jest/globals';
import { needsLooking, shareOf, type Standing } from './standings.js';

const fine: Standing = { name: 'plans', state: 'live', position: 9, lag: 0, lagMs: 0 };
const halted = { position: 3, type: 'plan.PlanAdopted', reason: 'no', at: '2026-01-01T00:00:00.000Z' };

describe('what follows the log', () => {
  test.each<[string, Partial<Standing>]>([
    ['halted', { state: 'halted', halted }], ['stopped', { state: 'stopped' }], ['failing', { state: 'backing-off' }], ['something parked', { parkedStreams: 1 }], ['a timer that failed', { timers: { pending: 1, due: 0, failed: 1, fired: 0 } }],
    ['a rebuild that halted', { state: 'rebuilding', rebuild: { generation: 2, position: 3, target: 9, halted } }], ['a rebuild that differs', { rebuild: { generation: 2, position: 9, target: 9, comparison: { position: 9, equal: false, differences: [] } } }],
  ])('is to be looked at when it is %s', (_, more) => {
    expect(needsLooking({ ...fine, ...more })).toBe(true);
  });

  test('need not be looked at while it works, catches up or is made anew', () => {
    expect([fine, { ...fine, state: 'catching-up' }, { ...fine, rebuild: { generation: 2, position: 3, target: 9 } }].map(needsLooking)).toEqual([false, false, false]);
  });

  test('is done only when it is there', () => {
    expect([shareOf({ position: 0, target: 9 }), shareOf({ position: 8_999, target: 9_000 }), shareOf({ position: 9, target: 9 }), shareOf({ position: 0, target: 0 })]).toEqual([0, 99, 100, 100]);
  });
});
