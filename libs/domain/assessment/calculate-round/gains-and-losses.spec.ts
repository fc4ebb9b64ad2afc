import { describe, expect, test } from '@jest/globals';
import { decimal, isRefusal } from '#engine/kernel';
import { bonusDecided, deductionEntered, round, scoreAdjusted } from '../assessment-examples.js';
import { calculating, found, frozenLog } from '../calculation-examples.js';
import { gainsAndLosses } from './gains-and-losses.js';
import { figuresOf, runHash, scoreRound, sealed } from './score-round.js';

async function scores() {
  const log = await frozenLog({ found: [...found, bonusDecided(), deductionEntered(), scoreAdjusted({ delta: '2' }), scoreAdjusted({ adjustment: 'a-2', node: 'mechanism', delta: '-1' })] });
  const now = await calculating(log).calculator.basisNow(round);
  if (isRefusal(now)) throw new Error(now.refused);
  return scoreRound(now.basis);
}

describe('where points came from and went', () => {
  test('every leaf and line, the most first, with reasons', async () => {
    const { gains, losses } = gainsAndLosses((await scores()).sheet('xuanwu'));
    expect(gains.map(({ kind, code, points }) => `${kind} ${code} ${points}`)).toEqual([
      'node incubators 32', 'node service 16.4', 'node patents 12', 'node mechanism 10', 'adjustment incubators 2', 'bonus award 2',
    ]);
    expect(losses.map(({ kind, code, points }) => `${kind} ${code} ${points}`)).toEqual([
      'node complaints 10', 'node incubators 8', 'node patents 8', 'node service 3.6', 'adjustment mechanism 1', 'manual-deduction manual 0.5',
    ]);
    expect(losses[0]).toMatchObject({ of: '10', title: { zh: '投诉' }, why: [{ code: 'zero' }, { code: 'not-reported', zh: '未填报' }] });
    expect(losses[1]!.why[0]!.zh).toContain('÷');
    expect(losses.at(-1)).toMatchObject({ of: null, document: '宁质通〔2025〕2号', position: expect.any(Number), why: [{ code: 'counted' }] });
  });

  test('add up to the total', async () => {
    const sheet = (await scores()).sheet('xuanwu');
    const { gains, losses } = gainsAndLosses(sheet);
    const sum = (lines: typeof gains) => lines.reduce((total, { points }) => total.plus(points), decimal('0'));
    const lines = losses.filter(({ kind }) => kind !== 'node');
    expect(sum(gains).minus(sum(lines)).toFixed()).toBe(sheet.total.raw);
  });
});

describe('a sealed run', () => {
  test('lists groups as the round has them and units by code, and hashes one line for each', async () => {
    const of = await scores();
    const run = sealed(of);
    expect(run.results.map(({ unit }) => unit)).toEqual(['gulou', 'qinhuai', 'xuanwu', 'market-regulation', 'science-tech']);
    expect(run.hash).toBe(runHash(run.results.map(({ unit, figures }) => [unit, figures.sheet])));
    expect(run.results[2]!.figures).toEqual(figuresOf(of, 'xuanwu'));
    expect(run.results[2]!.figures).toMatchObject({ group: 'districts', bonus: '2', deduction: '0.5', raw: '72.9', of: 3 });
  });

  test('its hash is the SHA-256 of those lines', () => {
    // printf 'a:1\nb:2\n' | sha256sum
    expect(runHash([['a', '1'], ['b', '2']])).toBe('6408fdc5c36df5df57957e7b230e4b48c55b06ce849303e855d52f1356f2980e');
    expect(runHash([['b', '2'], ['a', '1']])).not.toBe(runHash([['a', '1'], ['b', '2']]));
  });

  test('a unit that is not in the round, and a group that the scheme does not have, are faults', async () => {
    const of = await scores();
    expect(() => of.result('lishui')).toThrow(RangeError);
    const now = await calculating(await frozenLog()).calculator.basisNow(round);
    if (isRefusal(now)) throw new Error(now.refused);
    expect(() => scoreRound({ ...now.basis, groups: [{ code: 'gone', units: ['xuanwu'] }] })).toThrow(RangeError);
  });
});
