import { describe, expect, test } from '@jest/globals';
import { defaultLinkageRules } from '../adopt-rules/default-rules.js';
import type { YearResult } from '../dossier-content.events.js';
import type { LinkageCondition } from '../linkage-rules.events.js';
import { adviceOn, type JudgedResult } from './advice.js';

const year = (of: number, rank: number | null, changes: Partial<YearResult> = {}): YearResult => ({ round: `r-${of}`, year: of, run: 1, published: '80', grade: 'B', rank, of: 12, ...changes });
const judged = (changes: Partial<JudgedResult> = {}): JudgedResult => ({ grade: 'B', vetoed: false, trend: [year(2024, 5)], ...changes });
const shipped = { version: 2, document: '文', content: defaultLinkageRules };
const codes = (result: JudgedResult) => adviceOn('city', shipped, result).items.map(({ code }) => code);
const tried = (when: readonly LinkageCondition[], result: JudgedResult) => {
  const { items, unanswered } = adviceOn('city', { ...shipped, content: { ...defaultLinkageRules, rules: [{ code: 'x', when: [...when], advice: { zh: '建议', en: 'Advice' } }] } }, result);
  return items[0]?.because ?? (unanswered.length > 0 ? 'unknown' : 'no');
};

describe('advice by the shipped rules', () => {
  test('a D or a veto bars the group from 优秀, an A without one gives priority', () => {
    expect([codes(judged()), codes(judged({ grade: 'D' })), codes(judged({ grade: 'D', vetoed: true })), codes(judged({ vetoed: true })), codes(judged({ grade: 'A' })), codes(judged({ grade: 'A', vetoed: true }))])
      .toEqual([[], ['bars-excellent'], ['bars-excellent'], ['bars-excellent'], ['priority'], ['bars-excellent']]);
  });

  test('last in two years running advises an interview; one year is not enough to know', () => {
    expect(codes(judged({ trend: [year(2024, 12), year(2023, 12)] }))).toEqual(['interview']);
    expect(codes(judged({ trend: [year(2024, 12), year(2023, 11)] }))).toEqual([]);
    expect(adviceOn('city', shipped, judged({ trend: [year(2024, 12)] }))).toMatchObject({ items: [], unanswered: ['interview'] });
    expect(adviceOn('city', shipped, judged({ trend: [year(2024, 11)] }))).toMatchObject({ items: [], unanswered: [] });
  });

  test('names rules, document, quotas and weight, and the facts of each item', () => {
    expect(adviceOn('city', shipped, judged({ grade: 'D', vetoed: true }))).toEqual({
      rules: { code: 'city', version: 2, document: '文' }, unanswered: [], quotas: defaultLinkageRules.quotas, weight: '3',
      items: [{ code: 'bars-excellent', text: defaultLinkageRules.rules[0]!.advice, document: '文', because: [{ fact: 'grade', grade: 'D' }, { fact: 'vetoed', vetoed: true }] }],
    });
  });
});

describe('a condition', () => {
  test.each<[string, LinkageCondition, JudgedResult, unknown]>([
    ['of a grade that is not given', { grades: ['B'] }, judged({ grade: null }), 'no'],
    ['of no veto', { vetoed: false }, judged(), [{ fact: 'vetoed', vetoed: false }]],
    ['of a rank that is reached', { rankAtMost: 5 }, judged(), [{ fact: 'rank', rank: 5, of: 12 }]],
    ['of a rank that is not', { rankAtMost: 4 }, judged(), 'no'],
    ['of a rank where there is none', { rankAtMost: 4 }, judged({ trend: [year(2024, null)] }), 'no'],
    ['of bottom ranks where there is none', { bottomRanks: { places: 3, running: 1 } }, judged({ trend: [year(2024, null)] }), 'no'],
    ['of the last three', { bottomRanks: { places: 3, running: 1 } }, judged({ trend: [year(2024, 10)] }), [{ fact: 'bottom-rank', year: 2024, rank: 10, of: 12 }]],
    ['of the last three, by one place not', { bottomRanks: { places: 3, running: 1 } }, judged({ trend: [year(2024, 9)] }), 'no'],
    ['of which one part fails', { grades: ['B'], rankAtMost: 1 }, judged(), 'no'],
    ['that asks for all of its parts', { grades: ['B'], rankAtMost: 9 }, judged(), [{ fact: 'grade', grade: 'B' }, { fact: 'rank', rank: 5, of: 12 }]],
  ])('%s', (_, condition, result, answer) => {
    expect(tried([condition], result)).toEqual(answer);
  });

  test('that holds is enough, also beside one that cannot be known', () => {
    expect(tried([{ bottomRanks: { places: 12, running: 2 } }, { grades: ['B'] }], judged())).toEqual([{ fact: 'grade', grade: 'B' }]);
    expect(tried([{ bottomRanks: { places: 12, running: 2 } }, { grades: ['C'] }], judged())).toBe('unknown');
  });

  test('a rule of another document names it', () => {
    const content = { ...defaultLinkageRules, rules: [{ ...defaultLinkageRules.rules[2]!, document: '苏组发〔2023〕1号' }] };
    expect(adviceOn('city', { ...shipped, content }, judged({ grade: 'A' })).items[0]!.document).toBe('苏组发〔2023〕1号');
  });
});
