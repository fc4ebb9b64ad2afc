import { describe, expect, test } from '@jest/globals';
import { given, recorded, type WhenOptions } from '#engine/testing';
import {
  campaign, campaignPeople as people, cancelled, cityPlan, concluded, districts, drawnUnits, planned, plannedContent, revised, sampleDrawn, seedOf, started, units, visited,
} from '../campaign-examples.js';
import type { CampaignContent } from '../campaign.events.js';
import { content as findingContent } from '../finding-examples.js';
import { cancelCampaign } from './cancel-campaign.js';
import { planCampaign } from './plan-campaign.js';
import { reviseCampaign } from './revise-campaign.js';
import { startCampaign } from './start-campaign.js';

const told: WhenOptions<any> = { toldFrom: districts() };
const toldOf = (named: readonly string[] | undefined): WhenOptions<any> => ({ toldFrom: districts(named) });
const withFacts = (more: object): WhenOptions<any> => ({ toldFrom: { ...districts(), ...more } });
const plan = (changes: Partial<CampaignContent> = {}) => ({ campaign, content: plannedContent(changes) });
const [zhou, he] = [{ user: 'inspector-zhou', leader: true as const }, { user: 'inspector-he' }];
const drafted = { type: 'supervision.FindingDrafted', data: { finding: 'f-1', content: findingContent() } };

describe('planning a campaign', () => {
  test('an inspector of all units plans it, and the bureau', () => {
    given().as(people.leader).when(planCampaign, plan(), told).then(planned());
    given().as(people.bureau).when(planCampaign, plan(), told).then(planned());
  });

  test('the same again changes nothing, other content is refused', () => {
    given(planned()).when(planCampaign, plan(), { ...told, actor: people.bureau }).thenNothing();
    given(planned()).when(planCampaign, plan({ title: '另一题目' }), { ...told, actor: people.bureau }).thenRefused('supervision.campaign-exists');
  });

  test('nobody plans beyond the own grant', () => {
    for (const other of [people.chief, people.auditor, people.reporter]) given().as(other).when(planCampaign, plan(), told).thenForbidden();
    given().as(people.gulouOnly).when(planCampaign, plan(), told).thenRefused('supervision.campaign-unit-out-of-reach', { unit: 'jianye' });
    given().as(people.gulouOnly).when(planCampaign, plan({ units: ['xuanwu', 'gulou'] }), toldOf(['xuanwu', 'gulou'])).thenForbidden();
    given().as(people.gulouOnly).when(planCampaign, plan({ units: ['gulou'] }), toldOf(['gulou'])).then(planned({ units: ['gulou'] }));
  });

  test('a follow-up comes back to a campaign or to findings', () => {
    const followsFinding = { type: 'follow-up' as const, follows: { findings: ['f-1'] } };
    given().as(people.bureau).when(planCampaign, plan(followsFinding), withFacts({ 'finding:f-1': [drafted] })).then(planned(followsFinding));
    const followsCampaign = { type: 'follow-up' as const, follows: { campaign: 'c-1', findings: [] } };
    given().as(people.bureau).when(planCampaign, plan(followsCampaign), withFacts({ campaign: [planned()] })).then(planned(followsCampaign));
  });

  test('it may name measures of a plan', () => {
    const about = { plan: 'nanjing-2023', measures: [16] };
    given().as(people.bureau).when(planCampaign, plan(about), withFacts({ plan: cityPlan })).then(planned(about));
  });

  test.each<[string, Partial<CampaignContent>, string]>([
    ['outside the annual plan', { planItem: ' ' }, 'supervision.plan-item-required'],
    ['that ends before it begins', { from: '2025-02-02', to: '2025-02-01' }, 'supervision.campaign-ends-before-it-begins'],
    ['of a unit named twice', { units: ['gulou', 'gulou'] }, 'supervision.campaign-named-twice'],
    ['of an unknown unit', { units: ['gulou', 'nowhere'] }, 'supervision.unknown-unit'],
    ['by one person', { team: [zhou], recusals: [] }, 'supervision.team-too-small'],
    ['by one person named twice', { team: [zhou, { user: 'inspector-zhou' }], recusals: [] }, 'supervision.campaign-named-twice'],
    ['without a leader', { team: [{ user: 'inspector-zhou' }, he], recusals: [] }, 'supervision.team-needs-one-leader'],
    ['with two leaders', { team: [zhou, { user: 'inspector-he', leader: true }], recusals: [] }, 'supervision.team-needs-one-leader'],
    ['with a recusal of a stranger', { recusals: [{ user: 'inspector-tan', unit: 'gulou', reason: '亲属' }] }, 'supervision.recusal-of-nobody'],
    ['with a recusal from another unit', { recusals: [{ user: 'inspector-he', unit: 'finance', reason: '亲属' }] }, 'supervision.recusal-of-nobody'],
    ['whose leader is recused', { recusals: [{ user: 'inspector-zhou', unit: 'gulou', reason: '亲属' }] }, 'supervision.leader-recused'],
    ['whose leader is of a unit', { team: [{ ...zhou, unit: 'gulou' }, he], recusals: [] }, 'supervision.leader-recused'],
    ['of a unit with one inspector left', { team: [zhou, he], recusals: [{ user: 'inspector-he', unit: 'gulou', reason: '亲属' }] }, 'supervision.team-too-small-for-unit'],
    ['that follows up nothing', { type: 'follow-up' }, 'supervision.follow-up-of-nothing'],
    ['that follows up no finding', { type: 'follow-up', follows: { findings: [] } }, 'supervision.follow-up-of-nothing'],
    ['that follows up an unknown campaign', { type: 'follow-up', follows: { campaign: 'c-0', findings: [] } }, 'supervision.unknown-campaign'],
    ['that follows up an unknown finding', { type: 'follow-up', follows: { findings: ['f-0'] } }, 'supervision.unknown-finding'],
    ['with measures of no plan', { measures: [16] }, 'supervision.measures-of-no-plan'],
    ['of an unknown plan', { plan: 'nanjing-2023' }, 'supervision.campaign-unknown-plan'],
  ])('a campaign %s is refused', (_, changes, code) => {
    given().as(people.bureau).when(planCampaign, plan(changes), toldOf(changes.units)).thenRefused(code);
  });

  test('a campaign that follows itself, or of an unknown measure, is refused', () => {
    given(planned()).as(people.bureau).when(planCampaign, plan({ follows: { campaign, findings: [] } }), withFacts({ campaign: [planned()] })).thenRefused('supervision.unknown-campaign');
    given().as(people.bureau).when(planCampaign, plan({ plan: 'nanjing-2023', measures: [17] }), withFacts({ plan: cityPlan })).thenRefused('supervision.campaign-unknown-measure', { plan: 'nanjing-2023', measure: 17 });
  });
});

