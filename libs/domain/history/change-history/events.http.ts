import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { RecordedEvent } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { defaultPageSize, endpoint, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { maySeeHistory } from '../history.policies.js';
import { branchesOf, causesOf } from './caused-changes.js';
import { ChangeReader, rawFor } from './change-reader.js';
import { cursorAfter, placeOf } from './change-query.http.js';
import { changeReply } from './change-reply.http.js';
import { changesProjection, changesTable, type ChangeRow } from './changes.projection.js';
import { TellingBook } from './telling.js';

/** Injection token of the log as it is stored, without upcasting. */
export const StoredLog = Symbol('StoredLog');
export type StoredLog = Pick<EventStore, 'readAll'>;

const params = z.strictObject({ position: wholeNumber(1, Number.MAX_SAFE_INTEGER) });
const count = z.number().int();
const fact = z.object({
  id: z.string(), stream: z.string(), revision: count, position: count, type: z.string(), schema: count, data: z.record(z.string(), z.unknown()), meta: z.record(z.string(), z.unknown()), recordedAt: z.string(),
});
const route = { method: 'GET', tag: 'history', access: maySeeHistory, params } as const;

const one = endpoint({
  ...route, path: '/history/events/:position', sensitive: true,
  summary: { zh: '一条事件：说明、改前改后，以及存储原样和升级后的数据', en: 'One event: told, and raw, as stored and as read today where they differ' },
  query: z.strictObject(viewQuery),
  reply: z.object({
    change: changeReply, stored: fact,
    /** As read today, when the schema has moved on since. */
    current: z.object({ schema: count, data: z.record(z.string(), z.unknown()) }).nullable(),
    /** Members that are not shown to those who see only their own. */
    withheld: z.array(z.string()), position: count,
  }),
});

const tree = endpoint({
  ...route, path: '/history/events/:position/tree',
  summary: { zh: '一条事件的来龙去脉：因何而起、引起了什么（同一请求引发的全部事实，先因后果）', en: 'What an event followed from and what it caused: every fact the same request set off, causes before what they caused' },
  query: z.strictObject({ ...pageQuery, ...viewQuery }),
  reply: pageReply(z.object({
    /** Position of the fact it follows from, among those that are shown; null at a root. */
    parent: count.nullable(), depth: count, change: changeReply,
  })).extend({
    /** From the root to the event itself. */
    path: z.array(changeReply),
  }),
});

@Controller()
export class HistoryEventsHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readAll'>,
    @Inject(StoredLog) private readonly stored: StoredLog,
    @Inject(TellingBook) private readonly book: TellingBook,
  ) {}

  @Handle(one)
  async one(@Input() { params: { position }, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const { reader, row } = await this.open(position, query, actor);
    const { events } = await this.stored.readAll({ after: position - 1, limit: 1, upTo: position });
    const [change] = await reader.told([row]);
    const current = await reader.fact(position);
    if (!events[0] || !current || !change) throw notFound({ position: String(position) });
    const [withheld, whole] = [this.book.tellings[row.type]?.withheld ?? [], reader.seesWhole(row)];
    const [asStored, asRead] = [rawFor(events[0], withheld, whole), rawFor(current, withheld, whole)];
    return {
      change, stored: plain(asStored.event), current: current.schema === events[0].schema ? null : { schema: current.schema, data: plain(asRead.event).data },
      withheld: [...asStored.withheld], position: reader.position,
    };
  }

  @Handle(tree)
  async tree(@Input() { params: { position }, query }: InputOf<typeof tree>, @From() { actor }: Caller) {
    const { limit = defaultPageSize, cursor, ...moment } = query;
    const { reader, row } = await this.open(position, moment, actor, true);
    const beyond = placeOf(cursor, false);
    const { rows, total, more } = await reader.rows([{ field: 'correlation', is: 'eq', value: row.correlation }], { limit, newestFirst: false, beyond });
    const branches = await branchesOf(reader, rows);
    const told = await reader.told(rows);
    const path = [...(await causesOf(reader, row)).filter((cause) => reader.sees(cause)).reverse(), row];
    return {
      items: branches.map(({ parent, depth }, i) => ({ parent, depth, change: told[i]! })), total, position: reader.position, path: [...(await reader.told(path))],
      ...(more ? { next: cursorAfter(false, rows.at(-1)!.position) } : {}),
    };
  }

  /** The row of a fact for somebody, or 404: what one may not know of is not there. */
  private async open(position: number, moment: { readonly asKnownAt?: string | undefined; readonly waitFor?: number | undefined }, actor: Caller['actor'], everything = false) {
    const { found } = await this.views.one<ChangeRow>(changesProjection, changesTable.name, String(position), moment.waitFor === undefined ? {} : { waitFor: moment.waitFor });
    if (!found) throw notFound({ position: String(position) });
    const reader = await ChangeReader.open(this.views, this.log, this.book, actor, moment, everything ? undefined : found.row.subject);
    const row = await reader.row(position);
    if (!row) throw notFound({ position: String(position) });
    return { reader, row };
  }
}

/** A recorded event as plain JSON objects. */
const plain = ({ data, meta, ...event }: RecordedEvent) => ({ ...event, data: { ...data } as Record<string, unknown>, meta: { ...meta } as Record<string, unknown> });
