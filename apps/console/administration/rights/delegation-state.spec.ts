import { expect, test } from '@jest/globals';
import { stateOfDelegation } from './delegation-state.js';

test.each([['2026-05-31', null, 'ahead'], ['2026-06-01', null, 'running'], ['2026-06-10', null, 'running'], ['2026-06-11', null, 'over'], ['2026-06-05', '2026-06-03T00:00:00.000Z', 'ended']])('a delegation from 1 to 10 June is, on %s (ended %s), %s', (today, endedAt, state) => {
  expect(stateOfDelegation({ fromDate: '2026-06-01', untilDate: '2026-06-10', endedAt }, today)).toBe(state);
});
