import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { granted, nominated, notGranted, objected, objectionSettled, reviewed, reward, revoked, upTo, withdrawn } from '../reward-examples.js';
import { declineReward } from './decline-reward.js';
import { grantReward } from './grant-reward.js';
import { revokeReward } from './revoke-reward.js';

const bureau = person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } });
const ownBureau = person('own', { unit: 'xuanwu', roles: { bureau: 'all' } });
const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });

describe('granting a reward', () => {
  const granting = { reward, document: '苏政办发〔2025〕30号', form: '资金激励', on: '2025-05-12', amount: { value: '100.5', unit: '万元' } };
  const now = '2025-05-13T02:00:00.000Z';
  const publicity = upTo('publicised');

  test('is recorded after the publicity, with or without an amount', () => {
    given(...publicity).as(bureau).when(grantReward, granting, { now }).then(granted());
    const { amount: _amount, ...withoutAmount } = granting;
    given(...publicity).as(bureau).when(grantReward, { ...withoutAmount, on: '2025-04-26' }, { now }).then({
      type: 'supervision.RewardGranted', validAt: '2025-04-26', data: { reward, unit: 'xuanwu', document: granting.document, form: granting.form, on: '2025-04-26' },
    });
  });

  test('the same again changes nothing', () => {
    given(...upTo('granted')).as(bureau).when(grantReward, granting, { now }).thenNothing();
  });

  test('an objection that was dismissed does not stand in the way', () => {
    given(...publicity, objected(), objectionSettled()).as(bureau).when(grantReward, granting, { now }).then(granted());
  });

  test.each([
    ['on the last day of the publicity', publicity, { ...granting, on: '2025-04-25' }, 'supervision.publicity-running'],
    ['on a day to come', publicity, { ...granting, on: '2025-05-14' }, 'supervision.granted-ahead'],
    ['with an objection open', [...publicity, objected(), objected({ objection: 'o-2' }), objectionSettled()], granting, 'supervision.reward-objections-open'],
    ['with an objection upheld', [...publicity, objected(), objectionSettled('upheld')], granting, 'supervision.reward-objection-stands'],
    ['of no amount', publicity, { ...granting, amount: { value: '0', unit: '万元' } }, 'supervision.bad-amount'],
    ['of less than nothing', publicity, { ...granting, amount: { value: '-1', unit: '万元' } }, 'supervision.bad-amount'],
    ['that nobody asked for', [], granting, 'supervision.unknown-reward'],
    ['that was not publicised', upTo('recommended'), granting, 'supervision.reward-wrong-status'],
    ['that is granted by another document', upTo('granted'), { ...granting, document: '其他' }, 'supervision.reward-wrong-status'],
    ['that was withdrawn', [...publicity, withdrawn()], granting, 'supervision.reward-wrong-status'],
  ] as const)('a reward %s is not granted', (_, past, command, code) => {
    given(...past).as(bureau).when(grantReward, command, { now }).thenRefused(code);
  });

  test('nobody of the unit grants it', () => {
    given(...publicity).as(ownBureau).when(grantReward, granting, { now }).thenRefused('supervision.reward-own-unit');
    given(...publicity).as(reporter).when(grantReward, granting, { now }).thenForbidden();
  });
});

describe('not granting a reward', () => {
  const declining = { reward, reason: '名额有限' };

  test('is recorded at any step after the review, with the reason', () => {
    for (const step of ['passed', 'recommended', 'publicised'] as const) given(...upTo(step)).as(bureau).when(declineReward, declining).then(notGranted());
    given(...upTo('passed')).as(bureau).when(declineReward, { reward }, { reason: '名额有限' }).then(notGranted());
    given(...upTo('passed'), notGranted()).as(bureau).when(declineReward, declining).thenNothing();
  });

  test('one that was withdrawn for the same reason is not thereby declined', () => {
    given(nominated(), { type: 'supervision.RewardWithdrawn', data: { reward, unit: 'xuanwu', reason: '名额有限' } }).as(bureau).when(declineReward, declining).thenRefused('supervision.reward-wrong-status');
  });

  test.each([
    ['without a reason', upTo('passed'), { reward }, 'supervision.reason-required'],
    ['when there is none', [], declining, 'supervision.unknown-reward'],
    ['before the review', upTo('nominated'), declining, 'supervision.reward-wrong-status'],
    ['after the review returned it', [nominated(), reviewed('returned')], declining, 'supervision.reward-wrong-status'],
    ['once it is granted', upTo('granted'), declining, 'supervision.reward-wrong-status'],
  ] as const)('%s it is refused', (_, past, command, code) => {
    given(...past).as(bureau).when(declineReward, command).thenRefused(code);
  });

  test('nobody of the unit records it', () => {
    given(...upTo('passed')).as(ownBureau).when(declineReward, declining).thenRefused('supervision.reward-own-unit');
    given(...upTo('passed')).as(reporter).when(declineReward, declining).thenForbidden();
  });
});

describe('revoking a reward', () => {
  const revoking = { reward, document: '苏政办发〔2025〕55号', reason: '数据造假' };

  test('takes a granted one back by a document', () => {
    given(...upTo('granted')).as(bureau).when(revokeReward, revoking).then(revoked());
    given(...upTo('granted'), revoked()).as(bureau).when(revokeReward, revoking).thenNothing();
  });

  test.each([
    ['without a reason', upTo('granted'), { reward, document: '苏政办发〔2025〕55号' }, 'supervision.reason-required'],
    ['when there is none', [], revoking, 'supervision.unknown-reward'],
    ['before it is granted', upTo('publicised'), revoking, 'supervision.reward-wrong-status'],
    ['when it was not granted', [...upTo('passed'), notGranted()], revoking, 'supervision.reward-wrong-status'],
  ] as const)('%s it is refused', (_, past, command, code) => {
    given(...past).as(bureau).when(revokeReward, command).thenRefused(code);
  });

  test('nobody of the unit revokes it', () => {
    given(...upTo('granted')).as(ownBureau).when(revokeReward, revoking).thenRefused('supervision.reward-own-unit');
    given(...upTo('granted')).as(reporter).when(revokeReward, revoking).thenForbidden();
  });
});
