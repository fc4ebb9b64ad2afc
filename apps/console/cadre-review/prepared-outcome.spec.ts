import { expect, test } from '@jest/globals';
import { asRead } from './prepared-outcome.js';

test('a dossier that has nothing new in it counts as unchanged, one that cannot be prepared does not', () => {
  const title = { zh: '第 1 版已报送，内容没有变化。', en: 'Version 1 was handed over, and nothing in it has changed.' };
  const refused = { unit: 'gulou', outcome: 'refused', code: 'cadre-review.no-linkage-rules' } as const;
  expect(asRead({ units: [{ unit: 'xuanwu', outcome: 'refused', code: 'cadre-review.nothing-to-replace', title }, refused, { unit: 'qinhuai', outcome: 'prepared' }, { unit: 'jianye', outcome: 'unchanged' }] })).toEqual({
    units: [{ unit: 'xuanwu', outcome: 'unchanged', code: 'cadre-review.nothing-to-replace', title }, refused, { unit: 'qinhuai', outcome: 'prepared' }, { unit: 'jianye', outcome: 'unchanged' }],
    prepared: 1, unchanged: 2, refused: 1,
  });
});
