import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { calendarOf, publishedYears } from '../finding-examples.js';
import { granted, nominated, objected, objectionSettled, proof, publicised, recommended, reviewed, reward, upTo } from '../reward-examples.js';
import { objectToReward } from './object-to-reward.js';
import { publiciseReward } from './publicise-reward.js';
import { recommendReward } from './recommend-reward.js';
import { settleObjection } from './settle-objection.js';

const bureau = person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } });
const ownBureau = person('own', { unit: 'xuanwu', roles: { bureau: 'all' } });
const reporter = person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } });

describe('recommending a reward', () => {
  const recommending = { reward, to: '省政府办公厅', document: '宁政发〔2025〕9号' };

  test('what passed the review goes up, once', () => {
    given(...upTo('passed')).as(bureau).when(recommendReward, recommending).then(recommended());
    given(...upTo('recommended')).as(bureau).when(recommendReward, recommending).thenNothing();
  });

  test.each([
    ['nothing', [], 'supervision.unknown-reward'],
    ['what was not reviewed', [nominated()], 'supervision.reward-wrong-status'],
    ['what was returned', [nominated(), reviewed('returned')], 'supervision.reward-wrong-status'],
    ['what is publicised', upTo('publicised'), 'supervision.reward-wrong-status'],
  ] as const)('%s is not recommended', (_, past, code) => {
    given(...past).as(bureau).when(recommendReward, recommending).thenRefused(code);
  });

  test('nobody of the unit recommends it, nor a reporter', () => {
    given(...upTo('passed')).as(ownBureau).when(recommendReward, recommending).thenRefused('supervision.reward-own-unit');
    given(...upTo('passed')).as(reporter).when(recommendReward, recommending).thenForbidden();
  });
});

describe('putting a reward before the public', () => {
  const where = '市政府网站';
  const publicising = { reward, from: '2025-04-21', to: '2025-04-25', where };
  const told = { now: '2025-04-20T02:00:00.000Z', told: { calendar: calendarOf(publishedYears(2025)) } };

  test('lasts five working days, the first and the last counted', () => {
    given(...upTo('recommended')).as(bureau).when(publiciseReward, publicising, told).then(publicised());
    given(...upTo('publicised')).as(bureau).when(publiciseReward, publicising, told).thenNothing();
  });

  test('days off do not count, worked weekend days do', () => {
    const overMayDay = { reward, from: '2025-04-28', to: '2025-05-06', where };
    given(...upTo('recommended')).when(publiciseReward, overMayDay, told).thenRefused('supervision.publicity-too-short', { from: '2025-04-28', to: '2025-05-06', days: 4, least: 5, earliest: '2025-05-07' }, 'body.to');
    given(...upTo('recommended')).when(publiciseReward, { ...overMayDay, to: '2025-05-07' }, told).then(publicised({ from: '2025-04-28', to: '2025-05-07' }));
    given(...upTo('recommended')).when(publiciseReward, { ...overMayDay, from: '2025-04-27', to: '2025-05-06' }, told).then(publicised({ from: '2025-04-27', to: '2025-05-06' }));
  });

  test.each([
    ['that ends before it begins', upTo('recommended'), { ...publicising, to: '2025-04-20' }, told, 'supervision.publicity-ends-before-it-begins'],
    ['of four working days', upTo('recommended'), { ...publicising, to: '2025-04-24' }, told, 'supervision.publicity-too-short'],
    ['in a year without a calendar', upTo('recommended'), { ...publicising, from: '2026-01-05', to: '2026-01-09' }, told, 'calendar.year-not-published'],
    ['that reaches into a year without a calendar', upTo('recommended'), { ...publicising, from: '2025-12-30', to: '2025-12-31' }, told, 'calendar.year-not-published'],
    ['that is over', upTo('recommended'), publicising, { ...told, now: '2025-04-25T16:00:00.000Z' }, 'supervision.publicity-over'],
    ['of nothing', [], publicising, told, 'supervision.unknown-reward'],
    ['of what was not recommended', upTo('passed'), publicising, told, 'supervision.reward-wrong-status'],
  ] as const)('a publicity %s is refused', (_, past, command, options, code) => {
    given(...past).as(bureau).when(publiciseReward, command, options).thenRefused(code);
  });

  test('nobody of the unit sets it', () => {
    given(...upTo('recommended')).as(ownBureau).when(publiciseReward, publicising, told).thenRefused('supervision.reward-own-unit');
  });
});

