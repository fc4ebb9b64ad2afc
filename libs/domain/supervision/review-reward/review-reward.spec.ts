import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { nominated, reviewed, reward, upTo } from '../reward-examples.js';
import { reviewReward } from './review-reward.js';

const reviewing = { reward, verdict: 'passed', opinion: '材料属实' } as const;
const bureau = person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } });

describe('the first review of a reward', () => {
  test('the bureau passes it or returns it, also after it was nominated anew', () => {
    given(nominated()).as(bureau).when(reviewReward, reviewing).then(reviewed());
    given(nominated()).as(bureau).when(reviewReward, { ...reviewing, verdict: 'returned' }).then(reviewed('returned'));
    given(nominated(), reviewed('returned'), nominated()).as(bureau).when(reviewReward, reviewing).then(reviewed());
  });

  test('the same again changes nothing', () => {
    given(nominated(), reviewed()).as(bureau).when(reviewReward, reviewing).thenNothing();
  });

  test('nobody of the unit reviews, nor whoever nominated, nor a unit', () => {
    given(nominated()).as(person('own', { unit: 'xuanwu', roles: { bureau: 'all' } })).when(reviewReward, reviewing).thenRefused('supervision.reward-own-unit', { unit: 'xuanwu' });
    given(nominated()).as(person('tester', { unit: 'market-regulation', roles: { bureau: 'all' } })).when(reviewReward, reviewing).thenRefused('supervision.reward-own-nomination');
    given(nominated()).as(person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } })).when(reviewReward, reviewing).thenForbidden();
  });

  test.each([
    ['of nothing', [], 'supervision.unknown-reward'],
    ['of what was returned', [nominated(), reviewed('returned')], 'supervision.reward-wrong-status'],
    ['of what was recommended', upTo('recommended'), 'supervision.reward-wrong-status'],
  ] as const)('a review %s is refused', (_, past, code) => {
    given(...past).as(bureau).when(reviewReward, reviewing).thenRefused(code);
  });

  test('a refusal says where the reward stands, in both languages', () => {
    given(...upTo('publicised')).as(bureau).when(reviewReward, reviewing).thenRefused('supervision.reward-wrong-status', { reward, status: '公示', statusEn: 'publicised', act: '初审', actEn: 'reviewed' });
  });
});
