import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  campaign, campaignPeople as people, cancelled, concluded, conclusionOf, drawnUnits, fedBack, left, planned, sampleDrawn, sampleUnsealed, seedOf, started, visited,
} from '../campaign-examples.js';
import { concludeCampaign, type ConcludeCampaign } from './conclude-campaign.js';
import { feedBackConclusion } from './feed-back-conclusion.js';

const done = [planned(), started(), visited()];
const conclusion = (changes: Partial<ConcludeCampaign> = {}): ConcludeCampaign => ({ campaign, summary: '总体较好', conclusions: [conclusionOf()], notInspected: left(), ...changes });
const fact = (changes: Partial<ConcludeCampaign> = {}) => {
  const { conclusions, notInspected, ...rest } = conclusion(changes);
  return { type: 'supervision.CampaignConcluded' as const, data: { ...rest, conclusions: [...conclusions], notInspected: [...notInspected] } };
};

describe('concluding a campaign', () => {
  test('the leader or the bureau states facts, evidence and conclusion for each unit', () => {
    given(...done).as(people.leader).when(concludeCampaign, conclusion()).then(fact());
    given(...done).as(people.bureau).when(concludeCampaign, conclusion()).then(fact());
    given(...done, concluded()).as(people.leader).when(concludeCampaign, conclusion()).thenNothing();
  });

  test('of a sample, only the units drawn are concluded about', () => {
    const [one, other] = drawnUnits.map(({ unit }) => unit);
    const past = [planned(), sampleDrawn(), started([one!, other!])];
    const both = { conclusions: [conclusionOf(one), conclusionOf(other)], notInspected: [] };
    given(...past).as(people.leader).when(concludeCampaign, conclusion(both)).then(fact(both));
    given(...past).as(people.leader).when(concludeCampaign, conclusion({ conclusions: [conclusionOf(one)], notInspected: [] })).thenRefused('supervision.conclusion-missing', { unit: other! });
  });

  test('a sealed sample is laid open first; what it did not draw but was visited is concluded about all the same', () => {
    const secret = { unannounced: true };
    const drawn = drawnUnits.map(({ unit }) => unit);
    const stray = ['gulou', 'jianye', 'qinhuai', 'qixia', 'xuanwu'].find((unit) => !drawn.includes(unit))!;
    const past = [planned(secret), sampleDrawn(seedOf(1), secret), started([]), visited({ unit: stray })];
    const all = { conclusions: [...drawn, stray].map((unit) => conclusionOf(unit)), notInspected: [] };
    given(...past).as(people.leader).when(concludeCampaign, conclusion(all)).thenRefused('supervision.sample-still-sealed', { draw: 1 });
    given(...past, sampleUnsealed()).as(people.leader).when(concludeCampaign, conclusion(all)).then(fact(all));
    given(...past, sampleUnsealed()).as(people.leader).when(concludeCampaign, conclusion({ ...all, conclusions: all.conclusions.slice(0, 2) })).thenRefused('supervision.conclusion-missing', { unit: stray });
  });

  test.each([
    ['that is unknown', [], conclusion(), people.leader, 'supervision.unknown-campaign'],
    ['that has not started', [planned()], conclusion(), people.leader, 'supervision.campaign-wrong-status'],
    ['that was cancelled', [planned(), cancelled()], conclusion(), people.leader, 'supervision.campaign-wrong-status'],
    ['that is concluded otherwise', [...done, concluded()], conclusion({ summary: '另一结论' }), people.leader, 'supervision.campaign-wrong-status'],
    ['by another member', done, conclusion(), people.member, 'supervision.campaign-not-the-leader'],
    ['with a unit twice', done, conclusion({ conclusions: [conclusionOf(), conclusionOf()] }), people.leader, 'supervision.campaign-named-twice'],
    ['with a unit both inspected and not', done, conclusion({ notInspected: [...left(), { unit: 'xuanwu', reason: '未到' }] }), people.leader, 'supervision.campaign-named-twice'],
    ['about another unit', done, conclusion({ conclusions: [conclusionOf(), conclusionOf('finance')] }), people.leader, 'supervision.campaign-not-this-unit'],
    ['in silence about a unit', done, conclusion({ notInspected: left().slice(1) }), people.leader, 'supervision.conclusion-missing'],
    ['without a conclusion about a unit visited', done, conclusion({ conclusions: [conclusionOf('gulou')], notInspected: left(['gulou']) }), people.leader, 'supervision.visited-needs-conclusion'],
    ['about nothing', [planned(), started()], conclusion({ conclusions: [], notInspected: left([]) }), people.leader, 'supervision.concludes-nothing'],
    ['without evidence', done, conclusion({ conclusions: [conclusionOf('xuanwu', { evidence: [] })] }), people.leader, 'supervision.conclusion-evidence-required'],
    ['by the bureau about the own unit', done, conclusion(), { ...people.bureau, unit: 'xuanwu' }, 'supervision.campaign-own-unit'],
    ['by the bureau although recused', [planned({ recusals: [{ user: 'inspector-he', unit: 'xuanwu', reason: '亲属' }] }), started(), visited()], conclusion(), { ...people.bureau, id: 'inspector-he' }, 'supervision.campaign-recused'],
  ] as const)('a campaign %s is refused', (_, past, command, actor, code) => {
    given(...past).when(concludeCampaign, command, { actor }).thenRefused(code);
  });

  test('a unit does not conclude about itself', () => {
    given(...done).as(people.reporter).when(concludeCampaign, conclusion()).thenForbidden();
  });
});

describe('feeding a conclusion back', () => {
  const feedback = { campaign, unit: 'xuanwu' };

  test('gives the unit thirty calendar days, to the end of the last', () => {
    given(...done, concluded()).as(people.member).when(feedBackConclusion, feedback, { now: '2025-03-03T01:00:00.000Z' })
      .then({ type: 'supervision.ConclusionFedBack', data: { ...feedback, objectBy: '2025-04-02T15:59:59.999Z' } });
    given(...done, concluded()).as(people.bureau).when(feedBackConclusion, { ...feedback, document: '宁质督函〔2025〕3号' }, { now: '2025-03-03T16:00:00.000Z' })
      .then({ type: 'supervision.ConclusionFedBack', data: { ...feedback, document: '宁质督函〔2025〕3号', objectBy: '2025-04-03T15:59:59.999Z' } });
  });

  test('once: a second time does not begin the days anew', () => {
    given(...done, concluded(), fedBack()).as(people.member).when(feedBackConclusion, feedback, { now: '2025-03-20T01:00:00.000Z' }).thenNothing();
  });

  test.each([
    ['of an unknown campaign', [], feedback, people.member, 'supervision.unknown-campaign'],
    ['before there is one', done, feedback, people.member, 'supervision.campaign-wrong-status'],
    ['about a unit without one', [...done, concluded()], { campaign, unit: 'gulou' }, people.member, 'supervision.no-conclusion-about'],
    ['by the own unit', [...done, concluded()], feedback, people.ofXuanwu, 'supervision.campaign-own-unit'],
  ] as const)('a conclusion %s is refused', (_, past, command, actor, code) => {
    given(...past).when(feedBackConclusion, command, { actor }).thenRefused(code);
  });

  test('not by the unit', () => {
    given(...done, concluded()).as(people.reporter).when(feedBackConclusion, feedback).thenForbidden();
  });
});
