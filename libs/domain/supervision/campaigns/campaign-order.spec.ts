import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { covers, isRefusal, type Actor, type AnyCommand, type Recorded } from '#engine/kernel';
import { recorded } from '#engine/testing';
import {
  campaign, campaignPeople as people, conclusionOf, left, photos, plannedContent, seedOf, units, visitOf,
} from '../campaign-examples.js';
import { recusedUnits } from '../campaign-acts.js';
import type { CampaignEvent } from '../campaign.events.js';
import { campaign as fold, type CampaignState } from '../campaign.state.js';
import { concludeCampaign } from '../conclude-campaign/conclude-campaign.js';
import { feedBackConclusion } from '../conclude-campaign/feed-back-conclusion.js';
import { drawSample as drawn, seedHashOf } from '../draw-sample/draw.js';
import { drawSample } from '../draw-sample/draw-sample.js';
import { unsealSample } from '../draw-sample/unseal-sample.js';
import { decideObjection } from '../object-to-conclusion/decide-objection.js';
import { raiseObjection } from '../object-to-conclusion/raise-objection.js';
import { recordSiteVisit } from '../record-site-visit/record-site-visit.js';
import { cancelCampaign } from '../run-campaign/cancel-campaign.js';
import { planCampaign } from '../run-campaign/plan-campaign.js';
import { reviseCampaign } from '../run-campaign/revise-campaign.js';
import { startCampaign } from '../run-campaign/start-campaign.js';

type Log = readonly Recorded<CampaignEvent>[];
interface Attempt {
  readonly definition: AnyCommand;
  readonly command: object;
  readonly actor: Actor;
}

const told = Object.fromEntries(units.map((unit) => [`unit:${unit}`, 'active']));
const foldOf = (log: Log): CampaignState => log.reduce((state, event) => fold.evolve(state, event), fold.initial);

/** Decide as the engine does: state, access, decision. */
function attempted(log: Log, { definition, command, actor }: Attempt): Log {
  const state = foldOf(log);
  if (!covers(definition.policy.scope(actor), definition.unit?.(command, state))) return log;
  const now = new Date(Date.parse('2025-03-03T01:00:00.000Z') + log.length * 3_600_000).toISOString();
  const decision = definition.decide(state, command, { actor, now, told } as never);
  if (isRefusal(decision)) return log;
  return decision.reduce<Log>((before, event) => [...before, recorded(event.type, event.data as never, { position: before.length + 1, recordedAt: now, meta: { actor: actor.id } }) as never], log);
}

const unit = fc.constantFrom(...units);
const seed = fc.nat(5).map(seedOf);
const actor = fc.constantFrom<Actor>(...Object.values(people), { ...people.outsider, id: 'inspector-ma' });
const team = fc.shuffledSubarray(plannedContent().team.map(({ user }) => user), { minLength: 1, maxLength: 3 });
const content = fc.record({ unannounced: fc.boolean(), title: fc.constantFrom('甲', '乙'), few: fc.boolean() }).map(({ few, ...changes }) =>
  plannedContent({ ...changes, ...(few ? { units: ['gulou', 'qixia', 'xuanwu'] } : {}) }));
const conclusions = fc.shuffledSubarray(units, { minLength: 0 }).map((named) => ({ conclusions: named.map((one) => conclusionOf(one)), notInspected: left(named) }));

