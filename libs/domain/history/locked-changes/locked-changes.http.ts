import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, Language } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import type { Condition } from '#engine/read-store';
import {
  dateField, defaultPageSize, endpoint, filters, From, Handle, Input, instantField, invalidInput, pageQuery, pageReply, positionOf, Views, viewQuery, wholeNumber, type Caller, type InputOf, type ListPage,
} from '#engine/http';
import { NamesKnown } from '../change-history/names-known.js';
import { saidWith, shownOf } from '../change-history/said.js';
import { maySeeHistory } from '../history.policies.js';
import { lockedChangesName, lockedChangesTable, type LockedChangeRow, type LockedRule } from './locked-changes.projection.js';
import { lockTimes } from './lock-times.js';
import { lockedChangesHead, lockedChangesLine, type LockedChange } from './locked-changes-csv.js';
import { recordedBetween } from './recorded-between.js';

/** What somebody sees of the changes. Provided by the applications, from the policies of the contexts. */
export interface LockedSight {
  /** Conditions on the table, for the moment that is asked for; undefined for now. */
  conditions(actor: Actor, at: number | undefined): Promise<readonly Condition[]>;
}
export const LockedSight = Symbol('LockedSight');

/** Injection token of the rules, as the applications hand them in. */
export const LockedRules = Symbol('LockedRules');

const both = z.object({ zh: z.string(), en: z.string() });
const text = z.string().min(1).max(200).optional();
const day = z.union([dateField, instantField]).optional();
const csv = 'text/csv; charset=utf-8';
const linesAtOnce = 500;

const asked = {
  rule: text, unit: text, plan: text, year: wholeNumber(1900, 2200).optional(), round: text, actor: text, type: text,
  /** Text in the reason, or in the authority. */
  reason: text, authority: text,
  /** Recorded from and up to: dates of the city, both included, or instants. */
  from: day, to: day,
  order: z.enum(['newest', 'oldest']).default('newest'),
};

const line = z.object({
  position: z.number().int(), eventId: z.string(), type: z.string(), stream: z.string(), recordedAt: z.string(),
  thing: z.object({ kind: z.string(), key: z.string() }), unit: z.string().nullable(), plan: z.string().nullable(), year: z.number().int().nullable(), round: z.string().nullable(),
  actor: z.string(), actorUnit: z.string().nullable(), role: z.string().nullable(), reason: z.string().nullable(), authority: z.string().nullable(),
  /** What was fixed, by which rule, and since when: the position and time of the event that fixed it, or a date. */
  locks: z.array(z.object({ rule: z.string(), title: both, what: both, since: z.object({ position: z.number().int().nullable(), at: z.string().nullable() }) })),
});

const rulesList = endpoint({
  method: 'GET', path: '/history/locked-rules', tag: 'history', access: maySeeHistory,
  summary: { zh: '“已锁定或已公布数据的变更”的判定规则', en: 'The rules by which a change counts as one of locked or published data' },
  reply: z.object({ rules: z.array(z.object({ rule: z.string(), title: both, types: z.array(z.string()) })) }),
});

const list = endpoint({
  method: 'GET', path: '/history/locked-changes', tag: 'history', access: maySeeHistory,
  summary: { zh: '已锁定或已公布数据的变更：锁定的是什么、自何时起、凭何依据变更', en: 'Changes made to locked or published data: what was locked, since when, by what authority it was changed' },
  query: z.strictObject({ ...asked, ...pageQuery, ...viewQuery }),
  reply: pageReply(line),
});

const exported = endpoint({
  method: 'GET', path: '/history/locked-changes.csv', tag: 'history', access: maySeeHistory, sensitive: 'export', replyType: csv,
  summary: { zh: '导出已锁定或已公布数据的变更为 CSV（UTF-8，带 BOM；单元格不会被当作公式）', en: 'Changes made to locked or published data as CSV: UTF-8 with BOM, no cell is ever a formula' },
  query: z.strictObject({ ...asked, language: z.enum(['zh', 'en']).default('zh'), ...viewQuery }),
});

type Question = Omit<InputOf<typeof list>['query'], 'limit' | 'cursor'>;