describe('objecting to a reward', () => {
  const objecting = { reward, objection: 'o-1', by: { kind: 'unit', unit: 'qinhuai' }, content: '数据与事实不符', evidence: [] } as const;
  const now = '2025-04-22T02:00:00.000Z';

  test('a unit does during the publicity, the first and the last day included', () => {
    given(...upTo('publicised')).as(reporter).when(objectToReward, objecting, { now }).then(objected());
    given(...upTo('publicised')).as(reporter).when(objectToReward, objecting, { now: '2025-04-20T16:00:00.000Z' }).then(objected({ receivedOn: '2025-04-21' }));
    given(...upTo('publicised')).as(reporter).when(objectToReward, objecting, { now: '2025-04-25T15:59:59.999Z' }).then(objected({ receivedOn: '2025-04-25' }));
  });

  test('the bureau records what others sent in, also some days later', () => {
    const ofPublic = { ...objecting, by: { kind: 'public', person: 'p-7' } as const, receivedOn: '2025-04-24', evidence: [proof] };
    given(...upTo('publicised')).as(bureau).when(objectToReward, ofPublic, { now: '2025-04-28T02:00:00.000Z' }).then(objected({ by: { kind: 'public', person: 'p-7' }, receivedOn: '2025-04-24', evidence: [proof] }));
  });

  test('the same again changes nothing, the same code for another is refused', () => {
    given(...upTo('publicised'), objected()).as(reporter).when(objectToReward, objecting, { now }).thenNothing();
    given(...upTo('publicised'), objected()).as(reporter).when(objectToReward, { ...objecting, content: '其他' }, { now }).thenRefused('supervision.reward-objection-exists');
  });

  test('nobody objects for another unit, and the public only through the bureau', () => {
    given(...upTo('publicised')).as(reporter).when(objectToReward, { ...objecting, by: { kind: 'unit', unit: 'gulou' } }, { now }).thenForbidden();
    given(...upTo('publicised')).as(reporter).when(objectToReward, { ...objecting, by: { kind: 'public' } }, { now }).thenForbidden();
  });

  test.each([
    ['to nothing', [], objecting, now, 'supervision.unknown-reward'],
    ['before the publicity', upTo('recommended'), objecting, now, 'supervision.not-in-publicity'],
    ['after the decision', upTo('granted'), objecting, now, 'supervision.not-in-publicity'],
    ['after its end', upTo('publicised'), objecting, '2025-04-25T16:00:00.000Z', 'supervision.reward-objection-out-of-time'],
    ['before its beginning', upTo('publicised'), objecting, '2025-04-20T15:59:59.999Z', 'supervision.reward-objection-out-of-time'],
    ['of an earlier day', upTo('publicised'), { ...objecting, receivedOn: '2025-04-21' }, now, 'supervision.reward-objection-of-another-day'],
  ] as const)('an objection %s is refused', (_, past, command, at, code) => {
    given(...past).as(reporter).when(objectToReward, command, { now: at }).thenRefused(code);
  });

  test('the bureau states no day that lies ahead', () => {
    given(...upTo('publicised')).as(bureau).when(objectToReward, { ...objecting, receivedOn: '2025-04-23' }, { now }).thenRefused('supervision.reward-objection-out-of-time');
  });
});

describe('settling an objection', () => {
  const settling = { reward, objection: 'o-1', outcome: 'dismissed', opinion: '经核实' } as const;

  test('it is dismissed or upheld, once', () => {
    given(...upTo('publicised'), objected()).as(bureau).when(settleObjection, settling).then(objectionSettled());
    given(...upTo('publicised'), objected()).as(bureau).when(settleObjection, { ...settling, outcome: 'upheld' }).then(objectionSettled('upheld'));
    given(...upTo('publicised'), objected(), objectionSettled()).as(bureau).when(settleObjection, settling).thenNothing();
  });

  test('nobody of either unit settles it, nor a reporter', () => {
    given(...upTo('publicised'), objected()).as(ownBureau).when(settleObjection, settling).thenRefused('supervision.reward-own-unit');
    given(...upTo('publicised'), objected()).as(person('other', { unit: 'qinhuai', roles: { bureau: 'all' } })).when(settleObjection, settling).thenRefused('supervision.own-reward-objection');
    given(...upTo('publicised'), objected()).as(reporter).when(settleObjection, settling).thenForbidden();
  });

  test.each([
    ['of no reward', [], settling, 'supervision.unknown-reward'],
    ['that nobody made', upTo('publicised'), settling, 'supervision.unknown-reward-objection'],
    ['called as every object is', upTo('publicised'), { ...settling, objection: 'constructor' }, 'supervision.unknown-reward-objection'],
    ['that is settled otherwise', [...upTo('publicised'), objected(), objectionSettled()], { ...settling, outcome: 'upheld' }, 'supervision.reward-objection-settled'],
    ['to a reward that is decided', [...upTo('publicised'), objected(), granted()], settling, 'supervision.reward-decided'],
  ] as const)('an objection %s is not settled', (_, past, command, code) => {
    given(...past).as(bureau).when(settleObjection, command).thenRefused(code);
  });
});
