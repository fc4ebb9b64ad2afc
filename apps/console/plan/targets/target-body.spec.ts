import { expect, test } from '@jest/globals';
import { targetFrom, typedProfile } from './target-body.js';

const of = { indicator: 'tech-incubators', unit: 'city', year: 2025 };

test('a number goes along only where the comparison has one', () => {
  expect(targetFrom({ 'target.comparator': '>=', 'target.value': ' 260 ', 'target.profile': 'linear' }, of)).toEqual({ ...of, comparator: '>=', value: '260', profile: 'linear' });
  expect(targetFrom({ 'target.comparator': 'improving', 'target.value': '260', 'target.qualifier': '逐年提高', 'target.profile': 'year-end' }, of)).toEqual({ ...of, comparator: 'improving', qualifier: '逐年提高', profile: 'year-end' });
});

test('shares by quarter make a profile of their own', () => {
  expect(targetFrom({ 'target.comparator': '>=', 'target.value': '1', 'target.profile': 'custom', 'profile.1': '0.1', 'profile.2': '0.4', 'profile.3': '0.7', 'profile.4': '1' }, of).profile).toEqual(['0.1', '0.4', '0.7', '1']);
  expect([typedProfile('linear'), typedProfile(['0', '0', '0', '1'])]).toEqual(['linear', 'custom']);
});
