import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { reachesAny, refuse, type Actor, type Language } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { defaultPageSize, endpoint, fieldMessages, From, Handle, Input, invalidInput, momentField, Moments, pageQuery, Refused, Views, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { ComparableViews, comparisonFilters, type Asked, type ComparableView, type GivenFilters } from './comparable-view.js';
import { maySeeHistory } from '../history.policies.js';
import { changeKinds } from './compare-rows.js';
import { comparison, comparisonPage, type Between } from './comparison.js';
import { comparisonHead, comparisonLines } from './comparison-csv.js';
import { readPlace, writePlace } from './comparison-cursor.js';

const both = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const value = z.object({ value: z.string(), text: both.optional() });
const labelled = { field: z.string(), label: both };
const text = z.string().min(1).max(200).optional();
const csv = 'text/csv; charset=utf-8';

const question = {
  view: z.string().min(1).max(80), from: momentField, to: momentField.optional(),
  plan: text, year: wholeNumber(1900, 2200).optional(), period: text, indicator: text, unit: text, group: text, round: text, status: text, code: text, user: text,
};
const refusals = ['history.unknown-view', 'history.view-not-yours', 'history.moments-out-of-order'];

const catalogue = endpoint({
  method: 'GET', path: '/history/comparable-views', tag: 'history', access: maySeeHistory,
  summary: { zh: '可在两个时点之间比较的视图，及其筛选条件和字段', en: 'Views that can be compared between two moments, with their filters and fields' },
  reply: z.object({
    views: z.array(z.object({ view: z.string(), title: both, filters: z.array(z.string()), required: z.array(z.string()), about: z.array(z.object(labelled)), fields: z.array(z.object(labelled)) })),
  }),
});

const compared = endpoint({
  method: 'GET', path: '/history/comparison', tag: 'history', access: maySeeHistory, sensitive: true, refusals,
  summary: { zh: '比较一个视图在两个时点的差异：新增、减少、变更的行及逐字段前后值；to 默认为现在', en: 'What differs in a view between two moments: rows added, removed and changed, field by field; `to` is now when absent' },
  query: z.strictObject({ ...question, ...pageQuery }),
  reply: z.object({
    view: z.string(), title: both, from: count, to: count, totals: z.object({ added: count, removed: count, changed: count }),
    items: z.array(z.object({
      key: z.string(), change: z.enum(changeKinds), unit: z.string().nullable(), about: z.array(z.object({ ...labelled, value })),
      fields: z.array(z.object({ ...labelled, before: value.nullable(), after: value.nullable() })),
      /** Position of the event that made it so; null where a row is made of several. */
      changedAt: count.nullable(),
    })),
    next: z.string().optional(), total: count, position: count,
  }),
});

const exported = endpoint({
  method: 'GET', path: '/history/comparison.csv', tag: 'history', access: maySeeHistory, sensitive: 'export', refusals, replyType: csv,
  summary: { zh: '导出两个时点的差异为 CSV（UTF-8，带 BOM；单元格不会被当作公式）', en: 'The differences between two moments as CSV: UTF-8 with BOM, no cell is ever a formula' },
  query: z.strictObject({ ...question, language: z.enum(['zh', 'en']).default('zh') }),
});

type Question = Pick<InputOf<typeof exported>['query'], keyof typeof question>;

@Controller()
export class ComparingHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'head'>,
    @Inject(Moments) private readonly moments: Moments,
    @Inject(ComparableViews) private readonly comparable: readonly ComparableView[],
  ) {}

  @Handle(catalogue)
  catalogue(@From() { actor }: Caller) {
    const labels = (fields: ComparableView['fields']) => fields.map(({ name, label }) => ({ field: name, label }));
    const seen = this.comparable.filter(({ policy }) => reachesAny(policy.scope(actor)));
    return { views: seen.map(({ code, title, filters, required = [], about, fields }) => ({ view: code, title, filters: [...filters], required: [...required], about: labels(about), fields: labels(fields) })) };
  }

  @Handle(compared)
  async compared(@Input() { query }: InputOf<typeof compared>, @From() { actor }: Caller) {
    const { limit = defaultPageSize, cursor, ...asked } = query;
    const view = this.view(asked.view, actor);
    const place = cursor === undefined ? undefined : readPlace(view.code, await this.log.head(), cursor);
    const between = place ?? (await this.between(asked, actor));
    const rows = comparison(view, this.asked(view, asked, actor, between), between, place?.after);
    const { items, next, totals } = await comparisonPage(rows, limit, place?.totals);
    const { from, to } = between;
    return {
      view: view.code, title: view.title, from, to, totals, items, total: totals.added + totals.removed + totals.changed, position: to,
      ...(next === undefined ? {} : { next: writePlace(view.code, { from, to, after: next, totals }) }),
    };
  }

  @Handle(exported)
  async exported(@Input() { query }: InputOf<typeof exported>, @From() { actor }: Caller): Promise<StreamableFile> {
    const { language, ...asked } = query;
    const view = this.view(asked.view, actor);
    const between = await this.between(asked, actor);
    const rows = comparison(view, this.asked(view, asked, actor, between), between);
    // Asked for before anything is sent: a request that cannot be answered still gets its problem details.
    const first = await rows.next();
    const lines = csvOf(first, rows, language);
    return new StreamableFile(Readable.from(lines), { type: csv, disposition: `attachment; filename="${view.code}-${between.from}-${between.to}.csv"` });
  }

  private view(code: string, actor: Actor): ComparableView {
    const view = this.comparable.find((one) => one.code === code);
    if (!view) throw new Refused(refuse('history.unknown-view', { view: code }, 'query.view'));
    if (!reachesAny(view.policy.scope(actor))) throw new Refused(refuse('history.view-not-yours', { view: code, policy: view.policy.code }, 'query.view'));
    return view;
  }

  /** @throws Refused when the moments are the wrong way round · HttpProblem 400, 503 */
  private async between({ from, to = 'now' }: Question, actor: Actor): Promise<Between> {
    const between = { from: await this.moments.position(from, actor, 'query.from'), to: await this.moments.position(to, actor, 'query.to') };
    if (between.from > between.to) throw new Refused(refuse('history.moments-out-of-order', between, 'query.from'));
    return between;
  }

  private asked(view: ComparableView, question: Question, actor: Actor, { to }: Between): Asked {
    const given: GivenFilters = Object.fromEntries(comparisonFilters.flatMap((name) => (question[name] === undefined ? [] : [[name, question[name]]])));
    const strange = Object.keys(given).filter((name) => !view.filters.includes(name as never));
    const missing = (view.required ?? []).filter((name) => given[name] === undefined);
    if (strange.length > 0 || missing.length > 0) {
      throw invalidInput([
        ...strange.map((name) => ({ field: `query.${name}`, code: 'not-a-filter', message: { zh: `此视图不能按 ${name} 筛选。`, en: `This view has no filter ${name}.` } })),
        ...missing.map((name) => ({ field: `query.${name}`, code: 'required', message: fieldMessages['required']! })),
      ]);
    }
    return { actor, given, views: this.views, to };
  }
}

async function* csvOf(first: IteratorResult<Parameters<typeof comparisonLines>[0], unknown>, rest: AsyncIterable<Parameters<typeof comparisonLines>[0]>, language: Language): AsyncGenerator<string> {
  yield comparisonHead(language);
  if (first.done) return;
  yield comparisonLines(first.value, language);
  for await (const row of rest) yield comparisonLines(row, language);
}
