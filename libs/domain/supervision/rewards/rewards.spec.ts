import { describe, expect, test } from '@jest/globals';
import { person, project } from '#engine/testing';
import { covers } from '#engine/kernel';
import { granted, nominated, notGranted, objected, objectionSettled, proof, reviewed, revoked, reward, upTo, withdrawn } from '../reward-examples.js';
import { rewardEvents, type RewardEvent } from '../reward.events.js';
import { maySeePublicity, maySeeRewards } from '../reward.policies.js';
import { titled } from '../timeline.http.js';
import { rewardCounts } from './reward-counts.js';
import { rewards } from './rewards.projection.js';

const rowOf = (...events: readonly RewardEvent[]) => project(rewards).given(...events).row(reward)!;

describe('the register of rewards', () => {
  test('shows a nomination with all that is asked for', () => {
    const { timeline, ...row } = rowOf(nominated());
    expect(row).toEqual({
      reward, year: 2025, level: 'provincial', policyItem: '推进质量工作成效突出', unit: 'xuanwu', plan: null, measure: 3, grounds: '质量强区建设走在前列', evidence: [proof], form: null,
      origin: 'self', status: 'nominated', nominatedBy: 'tester', nominatedAt: '2025-01-01T00:00:01.000Z', opinion: null, recommended: null, publicity: null, objections: [],
      openObjections: 0, granted: null, reason: null, revision: 0, changedAt: '2025-01-01T00:00:01.000Z',
    });
    const { reward: _reward, unit: _unit, ...details } = nominated().data as Record<string, unknown>;
    expect(timeline).toMatchObject([{ position: 1, type: 'supervision.RewardNominated', recordedAt: '2025-01-01T00:00:01.000Z', actor: 'tester', actorUnit: null, authority: null, details }]);
  });

  test('follows every step to its end', () => {
    expect(rowOf(nominated(), reviewed('returned'))).toMatchObject({ status: 'returned', opinion: '材料属实' });
    expect(rowOf(nominated(), reviewed('returned'), nominated({ grounds: '补充' }))).toMatchObject({ status: 'nominated', grounds: '补充', opinion: '材料属实', revision: 2 });
    expect(rowOf(...upTo('recommended'))).toMatchObject({ status: 'recommended', recommended: { to: '省政府办公厅', document: '宁政发〔2025〕9号' } });
    expect(rowOf(...upTo('publicised'))).toMatchObject({ status: 'publicised', publicity: { from: '2025-04-21', to: '2025-04-25', where: '市政府网站', workingDays: 5 } });
    expect(rowOf(...upTo('granted'))).toMatchObject({ status: 'granted', granted: { document: '苏政办发〔2025〕30号', form: '资金激励', on: '2025-05-12', amount: { value: '100.5', unit: '万元' } } });
    expect(rowOf(...upTo('granted'), revoked())).toMatchObject({ status: 'revoked', reason: '数据造假', granted: { on: '2025-05-12' } });
    expect(rowOf(...upTo('passed'), notGranted())).toMatchObject({ status: 'not-granted', reason: '名额有限', granted: null });
    expect(rowOf(...upTo('passed'), withdrawn())).toMatchObject({ status: 'withdrawn', reason: '材料需补充' });
  });

  test('objections are open until they are settled, and leave the status as it is', () => {
    expect(rowOf(...upTo('publicised'), objected(), objected({ objection: 'o-2' }))).toMatchObject({ status: 'publicised', openObjections: 2 });
    const { openObjections, objections } = rowOf(...upTo('publicised'), objected(), objected({ objection: 'o-2' }), objectionSettled());
    expect([openObjections, objections.map(({ objection, outcome, opinion }) => [objection, outcome, opinion])]).toEqual([1, [['o-1', 'dismissed', '经核实'], ['o-2', 'open', null]]]);
  });

  test('the timeline names every step in both languages, in order', () => {
    const { timeline } = rowOf(...upTo('granted'));
    expect(titled(timeline, rewardEvents).map(({ position, title }) => [position, title.zh])).toEqual([[1, '督查激励自荐或提名'], [2, '督查激励初审'], [3, '督查激励推荐申报'], [4, '督查激励公示'], [5, '获得督查激励']]);
  });

  test('a step of nothing leaves no row', () => {
    project(rewards).given(reviewed(), granted()).thenRows({});
  });

  test('units see their own, those who work across the city all; a publicity is for every unit', () => {
    const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
    expect([covers(maySeeRewards.scope(reporter), 'xuanwu'), covers(maySeeRewards.scope(reporter), 'qinhuai'), covers(maySeePublicity.scope(reporter), 'qinhuai')]).toEqual([true, false, true]);
    for (const role of ['bureau', 'leadership', 'inspector', 'organisation', 'auditor']) expect(maySeeRewards.scope(person('one', { roles: { [role]: ['gulou'] } }))).toBe('all');
    for (const role of ['system-admin', 'security-admin', 'audit-admin']) expect(maySeePublicity.scope(person('one', { roles: { [role]: 'all' } }))).toEqual([]);
  });
});

describe('rewards per unit', () => {
  test('every reward is counted once, by what became of it', () => {
    const line = (unit: string, status: Parameters<typeof rewardCounts>[0][number]['status'], level: 'national' | 'provincial' | 'municipal' = 'municipal') => ({ unit, status, level });
    const lines = [
      line('gulou', 'granted', 'national'), line('gulou', 'granted'), line('gulou', 'revoked'), line('gulou', 'withdrawn'),
      ...(['nominated', 'returned', 'passed', 'recommended', 'publicised'] as const).map((status) => line('xuanwu', status)), line('xuanwu', 'not-granted'), line('qinhuai', 'nominated'),
    ];
    expect(rewardCounts(lines)).toEqual([
      { unit: 'gulou', nominated: 4, pending: 0, granted: 2, notGranted: 0, takenBack: 2, byLevel: { national: 1, provincial: 0, municipal: 1 } },
      { unit: 'qinhuai', nominated: 1, pending: 1, granted: 0, notGranted: 0, takenBack: 0, byLevel: { national: 0, provincial: 0, municipal: 0 } },
      { unit: 'xuanwu', nominated: 6, pending: 5, granted: 0, notGranted: 1, takenBack: 0, byLevel: { national: 0, provincial: 0, municipal: 0 } },
    ]);
    for (const { nominated, pending, granted, notGranted, takenBack } of rewardCounts(lines)) expect(pending + granted + notGranted + takenBack).toBe(nominated);
    expect(rewardCounts([])).toEqual([]);
  });
});
