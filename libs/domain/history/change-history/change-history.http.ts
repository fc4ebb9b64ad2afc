import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Language } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { defaultPageSize, endpoint, From, Handle, Input, pageQuery, pageReply, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import type { Condition } from '#engine/read-store';
import { maySeeHistory } from '../history.policies.js';
import { changesHead, changesLine } from './change-csv.js';
import { changeConditions, changeFilters, cursorAfter, keyField, kindField, placeOf, type GivenFilters } from './change-query.http.js';
import { ChangeReader } from './change-reader.js';
import { bilingual, changeReply } from './change-reply.http.js';
import { subjectName, TellingBook } from './telling.js';

const linesAtOnce = 500;
const route = { method: 'GET', tag: 'history', access: maySeeHistory } as const;

const list = endpoint({
  ...route, path: '/history/changes',
  summary: { zh: '变更历史：谁在何时以何身份因何改了什么、改前改后，可按事项、人员、单位、类型、期间、时间和理由筛选', en: 'Change history: who changed what, when, as what and why, before and after; by thing, person, unit, type, period, time and reason' },
  query: z.strictObject({ ...changeFilters, ...pageQuery, ...viewQuery }),
  reply: pageReply(changeReply), refusals: ['history.too-many-things'],
});

const exported = endpoint({
  ...route, path: '/history/changes.csv', sensitive: 'export', replyType: 'text/csv; charset=utf-8',
  summary: { zh: '导出变更历史为 CSV（UTF-8，带 BOM；单元格不会被当作公式）', en: 'The change history as CSV: UTF-8 with BOM, no cell is ever a formula' },
  query: z.strictObject({ ...changeFilters, language: z.enum(['zh', 'en']).default('zh'), ...viewQuery }),
  refusals: ['history.too-many-things'],
});

const { kind: _kind, key: _key, ...ofOneThing } = changeFilters;
const subject = endpoint({
  ...route, path: '/history/subjects/:kind/:key',
  summary: { zh: '某一事项的全部变更', en: 'Everything that was changed about one thing' },
  params: z.strictObject({ kind: kindField, key: keyField }), query: z.strictObject({ ...ofOneThing, ...pageQuery, ...viewQuery }),
  reply: pageReply(changeReply),
});

const kinds = endpoint({
  ...route, path: '/history/kinds',
  summary: { zh: '变更历史中的事项类别和事实类型', en: 'Kinds of things and types of facts that the change history tells of' },
  reply: z.object({ kinds: z.array(z.object({ kind: z.string(), title: bilingual, types: z.array(z.object({ type: z.string(), title: bilingual })) })) }),
});

/** A page and the moment it is asked for. */
interface Asked {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly asKnownAt?: string | undefined;
  readonly waitFor?: number | undefined;
}

@Controller()
export class ChangeHistoryHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readAll' | 'positionAt'>,
    @Inject(TellingBook) private readonly book: TellingBook,
  ) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    return this.page(query, query, { actor });
  }

  @Handle(subject)
  async subject(@Input() { params, query }: InputOf<typeof subject>, @From() { actor }: Caller) {
    return this.page({ ...query, ...params }, query, { actor });
  }

  @Handle(kinds)
  kinds() {
    const types = Object.entries(this.book.tellings).map(([type, telling]) => ({ type, kind: telling.kind, title: this.book.titles[type] ?? { zh: type, en: type } }));
    return { kinds: Object.entries(this.book.kinds).map(([kind, title]) => ({ kind, title, types: types.filter((one) => one.kind === kind).map(({ type, title: called }) => ({ type, title: called })) })) };
  }

  @Handle(exported)
  async exported(@Input() { query }: InputOf<typeof exported>, @From() { actor }: Caller): Promise<StreamableFile> {
    // Asked for before anything is sent: a request that cannot be answered still gets its problem details.
    const where = await changeConditions(this.log, Object.keys(this.book.tellings), query);
    const reader = await this.reader(query, query, actor);
    const lines = this.lines(reader, where, query.order === 'newest', query.language, () => this.reader(query, { asKnownAt: String(reader.position) }, actor));
    return new StreamableFile(Readable.from(lines), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="changes-${reader.position}.csv"` });
  }

  private async page(given: GivenFilters, { limit = defaultPageSize, cursor, ...moment }: Asked, { actor }: Pick<Caller, 'actor'>) {
    const newestFirst = given.order !== 'oldest';
    const beyond = placeOf(cursor, newestFirst);
    const where = await changeConditions(this.log, Object.keys(this.book.tellings), given);
    const reader = await this.reader(given, moment, actor);
    const { rows, total, more } = await reader.rows(where, { limit, newestFirst, beyond });
    return { items: [...(await reader.told(rows))], total, position: reader.position, ...(more ? { next: cursorAfter(newestFirst, rows.at(-1)!.position) } : {}) };
  }

  private reader({ kind, key }: GivenFilters, { asKnownAt, waitFor }: Asked, actor: Caller['actor']): Promise<ChangeReader> {
    return ChangeReader.open(this.views, this.log, this.book, actor, { asKnownAt, waitFor }, kind === undefined || key === undefined ? undefined : subjectName(kind, key));
  }

  /** Pages of lines up to one position, each by a fresh reader, so that memory stays flat. */
  private async *lines(first: ChangeReader, where: readonly Condition[], newestFirst: boolean, language: Language, again: () => Promise<ChangeReader>): AsyncGenerator<string> {
    yield changesHead(language);
    let reader = first;
    for (let beyond: number | undefined; ; reader = await again()) {
      const { rows, more } = await reader.rows(where, { limit: linesAtOnce, newestFirst, beyond, total: false });
      if (rows.length > 0) yield (await reader.told(rows)).map((change) => changesLine(change, language)).join('');
      if (!more) return;
      beyond = rows.at(-1)!.position;
    }
  }
}
