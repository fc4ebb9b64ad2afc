import { describe, expect, test } from '@jest/globals';
import { Refused } from '#engine/http';
import { referencesOf, type SupervisionEvidence } from './evidence-index.js';
import { people } from './finding-examples.js';

const [ours, theirs] = ['a'.repeat(64), 'b'.repeat(64)];
const index: SupervisionEvidence = {
  about: async (sha256) => {
    if (sha256 === ours) return { size: 12, type: 'application/pdf', uploads: [{ name: '他单位.pdf', unit: 'health', by: 'reporter-li' }, { name: '台账.pdf', unit: 'xuanwu', by: 'reporter-wang' }] };
    return sha256 === theirs ? { size: 3, type: 'text/csv', uploads: [{ name: '他单位.csv', unit: 'health', by: 'reporter-li' }] } : undefined;
  },
};

describe('evidence that an act names', () => {
  test('is referred to once, under the name of the upload that the caller may see', async () => {
    expect(await referencesOf([ours, ours], people.reporter, index)).toEqual([{ sha256: ours, name: '台账.pdf', size: 12, type: 'application/pdf' }]);
    expect(await referencesOf([ours], people.inspector, index)).toMatchObject([{ name: '他单位.pdf' }]);
    expect(await referencesOf([theirs], people.stranger, index)).toEqual([{ sha256: theirs, name: '他单位.csv', size: 3, type: 'text/csv' }]);
    expect(await referencesOf([], people.reporter, index)).toEqual([]);
  });

  test('one’s own upload may be named, whatever unit it was for', async () => {
    expect(await referencesOf([theirs], { ...people.reporter, id: 'reporter-li' }, index)).toMatchObject([{ sha256: theirs }]);
  });

  test('a file of others, or of nobody, is refused in the same words', async () => {
    for (const sha256 of [theirs, 'c'.repeat(64)]) {
      const refused = await referencesOf([ours, sha256], people.reporter, index).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refused);
      expect((refused as Refused).refusal).toEqual({ refused: 'supervision.evidence-unknown', values: { sha256 }, field: 'body.evidence' });
    }
  });
});