describe('revising a campaign', () => {
  const change = { ...plan({ title: '电梯安全督查' }), reason: '人员调整' };

  test('before it starts, with a reason', () => {
    given(planned()).as(people.leader).when(reviseCampaign, change, told).then(revised({ title: '电梯安全督查' }));
    given(planned()).as(people.leader).when(reviseCampaign, plan({ title: '电梯安全督查' }), { ...told, reason: '人员调整' }).then(revised({ title: '电梯安全督查' }));
    given(planned()).as(people.leader).when(reviseCampaign, plan(), told).thenNothing();
  });

  test('a sample drawn from the same basis stays; from another it holds no longer', () => {
    const drawnBefore = { draw: 1, year: 2025, units: drawnUnits.map(({ unit }) => unit) };
    given(planned(), sampleDrawn()).as(people.leader).when(reviseCampaign, change, told).then(revised({ title: '电梯安全督查' }));
    const fewer = units.slice(0, 4);
    given(planned(), sampleDrawn()).as(people.leader).when(reviseCampaign, { ...plan({ units: fewer }), reason: '人员调整' }, toldOf(fewer)).then(revised({ units: fewer }, { voids: drawnBefore }));
    given(planned(), sampleDrawn()).as(people.leader).when(reviseCampaign, { ...plan({ unannounced: true }), reason: '人员调整' }, told).then(revised({ unannounced: true }, { voids: drawnBefore }));
    const next = { from: '2026-01-01', to: '2026-02-01' };
    given(planned(), sampleDrawn()).as(people.leader).when(reviseCampaign, { ...plan(next), reason: '人员调整' }, told).then(revised(next, { voids: drawnBefore }));
    const sealed = { unannounced: true, units: fewer };
    expect(given(planned({ unannounced: true }), sampleDrawn(seedOf(1), { unannounced: true })).as(people.leader).when(reviseCampaign, { ...plan(sealed), reason: '人员调整' }, toldOf(fewer)).events()[0]!.data)
      .toMatchObject({ voids: { draw: 1, year: 2025, units: [] } });
  });

  test.each([
    ['that is unknown', [], change, 'supervision.unknown-campaign'],
    ['that has started', [planned(), started()], change, 'supervision.campaign-wrong-status'],
    ['without a reason', [planned()], plan({ title: '电梯安全督查' }), 'supervision.reason-required'],
    ['into one that cannot be', [planned()], { ...plan({ planItem: '' }), reason: '人员调整' }, 'supervision.plan-item-required'],
  ] as const)('a campaign %s is refused', (_, past, command, code) => {
    given(...past).when(reviseCampaign, command, { ...told, actor: people.bureau }).thenRefused(code);
  });

  test('nobody takes a campaign out of reach by revising it', () => {
    given(planned({ units: ['gulou', 'xuanwu'], recusals: [] })).as(people.gulouOnly).when(reviseCampaign, { ...plan({ units: ['gulou'] }), reason: '人员调整' }, toldOf(['gulou']))
      .thenRefused('supervision.campaign-unit-out-of-reach', { unit: 'xuanwu' });
  });
});

