import { expect, test } from '@jest/globals';
import { standstill } from './standstill.js';

const still = (changes: object) => standstill({ silentMs: 10, idleMs: 10, lag: 0, stallMs: 100, ...changes });

test('a consumer stands still when fetches stay away, or messages wait and none is taken', () => {
  expect(still({ silentMs: 101 })).toContain('no fetch');
  expect(still({ idleMs: 101, lag: 3 })).toContain('3 messages wait');
});

test.each([['working', {}], ['an empty topic', { idleMs: 10_000, lag: 0 }], ['a lag nobody can tell', { idleMs: 10_000, lag: undefined }], ['a lag that has just come', { lag: 7 }]])('%s is no standstill', (_, changes) => {
  expect(still(changes)).toBeUndefined();
});
