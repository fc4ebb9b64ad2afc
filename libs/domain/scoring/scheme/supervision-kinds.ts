import type { Bilingual } from '#engine/kernel';

/**
 * Kinds of supervision facts that a deduction rule can name. A rule counts each finding, report or interview once; it counts in the
 * year of the fact that gave rise to it. `falsified` and `criticised` follow from no other fact: an assessment states them.
 */
export const supervisionKinds = {
  finding: { zh: '有督办问题，销号与否都算', en: 'A finding was issued, whether closed since or not' },
  unclosed: { zh: '问题未销号', en: 'A finding is not closed' },
  overdue: { zh: '整改逾期', en: 'A due time was missed' },
  returned: { zh: '整改被退回', en: 'A rectification was returned' },
  repeated: { zh: '同一问题重复发生', en: 'The same matter as an earlier finding' },
  relapsed: { zh: '销号后反弹', en: 'A closed finding was reopened' },
  listed: { zh: '挂牌督办', en: 'A finding was listed publicly' },
  talk: { zh: '约谈', en: 'The unit was interviewed' },
  'late-report': { zh: '指标迟报', en: 'An indicator was first reported after its due time' },
  falsified: { zh: '数据造假', en: 'Data were falsified' },
  criticised: { zh: '通报批评', en: 'The unit was criticised publicly' },
} as const satisfies Record<string, Bilingual>;

export type SupervisionKind = keyof typeof supervisionKinds;

export const isSupervisionKind = (kind: string): kind is SupervisionKind => Object.hasOwn(supervisionKinds, kind);
