import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { EventStore } from '#engine/event-store';
import { endpoint, filters, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, wholeNumber, type InputOf } from '#engine/http';
import { dossierParams, plainCode } from '../cadre-input.js';
import { CadreReview } from '../cadre-review.js';
import { maySeeDossiers } from '../cadre-review.policies.js';
import { dossierContent } from '../dossier-content.events.js';
import { deliveryOf, deliveries, type Delivery } from '../feed/delivery.js';
import { noteText } from '../signed-document/note-texts.js';
import { coverLetter } from './cover-letter.js';
import { dossierKey, dossiers, dossierStatuses, type DossierRow } from './dossiers.projection.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();

const dossierLine = z.object({
  dossier: z.string(), round: z.string(), unit: z.string(), year: count, version: count, latest: z.boolean(), status: z.enum(dossierStatuses), number: z.string(), mark: z.string(), preparedAt: z.string(), preparedBy: z.string(),
  dispatched: z.object({ at: z.string(), by: z.string(), position: count, message: z.string(), hash: z.string(), kid: z.string(), replaces: count.nullable() }).nullable(),
  settled: z.object({ outcome: z.enum(['acknowledged', 'rejected']), receipt: z.string(), receiver: z.string(), at: z.string(), reason: z.string().nullable() }).nullable(),
  supersededBy: count.nullable(), replacedBecause: z.string().nullable(), revision: count, changedAt: z.string(),
  /** How far the message has come in the pull feed. */
  delivery: z.enum(deliveries),
  result: z.object({ grade: z.string().nullable(), published: z.string().nullable(), rank: count.nullable(), of: count, vetoed: z.boolean() }),
});
const route = { method: 'GET', tag: 'cadre-review', access: maySeeDossiers, sensitive: true } as const;
const versionParams = dossierParams.extend({ version: wholeNumber(1, 100_000) });

