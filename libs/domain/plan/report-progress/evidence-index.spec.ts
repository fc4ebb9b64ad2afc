import { describe, expect, test } from '@jest/globals';
import { Refused } from '#engine/http';
import { referencesOf, type EvidenceIndex } from './evidence-index.js';

const [ours, theirs] = ['a'.repeat(64), 'b'.repeat(64)];
const index: EvidenceIndex = {
  about: async (sha256) => {
    if (sha256 === ours) return { size: 12, type: 'application/pdf', uploads: [{ name: '他单位.pdf', unit: 'health' }, { name: '台账.pdf', unit: 'finance' }] };
    return sha256 === theirs ? { size: 3, type: 'text/csv', uploads: [{ name: '他单位.csv', unit: 'health' }] } : undefined;
  },
};

describe('evidence of progress', () => {
  test('a file is referred to under the name the unit gave it, once', async () => {
    expect(await referencesOf([ours, ours], 'finance', index)).toEqual([{ sha256: ours, name: '台账.pdf', size: 12, type: 'application/pdf' }]);
    expect(await referencesOf([], 'finance', index)).toEqual([]);
  });

  test('a file that only others uploaded, or nobody, is refused', async () => {
    for (const sha256 of [theirs, 'c'.repeat(64)]) {
      const refused = await referencesOf([ours, sha256], 'finance', index).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refused);
      expect((refused as Refused).refusal).toEqual({ refused: 'plan.evidence-unknown', values: { sha256 }, field: 'body.evidence' });
    }
  });
});
