import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import type { Condition } from '#engine/read-store';
import { codeField, dateField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { commitment, interviewee, interviewEvents, interviewLevels, signatures } from '../interview.events.js';
import { interviewStatuses } from '../interview.state.js';
import { maySeeSupervision } from '../supervision.policies.js';
import { filesReply, line, timelineReply, titled } from '../timeline.http.js';
import { interviews, type InterviewRow } from './interviews.projection.js';

const count = z.number().int();
const interviewLine = z.object({
  interview: z.string(), unit: z.string(), findings: z.array(z.string()), level: z.enum(interviewLevels), authority: z.string().nullable(), interviewer: z.string(), interviewee,
  reason: z.string(), at: z.string(), place: z.string(), urgent: z.boolean(), urgentDocuments: z.array(z.string()), moves: count, status: z.enum(interviewStatuses), calledBy: z.string(), calledAt: z.string(),
  held: z.object({ heldAt: z.string(), statement: z.string(), commitments: z.array(commitment), minutes: filesReply, signatures, urgentDocument: z.string().nullable() }).nullable(), followUpDueOn: z.string().nullable(),
  followUps: z.array(z.object({ at: z.string(), by: z.string(), report: z.string(), evidence: filesReply, late: z.boolean() })), late: z.boolean().nullable(),
  opinion: z.string().nullable(), cancelReason: z.string().nullable(), revision: count, changedAt: z.string(),
});
const route = { method: 'GET', tag: 'supervision', access: maySeeSupervision } as const;

const list = endpoint({
  ...route, path: '/interviews',
  summary: { zh: '约谈台账：按单位、层级和状态筛选；可查某日前应报未报整改情况的约谈', en: 'Register of interviews, filtered by unit, level and state; also those whose report was due before a day and is not there' },
  query: z.strictObject({
    unit: codeField.optional(), level: z.enum(interviewLevels).optional(), status: z.enum(interviewStatuses).optional(), interviewer: codeField.optional(),
    /** Held, no report yet, and the report was due before this day. */
    awaitedBefore: dateField.optional(), ...pageQuery, ...viewQuery,
  }),
  reply: pageReply(interviewLine),
});

const one = endpoint({
  ...route, path: '/interviews/:interview',
  summary: { zh: '一次约谈及其经过', en: 'One interview with its timeline' },
  params: z.strictObject({ interview: codeField }),
  query: z.strictObject(viewQuery),
  reply: interviewLine.extend({ timeline: timelineReply, position: count }),
});

@Controller()
export class InterviewsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, awaitedBefore, ...given } = query;
    const awaited: Condition[] = awaitedBefore === undefined ? [] : [{ field: 'status', is: 'eq', value: 'held' }, { field: 'followUpDueOn', is: 'lt', value: awaitedBefore }];
    const page = await this.views.list<InterviewRow>(interviews.name, interviews.table.name, {
      where: [...within(maySeeSupervision.scope(actor)), ...filters(given), ...awaited], order: [{ field: 'at', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map(line) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const { found, position } = await this.views.one<InterviewRow>(interviews.name, interviews.table.name, params.interview, query);
    if (!found || !covers(maySeeSupervision.scope(actor), found.row.unit)) throw notFound(params);
    return { ...found.row, timeline: titled(found.row.timeline, interviewEvents), position };
  }
}
