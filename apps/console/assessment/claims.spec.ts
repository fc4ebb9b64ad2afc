import { describe, expect, test } from '@jest/globals';
import { claimText, cleanClaim, isEmptyClaim, type Claim } from './claims.js';

describe('a claim', () => {
  test.each<[Claim, Claim]>([[{ value: ' 80 ' }, { value: '80' }], [{ value: '' }, {}], [{ level: 'full' }, { level: 'full' }], [{ counts: { a: '2', b: ' ' } }, { counts: { a: '2' } }]])('%j says %j', (given, said) => {
    expect(cleanClaim(given)).toEqual(said);
  });

  test('says nothing when all its fields are empty', () => {
    expect([isEmptyClaim({ value: ' ', counts: { a: '' } }), isEmptyClaim({ level: 'half' })]).toEqual([true, false]);
  });

  test('is one line of text', () => {
    expect([claimText({ value: '80' }), claimText({ level: 'full' }), claimText({ counts: { a: '2', b: '1' } }), claimText({})]).toEqual(['80', 'full', 'a 2；b 1', '']);
  });
});
