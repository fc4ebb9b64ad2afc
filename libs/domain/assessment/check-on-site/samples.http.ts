import { randomBytes } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { refuse } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, notFound, receipt, receiptReply, Refused, viewQuery, type Caller, type InputOf } from '#engine/http';
import { drawAlgorithmSteps, SealedSeeds, seedHashOf } from '#domain/supervision';
import { documentField, plainCode, present, roundParams, userField } from '../assessment-input.js';
import { mayCheckOnSite, mayRunRounds, maySeeSamples } from '../assessment.policies.js';
import { knownOfRound, openedRound, positionAsked, roundFrom } from '../round-facts.http.js';
import { isOpened, type RoundSample } from '../round.state.js';
import { drawnUnits } from './drawn-units.js';
import { openSample } from './open-sample.js';
import { provenSample } from './sample-proof.js';
import { sealSample, type Checker } from './seal-sample.js';

const params = z.strictObject({ round: plainCode, sample: plainCode });
const write = { method: 'POST', tag: 'assessment', access: mayRunRounds, command: true, params, reply: receiptReply } as const;

/** Somebody who checks, and the unit the person belongs to. */
export const checkerField = z.strictObject({ user: userField, unit: plainCode.optional() }).transform((given): Checker => present(given));

const seal = endpoint({
  ...write, path: '/rounds/:round/samples/:sample', status: 201,
  summary: { zh: '随机抽取暗访单位并封存名单', en: 'Draw units for unannounced checks and seal the list' },
  body: z.strictObject({ count: z.int().min(1).max(500), candidates: z.array(plainCode).min(1).max(500).optional(), team: z.array(checkerField).max(50) }),
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.sample-exists', 'assessment.named-twice', 'assessment.unit-not-in-round', 'assessment.sample-too-large',
    'assessment.check-team-too-small', 'assessment.sample-member-of-candidate',
  ],
});

const open = endpoint({
  ...write, path: '/rounds/:round/samples/:sample/opening',
  summary: { zh: '核查完成后启封暗访名单；提前启封须文号', en: 'Open a sealed sample once its units were checked; earlier under a document' },
  body: z.strictObject({
    /** Only where the sealed store lost it. */
    seed: z.string().regex(/^[0-9a-f]{64}$/).optional(),
    document: documentField,
  }).optional(),
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.unknown-sample', 'assessment.seed-not-kept', 'assessment.seed-does-not-match', 'assessment.sample-not-done', 'assessment.units-moved-on',
  ],
});

const list = endpoint({
  method: 'GET', path: '/rounds/:round/samples/:sample/list', tag: 'assessment', access: mayCheckOnSite, sensitive: true, params,
  summary: { zh: '暗访名单（仅核查人员；封存期间记入访问日志）', en: 'The list of a sample, for its team only; reading it is logged' },
  reply: z.object({ round: z.string(), sample: z.string(), sealed: z.boolean(), seedHash: z.string(), units: z.array(z.string()) }),
  refusals: ['assessment.seed-not-kept'],
});

const proof = endpoint({
  method: 'GET', path: '/rounds/:round/samples', tag: 'assessment', access: maySeeSamples, sensitive: true, params: roundParams, query: z.strictObject(viewQuery),
  summary: { zh: '暗访抽样及按种子重新抽取的核对', en: 'Samples of unannounced checks, drawn again where their seeds are public' },
  reply: z.object({
    round: z.string(), steps: z.object({ zh: z.string(), en: z.string() }),
    samples: z.array(z.object({
      sample: z.string(), count: z.number().int(), candidates: z.array(z.string()), algorithm: z.string(), team: z.array(z.string()), seedHash: z.string(), sealed: z.boolean(),
      seed: z.string().nullable(), seedFits: z.boolean().nullable(), drawn: z.array(z.string()).nullable(), redrawn: z.array(z.string()).nullable(), same: z.boolean().nullable(),
    })),
    position: z.number().int(),
  }),
});

@Controller()
export class SamplesHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>,
    @Inject(SealedSeeds) private readonly seeds: SealedSeeds,
  ) {}

  // The seed is kept before the fact that promises it: a crash in between leaves a seed nobody asks for, never a promise without its seed.

  @Handle(seal)
  async seal(@Input() { params: key, body }: InputOf<typeof seal>, @From() { envelope }: Caller) {
    const seed = randomBytes(32).toString('hex');
    const seedHash = seedHashOf(seed);
    await this.seeds.keep({ seedHash, campaign: key.round, seed });
    const outcome = await this.commands.send(sealSample, { ...key, ...present(body), seed }, envelope);
    if ((await this.sampleOf(key))?.seedHash !== seedHash) await this.seeds.remove(seedHash);
    return receipt(outcome);
  }

  @Handle(open)
  async open(@Input() { params: key, body }: InputOf<typeof open>, @From() { envelope }: Caller) {
    const sample = await this.sampleOf(key);
    const seed = body?.seed ?? (sample && (await this.seedOf(sample))) ?? '';
    const { units } = await knownOfRound(this.log, key.round);
    const done = receipt(await this.commands.send(openSample, { ...key, units, seed, ...present({ document: body?.document }) }, envelope));
    if (sample) await this.seeds.remove(sample.seedHash);
    return done;
  }

  @Handle(list)
  async list(@Input() { params: key }: InputOf<typeof list>, @From() { actor }: Caller) {
    const sample = await this.sampleOf(key);
    if (!sample?.team.includes(actor.id)) throw notFound(key);
    const seed = await this.seedOf(sample);
    if (seed === undefined) throw new Refused(refuse('assessment.seed-not-kept', { sample: key.sample }));
    return { ...key, sealed: sample.seed === undefined, seedHash: sample.seedHash, units: [...drawnUnits(sample, seed)] };
  }

  @Handle(proof)
  async proof(@Input() { params: key, query }: InputOf<typeof proof>) {
    const position = await positionAsked(this.log, query);
    const { samples } = await openedRound(this.log, key, position);
    return { ...key, steps: drawAlgorithmSteps, samples: samples.map(provenSample), position };
  }

  private async sampleOf({ round, sample }: { readonly round: string; readonly sample: string }): Promise<RoundSample | undefined> {
    const known = await roundFrom(this.log, round);
    return isOpened(known) ? known.samples.find((one) => one.sample === sample) : undefined;
  }

  /** The seed of a sample: from the facts once it is public, else from the sealed store. */
  private async seedOf({ seed, seedHash }: RoundSample): Promise<string | undefined> {
    return seed ?? (await this.seeds.find(seedHash))?.seed;
  }
}
