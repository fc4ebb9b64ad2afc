import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isRefusal, newId, type Actor, type AnyCommand, type Uuid } from '#engine/kernel';
import { CommandEngine, type Commands, type Envelope } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { Refused, Views } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, TestClock } from '#engine/testing';
import { unitEvents, unitStream } from '#domain/units';
import { campaign, campaignPeople as people, conclusionOf, plannedContent, registeredDistrict, units, visitOf } from '../campaign-examples.js';
import { campaignEvents, campaignStream } from '../campaign.events.js';
import { concludeCampaign } from '../conclude-campaign/conclude-campaign.js';
import { feedBackConclusion } from '../conclude-campaign/feed-back-conclusion.js';
import { DrawSampleHttp } from '../draw-sample/draw-sample.http.js';
import { seedHashOf } from '../draw-sample/draw.js';
import { recordSiteVisit } from '../record-site-visit/record-site-visit.js';
import { planCampaign } from '../run-campaign/plan-campaign.js';
import { startCampaign } from '../run-campaign/start-campaign.js';
import type { SealedSeeds } from '../sealed-seeds/sealed-seeds.js';
import { SqliteSealedSeeds } from '../sealed-seeds/sqlite-sealed-seeds.js';
import { campaignUnits } from './campaign-units.projection.js';
import { CampaignsHttp } from './campaigns.http.js';
import { campaigns } from './campaigns.projection.js';

/** Remembers which seeds it was given, so that a spec can look for them. */
class WatchedSeeds implements SealedSeeds {
  readonly given: string[] = [];
  constructor(private readonly seeds: SealedSeeds) {}
  keep(seed: Parameters<SealedSeeds['keep']>[0]) {
    this.given.push(seed.seed);
    return this.seeds.keep(seed);
  }
  find = (hash: string) => this.seeds.find(hash);
  remove = (hash: string) => this.seeds.remove(hash);
  close = () => this.seeds.close();
}

