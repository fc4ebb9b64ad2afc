import { Controller, Inject, type MessageEvent } from '@nestjs/common';
import { filter, map, type Observable } from 'rxjs';
import { z } from 'zod';
import { covers, refuse, type Instant, type JsonObject } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import {
  CityClock, endpoint, From, Handle, HandleLive, Input, instantField, invalidInput, LiveChanges, notFound, noteRead, pageQuery, pageReply, Refused, viewQuery, waited,
  type Caller, type InputOf,
} from '#engine/http';
import { BadPageCursor, Inbox, noticeEvents, NoticeRunner, NotFailed, outletStream, reaches, type DeliveryRow, type InboxEntry, type NoticeEvent } from '#engine/notices';
import { mayRetryDeliveries, maySeeDeliveries, maySeeReceipts } from './notices.policies.js';

const waitLimitMs = 5_000;
const defaultPageSize = 50;

const bilingual = z.object({ zh: z.string(), en: z.string() });
const recipient = z.object({ user: z.string().optional(), role: z.string().optional(), unit: z.string().optional() });
const urgency = z.enum(['ordinary', 'urgent']);
const counts = { unread: z.number().int(), urgent: z.number().int() };
const noticeShape = z.object({
  id: z.string(), key: z.string(), to: recipient, urgency, title: bilingual, text: bilingual, link: z.string(), about: z.string(),
  event: z.string(), position: z.number().int(), at: z.string(), readAt: z.string().nullable(),
});
const address = z.strictObject({ id: z.uuid() });

const mine = endpoint({
  method: 'GET', path: '/notices', tag: 'notices', access: 'signed-in',
  summary: { zh: '我的通知（最新在前）与未读数', en: 'My notices, newest first, and how many are unread' },
  query: z.strictObject({ unread: z.enum(['true', 'false']).optional(), urgency: urgency.optional(), since: instantField.optional(), waitFor: viewQuery.waitFor, ...pageQuery }),
  reply: pageReply(noticeShape).extend({ counts: z.object(counts) }),
});
const live = endpoint({
  method: 'GET', path: '/notices/live', tag: 'notices', access: 'signed-in', replyType: 'text/event-stream',
  summary: { zh: '未读数实时推送（SSE）', en: 'How many are unread, as server-sent events' },
});
const readOne = endpoint({
  method: 'POST', path: '/notices/:id/read', tag: 'notices', access: 'signed-in', command: true,
  summary: { zh: '标记一条通知为已读', en: 'Mark a notice read' }, params: address, reply: z.object({ read: z.number().int(), ...counts }),
});
const readMany = endpoint({
  method: 'POST', path: '/notices/read', tag: 'notices', access: 'signed-in', command: true,
  summary: { zh: '标记若干条或截至某日志位置的全部通知为已读', en: 'Mark several notices read, or all up to a log position' },
  body: z.union([z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) }), z.strictObject({ upTo: z.int().min(0) })]),
  reply: z.object({ read: z.number().int(), ...counts }),
});
const receipts = endpoint({
  method: 'GET', path: '/notices/:id/receipts', tag: 'notices', access: maySeeReceipts,
  summary: { zh: '一条通知的阅读回执：何人何时已读', en: 'Who read a notice, and when' }, params: address,
  reply: z.object({ id: z.string(), to: recipient, at: z.string(), receipts: z.array(z.object({ user: z.string(), readAt: z.string() })) }),
});
const deliveries = endpoint({
  method: 'GET', path: '/notices/deliveries', tag: 'notices', access: maySeeDeliveries,
  summary: { zh: '通知投递情况（最新在前），可按状态和渠道筛选', en: 'Deliveries of notices, newest first, by state and outlet' },
  query: z.strictObject({ state: z.enum(['queued', 'delivered', 'failed']).optional(), outlet: z.string().regex(/^[a-z0-9-]{1,80}$/).optional(), ...pageQuery }),
  reply: pageReply(z.object({
    id: z.string(), outlet: z.string(), notice: z.string(), key: z.string(), to: recipient, urgency, about: z.string(), event: z.string(), position: z.number().int(),
    state: z.string(), queuedAt: z.string(), dueAt: z.string(), attempts: z.number().int(), reason: z.string().nullable(), settledAt: z.string().nullable(), receipt: z.string().nullable(),
  })),
});
const retry = endpoint({
  method: 'POST', path: '/notices/deliveries/:id/retry', tag: 'notices', access: mayRetryDeliveries, command: true, status: 202,
  summary: { zh: '重试一次失败的投递；记入日志', en: 'Try a failed delivery again; recorded' }, params: address,
  reply: z.object({ queued: z.literal(true) }), refusals: ['notices.unknown-delivery', 'notices.delivery-not-failed'],
});

@Controller()
export class NoticesHttp {
  constructor(
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(NoticeRunner) private readonly runner: NoticeRunner,
    @Inject(EventStore) private readonly log: EventStore,
    @Inject(CityClock) private readonly clock: CityClock,
  ) {}

