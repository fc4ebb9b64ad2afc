import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { derivedId, isRefusal } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, notFound, receipt, receiptReply, Refusals, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import type { RefusalCatalogue } from '#engine/kernel';
import { dossierParams, documentField, plainCode, present, reasonField } from '../cadre-input.js';
import { CadreReview } from '../cadre-review.js';
import { mayPrepareDossiers, maySeeDossiers } from '../cadre-review.policies.js';
import { inWords } from '../refusal-text.http.js';
import { cityLinkageRules } from '../linkage-rules.events.js';
import { foundFor } from './find-sources.js';
import { prepareDossier } from './prepare-dossier.js';
import { publishedRounds, type PublishedRoundRow } from './published-rounds.projection.js';

const prepareRefusals = [
  'cadre-review.unknown-round', 'cadre-review.round-not-published', 'cadre-review.unit-not-in-round', 'cadre-review.vertically-managed', 'cadre-review.no-result', 'cadre-review.review-open',
  'cadre-review.correction-pending', 'cadre-review.no-linkage-rules', 'cadre-review.sheet-missing', 'cadre-review.sheet-differs', 'cadre-review.sheet-unreadable', 'cadre-review.earlier-rounds-moved-on', 'cadre-review.nothing-to-replace',
  'cadre-review.new-letter-needed', 'cadre-review.reason-required',
] as const;
const body = z.strictObject({ number: documentField, rules: plainCode.default(cityLinkageRules), reason: reasonField });

const prepare = endpoint({
  method: 'POST', path: '/cadre-review/dossiers/:round/:unit', tag: 'cadre-review', access: mayPrepareDossiers, command: true, status: 201,
  summary: { zh: '依据已通报结果备政绩考核材料，或另备新版本', en: 'Prepare the dossier of a unit from its published result, or a new version' },
  params: dossierParams, body, reply: receiptReply, refusals: prepareRefusals,
});

const prepareAll = endpoint({
  method: 'POST', path: '/cadre-review/rounds/:round/dossiers', tag: 'cadre-review', access: mayPrepareDossiers, command: true,
  summary: { zh: '为一轮考核的全部单位备材料；逐个单位说明结果', en: 'Prepare the dossiers of every unit of a round; says for each unit what came of it' },
  params: z.strictObject({ round: plainCode }), body,
  reply: z.object({
    prepared: z.number().int(), unchanged: z.number().int(), refused: z.number().int(), position: z.number().int(),
    units: z.array(z.object({ unit: z.string(), outcome: z.enum(['prepared', 'unchanged', 'refused']), code: z.string().optional(), title: z.object({ zh: z.string(), en: z.string() }).optional() })),
  }),
  refusals: prepareRefusals,
});

const rounds = endpoint({
  method: 'GET', path: '/cadre-review/rounds', tag: 'cadre-review', access: maySeeDossiers,
  summary: { zh: '可备材料的考核轮次', en: 'Rounds that dossiers are made from' },
  query: z.strictObject(viewQuery),
  reply: z.object({
    items: z.array(z.object({
      round: z.string(), title: z.object({ zh: z.string(), en: z.string() }), plan: z.string(), year: z.number().int(), units: z.array(z.string()), run: z.number().int().nullable(), document: z.string().nullable(),
      publishedOn: z.string().nullable(), corrections: z.number().int(), changedAt: z.string(),
    })),
    position: z.number().int(),
  }),
});

@Controller()
export class PrepareDossierHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: EventStore,
    @Inject(CadreReview) private readonly review: CadreReview,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
  ) {}

  @Handle(prepare)
  async prepare(@Input() { params, body: given }: InputOf<typeof prepare>, @From() { envelope }: Caller) {
    return receipt(await this.send(params.round, params.unit, given, envelope));
  }

  @Handle(prepareAll)
  async prepareAll(@Input() { params: { round }, body: given }: InputOf<typeof prepareAll>, @From() { envelope }: Caller) {
    const found = (await this.rounds()).find((row) => row.round === round);
    if (!found) throw notFound({ round });
    const units: { unit: string; outcome: 'prepared' | 'unchanged' | 'refused'; code?: string; title?: { zh: string; en: string } }[] = [];
    let position = 0;
    for (const unit of found.units) {
      const outcome = await this.send(round, unit, given, { ...envelope, commandId: derivedId(envelope.commandId, unit) });
      if (isRefusal(outcome)) units.push({ unit, outcome: 'refused', code: outcome.refused, title: inWords(this.refusals, outcome)! });
      else {
        units.push({ unit, outcome: outcome.changed && !outcome.repeated ? 'prepared' : 'unchanged' });
        position = Math.max(position, outcome.position);
      }
    }
    const count = (outcome: string): number => units.filter((one) => one.outcome === outcome).length;
    return { prepared: count('prepared'), unchanged: count('unchanged'), refused: count('refused'), position, units };
  }

  @Handle(rounds)
  async list(@Input() { query }: InputOf<typeof rounds>) {
    const { rows, position } = await this.views.all<PublishedRoundRow>(publishedRounds.name, publishedRounds.table.name, query);
    return { items: rows.map(({ row }) => row).sort((a, b) => b.year - a.year), position };
  }

  private async send(round: string, unit: string, given: { number: string; rules: string; reason?: string | undefined }, envelope: Caller['envelope']) {
    const found = await foundFor(round, unit, { log: this.log, sheets: this.review.sheets, rounds: await this.rounds() });
    return this.commands.send(prepareDossier, { round, unit, ...present(given), found }, envelope);
  }

  /** Up to date with the log, so that the decision does not find the register behind. */
  private async rounds(): Promise<readonly PublishedRoundRow[]> {
    const { rows } = await this.views.all<PublishedRoundRow>(publishedRounds.name, publishedRounds.table.name, { waitFor: await this.log.head() });
    return rows.map(({ row }) => row);
  }
}
