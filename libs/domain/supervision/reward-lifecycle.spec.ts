import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor, Recorded } from '#engine/kernel';
import { person } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { unitEvents, unitStream } from '#domain/units';
import { calendarYears, registeredUnit } from './finding-examples.js';
import { nominateReward } from './nominate-reward/nominate-reward.js';
import { withdrawReward } from './nominate-reward/withdraw-reward.js';
import { objectToReward } from './publicise-reward/object-to-reward.js';
import { publiciseReward } from './publicise-reward/publicise-reward.js';
import { recommendReward } from './publicise-reward/recommend-reward.js';
import { settleObjection } from './publicise-reward/settle-objection.js';
import { reviewReward } from './review-reward/review-reward.js';
import { nomination, reward } from './reward-examples.js';
import { rewardEvents, rewardStream, type RewardEvent } from './reward.events.js';
import { isUndecided, reward as rewardFold, type RewardState } from './reward.state.js';
import { rewards } from './rewards/rewards.projection.js';
import { declineReward } from './settle-reward/decline-reward.js';
import { grantReward } from './settle-reward/grant-reward.js';
import { revokeReward } from './settle-reward/revoke-reward.js';
import { escapes, played, stories, type StoryStep } from './story-examples.js';

const people = [
  person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }), person('reporter-qian', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } }),
  person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } }), person('bureau-chen', { unit: 'market-regulation', roles: { bureau: 'all' } }),
  person('all-roles', { unit: 'xuanwu', roles: { reporter: 'all', bureau: 'all' } }), person('nobody'),
];
const reason = fc.constantFrom('原因', '原因', '另一原因');
const objection = fc.constantFrom('o-1', 'o-2');
const day = fc.integer({ min: 14, max: 30 }).map((date) => `2025-04-${date}`);
const acts = [
  fc.constant([nominateReward, { reward, ...nomination }] as const),
  fc.constantFrom('passed', 'passed', 'passed', 'returned').map((verdict) => [reviewReward, { reward, verdict, opinion: '材料属实' }] as const),
  fc.constant([recommendReward, { reward, to: '省政府办公厅', document: '宁政发〔2025〕9号' }] as const),
  fc.tuple(day, day).map(([from, to]) => [publiciseReward, { reward, from, to, where: '市政府网站' }] as const),
  fc.constant([publiciseReward, { reward, from: '2025-04-14', to: '2025-04-18', where: '市政府网站' }] as const),
  fc.record({ objection, content: reason }).map((more) => [objectToReward, { reward, by: { kind: 'unit', unit: 'qinhuai' }, evidence: [], ...more }] as const),
  fc.record({ objection, outcome: fc.constantFrom('dismissed', 'dismissed', 'upheld'), opinion: reason }).map((more) => [settleObjection, { reward, ...more }] as const),
  day.map((on) => [grantReward, { reward, document: '苏政办发〔2025〕30号', form: '资金激励', on }] as const),
  fc.constant([grantReward, { reward, document: '苏政办发〔2025〕30号', form: '资金激励', on: '2025-04-19' }] as const),
  reason.map((why) => [declineReward, { reward, reason: why }] as const),
  reason.map((why) => [withdrawReward, { reward, reason: why }] as const),
  reason.map((why) => [revokeReward, { reward, document: '苏政办发〔2025〕55号', reason: why }] as const),
];
const [wang, qian, zhao, chen] = people as unknown as [Actor, Actor, Actor, Actor];
const nominating: StoryStep = { by: wang, send: [nominateReward, { reward, ...nomination }] };
const reviewing = (verdict: string): StoryStep => ({ by: zhao, send: [reviewReward, { reward, verdict, opinion: '材料属实' }] });
const untilPublicity: readonly StoryStep[] = [
  nominating, reviewing('returned'), nominating, reviewing('passed'), { by: zhao, send: [recommendReward, { reward, to: '省政府办公厅', document: '宁政发〔2025〕9号' }] },
  { by: chen, send: [publiciseReward, { reward, from: '2025-04-14', to: '2025-04-25', where: '市政府网站' }] },
  { by: qian, send: [objectToReward, { reward, objection: 'o-1', by: { kind: 'unit', unit: 'qinhuai' }, content: '原因', evidence: [] }] },
];
const settling = (outcome: string): StoryStep => ({ by: zhao, send: [settleObjection, { reward, objection: 'o-1', outcome, opinion: '原因' }] });
const granting: StoryStep = { by: chen, send: [grantReward, { reward, document: '苏政办发〔2025〕30号', form: '资金激励', on: '2025-04-26' }] };
const story = stories(acts, people, [
  [...untilPublicity, settling('dismissed'), { days: 14 }, granting, { by: zhao, send: [revokeReward, { reward, document: '苏政办发〔2025〕55号', reason: '原因' }] }],
  [...untilPublicity, settling('upheld'), { days: 14 }, granting, { by: zhao, send: [declineReward, { reward, reason: '原因' }] }],
  [...untilPublicity, { days: 14 }, granting, { by: wang, send: [withdrawReward, { reward, reason: '原因' }] }],
]);
const furnished = { [unitStream('xuanwu')]: [registeredUnit('xuanwu')], [calendarStream(nationalCalendar)]: calendarYears };
const facts = async (steps: readonly StoryStep[]) =>
  (await played(steps, { stream: rewardStream(reward), from: '2025-04-14T01:00:00.000Z', catalogue: { ...rewardEvents, ...unitEvents, ...calendarEvents }, furnished })) as readonly Recorded<RewardEvent>[];