const command = fc.oneof(
  fc.record({ definition: fc.constant(planCampaign), command: fc.record({ content }) }),
  fc.record({ definition: fc.constant(reviseCampaign), command: fc.record({ content, reason: fc.constant('调整') }) }),
  fc.record({ definition: fc.constant(drawSample), command: fc.record({ count: fc.integer({ min: 1, max: 6 }), teamSize: fc.integer({ min: 1, max: 4 }), seed, reason: fc.constant('重抽') }) }),
  fc.record({ definition: fc.constant(unsealSample), command: fc.record({ draw: fc.integer({ min: 1, max: 3 }), seed }) }),
  fc.record({ definition: fc.constant(startCampaign), command: fc.record({}) }),
  fc.record({ definition: fc.constant(cancelCampaign), command: fc.record({ reason: fc.constant('取消') }) }),
  fc.record({
    definition: fc.constant(recordSiteVisit),
    command: fc.record({ unit, team, visit: fc.constantFrom('v-1', 'v-2', 'v-3') })
      .map(({ unit: of, team: by, visit }) => visitOf({ visit, unit: of, team: by, date: '2025-03-03', substitution: '一人病假', signatures: { team: by, unit: { signer: 'p-001' } } })),
  }),
  fc.record({ definition: fc.constant(concludeCampaign), command: conclusions.map((named) => ({ summary: '总体较好', ...named })) }),
  fc.record({ definition: fc.constant(feedBackConclusion), command: fc.record({ unit }) }),
  fc.record({ definition: fc.constant(raiseObjection), command: fc.record({ unit: fc.constantFrom('xuanwu', 'gulou'), reason: fc.constant('不实'), evidence: fc.constant(photos) }) }),
  fc.record({ definition: fc.constant(decideObjection), command: fc.record({ unit: fc.constantFrom('xuanwu', 'gulou'), reason: fc.constant('经复核'), decision: fc.constant('upheld') }) }),
);
const anyAttempt = fc.record({ of: command, actor }).map(({ of, actor: by }): Attempt => ({ definition: of.definition as AnyCommand, command: { campaign, ...of.command }, actor: by }));

/** The usual way, into which the stray attempts fall, so that late states are reached too. */
const usual = (unannounced: boolean): readonly Attempt[] => [
  { definition: planCampaign, command: { campaign, content: plannedContent({ unannounced }) }, actor: people.bureau },
  { definition: drawSample, command: { campaign, count: 5, teamSize: 2, seed: seedOf(1) }, actor: people.leader },
  { definition: startCampaign, command: { campaign }, actor: people.leader },
  { definition: recordSiteVisit, command: { campaign, ...visitOf({ date: '2025-03-03', visit: 'v-9', substitution: '一人病假' }) }, actor: people.member },
  { definition: unsealSample, command: { campaign, draw: 1, seed: seedOf(1) }, actor: people.leader },
  { definition: concludeCampaign, command: { campaign, summary: '总体较好', conclusions: [conclusionOf()], notInspected: left() }, actor: people.leader },
  { definition: feedBackConclusion, command: { campaign, unit: 'xuanwu' }, actor: people.leader },
  { definition: raiseObjection, command: { campaign, unit: 'xuanwu', reason: '不实', evidence: photos }, actor: people.reporter },
  { definition: decideObjection, command: { campaign, unit: 'xuanwu', reason: '经复核', decision: 'upheld' }, actor: people.outsider },
];
const course = fc.oneof(
  fc.array(anyAttempt, { minLength: 1, maxLength: 40 }),
  fc.tuple(fc.boolean(), fc.array(fc.array(anyAttempt, { maxLength: 4 }), { minLength: 9, maxLength: 9 })).map(([secret, between]) => usual(secret).flatMap((step, n) => [step, ...between[n]!])),
);

const indexOf = (log: Log, type: CampaignEvent['type']): number => log.findIndex((event) => event.type === type);
const unitEvents = (log: Log, type: CampaignEvent['type'], of: string): Log => log.filter((event) => event.type === type && (event.data as { unit?: string }).unit === of);

