import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { urgencies } from '../finding.events.js';
import { instructedFinding, matterEvents, matterKinds, matterOutcomes, timeliness } from '../matter.events.js';
import { maySeeMatters } from '../matter.policies.js';
import { matterStatuses } from '../matter.state.js';
import { filesReply, line, timelineReply, titled } from '../timeline.http.js';
import { matters, type MatterRow } from './matters.projection.js';
import { shownTo } from './shown-matter.js';

const count = z.number().int();
const waits = ['instruction', 'unit', 'settlement'] as const;
const phones = timeliness.shape.phone;
const writtens = timeliness.shape.written;
const matterLine = z.object({
  matter: z.string(), kind: z.enum(matterKinds), title: z.string(), unit: z.string(), content: z.string(), decisionSought: z.string().nullable(), signer: z.string().nullable(),
  urgency: z.enum(urgencies), incident: z.object({ occurredAt: z.string(), phonedAt: z.string().optional(), timeliness }).nullable(),
  phone: phones.nullable(), written: writtens.nullable(), documents: z.array(z.string()), evidence: filesReply,
  supplements: z.array(z.object({ at: z.string(), by: z.string(), content: z.string(), documents: z.array(z.string()), evidence: filesReply })),
  status: z.enum(matterStatuses), waitingFor: z.enum(waits).nullable(), waitingSince: z.string().nullable(), returns: count, returnReason: z.string().nullable(),
  instructions: z.array(z.object({
    instruction: z.string(), leader: z.string().nullable(), by: z.string(), at: z.string(), text: z.string(), handling: z.enum(['note', 'finding']),
    finding: instructedFinding.extend({ finding: z.string() }).nullable(),
  })),
  outcome: z.enum(matterOutcomes).nullable(), opinion: z.string().nullable(), document: z.string().nullable(), firstReportedAt: z.string(), reportedBy: z.string(),
  revision: count, changedAt: z.string(),
});
const route = { method: 'GET', tag: 'supervision', access: maySeeMatters } as const;
const orders = {
  newest: [{ field: 'firstReportedAt', descending: true }],
  'waiting-longest': [{ field: 'waitingSince' }],
} as const;

const list = endpoint({
  ...route, path: '/matters',
  summary: { zh: '重大事项台账：状态、等待时间和报告时效', en: 'Register of major matters with state, waiting time and timeliness' },
  query: z.strictObject({
    kind: z.enum(matterKinds).optional(), unit: codeField.optional(), urgency: z.enum(urgencies).optional(), status: z.enum(matterStatuses).optional(), waitingFor: z.enum(waits).optional(),
    phone: phones.optional(), written: writtens.optional(), order: z.enum(['newest', 'waiting-longest']).default('newest'), ...pageQuery, ...viewQuery,
  }),
  reply: pageReply(matterLine),
});

const one = endpoint({
  ...route, path: '/matters/:matter',
  summary: { zh: '一件重大事项：批示、转出的督办问题和经过', en: 'One matter with its instructions, the findings that came of them and its timeline' },
  params: z.strictObject({ matter: codeField }),
  query: z.strictObject(viewQuery),
  reply: matterLine.extend({ timeline: timelineReply, position: count }),
});

@Controller()
export class MattersHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, order, ...given } = query;
    // What waits for nothing has no place in an order by waiting.
    const waiting = order === 'waiting-longest' ? [{ field: 'waitingSince', is: 'ne', value: null } as const] : [];
    const page = await this.views.list<MatterRow>(matters.name, matters.table.name, {
      where: [...within(maySeeMatters.scope(actor)), ...filters(given), ...waiting], order: orders[order], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map((row) => line(shownTo(maySeeMatters.scope(actor), row))) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const { found, position } = await this.views.one<MatterRow>(matters.name, matters.table.name, params.matter, query);
    if (!found || !covers(maySeeMatters.scope(actor), found.row.unit)) throw notFound(params);
    const row = shownTo(maySeeMatters.scope(actor), found.row);
    return { ...row, timeline: titled(row.timeline, matterEvents), position };
  }
}
