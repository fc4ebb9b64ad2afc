import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { leavesOf } from '../scheme/check.js';
import { parseScheme, type Scheme } from '../scheme/scheme.js';
import { calculate, schemeHash, sheetHash } from '../sheet/calculate.js';
import type { IndicatorValue, UnitInput } from '../sheet/input.js';
import { engineVersion } from '../sheet/version.js';

function scheme(name: string): Scheme {
  const parsed = parseScheme(JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

/** A middling unit with every kind of fact beside its indicators. */
function middling(of: Scheme, n: number): UnitInput {
  const indicators = leavesOf(of.groups[0]!.tree).map((leaf) => leaf.indicator);
  const each = <T>(value: (i: number) => T) => Object.fromEntries(indicators.map((code, i) => [code, value(i)]));
  return {
    values: each((i): IndicatorValue => (i % 7 === 6 ? { state: 'not-released' } : { state: 'reported', value: String(60 + ((i * 13 + n * 5) % 40)), position: 100 * n + i, eventId: `e-${n}-${i}`, period: '2025-Q3' })),
    targets: each(() => ({ value: '90', position: 7 })),
    baselines: each(() => ({ value: '50' })),
    lastValues: each(() => ({ value: '80' })),
    history: each(() => [{ period: '2024', value: '99' }]),
    profiles: each(() => ({ shares: ['0.25', '0.5', '0.75', '1'] as const })),
    bonuses: [{ rule: 'commendation', matter: '省级表彰', level: 'provincial', documentType: 'provincial-commendation', document: '苏质〔2025〕2号', position: 31 }],
    supervision: [
      { kind: 'overdue', matter: 'f-1', severity: 'serious', document: '〔2025〕督字第1号', position: 41, eventId: 'e-41' },
      { kind: 'overdue', matter: 'f-1', severity: 'serious', document: '〔2025〕督字第1号', position: 42 },
      { kind: 'repeated', matter: 'f-2', severity: 'unheard-of', position: 43 },
      { kind: 'late-report', matter: 'tech-incubators/2025-Q1', period: '2025-Q1', position: 44 },
      ...(n === 0 ? [{ kind: 'falsified', matter: 'm', indicator: indicators[0]!, position: 45 }] : []),
    ],
    deductions: [{ points: '1', reason: { zh: '通报', en: 'Criticised' }, document: '宁质委〔2025〕8号' }],
  };
}

const hashesOf = (name: string): Record<string, string> => {
  const of = scheme(name);
  const group = of.groups[0]!;
  const units = Object.fromEntries((group.units as string[]).slice(0, 3).map((unit, n) => [unit, middling(of, n)]));
  const result = calculate(of, group.code, { asOf: '2025', asKnownAt: 999, monthsElapsed: 9, units });
  return { scheme: schemeHash(of), ...Object.fromEntries(Object.keys(units).map((unit) => [unit, sheetHash(result.sheet(unit))])) };
};

// A published result names its engine and its sheet's hash. A change to these figures needs another engine version.
describe('score sheets of engine 1.0.0', () => {
  test('have the hashes that they had when results were first published with it', () => {
    expect(engineVersion).toBe('1.0.0');
    expect(hashesOf('nanjing-districts')).toEqual({
      scheme: 'aab915bc415872f69c9eaa04bf9b45a71fd98fe0f33b5ef3d222eb1ff3578ce9',
      xuanwu: '805271c69f97ff54358e3f0c1b7fc4d3ce5d7bf5cf9d041fc1ea1d33bc6e6e0b',
      qinhuai: '1f1d5ce997e21e7362a358b42fbfc89a131373c545d071a5b4180a4f1da519bc',
      jianye: '8c2e9304e5867120571550bbea9163ff23a81c31019048353765e144cdf538c0',
    });
    expect(hashesOf('nanjing-departments')).toEqual({
      scheme: '85e18aa3c71a6fbe8a031ba4e7ff9fa6972378d6499912607a3dbb64d2953233',
      'science-tech': 'c2c32fbae81746dd2c00eee31c003ef930ba5349336b183f57fd4427a5b1a4b2',
      'industry-it': '6a91b2a053539dd0297617fca582a4365e3010fc587b7fd43e4f9529a32f880a',
      'market-regulation': '17b82d8cc6dda21d3d445706d11c519c268f78d906771b106b20c88f359b0c26',
    });
  });
});
