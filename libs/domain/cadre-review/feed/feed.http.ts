import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, From, Handle, Input, invalidInput, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { CadreReview } from '../cadre-review.js';
import { mayTakeDossiers } from '../cadre-review.policies.js';

const feed = endpoint({
  method: 'GET', path: '/cadre-review/feed', tag: 'cadre-review', access: mayTakeDossiers, sensitive: 'export',
  summary: { zh: '政绩考核材料拉取接口：按游标读取签名材料，至少一次', en: 'Pull feed of signed dossiers, by cursor, at least once' },
  query: z.strictObject({ after: z.string().max(20).optional(), limit: wholeNumber(1, 100).optional(), wait: wholeNumber(0, 25).optional() }),
  reply: z.object({ events: z.array(z.record(z.string(), z.unknown())), next: z.string(), more: z.boolean() }),
});

@Controller()
export class DossierFeedHttp {
  constructor(@Inject(CadreReview) private readonly review: CadreReview) {}

  @Handle(feed)
  async feed(@Input() { query: { after, limit, wait } }: InputOf<typeof feed>, @From() { actor }: Caller) {
    const page = await this.review.feed.page(actor.id, { after, limit: limit ?? 20, waitMs: (wait ?? 0) * 1_000 });
    if (page) return page;
    throw invalidInput([{ field: 'query.after', code: 'bad-format', message: { zh: '游标无效，请从上次返回的 next 继续。', en: 'The cursor is not valid; continue with the next that was returned.' } }]);
  }
}