@Controller()
export class LockedChangesHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>,
    @Inject(LockedSight) private readonly sight: LockedSight,
    @Inject(LockedRules) private readonly rules: readonly LockedRule[],
  ) {}

  @Handle(rulesList)
  rulesList() {
    return { rules: this.rules.map(({ code, title, types }) => ({ rule: code, title, types: [...types] })) };
  }

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit = defaultPageSize, cursor, ...question } = query;
    const page = await this.page(await this.conditions(question, actor), question, limit, cursor);
    const names = new NamesKnown(this.views, page.position);
    const items = [];
    for (const row of page.items) items.push(await this.shown(row, names));
    return { ...page, items };
  }

  @Handle(exported)
  async exported(@Input() { query }: InputOf<typeof exported>, @From() { actor }: Caller): Promise<StreamableFile> {
    const { language, ...question } = query;
    const where = await this.conditions(question, actor);
    const first = await this.page(where, question, linesAtOnce, undefined);
    return new StreamableFile(Readable.from(this.lines(where, question, first, language)), { type: csv, disposition: `attachment; filename="locked-changes-${first.position}.csv"` });
  }

  private async *lines(where: readonly Condition[], question: Question, first: ListPage<LockedChangeRow>, language: Language): AsyncGenerator<string> {
    yield lockedChangesHead(language);
    const names = new NamesKnown(this.views, first.position);
    const still = [...where, { field: 'position', is: 'lte' as const, value: first.position }];
    for (let page = first; ; page = await this.page(still, question, linesAtOnce, page.next)) {
      for (const row of page.items) yield lockedChangesLine(await this.shown(row, names), language);
      if (page.next === undefined) return;
    }
  }

  /** Changes known at the moment are those recorded up to it. */
  private async page(where: readonly Condition[], { asKnownAt, waitFor, order }: Question, limit: number, cursor: string | undefined): Promise<ListPage<LockedChangeRow>> {
    const at = await positionOf(this.log, asKnownAt);
    const page = await this.views.list<LockedChangeRow>(lockedChangesName, lockedChangesTable.name, {
      where, order: [{ field: 'position', descending: order === 'newest' }], limit, cursor, waitFor: Math.max(at ?? 0, waitFor ?? 0),
    });
    return at === undefined ? page : { ...page, position: at };
  }

  private async conditions({ rule, reason, authority, from, to, order: _o, asKnownAt, waitFor: _w, ...given }: Question, actor: Actor): Promise<readonly Condition[]> {
    if (rule !== undefined && !this.rules.some(({ code }) => code === rule)) {
      throw invalidInput([{ field: 'query.rule', code: 'not-a-choice', message: { zh: '没有此规则，规则见 /api/history/locked-rules。', en: 'There is no such rule; /api/history/locked-rules lists them.' } }]);
    }
    const at = await positionOf(this.log, asKnownAt);
    const contains = Object.entries({ rules: rule === undefined ? undefined : `|${rule}|`, reason, authority });
    return [
      ...(await this.sight.conditions(actor, at)),
      ...(at === undefined ? [] : [{ field: 'position', is: 'lte' as const, value: at }]),
      ...contains.flatMap(([field, value]): Condition[] => (value === undefined ? [] : [{ field, is: 'contains', value }])),
      ...recordedBetween(from, to), ...filters(given),
    ];
  }

  /** What was locked is told by the names that things had when it was changed. */
  private async shown(row: LockedChangeRow, names: NamesKnown): Promise<LockedChange> {
    const { rules: _rules, audience: _audience, held: _held, locks, ...rest } = row;
    const times = await lockTimes(this.log, row);
    const nameOf = await names.at(locks.flatMap(({ what }) => shownOf(what)), row.position, row.recordedAt);
    const titles = new Map(this.rules.map(({ code, title }) => [code, title]));
    return {
      ...rest,
      locks: locks.map(({ rule, what: kept }, index) => {
        const what = saidWith(kept, nameOf);
        return { rule, title: titles.get(rule) ?? what, what, since: times[index]! };
      }),
    };
  }
}
