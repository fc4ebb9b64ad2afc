import { describe, expect, test } from '@jest/globals';
import { given, project } from '#engine/testing';
import { people, rulesAdopted, rulesDocument } from '../cadre-review-examples.js';
import type { LinkageContent } from '../linkage-rules.events.js';
import { adoptLinkageRules } from './adopt-rules.js';
import { defaultLinkageRules } from './default-rules.js';
import { linkageRuleVersions } from './linkage-rules.projection.js';

const adopt = (content: LinkageContent = defaultLinkageRules) => ({ rules: 'city', content, document: rulesDocument });
const [first] = defaultLinkageRules.rules;
const { quotas } = defaultLinkageRules;

describe('adopting linkage rules', () => {
  test('the organisation department adopts them by a document; the shipped ones hold together', () => {
    given().as(people.organisation).when(adoptLinkageRules, adopt()).then(rulesAdopted());
    given().when(adoptLinkageRules, { rules: 'city', content: defaultLinkageRules }, { authority: rulesDocument }).then(rulesAdopted());
    for (const who of [people.bureau, people.leader, people.reporter]) given().as(who).when(adoptLinkageRules, adopt()).thenForbidden();
  });

  test('a change is a new version; the same again is none', () => {
    const changed = { ...defaultLinkageRules, weight: '5' };
    given(rulesAdopted()).when(adoptLinkageRules, adopt()).thenNothing();
    given(rulesAdopted()).when(adoptLinkageRules, adopt(changed)).then(rulesAdopted(changed, 2));
    expect(given(rulesAdopted()).when(adoptLinkageRules, { ...adopt(), document: '新文' }).events()).toHaveLength(1);
  });

  test('without a document they are not adopted', () => {
    given().when(adoptLinkageRules, { rules: 'city', content: defaultLinkageRules }).thenRefused('cadre-review.authority-required');
  });

  test.each<[string, Partial<LinkageContent>, string]>([
    ['with a rule twice', { rules: [first!, first!] }, 'cadre-review.rule-twice'],
    ['with an empty condition', { rules: [{ ...first!, when: [{ vetoed: true }, {}] }] }, 'cadre-review.empty-condition'],
    ['with an advice in one language', { rules: [{ ...first!, advice: { zh: '建议', en: ' ' } }] }, 'cadre-review.bad-rule-text'],
    ['with too little weight', { weight: '0.9' }, 'cadre-review.bad-weight'],
    ['with too much weight', { weight: '5.01' }, 'cadre-review.bad-weight'],
    ['with a weight that is no number', { weight: '1e0' }, 'cadre-review.bad-weight'],
    ['with a quota above all', { quotas: { ...quotas, groupsExcellent: '101' } }, 'cadre-review.bad-quota'],
    ['with a quota below none', { quotas: { ...quotas, personsByGroup: { ...quotas.personsByGroup, poor: '-1' } } }, 'cadre-review.bad-quota'],
    ['with more for a poor group', { quotas: { ...quotas, personsByGroup: { excellent: '30', fair: '15', poor: '20' } } }, 'cadre-review.quotas-not-descending'],
  ])('rules %s are refused', (_, changes, code) => {
    given().when(adoptLinkageRules, adopt({ ...defaultLinkageRules, ...changes })).thenRefused(code);
  });

  test('weights of 1 and 5 percent are the ends', () => {
    for (const weight of ['1', '5', '2.5']) expect(given().when(adoptLinkageRules, adopt({ ...defaultLinkageRules, weight })).events()).toHaveLength(1);
  });
});

describe('the register of linkage rules', () => {
  test('shows every version and which one is in force', () => {
    const rows = project(linkageRuleVersions).given(rulesAdopted(), rulesAdopted({ ...defaultLinkageRules, weight: '4' }, 2)).rows();
    expect(rows).toMatchObject({
      'city/1': { version: 1, inForce: false, replacedAt: '2025-01-01T00:00:02.000Z', document: rulesDocument, content: { weight: '3' } }, 'city/2': { version: 2, inForce: true, replacedAt: null, content: { weight: '4' }, adoptedBy: 'tester' },
    });
  });
});
