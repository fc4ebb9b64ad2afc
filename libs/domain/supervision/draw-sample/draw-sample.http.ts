import { randomBytes } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { refuse } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { endpoint, filters, From, Handle, Input, notFound, receipt, receiptReply, Refused, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { campaignParams } from '../campaign-input.js';
import { drawBasis, drawnUnit } from '../campaign.events.js';
import { mayRunCampaigns, maySeeCampaigns } from '../campaign.policies.js';
import { drawInForce, type CampaignState, type Draw } from '../campaign.state.js';
import { campaignFrom } from '../campaigns/campaign-facts.http.js';
import { visibleParts } from '../campaigns/campaign-visibility.http.js';
import { SealedSeeds } from '../sealed-seeds/sealed-seeds.js';
import { present, reasonField } from '../supervision-input.js';
import { drawAlgorithm, drawAlgorithmSteps, drawSample as drawn, seedHashOf } from './draw.js';
import { drawProof } from './draw-proof.js';
import { drawSample } from './draw-sample.js';
import { listFor } from './sealed-list.js';
import { unsealSample } from './unseal-sample.js';

const route = { tag: 'supervision', params: campaignParams } as const;
const write = { ...route, method: 'POST', access: mayRunCampaigns, command: true, reply: receiptReply } as const;
const seedField = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.number().int();

const draw = endpoint({
  ...write, path: '/campaigns/:campaign/draw',
  summary: { zh: '双随机抽取单位和人员；再次抽取须写明原因；暗访的结果自动封存', en: 'Draw units and inspectors at random; again only with a reason; sealed for unannounced campaigns' },
  body: z.strictObject({ count: z.int().min(1).max(500), teamSize: z.int().min(1).max(20).default(2), reason: reasonField }),
  refusals: [
    'supervision.unknown-campaign', 'supervision.campaign-wrong-status', 'supervision.campaign-unit-out-of-reach', 'supervision.sample-visited-already', 'supervision.sample-too-large',
    'supervision.team-too-small', 'supervision.sample-too-few-inspectors', 'supervision.redraw-needs-reason',
  ],
});

const unseal = endpoint({
  ...write, path: '/campaigns/:campaign/draw/unsealing',
  summary: { zh: '解封暗访抽取结果：公布种子和名单', en: 'Unseal a sample: its seed and what it drew are made public' },
  body: z.strictObject({
    draw: z.int().min(1).max(10_000),
    /** Only where the sealed store lost it. */
    seed: seedField.optional(),
    drawn: z.array(drawnUnit).max(500).optional(),
  }),
  refusals: [
    'supervision.unknown-campaign', 'supervision.campaign-wrong-status', 'supervision.campaign-not-the-leader', 'supervision.unknown-draw', 'supervision.seed-not-kept', 'supervision.seed-does-not-match',
    'supervision.sample-not-as-drawn',
  ],
});

const list = endpoint({
  ...route, method: 'GET', path: '/campaigns/:campaign/draw', access: mayRunCampaigns, sensitive: true,
  summary: { zh: '现行抽取名单（仅督查组成员；封存期间记入访问日志）', en: 'The sample in force, for members of the team only; reading it is logged' },
  reply: z.object({ campaign: z.string(), draw: number, sealed: z.boolean(), seedHash: z.string(), complete: z.boolean(), units: z.array(drawnUnit) }),
  refusals: ['supervision.seed-not-kept'],
});

const proof = endpoint({
  ...route, method: 'GET', path: '/campaigns/:campaign/draw/proof', access: maySeeCampaigns,
  summary: { zh: '按日志重新抽取，核对结果是否一致', en: 'Draw again from the facts and see whether the result is the same' },
  query: z.strictObject(viewQuery),
  reply: z.object({
    campaign: z.string(), algorithm: z.string(), steps: z.object({ zh: z.string(), en: z.string() }),
    draws: z.array(z.object({
      draw: number, inForce: z.boolean(), sealed: z.boolean(), basis: drawBasis, seedHash: z.string(), seed: z.string().nullable(), seedFits: z.boolean().nullable(),
      recorded: z.array(drawnUnit).nullable(), redrawn: z.array(drawnUnit).nullable(), same: z.boolean().nullable(),
    })),
    strayVisits: z.array(z.object({ visit: z.string(), unit: z.string() })).nullable(), position: number,
  }),
});

@Controller()
export class DrawSampleHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream'>,
    @Inject(Views) private readonly views: Views,
    @Inject(SealedSeeds) private readonly seeds: SealedSeeds,
  ) {}

  // The seed is kept before the fact that promises it: a crash in between leaves a seed nobody asks for, never a promise without its seed.

  @Handle(draw)
  async draw(@Input() { params: { campaign }, body }: InputOf<typeof draw>, @From() { envelope }: Caller) {
    const seed = randomBytes(32).toString('hex');
    const seedHash = seedHashOf(seed);
    await this.seeds.keep({ seedHash, campaign, seed });
    const outcome = await this.commands.send(drawSample, { campaign, ...present(body), seed }, envelope);
    if (!(await this.promised(campaign, seedHash))) await this.seeds.remove(seedHash);
    return receipt(outcome);
  }

  @Handle(unseal)
  async unseal(@Input() { params: { campaign }, body }: InputOf<typeof unseal>, @From() { envelope }: Caller) {
    const known = drawOf(await campaignFrom(this.log, campaign), body.draw);
    // Without a draw, or a seed for it, the decision still says first what else is wrong with the request.
    const seed = body.seed ?? (known && (await this.seedOf(known)));
    if (known && seed === undefined) throw new Refused(refuse('supervision.seed-not-kept', { draw: body.draw }, 'body.seed'));
    const done = receipt(await this.commands.send(unsealSample, { campaign, draw: body.draw, seed: seed ?? '', ...present({ drawn: body.drawn }) }, envelope));
    if (known) await this.seeds.remove(known.seedHash);
    return done;
  }

  @Handle(list)
  async list(@Input() { params }: InputOf<typeof list>, @From() { actor }: Caller) {
    const state = await campaignFrom(this.log, params.campaign);
    const current = state.status === 'none' ? undefined : drawInForce(state);
    if (state.status === 'none' || !current || !state.content.team.some(({ user }) => user === actor.id)) throw notFound(params);
    const seed = await this.seedOf(current);
    if (seed === undefined) throw new Refused(refuse('supervision.seed-not-kept', { draw: current.draw }));
    const { complete, units } = listFor(state, drawn(current.basis, seed), actor.id);
    return { ...params, draw: current.draw, sealed: current.seed === undefined, seedHash: current.seedHash, complete, units: [...units] };
  }

  @Handle(proof)
  async proof(@Input() { params, query }: InputOf<typeof proof>, @From() { actor }: Caller) {
    const scope = maySeeCampaigns.scope(actor);
    const { parts, position } = await visibleParts(this.views, scope, filters(params), query);
    const state = await campaignFrom(this.log, params.campaign, position);
    if (state.status === 'none' || (scope !== 'all' && parts.length === 0)) throw notFound(params);
    const { draws, strayVisits } = drawProof(state);
    return { ...params, algorithm: drawAlgorithm, steps: drawAlgorithmSteps, draws, strayVisits, position };
  }

  /** Whether a fact promises this seed, so that it has to be kept. */
  private async promised(campaign: string, seedHash: string): Promise<boolean> {
    const state = await campaignFrom(this.log, campaign);
    return state.status !== 'none' && state.draws.some((one) => one.seedHash === seedHash && one.seed === undefined);
  }

  /** The seed of a draw: from the facts once it is public, else from the sealed store. */
  private async seedOf({ seed, seedHash }: Draw): Promise<string | undefined> {
    return seed ?? (await this.seeds.find(seedHash))?.seed;
  }
}

const drawOf = (state: CampaignState, number: number): Draw | undefined => (state.status === 'none' ? undefined : state.draws.find(({ draw }) => draw === number));
