import { describe, expect, test } from '@jest/globals';
import { bodyOfDraft, draftOf, emptyDraft, progressOf, withBonus, type SelfDraft } from './self-draft.js';
import type { Form } from './claims.js';

const form = { leaves: ['patents', 'service', 'standards'].map((node) => ({ node })) } as unknown as Form;
const proof = 'a'.repeat(64);
const draft: SelfDraft = {
  items: { standards: { claim: { value: ' 3 ' }, evidence: [proof] }, patents: { claim: {}, note: '见材料', evidence: [] }, service: { claim: { value: '' }, evidence: [] } },
  bonuses: [], situation: ' 按计划 ', problems: '—', nextSteps: '—', selfScore: '90',
};

describe('a self-assessment being typed', () => {
  test('is sent in the order of the form, without items that say nothing', () => {
    expect(bodyOfDraft(draft, form)).toEqual({
      items: [{ node: 'patents', claim: {}, note: '见材料', evidence: [] }, { node: 'standards', claim: { value: '3' }, evidence: [proof] }], bonuses: [], situation: '按计划', problems: '—', nextSteps: '—', selfScore: '90',
    });
  });

  test('counts what is filled and what lacks evidence, and names what is missing', () => {
    expect(progressOf(draft, form)).toEqual({ filled: 2, of: 3, unproven: 1, lacks: [] });
    expect(progressOf(withBonus(emptyDraft), form)).toEqual({ filled: 0, of: 3, unproven: 1, lacks: ['situation', 'problems', 'nextSteps', 'selfScore', 'bonuses'] });
  });

  test('goes on from what was submitted', () => {
    const evidence = [{ sha256: proof, name: '佐证.pdf', size: 1, type: 'application/pdf' }];
    const report = { items: [{ node: 'standards', claim: { value: '3' }, evidence, counts: true }], bonuses: [{ claim: 'b-1', rule: 'award', matter: '表彰', level: 'national', documentType: 'award', evidence, counts: true, accepted: null }], situation: 's', problems: 'p', nextSteps: 'n', selfScore: '90' };
    expect(draftOf(report)).toEqual({
      items: { standards: { claim: { value: '3' }, evidence: [proof] } }, bonuses: [{ claim: 'b-1', rule: 'award', matter: '表彰', level: 'national', documentType: 'award', evidence: [proof] }], situation: 's', problems: 'p', nextSteps: 'n', selfScore: '90',
    });
    expect(withBonus(draftOf(report)).bonuses.map(({ claim }) => claim)).toEqual(['b-1', 'b-2']);
  });
});
