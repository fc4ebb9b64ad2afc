import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Recorded } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, viewQuery, type Caller, type InputOf } from '#engine/http';
import { SealedSeeds } from '#domain/supervision';
import { groupFor, leafOf } from '../assessed-scheme.state.js';
import { claimField, evidenceField, plainCode, present, schemeCode, unitParams, userField } from '../assessment-input.js';
import { mayCheckOnSite, maySeeResults } from '../assessment.policies.js';
import { AssessmentEvidence, referencesOf } from '../evidence-index.js';
import { resultEvents, resultStream, type ResultEvent } from '../result.events.js';
import { factsOf, positionAsked, roundFrom, schemeFrom, visibleRound } from '../round-facts.http.js';
import { isOpened, unitsOfRound, type OpenRound, type RoundState } from '../round.state.js';
import { recordSiteCheck } from './record-site-check.js';
import { yearsOf, type WithReports } from './reported-value.state.js';
import { checkerField } from './samples.http.js';

const item = z.strictObject({ node: schemeCode, verified: claimField, remark: textField(1_000).optional() });

const record = endpoint({
  method: 'POST', path: '/rounds/:round/units/:unit/site-checks/:check', tag: 'assessment', access: mayCheckOnSite, command: true, status: 201, reply: receiptReply,
  summary: { zh: '登记实地核查：申报值、核定值、差额和双方签字', en: 'Record a site check: claimed, verified, difference, and both signatures' },
  params: unitParams.extend({ check: plainCode }),
  body: z.strictObject({
    on: dateField, place: textField(300), unannounced: z.boolean().default(false), sample: plainCode.optional(), team: z.array(checkerField).max(50),
    recusals: z.array(z.strictObject({ user: userField, reason: textField(500) })).max(50).default([]), items: z.array(item).min(1).max(500), evidence: evidenceField,
    signatures: z.union([z.strictObject({ both: z.literal(true) }), z.strictObject({ refused: textField(500) })]),
  }),
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.unit-not-in-round', 'assessment.own-unit', 'assessment.evidence-unknown', 'assessment.check-exists', 'assessment.check-day-out-of-range',
    'assessment.named-twice', 'assessment.check-team-too-small', 'assessment.checker-of-the-unit', 'assessment.recused-in-team', 'assessment.recorder-not-in-team', 'assessment.not-a-leaf',
    'assessment.marked-not-checked', 'assessment.claim-of-wrong-kind', 'assessment.not-a-figure', 'assessment.unknown-level', 'assessment.unknown-item', 'assessment.no-re-check-decided',
    'assessment.unknown-sample', 'assessment.not-of-the-sample-team', 'assessment.seed-not-kept', 'assessment.seed-does-not-match', 'assessment.unit-not-drawn', 'assessment.units-moved-on',
  ],
});

const { round: _round, unit: _unit, ...checkShape } = resultEvents['assessment.SiteCheckRecorded'].data.shape;

const list = endpoint({
  method: 'GET', path: '/rounds/:round/units/:unit/site-checks', tag: 'assessment', access: maySeeResults,
  summary: { zh: '一个单位的实地核查记录', en: 'Site checks of a unit' },
  params: unitParams, query: z.strictObject(viewQuery),
  reply: z.object({ round: z.string(), unit: z.string(), checks: z.array(z.object({ ...checkShape, recordedBy: z.string(), recordedAt: z.string() })), position: z.number().int() }),
});

@Controller()
export class CheckOnSiteHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>,
    @Inject(AssessmentEvidence) private readonly evidence: AssessmentEvidence,
    @Inject(SealedSeeds) private readonly seeds: SealedSeeds,
  ) {}

  @Handle(record)
  async record(@Input() { params, body }: InputOf<typeof record>, @From() { actor, envelope }: Caller) {
    const known = await roundFrom(this.log, params.round);
    const evidence = await referencesOf(body.evidence, actor, this.evidence);
    const items = body.items.map((one) => present(one));
    const added = { scheme: isOpened(known) ? known.scheme.id : '', reports: await this.reportsFor(known, params.unit, items), ...present({ seed: await this.seedOf(known, body.sample) }) };
    return receipt(await this.commands.send(recordSiteCheck, { ...params, ...present(body), items, evidence, ...added }, envelope));
  }

  @Handle(list)
  async list(@Input() { params, query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const position = await positionAsked(this.log, query);
    await visibleRound(this.log, params, actor, position);
    const facts = (await factsOf(this.log, resultStream(params.round, params.unit), position)) as readonly Recorded<ResultEvent>[];
    const checks = facts.flatMap((event) => {
      if (event.type !== 'assessment.SiteCheckRecorded') return [];
      const { round: _of, unit: _at, ...check } = event.data;
      return [{ ...check, recordedBy: event.meta.actor, recordedAt: event.recordedAt }];
    });
    return { ...params, checks, position };
  }

  /** Which reports tell what the unit claimed for the leaves that were checked. */
  private async reportsFor(known: RoundState, unit: string, items: readonly { readonly node: string }[]): Promise<WithReports['reports']> {
    if (!isOpened(known) || !unitsOfRound(known).includes(unit)) return { plan: '', indicators: [], years: [] };
    return { plan: known.plan, indicators: await this.indicatorsOf(known, unit, items), years: yearsOf(known) };
  }

  private async indicatorsOf(known: OpenRound, unit: string, items: readonly { readonly node: string }[]): Promise<readonly string[]> {
    const group = groupFor(known, await schemeFrom(this.log, known.scheme.id), unit);
    return [...new Set(items.flatMap(({ node }) => leafOf(group, node)?.indicator ?? []))];
  }

  private async seedOf(known: RoundState, code: string | undefined): Promise<string | undefined> {
    const sample = code !== undefined && isOpened(known) ? known.samples.find((one) => one.sample === code) : undefined;
    return sample && (sample.seed ?? (await this.seeds.find(sample.seedHash))?.seed);
  }
}
