import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Condition } from '#engine/read-store';
import { endpoint, filters, From, Handle, Input, pageQuery, pageReply, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { NamesKnown } from '../change-history/names-known.js';
import { saidWith, shownOf } from '../change-history/said.js';
import { maySeeHistory } from '../history.policies.js';
import { momentsProjectionName, momentsTable, type MomentKindRule, type MomentRow } from './moments.projection.js';
import { MomentSight } from './named-moments.http.js';

/** Injection token of the kinds of moments, as the applications hand them in. */
export const MomentKinds = Symbol('MomentKinds');

const both = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();

const list = endpoint({
  method: 'GET', path: '/history/moments', tag: 'history', access: maySeeHistory,
  summary: {
    zh: '有名称的时点（数据冻结、反馈、通报、交办、填报期关闭等），最新的在前；名称可用于任何视图的 asKnownAt',
    en: 'Moments with a name (freeze, notification, publication, order, close of a period and others), newest first; any view takes the names in asKnownAt',
  },
  query: z.strictObject({ kind: z.string().min(1).max(40).optional(), about: z.string().min(1).max(200).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(z.object({
    name: z.string(), kind: z.string(), kindTitle: both, about: z.string(), title: both, position: count, recordedAt: z.string(),
    /** Every time the name was given; the first keeps the bare name, the others are numbered. */
    occurrences: z.array(z.object({ name: z.string(), position: count, recordedAt: z.string(), eventId: z.string() })),
  })),
});

@Controller()
export class MomentsHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(MomentSight) private readonly sight: MomentSight,
    @Inject(MomentKinds) private readonly kinds: readonly MomentKindRule[],
  ) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    const audiences = await this.sight.audiences(actor);
    const seen: readonly Condition[] = audiences === 'all' ? [] : [{ field: 'audience', is: 'in', value: audiences }];
    const page = await this.views.list<MomentRow>(momentsProjectionName, momentsTable.name, {
      where: [...seen, ...filters(given)], order: [{ field: 'position', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
    const kinds = new Map(this.kinds.map(({ kind, title }) => [kind, title]));
    const names = new NamesKnown(this.views, page.position);
    const items = [];
    for (const { audience: _, title, ...row } of page.items) {
      // A position may lie before the act that names it, so names are those of the act.
      const named = row.occurrences[0]!;
      items.push({ ...row, title: saidWith(title, await names.at(shownOf(title), page.position, named.recordedAt)), kindTitle: kinds.get(row.kind)! });
    }
    return { ...page, items };
  }
}
