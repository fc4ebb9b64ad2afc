import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Refusal, RefusalCatalogue } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { defaultPageSize, endpoint, From, Handle, Input, pageQuery, Refusals, Refused, type Caller, type InputOf } from '#engine/http';
import { CadreReview } from '../cadre-review.js';
import { maySeeDeadLetters, mayTakeDossiers } from '../cadre-review.policies.js';
import { inWords } from '../refusal-text.http.js';
import { receiptSchema } from './receipt-schema.js';
import { recordReceipt } from './record-receipt.js';

const take = endpoint({
  method: 'POST', path: '/cadre-review/receipts', tag: 'cadre-review', access: mayTakeDossiers, command: true, bodyLimit: 64 * 1024,
  summary: { zh: '报送回执（签收或退回）；重复报送不重复记录', en: 'Send a receipt, acknowledged or rejected; a repetition is recorded once' },
  body: z.record(z.string(), z.unknown()).meta({ ...(receiptSchema as Record<string, unknown>) }),
  reply: z.object({ outcome: z.enum(['recorded', 'repeated']), dossier: z.string(), version: z.number().int(), position: z.number().int() }),
  refusals: ['cadre-review.bad-receipt', 'cadre-review.unknown-dossier', 'cadre-review.not-dispatched', 'cadre-review.receipt-contradicts', 'cadre-review.receipt-id-reused'],
});

const deadLetters = endpoint({
  method: 'GET', path: '/cadre-review/dead-letters', tag: 'cadre-review', access: maySeeDeadLetters, sensitive: true,
  summary: { zh: '未能受理的回执及原因', en: 'Receipts that could not be taken, and why' },
  query: z.strictObject(pageQuery),
  reply: z.object({
    items: z.array(z.object({
      id: z.string(), via: z.enum(['http', 'file', 'message']), source: z.string().nullable(), text: z.string(), code: z.string(), values: z.record(z.string(), z.unknown()),
      /** The code in words; absent for one that is declared no more. */
      title: z.object({ zh: z.string(), en: z.string() }).optional(),
      firstAt: z.string(), lastAt: z.string(), times: z.number().int(),
    })),
    next: z.string().optional(), total: z.number().int(),
  }),
});

const schema = endpoint({
  method: 'GET', path: '/cadre-review/receipts/schema', tag: 'cadre-review', access: 'public',
  summary: { zh: '回执的 JSON Schema', en: 'JSON Schema of receipts' },
});

@Controller()
export class ReceiptsHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(CadreReview) private readonly review: CadreReview,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
  ) {}

  @Handle(take)
  async take(@Input() { body }: InputOf<typeof take>, @From() { envelope }: Caller) {
    const result = await this.review.receipts.take(body, { via: 'http', source: null }, (command) => this.commands.send(recordReceipt, command, envelope));
    if (result.outcome === 'dead-letter') throw new Refused(result.refusal);
    return result;
  }

  @Handle(deadLetters)
  async deadLetters(@Input() { query: { limit, cursor } }: InputOf<typeof deadLetters>) {
    const page = await this.review.receipts.list({ limit: limit ?? defaultPageSize, after: cursor });
    const titled = (code: string, values: Refusal['values']) => {
      const title = inWords(this.refusals, { refused: code, values });
      return title ? { title } : {};
    };
    return { ...page, items: page.items.map((letter) => ({ ...letter, ...titled(letter.code, letter.values) })) };
  }

  @Handle(schema)
  schema() {
    return receiptSchema;
  }
}
