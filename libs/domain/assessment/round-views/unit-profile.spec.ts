import { describe, expect, test } from '@jest/globals';
import { calculate, type SupervisionFact } from '#domain/scoring';
import { schemeOf } from '../assessment-examples.js';
import { findingCounts, rewardLines, targetLines, valuesOf } from './unit-profile.js';

const fact = (kind: string, matter: string, more: Partial<SupervisionFact> = {}): SupervisionFact => ({ kind, matter, ...more });

describe('findings of a unit in a year', () => {
  test('each is counted once by what became of it', () => {
    const facts = [
      fact('finding', 'f-1', { severity: 'general' }), fact('unclosed', 'f-1'), fact('finding', 'f-2'), fact('overdue', 'f-2'), fact('overdue', 'f-2'), fact('returned', 'f-2'), fact('relapsed', 'f-1'), fact('repeated', 'f-1'),
      fact('talk', 'i-1'), fact('late-report', 'patents/2024-Q1'), fact('criticised', '通报'),
    ];
    expect(findingCounts(facts)).toEqual({ opened: 2, closed: 1, overdue: 1, returned: 1, repeated: 1, relapsed: 1, interviews: 1, lateReports: 1, findings: ['f-1', 'f-2'] });
    expect(findingCounts([])).toEqual({ opened: 0, closed: 0, overdue: 0, returned: 0, repeated: 0, relapsed: 0, interviews: 0, lateReports: 0, findings: [] });
  });

  test('what a review lifted does not count, and does not close a finding', () => {
    const lifted = { lifted: { document: '宁质函〔2024〕3号' } };
    expect(findingCounts([fact('finding', 'f-1'), fact('unclosed', 'f-1', lifted), fact('overdue', 'f-1', lifted)])).toMatchObject({ opened: 1, closed: 0, overdue: 0 });
  });
});

describe('a sheet on one page', () => {
  const input = {
    values: {
      'tech-incubators': { state: 'reported', value: '16' }, patents: { state: 'reported', value: '50' }, mechanism: { state: 'reported', level: 'in-policy' }, complaints: { state: 'not-reported' }, service: { state: 'reported', ratings: ['80', '84'] },
    },
    targets: { 'tech-incubators': { value: '20' } },
    bonuses: [{ rule: 'award', matter: '中国质量奖提名奖', level: 'national', documentType: 'commendation', document: '国市监质发〔2024〕1号' }, { rule: 'award', matter: '江苏精品', level: 'city', documentType: 'commendation', document: '一号' }],
  } as const;
  const sheet = calculate(schemeOf(), 'districts', { units: { xuanwu: input, qinhuai: input, gulou: input } }).sheet('xuanwu');

  test('targets against actuals, by leaf, with what is judged by level', () => {
    expect(targetLines(sheet).map(({ node, state, value, level, target, rate }) => [node, state, value, level, target, rate])).toEqual([
      ['incubators', 'reported', '16', null, '20', '0.8'], ['patents', 'reported', '50', null, null, expect.any(String)], ['mechanism', 'reported', null, 'in-policy', null, '0.5'],
      ['complaints', 'not-reported', null, null, null, '0'], ['service', 'reported', null, null, null, '0.82'],
    ]);
    expect(valuesOf(sheet)).toEqual({ 'tech-incubators': '16', patents: '50' });
  });

  test('rewards with what they gave and why', () => {
    expect(rewardLines(sheet).map(({ matter, level, points, outcome }) => [matter, level, points, outcome.code])).toEqual([['中国质量奖提名奖', 'national', '2', 'counted'], ['江苏精品', 'city', '0', 'level-not-listed']]);
  });
});