const list = endpoint({
  ...route, path: '/cadre-review/dossiers',
  summary: { zh: '政绩考核材料台账：各单位最新版本及报送、回执情况', en: 'Register of dossiers: the latest version of each, with feed and receipt' },
  query: z.strictObject({ round: plainCode.optional(), unit: plainCode.optional(), status: z.enum(dossierStatuses).optional(), versions: z.enum(['latest', 'all']).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(dossierLine),
});

const one = endpoint({
  ...route, path: '/cadre-review/dossiers/:round/:unit/:version',
  summary: { zh: '一份政绩考核材料：已确认事实、领导任职、建议和证明', en: 'One version of a dossier: facts, leaders, advice and proof' },
  params: versionParams, query: z.strictObject(viewQuery),
  reply: dossierLine.extend({
    content: dossierContent, position: count,
    leaders: z.array(z.object({ appointment: z.string(), person: z.string(), name: z.string().nullable(), remarks: z.array(bilingual) })),
  }),
});

const letter = endpoint({
  ...route, sensitive: 'export', path: '/cadre-review/dossiers/:round/:unit/:version/letter',
  summary: { zh: '报送函（供打印）', en: 'The covering letter, for printing' },
  params: versionParams, query: z.strictObject(viewQuery),
  reply: z.object({
    number: z.string(), mark: bilingual, title: bilingual, to: bilingual, paragraphs: z.array(bilingual), attachments: z.array(bilingual), from: bilingual, date: bilingual, position: count,
  }),
});

const document = endpoint({
  ...route, sensitive: 'export', path: '/cadre-review/documents/:hash',
  summary: { zh: '已报送的签名材料', en: 'The signed document of a dossier that was handed over' },
  params: z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  reply: z.object({ hash: z.string(), round: z.string(), unit: z.string(), version: count, jws: z.string(), redactedAt: z.string().nullable() }),
});

const feedState = endpoint({
  ...route, path: '/cadre-review/feed-state',
  summary: { zh: '报送情况：接收方进度、待取、已取、已签收、已退回', en: 'State of the feed: how far receivers have come, and what of each dossier' },
  query: z.strictObject(viewQuery),
  reply: z.object({
    /** Of the present only. */
    receivers: z.array(z.object({ receiver: z.string(), takenTo: count, offeredTo: count, at: z.string() })), head: count,
    counts: z.record(z.string(), count),
    items: z.array(z.object({ dossier: z.string(), version: count, status: z.enum(dossierStatuses), delivery: z.enum(deliveries), dispatchedAt: z.string().nullable(), position: count.nullable()})),
    position: count,
  }),
});

@Controller()
export class DossiersHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: EventStore,
    @Inject(CadreReview) private readonly review: CadreReview,
  ) {}

  @Handle(list)
  async list(@Input() { query: { versions, limit, cursor, asKnownAt, waitFor, ...given } }: InputOf<typeof list>) {
    const where = [...filters(given), ...(versions === 'all' || given.status === 'superseded' ? [] : [{ field: 'latest', is: 'eq' as const, value: true }])];
    const page = await this.views.list<DossierRow>(dossiers.name, dossiers.table.name, {
      where, order: [{ field: 'year', descending: true }, { field: 'round' }, { field: 'unit' }, { field: 'version', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
    const takings = await this.takings(asKnownAt);
    return { ...page, items: page.items.map((row) => line(row, deliveryOf(row, takings))) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>) {
    const { row, position } = await this.version(params, query);
    const { leaders } = row.content.confirmed;
    const people = await this.review.people.getMany([...new Set(leaders.map(({ person }) => person))]);
    const names = new Map(people.map(({ reference, name }) => [reference, name]));
    return {
      ...line(row, deliveryOf(row, await this.takings(query.asKnownAt))), content: row.content, position,
      leaders: leaders.map(({ appointment, person, notes }) => ({ appointment, person, name: names.get(person) ?? null, remarks: notes.map(noteText) })),
    };
  }

  @Handle(letter)
  async letter(@Input() { params, query }: InputOf<typeof letter>) {
    const { row, position } = await this.version(params, query);
    return { ...coverLetter(row, await this.replaced(row, query)), position };
  }

  @Handle(document)
  async document(@Input() { params }: InputOf<typeof document>) {
    const kept = await this.review.store.find(params.hash);
    if (!kept) throw notFound(params);
    const { hash, round, unit, version, jws, redactedAt } = kept;
    return { hash, round, unit, version, jws, redactedAt };
  }

  @Handle(feedState)
  async feedState(@Input() { query }: InputOf<typeof feedState>) {
    const { rows, position } = await this.views.all<DossierRow>(dossiers.name, dossiers.table.name, query);
    const takings = await this.takings(query.asKnownAt);
    const items = rows.map(({ row }) => {
      const { dossier, version, status, dispatched } = row;
      const delivery = deliveryOf(row, takings);
      return { dossier, version, status, delivery, dispatchedAt: dispatched?.at ?? null, position: dispatched?.position ?? null};
    });
    const counts: Record<string, number> = {};
    for (const { status } of items) counts[status] = (counts[status] ?? 0) + 1;
    return { receivers: takings.map((taking) => ({ ...taking })), head: query.asKnownAt === undefined ? await this.log.head() : position, counts, items, position };
  }

  /** How far receivers had come at an earlier moment is not kept: of the past, only what the log says is told. */
  private async takings(asKnownAt: string | undefined) {
    return asKnownAt === undefined ? this.review.store.takings() : [];
  }

  private async version({ round, unit, version }: { round: string; unit: string; version: number }, moment: InputOf<typeof one>['query']): Promise<{ readonly row: DossierRow; readonly position: number }> {
    const { found, position } = await this.views.one<DossierRow>(dossiers.name, dossiers.table.name, dossierKey(round, unit, version), moment);
    if (!found) throw notFound({ round, unit, version: String(version) });
    return { row: found.row, position };
  }

  /** The letter whose dossier a version takes the place of: the last one that was handed over before it. */
  private async replaced({ round, unit, version }: DossierRow, moment: InputOf<typeof one>['query']): Promise<DossierRow | undefined> {
    const { items } = await this.views.list<DossierRow>(dossiers.name, dossiers.table.name, {
      where: [...filters({ round, unit }), { field: 'version', is: 'lt', value: version }], order: [{ field: 'version', descending: true }], limit: 100, withoutTotal: true, ...moment,
    });
    return items.find(({ dispatched }) => dispatched !== null);
  }
}

function line({ content, ...row }: DossierRow, delivery: Delivery) {
  const { grade, published, rank, of, vetoed } = content.confirmed.result;
  return { ...row, delivery, result: { grade, published, rank, of, vetoed } };
}
