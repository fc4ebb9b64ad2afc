import { expect, test } from '@jest/globals';
import { linesOf, rulesOf } from './rule-lines.js';

const rules = [
  { code: 'bars-excellent', when: [{ grades: ['D'] }, { vetoed: true }], advice: { zh: '不得评优。', en: 'Not excellent.' }, document: '文号' },
  { code: 'interview', when: [{ bottomRanks: { places: 1, running: 2 } }], advice: { zh: '建议约谈。', en: 'Interview.' } },
  { code: 'priority', when: [{ grades: ['A'], vetoed: false, rankAtMost: 3 }], advice: { zh: '优先。', en: 'First.' } },
];

test('rules as lines are the same rules again', () => {
  expect(linesOf(rules)).toHaveLength(4);
  expect(rulesOf(linesOf(rules))).toEqual(rules);
});

test('a line without any condition stays one, so that the server says what is missing', () => {
  expect(rulesOf([{ code: 'x', zh: '建议', en: 'advice' }])).toEqual([{ code: 'x', when: [{}], advice: { zh: '建议', en: 'advice' } }]);
});
