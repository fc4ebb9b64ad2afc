import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { registeredUnit } from '../finding-examples.js';
import { granted, nominated, nomination, notGranted, reviewed, reward, revoked, upTo, withdrawn } from '../reward-examples.js';
import { nominateReward } from './nominate-reward.js';
import { withdrawReward } from './withdraw-reward.js';

const now = '2025-03-03T02:00:00.000Z';
const told = { now, toldFrom: { unit: [registeredUnit('xuanwu')] } };
const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
const bureau = person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } });
const nominating = { reward, ...nomination };

describe('nominating for a reward', () => {
  test('a unit brings itself forward, or the bureau does', () => {
    given().as(reporter).when(nominateReward, nominating, told).then(nominated());
    given().as(bureau).when(nominateReward, { ...nominating, form: '优先试点' }, told).then(nominated({ origin: 'bureau', form: '优先试点' }));
  });

  test('who acts for the city counts as the unit where it is the own one', () => {
    given().as(person('own', { unit: 'xuanwu', roles: { bureau: 'all' } })).when(nominateReward, nominating, told).then(nominated());
  });

  test('the same again changes nothing; what the review returned is nominated anew', () => {
    given(nominated()).as(reporter).when(nominateReward, nominating, told).thenNothing();
    given(nominated(), reviewed('returned')).as(reporter).when(nominateReward, { ...nominating, grounds: '补充材料' }, told).then(nominated({ grounds: '补充材料' }));
    given(nominated(), reviewed('returned')).as(reporter).when(nominateReward, nominating, told).then(nominated());
  });

  test('others are not let in', () => {
    given().as(person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } })).when(nominateReward, nominating, told).thenForbidden();
    given().as(person('inspector', { roles: { inspector: 'all' } })).when(nominateReward, nominating, told).thenForbidden();
  });

  test.each([
    ['that is there with another content', [nominated()], { ...nominating, grounds: '其他' }, told, 'supervision.reward-exists'],
    ['that has passed', upTo('passed'), nominating, told, 'supervision.reward-exists'],
    ['that was returned to another unit', [nominated({ unit: 'qinhuai' }), reviewed('returned')], nominating, told, 'supervision.reward-exists'],
    ['of an unknown unit', [], nominating, { now }, 'supervision.unknown-unit'],
    ['of a unit that is gone', [], nominating, { now, told: { unit: 'gone' } }, 'supervision.unknown-unit'],
    ['for a year to come', [], { ...nominating, year: 2026 }, told, 'supervision.reward-year-ahead'],
    ['without evidence', [], { ...nominating, evidence: [] }, told, 'supervision.reward-evidence-required'],
  ] as const)('a nomination %s is refused', (_, past, command, options, code) => {
    given(...past).when(nominateReward, command, options as typeof told).thenRefused(code);
  });

  test('the year is the city\'s: it begins there eight hours before it does in UTC', () => {
    given().when(nominateReward, { ...nominating, year: 2026 }, { ...told, now: '2025-12-31T16:00:00.000Z' }).then(nominated({ year: 2026 }));
    given().when(nominateReward, { ...nominating, year: 2026 }, { ...told, now: '2025-12-31T15:59:59.999Z' }).thenRefused('supervision.reward-year-ahead', { year: 2026 }, 'body.year');
  });
});

describe('withdrawing a nomination', () => {
  const withdrawing = { reward, reason: '材料需补充' };

  test('whoever nominated withdraws it at any step before the decision', () => {
    for (const step of ['nominated', 'passed', 'recommended', 'publicised'] as const) given(...upTo(step)).as(reporter).when(withdrawReward, withdrawing).then(withdrawn());
    given(nominated(), reviewed('returned')).as(reporter).when(withdrawReward, { reward }, { reason: '材料需补充' }).then(withdrawn());
    given(nominated({ origin: 'bureau' })).as(bureau).when(withdrawReward, withdrawing).then(withdrawn());
  });

  test('the same again changes nothing', () => {
    given(nominated(), withdrawn()).as(reporter).when(withdrawReward, withdrawing).thenNothing();
  });

  test('nobody else does', () => {
    given(nominated()).as(bureau).when(withdrawReward, withdrawing).thenRefused('supervision.not-the-nominator');
    given(nominated({ origin: 'bureau' })).as(reporter).when(withdrawReward, withdrawing).thenRefused('supervision.not-the-nominator');
    given(nominated()).as(person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } })).when(withdrawReward, withdrawing).thenForbidden();
  });

  test.each([
    ['of nothing', [], withdrawing, 'supervision.unknown-reward'],
    ['without a reason', [nominated()], { reward }, 'supervision.reason-required'],
    ['of a granted reward', [...upTo('granted')], withdrawing, 'supervision.reward-wrong-status'],
    ['of one that was not granted', [...upTo('passed'), notGranted()], withdrawing, 'supervision.reward-wrong-status'],
    ['of a revoked one', [...upTo('publicised'), granted(), revoked()], withdrawing, 'supervision.reward-wrong-status'],
    ['of a withdrawn one for another reason', [nominated(), withdrawn()], { reward, reason: '其他' }, 'supervision.reward-wrong-status'],
  ] as const)('a withdrawal %s is refused', (_, past, command, code) => {
    given(...past).when(withdrawReward, command).thenRefused(code);
  });
});