const stateAfter = (events: readonly Recorded<RewardEvent>[]): RewardState => events.reduce<RewardState>((state, event) => rewardFold.evolve(state, event), rewardFold.initial);

const taken = ['RewardWithdrawn'];
const allowed = {
  none: ['RewardNominated'], nominated: ['RewardReviewed', ...taken], returned: ['RewardNominated', ...taken], passed: ['RewardRecommendedUp', 'RewardNotGranted', ...taken],
  recommended: ['RewardPublicised', 'RewardNotGranted', ...taken], publicised: ['RewardObjected', 'RewardObjectionSettled', 'RewardGranted', 'RewardNotGranted', ...taken],
  granted: ['RewardRevoked'], 'not-granted': [], withdrawn: [], revoked: [],
};

describe('the life of a reward, whatever people try in whatever order', () => {
  test('no order of commands escapes its steps, nobody decides for the own unit, and the register tells the same', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const events = await facts(steps);
        expect(escapes(events, allowed, (past) => stateAfter(past as typeof events).status)).toEqual([]);
        for (const [n, event] of events.entries()) {
          seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
          if (!['RewardNominated', 'RewardWithdrawn', 'RewardObjected'].includes(event.type.slice(12))) expect(event.meta.unit).not.toBe('xuanwu');
          const before = stateAfter(events.slice(0, n));
          if (event.type === 'supervision.RewardGranted' && before.status !== 'none') {
            expect(Object.values(before.objections).map(({ outcome }) => outcome).filter((outcome) => outcome !== 'dismissed')).toEqual([]);
            expect(event.data.on > before.publicity!.to).toBe(true);
          }
        }
        const state = stateAfter(events);
        const row = events.reduce<ReturnType<typeof rewards.fold>>((before, event) => rewards.fold(before, event, reward), undefined);
        expect(row?.status ?? 'none').toBe(state.status);
        if (state.status === 'none') return;
        expect(Object.fromEntries(row!.objections.map((line) => [line.objection, line.outcome]))).toEqual(Object.fromEntries(Object.entries(state.objections).map(([id, { outcome }]) => [id, outcome])));
        expect(row!.timeline.map(({ position }) => position)).toEqual(events.map(({ position }) => position));
        expect(isUndecided(state)).toBe(row!.granted === null && row!.reason === null);
      }),
      { numRuns: 80, seed: 20_250_414 },
    );
    // The property says nothing about what stories never reach.
    expect([...Object.keys(rewardEvents)].filter((type) => !seen.has(type))).toEqual([]);
  });
});