  @Handle(mine)
  async mine(@Input() { query }: InputOf<typeof mine>, @From() { actor }: Caller) {
    const { unread, since, limit = defaultPageSize, cursor, waitFor } = query;
    noteRead('inbox');
    if (waitFor !== undefined) await waited(this.runner.whenDelivered('inbox', waitFor, waitLimitMs));
    const position = await this.runner.reflects('inbox');
    const wanted = { urgency: query.urgency, since: since && logForm(since), unread: unread && unread === 'true' };
    const page = await paged(() => this.inbox.list(actor, wanted, { limit, cursor }));
    return { ...page, items: page.items.map(noticeOf), counts: await this.inbox.counts(actor), position };
  }

  @HandleLive(live)
  live(@From() { actor }: Caller): Observable<MessageEvent> {
    const mine$ = this.inbox.changes$.pipe(filter(({ to }) => to.some((recipient) => reaches(actor, recipient))), map(() => ({ projection: 'inbox', position: 0 })));
    const read = async () => ({ lines: [await this.inbox.counts(actor)], position: await this.runner.reflects('inbox') });
    return new LiveChanges(mine$).lines('inbox', read, () => 'counts');
  }

  @Handle(readMany)
  async readMany(@Input() { body }: InputOf<typeof readMany>, @From() { actor }: Caller) {
    const now = this.clock.now();
    const read = 'ids' in body ? await this.inbox.markRead(actor, body.ids, now) : await this.inbox.markAllRead(actor, body.upTo, now);
    return { read, ...(await this.inbox.counts(actor)) };
  }

  @Handle(readOne)
  async readOne(@Input() { params }: InputOf<typeof readOne>, @From() { actor }: Caller) {
    const notice = await this.inbox.one(params.id);
    if (!notice || !reaches(actor, notice.to)) throw notFound({ notice: params.id });
    return { read: await this.inbox.markRead(actor, [params.id], this.clock.now()), ...(await this.inbox.counts(actor)) };
  }

  @Handle(receipts)
  async receipts(@Input() { params }: InputOf<typeof receipts>, @From() { actor }: Caller) {
    const notice = await this.inbox.one(params.id);
    if (!notice || !covers(maySeeReceipts.scope(actor), 'role' in notice.to ? notice.to.unit : undefined)) throw notFound({ notice: params.id });
    return { id: notice.id, to: notice.to, at: notice.at, receipts: await this.inbox.receipts(notice.id) };
  }

  @Handle(deliveries)
  async deliveries(@Input() { query: { state, outlet, limit = defaultPageSize, cursor } }: InputOf<typeof deliveries>) {
    const page = await paged(() => this.runner.deliveries({ state, outlet }, { limit, cursor }));
    return { ...page, items: page.items.map(deliveryOf), position: await this.log.head() };
  }

  @Handle(retry)
  async retry(@Input() { params }: InputOf<typeof retry>, @From() caller: Caller) {
    try {
      await this.runner.retryDelivery(params.id, (event) => this.record(event, caller));
    } catch (error) {
      if (!(error instanceof NotFailed)) throw error;
      const { found } = error;
      if (!found) throw new Refused(refuse('notices.unknown-delivery', { delivery: params.id }));
      // The same request again: it did what it was to do the first time.
      if (!(await this.log.find(outletStream(found.outlet), caller.envelope.commandId))) throw new Refused(refuse('notices.delivery-not-failed', { state: found.state }));
    }
    return { queued: true };
  }

  /** The act as a fact, under the command's id: the same request again is the same act. */
  private async record({ type, data }: NoticeEvent, { actor, envelope }: Caller): Promise<void> {
    const { version, data: schema } = noticeEvents[type];
    const { commandId: id, correlation, reason } = envelope;
    const meta = { actor: actor.id, correlation, causation: id, ...(actor.unit === undefined ? {} : { unit: actor.unit }), ...(reason === undefined ? {} : { reason }) };
    await this.log.append([{ stream: outletStream(data.outlet), expected: 'any', events: [{ id, type, schema: version, data: schema.parse(data) as JsonObject, meta }] }]);
  }
}

/** Instants are compared as text, in the one form with milliseconds. */
const logForm = (instant: Instant): Instant => new Date(instant).toISOString();

/** A page, or a 400 for a cursor that never was one. */
async function paged<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BadPageCursor)) throw error;
    throw invalidInput([{ field: 'query.cursor', code: 'bad-format', message: { zh: '游标无效，请从上次返回的 next 继续。', en: 'The cursor is not valid; continue with the next that was returned.' } }]);
  }
}

function noticeOf({ notice: { id, key, to, urgency, title, text, link, about, eventId, position, at }, readAt }: InboxEntry) {
  return { id, key, to, urgency, title, text, link, about, event: eventId, position, at, readAt };
}

/** A delivery without what the notice says: those who repair the ways out need not read it. */
function deliveryOf({ id, outlet, notice, state, queuedAt, dueAt, attempts, reason, settledAt, receipt }: DeliveryRow) {
  const { id: of, key, to, urgency, about, eventId, position } = notice;
  const outcome = { reason: reason ?? null, settledAt: settledAt ?? null, receipt: receipt ?? null };
  return { id, outlet, notice: of, key, to, urgency, about, event: eventId, position, state, queuedAt, dueAt, attempts, ...outcome };
}
