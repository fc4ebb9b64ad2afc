import { expect, test } from '@jest/globals';
import { commonProfile, likelyRule, partsFrom, profileOf } from './decomposition-draft.js';

test('units that take part go along in their order, with what was filled in', () => {
  const units = { gulou: { value: '5', weight: '2' }, xuanwu: { value: '' }, qinhuai: { out: true, value: '9' } };
  expect(partsFrom({ rule: 'sum', units }, ['xuanwu', 'qinhuai', 'gulou', 'pukou'])).toEqual([{ unit: 'xuanwu' }, { unit: 'gulou', value: '5', weight: '2' }, { unit: 'pukou' }]);
  expect(partsFrom({ rule: 'each', units }, ['gulou'])).toEqual([{ unit: 'gulou', value: '5' }]);
});

test('the expected progress that all units have is kept unless another is chosen', () => {
  const quarters = ['0.2', '0.4', '0.7', '1'];
  expect([commonProfile([quarters, [...quarters]]), commonProfile(['linear', 'year-end']), commonProfile([])]).toEqual([quarters, undefined, undefined]);
  expect([profileOf({}, quarters), profileOf({}, undefined), profileOf({ profile: 'city' }, quarters), profileOf({ profile: 'linear' }, quarters)]).toEqual([quarters, undefined, undefined, 'linear']);
});

test('counts are likely added up, rates hold for each', () => {
  expect(['家', '%', '件/万人', '分'].map(likelyRule)).toEqual(['sum', 'each', 'each', 'each']);
});