const folder = mkdtempSync(join(tmpdir(), 'secrecy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const catalogue = { ...campaignEvents, ...unitEvents };
const params = { campaign };
const query = { limit: undefined, cursor: undefined, asKnownAt: undefined, waitFor: undefined };
let files = 0;
let log: MemoryEventStore;
let rows: MemoryReadStore;
let runner: ProjectionRunner;
let engine: CommandEngine;
let seeds: WatchedSeeds;
let draws: DrawSampleHttp;
let lists: CampaignsHttp;

beforeEach(async () => {
  const clock = new TestClock('2025-03-01T01:00:00.000Z');
  log = new MemoryEventStore({ clock, pollMs: 5 });
  rows = new MemoryReadStore();
  runner = new ProjectionRunner({ projections: [campaigns, campaignUnits], log, store: rows, clock, owner: newId(), catalogues: [campaignEvents] });
  await runner.start();
  engine = new CommandEngine(log, catalogue, clock);
  seeds = new WatchedSeeds(new SqliteSealedSeeds(join(folder, `${++files}.db`)));
  const commands = { send: (definition: AnyCommand, command: unknown, envelope: Envelope) => engine.execute(definition, command, envelope) } as unknown as Commands;
  const views = new Views(log, rows, runner);
  draws = new DrawSampleHttp(commands, log, views, seeds);
  lists = new CampaignsHttp(views);
  for (const unit of units) await appendTo(log, unitStream(unit), registeredDistrict(unit));
});
afterEach(async () => {
  await runner.stop();
  await Promise.all([rows.close(), log.close(), seeds.close()]);
});

const envelopeOf = (actor: Actor, key?: Uuid): Envelope => ({ commandId: key ?? newId(), retryable: key !== undefined, actor, correlation: newId() });
const by = (actor: Actor, key?: Uuid) => ({ actor, envelope: envelopeOf(actor, key) });

async function done(definition: AnyCommand, command: unknown, actor: Actor): Promise<void> {
  const outcome = await engine.execute(definition, command, envelopeOf(actor));
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
}

const plan = (unannounced: boolean) => done(planCampaign, { campaign, content: plannedContent({ unannounced }) }, people.bureau);
const draw = (body: { count: number; teamSize: number; reason?: string } = { count: 2, teamSize: 2 }, actor: Actor = people.leader, key?: Uuid) =>
  draws.draw({ params, query: undefined, body: { reason: undefined, ...body } }, by(actor, key));
const unseal = (actor: Actor = people.leader, more: object = {}) => draws.unseal({ params, query: undefined, body: { draw: 1, seed: undefined, drawn: undefined, ...more } }, by(actor));
const listOf = (actor: Actor) => draws.list({ params, query: undefined, body: undefined }, by(actor));
const proofOf = async (actor: Actor) => draws.proof({ params, query: { asKnownAt: undefined, waitFor: await log.head() }, body: undefined }, by(actor));
const one = async (actor: Actor) => lists.one({ params, query: { asKnownAt: undefined, waitFor: await log.head() }, body: undefined }, by(actor));
const seen = async (actor: Actor) => {
  const page = await lists.list({ params: undefined, query: { ...query, waitFor: await log.head(), year: undefined, type: undefined, status: undefined, planItem: undefined, unit: undefined }, body: undefined }, by(actor));
  return page.total;
};
const wholeLog = async (): Promise<string> => JSON.stringify((await log.readAll({ after: 0, limit: 1_000 })).events);
const refusedWith = (code: string) => expect.objectContaining({ refusal: expect.objectContaining({ refused: code }) });

describe('a sealed sample', () => {
  test('is read by the team and by nobody else, and is nowhere in the log or the views', async () => {
    await plan(true);
    await draw();
    const { units: drawn, sealed, complete, seedHash } = await listOf(people.leader);
    const [seed] = seeds.given;
    expect([drawn.length, sealed, complete, seedHashOf(seed!)]).toEqual([2, true, true, seedHash]);
    expect((await wholeLog()).includes(seed!)).toBe(false);
    for (const actor of [people.bureau, people.auditor, people.chief, people.outsider, people.leader]) {
      const answers = JSON.stringify([await one(actor), await proofOf(actor)]);
      expect([answers.includes(seed!), answers.includes('"seed":null'), JSON.stringify((await one(actor)).draws[0]!.drawn)]).toEqual([false, true, 'null']);
    }
    for (const actor of [people.bureau, people.auditor, people.outsider, people.gulouOnly]) await expect(listOf(actor)).rejects.toMatchObject({ status: 404 });
    expect((await listOf(people.ofXuanwu)).complete).toBe(false);
    expect((await proofOf(people.auditor)).draws).toMatchObject([{ sealed: true, same: null }]);
  });

  test('is not even known to exist by the units until it comes to them', async () => {
    await plan(true);
    await draw();
    await done(startCampaign, params, people.leader);
    for (const actor of [people.reporter, people.gulouReporter]) {
      expect(await seen(actor)).toBe(0);
      await expect(one(actor)).rejects.toMatchObject({ status: 404 });
      await expect(proofOf(actor)).rejects.toMatchObject({ status: 404 });
    }
    await done(recordSiteVisit, { campaign, ...visitOf() }, people.member);
    expect([await seen(people.reporter), await seen(people.gulouReporter)]).toEqual([1, 0]);
    expect(await one(people.reporter)).toMatchObject({ units: ['xuanwu'], draws: [], parts: [{ unit: 'xuanwu', stage: 'inspected' }] });
    expect((await proofOf(people.reporter)).draws).toMatchObject([{ sealed: true, seed: null, recorded: null }]);
  });

  test('is laid open with its proof; the store forgets the seed', async () => {
    await plan(true);
    await draw();
    const { units: drawn, seedHash } = await listOf(people.leader);
    await expect(unseal()).rejects.toEqual(refusedWith('supervision.campaign-wrong-status'));
    await done(startCampaign, params, people.leader);
    await expect(unseal(people.member)).rejects.toEqual(refusedWith('supervision.campaign-not-the-leader'));
    expect(await seeds.find(seedHash)).toBeDefined();
    await unseal();
    expect(await seeds.find(seedHash)).toBeUndefined();
    expect((await proofOf(people.auditor)).draws).toEqual([expect.objectContaining({ sealed: false, seedFits: true, same: true, recorded: drawn })]);
    expect(await listOf(people.leader)).toMatchObject({ sealed: false, units: drawn });
    expect(await unseal()).toMatchObject({ changed: false });
  });

  test('whose seed was lost says so, and opens with a seed kept elsewhere', async () => {
    await plan(true);
    await draw();
    await done(startCampaign, params, people.leader);
    await seeds.remove(seedHashOf(seeds.given[0]!));
    await expect(unseal()).rejects.toEqual(refusedWith('supervision.seed-not-kept'));
    await expect(listOf(people.leader)).rejects.toEqual(refusedWith('supervision.seed-not-kept'));
    await expect(unseal(people.leader, { draw: 2 })).rejects.toEqual(refusedWith('supervision.unknown-draw'));
    expect(await unseal(people.leader, { seed: seeds.given[0] })).toMatchObject({ changed: true });
  });
});

describe('the seeds of draws', () => {
  test('a retry keeps the seed of the first request, which the log has promised', async () => {
    await plan(true);
    const key = newId();
    const [first, again] = [await draw(undefined, people.leader, key), await draw(undefined, people.leader, key)];
    expect([first.repeated, again.repeated, again.revision]).toEqual([false, true, first.revision]);
    const kept = await Promise.all(seeds.given.map(async (seed) => (await seeds.find(seedHashOf(seed))) !== undefined));
    expect(kept).toEqual([true, false]);
  });

  test('a draw that is refused, or open, leaves none', async () => {
    await plan(false);
    await expect(draw({ count: 9, teamSize: 2 })).rejects.toBeInstanceOf(Refused);
    await draw();
    expect(seeds.given).toHaveLength(2);
    expect(await Promise.all(seeds.given.map((seed) => seeds.find(seedHashOf(seed))))).toEqual([undefined, undefined]);
    expect(await wholeLog()).toContain(seeds.given[1]!);
    expect((await proofOf(people.chief)).draws).toMatchObject([{ sealed: false, seedFits: true, same: true }]);
  });

  test('another draw is another fact, with its reason, and both stay', async () => {
    await plan(false);
    await draw();
    await expect(draw()).rejects.toEqual(refusedWith('supervision.redraw-needs-reason'));
    await draw({ count: 2, teamSize: 2, reason: '遇汛情' });
    expect((await proofOf(people.auditor)).draws).toMatchObject([{ draw: 1, inForce: false, same: true }, { draw: 2, inForce: true, same: true }]);
    expect((await log.readStream(campaignStream(campaign))).map(({ type }) => type)).toEqual(['supervision.CampaignPlanned', 'supervision.SampleDrawn', 'supervision.SampleDrawn']);
  });
});

describe('who sees a campaign', () => {
  test('the city from the plan on; a unit from the start on, its own part only, the conclusion once it is fed back', async () => {
    await plan(false);
    expect([await seen(people.outsider), await seen(people.auditor), await seen(people.reporter)]).toEqual([1, 1, 0]);
    await done(startCampaign, params, people.leader);
    expect([await seen(people.reporter), await seen(people.gulouReporter)]).toEqual([1, 1]);
    await done(recordSiteVisit, { campaign, ...visitOf() }, people.member);
    const others = units.filter((unit) => unit !== 'xuanwu').map((unit) => ({ unit, reason: '本次未到' }));
    await done(concludeCampaign, { campaign, summary: '总体较好', conclusions: [conclusionOf()], notInspected: others }, people.leader);
    expect((await one(people.reporter)).parts).toMatchObject([{ unit: 'xuanwu', stage: 'inspected', conclusion: null, visits: [{ visit: 'v-1' }] }]);
    expect((await one(people.gulouReporter)).parts).toMatchObject([{ unit: 'gulou', visits: [] }]);
    const asked = async (stage: 'concluded' | 'not-inspected' | 'inspected') => (await lists.units({ params: undefined, query: { ...query, waitFor: await log.head(), unit: undefined, year: undefined, stage }, body: undefined }, by(people.reporter))).total;
    expect([await asked('concluded'), await asked('not-inspected')]).toEqual([0, 0]);
    await done(feedBackConclusion, { campaign, unit: 'xuanwu' }, people.leader);
    expect((await one(people.reporter)).parts).toMatchObject([{ stage: 'fed-back', conclusion: conclusionOf() }]);
    expect((await one(people.auditor)).parts).toHaveLength(5);
  });
});