describe('starting a campaign', () => {
  test('the leader or the bureau starts it within its days', () => {
    given(planned()).as(people.leader).when(startCampaign, { campaign }).then(started());
    given(planned()).as(people.bureau).when(startCampaign, { campaign }).then(started());
    given(planned()).as(people.member).when(startCampaign, { campaign }).thenRefused('supervision.campaign-not-the-leader', { leader: 'inspector-zhou' });
    given(planned()).as(people.reporter).when(startCampaign, { campaign }).thenForbidden();
  });

  test('it names the units drawn, and none while the sample is sealed', () => {
    given(planned(), sampleDrawn()).as(people.leader).when(startCampaign, { campaign }).then(started(drawnUnits.map(({ unit }) => unit)));
    given(planned({ unannounced: true }), sampleDrawn(seedOf(1), { unannounced: true })).as(people.leader).when(startCampaign, { campaign }).then(started([]));
    given(planned({ unannounced: true })).as(people.leader).when(startCampaign, { campaign }).then(started());
  });

  test('starting it again changes nothing', () => {
    given(planned(), started()).as(people.leader).when(startCampaign, { campaign }).thenNothing();
    given(planned(), started()).as(people.member).when(startCampaign, { campaign }).thenRefused('supervision.campaign-not-the-leader');
  });

  test.each([
    ['that is unknown', [], '2025-03-03T01:00:00.000Z', 'supervision.unknown-campaign'],
    ['before its first day', [planned()], '2024-12-31T15:59:59.999Z', 'supervision.campaign-outside-its-days'],
    ['after its last day', [planned()], '2025-06-30T16:00:00.000Z', 'supervision.campaign-outside-its-days'],
    ['whose sample holds no longer', [planned(), sampleDrawn(), revised({ units: units.slice(1), recusals: [] }, { voids: { draw: 1, year: 2025, units: [] } })], '2025-03-03T01:00:00.000Z', 'supervision.sample-voided'],
    ['that was cancelled', [planned(), cancelled()], '2025-03-03T01:00:00.000Z', 'supervision.campaign-wrong-status'],
  ] as const)('a campaign %s is refused', (_, past, now, code) => {
    given(...past).when(startCampaign, { campaign }, { actor: people.leader, now }).thenRefused(code);
  });

  test('its first and last day are the city’s', () => {
    given(planned()).as(people.leader).when(startCampaign, { campaign }, { now: '2024-12-31T16:00:00.000Z' }).then(started());
    given(planned()).as(people.leader).when(startCampaign, { campaign }, { now: '2025-06-30T15:59:59.999Z' }).then(started());
  });
});

describe('cancelling a campaign', () => {
  test('with a reason, before it starts or after', () => {
    given(planned()).as(people.leader).when(cancelCampaign, { campaign, reason: '与省级督查重复' }).then(cancelled());
    given(planned(), started()).as(people.bureau).when(cancelCampaign, { campaign }, { reason: '与省级督查重复' }).then(cancelled('started'));
    given(planned(), cancelled()).as(people.leader).when(cancelCampaign, { campaign, reason: '再次' }).thenNothing();
  });

  test.each([
    ['that is unknown', [], { campaign, reason: 'x' }, 'supervision.unknown-campaign'],
    ['without a reason', [planned()], { campaign }, 'supervision.reason-required'],
    ['that is concluded', [planned(), started(), visited(), concluded()], { campaign, reason: 'x' }, 'supervision.campaign-wrong-status'],
  ] as const)('a campaign %s is refused', (_, past, command, code) => {
    given(...past).when(cancelCampaign, command, { actor: people.bureau }).thenRefused(code);
  });

  test('not by somebody whose grant covers only a part', () => {
    const two = planned({ units: ['gulou', 'xuanwu'], recusals: [] });
    given(two).as(people.gulouOnly).when(cancelCampaign, { campaign, reason: 'x' }).thenRefused('supervision.campaign-unit-out-of-reach');
    given(two, cancelled()).as(people.gulouOnly).when(cancelCampaign, { campaign, reason: 'x' }).thenRefused('supervision.campaign-unit-out-of-reach');
  });
});

test('a fact about a campaign that was never planned changes nothing', () => {
  expect(given(recorded('supervision.CampaignStarted', { campaign, units: [] })).when(planCampaign, plan(), { ...told, actor: people.bureau }).state().status).toBe('planned');
});