describe('whatever is tried, in whatever order, by whomever', () => {
  test('no order of commands escapes the life of a campaign', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(course, (attempts) => {
        const log = attempts.reduce<Log>(attempted, []);
        log.forEach(({ type }) => reached.add(type));
        if (log.length === 0) return;
        expect(indexOf(log, 'supervision.CampaignPlanned')).toBe(0);
        for (const once of ['CampaignPlanned', 'CampaignStarted', 'CampaignConcluded', 'CampaignCancelled']) expect(log.filter(({ type }) => type === `supervision.${once}`).length).toBeLessThanOrEqual(1);
        const [start, end, cancelledAt] = [indexOf(log, 'supervision.CampaignStarted'), indexOf(log, 'supervision.CampaignConcluded'), indexOf(log, 'supervision.CampaignCancelled')];
        expect(end >= 0 && cancelledAt >= 0).toBe(false);
        if (end >= 0) expect(start >= 0 && start < end).toBe(true);
        log.forEach((event, at) => {
          if (event.type === 'supervision.CampaignRevised') expect(start < 0 || at < start).toBe(true);
          if (event.type === 'supervision.SiteVisitRecorded') expect(start >= 0 && start < at && (end < 0 || at < end) && (cancelledAt < 0 || at < cancelledAt)).toBe(true);
          if (event.type === 'supervision.SampleUnsealed') expect(start >= 0 || cancelledAt >= 0).toBe(true);
          if (cancelledAt >= 0 && at > cancelledAt) expect(event.type).toBe('supervision.SampleUnsealed');
          if (end >= 0 && at > end) expect(['supervision.SampleUnsealed', 'supervision.ConclusionFedBack', 'supervision.ObjectionRaised', 'supervision.ObjectionDecided']).toContain(event.type);
        });
        for (const of of units) {
          const [fed, raised, decided] = (['ConclusionFedBack', 'ObjectionRaised', 'ObjectionDecided'] as const).map((name) => unitEvents(log, `supervision.${name}`, of));
          expect([fed!.length, raised!.length, decided!.length].every((count, n, all) => count <= (all[n - 1] ?? 1))).toBe(true);
        }
      }),
      { numRuns: 500, seed: 20250303 },
    );
    expect([...reached].sort()).toEqual([
      'supervision.CampaignCancelled', 'supervision.CampaignConcluded', 'supervision.CampaignPlanned', 'supervision.CampaignRevised', 'supervision.CampaignStarted', 'supervision.ConclusionFedBack',
      'supervision.ObjectionDecided', 'supervision.ObjectionRaised', 'supervision.SampleDrawn', 'supervision.SampleUnsealed', 'supervision.SiteVisitRecorded',
    ]);
  });

  test('nobody acts where they must not, and no sample is other than its seed draws', () => {
    fc.assert(
      fc.property(course, (attempts) => {
        const log = attempts.reduce<Log>(attempted, []);
        const contentAt = (at: number) => (foldOf(log.slice(0, at)) as Extract<CampaignState, { content: unknown }>).content;
        log.forEach((event, at) => {
          const by = Object.values(people).find(({ id }) => id === event.meta.actor);
          switch (event.type) {
            case 'supervision.SiteVisitRecorded':
              expect(event.data.team.length).toBeGreaterThanOrEqual(2);
              for (const user of [...event.data.team, event.meta.actor]) expect(recusedUnits(contentAt(at), user)).not.toContain(event.data.unit);
              expect(by?.unit).not.toBe(event.data.unit);
              break;
            case 'supervision.CampaignConcluded':
              for (const { unit: of } of event.data.conclusions) expect([by?.unit === of, recusedUnits(contentAt(at), event.meta.actor).includes(of)]).toEqual([false, false]);
              break;
            case 'supervision.ObjectionDecided':
              expect(contentAt(at).team.map(({ user }) => user)).not.toContain(event.meta.actor);
              break;
            case 'supervision.SampleDrawn':
              expect(event.data.seed === undefined).toBe(contentAt(at).unannounced);
              if (event.data.seed !== undefined) expect([event.data.drawn, event.data.seedHash]).toEqual([drawn(event.data.basis, event.data.seed), seedHashOf(event.data.seed)]);
              break;
            case 'supervision.SampleUnsealed': {
              const draw = log.slice(0, at).find((one) => one.type === 'supervision.SampleDrawn' && one.data.draw === event.data.draw)!;
              if (draw.type === 'supervision.SampleDrawn') expect([event.data.drawn, seedHashOf(event.data.seed)]).toEqual([drawn(draw.data.basis, event.data.seed), draw.data.seedHash]);
              break;
            }
            default:
          }
        });
      }),
      { numRuns: 400, seed: 20250304 },
    );
  });
});
