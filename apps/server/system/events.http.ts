import { Controller, Inject, type MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';
import { z } from 'zod';
import type { RecordedEvent } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { endpoint, Handle, HandleLive, Input, momentField, notFound, positionOf, wholeNumber, type InputOf } from '#engine/http';

import { maySeeEvents } from './operations.policies.js';

const eventShape = z.object({
  id: z.string(), stream: z.string(), revision: z.number().int(), position: z.number().int(), type: z.string(), schema: z.number().int(),
  data: z.record(z.string(), z.unknown()), meta: z.record(z.string(), z.unknown()), recordedAt: z.string(),
});
const typePrefix = z.string().regex(/^[a-z-]+\.?[A-Za-z]*$/).max(80);

const list = endpoint({
  method: 'GET', path: '/events', tag: 'system', access: maySeeEvents, sensitive: true,
  summary: { zh: '事件日志：按位置翻页，可按类型前缀或流筛选', en: 'The event log: by position, filtered by type prefix or stream' },
  query: z.strictObject({
    after: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(), limit: wholeNumber(1, 1000).optional(), type: typePrefix.optional(), stream: z.string().min(1).max(300).optional(),
    asKnownAt: momentField.optional(),
  }),
  reply: z.object({ items: z.array(eventShape), scannedTo: z.number().int(), head: z.number().int() }),
});
const one = endpoint({
  method: 'GET', path: '/events/:position', tag: 'system', access: maySeeEvents, sensitive: true,
  summary: { zh: '一条事件', en: 'One event' }, params: z.strictObject({ position: wholeNumber(1, Number.MAX_SAFE_INTEGER) }), reply: eventShape,
});
const tail = endpoint({
  method: 'GET', path: '/events-live', tag: 'system', access: maySeeEvents, sensitive: true, replyType: 'text/event-stream',
  summary: { zh: '事件日志实时推送（SSE）；断线后以 after 或 Last-Event-ID 续接', en: 'The log as server-sent events; resume with after' },
  query: z.strictObject({ after: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(), type: typePrefix.optional() }),
});
const stream = endpoint({
  method: 'GET', path: '/streams/:stream', tag: 'system', access: maySeeEvents, sensitive: true,
  summary: { zh: '一个流的事件', en: 'Events of one stream' },
  params: z.strictObject({ stream: z.string().min(1).max(300) }), query: z.strictObject({ from: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(), limit: wholeNumber(1, 1000).optional(), asKnownAt: momentField.optional() }),
  reply: z.object({ items: z.array(eventShape) }),
});

@Controller()
export class EventsHttp {
  constructor(@Inject(EventStore) private readonly log: EventStore) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>) {
    const upTo = await positionOf(this.log, query.asKnownAt);
    const head = upTo ?? (await this.log.head());
    if (query.stream !== undefined) {
      const items = (await this.log.readStream(query.stream, { limit: query.limit ?? 100 })).filter((event) => event.position > (query.after ?? 0) && (upTo === undefined || event.position <= upTo));
      return { items, scannedTo: items.at(-1)?.position ?? query.after ?? 0, head };
    }
    const page = await this.log.readAll({
      after: query.after ?? 0, limit: query.limit ?? 100, ...(query.type === undefined ? {} : { types: [query.type] }), ...(upTo === undefined ? {} : { upTo }),
    });
    return { items: page.events, scannedTo: page.scannedTo, head };
  }

  @Handle(one)
  async one(@Input() { params }: InputOf<typeof one>): Promise<RecordedEvent> {
    const { events } = await this.log.readAll({ after: params.position - 1, limit: 1, upTo: params.position });
    if (!events[0]) throw notFound({ position: String(params.position) });
    return events[0];
  }

  @Handle(stream)
  async stream(@Input() { params, query }: InputOf<typeof stream>) {
    const upTo = await positionOf(this.log, query.asKnownAt);
    const items = await this.log.readStream(params.stream, { from: query.from ?? 0, limit: query.limit ?? 100 });
    return { items: upTo === undefined ? items : items.filter(({ position }) => position <= upTo) };
  }

  @HandleLive(tail)
  tail(@Input() { query }: InputOf<typeof tail>): Observable<MessageEvent> {
    return new Observable((subscriber) => {
      const stop = new AbortController();
      const pump = async (): Promise<void> => {
        const after = query.after ?? (await this.log.head());
        for await (const page of this.log.follow({ after, signal: stop.signal, ...(query.type === undefined ? {} : { types: [query.type] }) })) {
          for (const event of page.events) subscriber.next({ id: String(event.position), type: 'event', data: event });
        }
        subscriber.complete();
      };
      pump().catch((error: unknown) => subscriber.error(error));
      return () => stop.abort();
    });
  }
}
