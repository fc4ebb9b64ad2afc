import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { cityPolicy, refuse } from '#engine/kernel';
import { endpoint, Handle, Input, invalidInput, notFound, Refused, wholeNumber, type InputOf } from '#engine/http';
import { topics } from '../contexts.js';
import { OutgoingFeed } from '../tokens.js';

const mayPullFeeds = cityPolicy('integration.feed', ['organisation', 'auditor', 'bureau']);

const feed = endpoint({
  method: 'GET', path: '/feeds/:topic', tag: 'integration', access: mayPullFeeds, sensitive: 'export',
  summary: { zh: '对外消息的拉取接口：按游标读取 CloudEvents', en: 'Pull feed of outgoing CloudEvents, by cursor' },
  params: z.strictObject({ topic: z.string().regex(/^[a-z0-9.-]{1,100}$/) }),
  query: z.strictObject({ after: z.string().max(200).optional(), limit: wholeNumber(1, 1000).optional() }),
  reply: z.object({ events: z.array(z.record(z.string(), z.unknown())), next: z.string(), more: z.boolean() }),
});
const schema = endpoint({
  method: 'GET', path: '/feeds/:topic/schema', tag: 'integration', access: 'public',
  summary: { zh: '对外消息的 JSON Schema', en: 'JSON Schema of a topic' },
  params: z.strictObject({ topic: z.string().regex(/^[a-z0-9.-]{1,100}$/) }),
});

@Controller()
export class FeedHttp {
  constructor(@Inject(OutgoingFeed) private readonly outgoing: OutgoingFeed | null) {}

  @Handle(feed)
  async feed(@Input() { params, query }: InputOf<typeof feed>) {
    this.known(params.topic);
    if (!this.outgoing) throw new Refused(refuse('system.feed-at-broker', { topic: params.topic }));
    const page = await this.outgoing.read(params.topic, { limit: query.limit ?? 100, ...(query.after === undefined ? {} : { after: query.after }) });
    if (page) return page;
    throw invalidInput([{ field: 'query.after', code: 'bad-format', message: { zh: '游标无效，请从上次返回的 next 继续。', en: 'The cursor is not valid; continue with the next that was returned.' } }]);
  }

  @Handle(schema)
  schema(@Input() { params }: InputOf<typeof schema>) {
    return this.known(params.topic).schema;
  }

  private known(name: string) {
    const topic = topics.find((t) => t.topic === name);
    if (!topic) throw notFound({ topic: name });
    return topic;
  }
}
