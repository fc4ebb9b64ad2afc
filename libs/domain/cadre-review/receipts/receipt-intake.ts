import type { InboundHandler, InboundTopic, Taken } from '#engine/intake';
import type { Refusal } from '#engine/kernel';
import type { ReceiptDesk, SendReceipt } from './receipt-desk.js';
import { receiptSchema, receiptTopic } from './receipt-schema.js';

/** What the organisation department's system sends back over a message system: as CloudEvents, or the receipts alone. */
export const receiptMessages: InboundTopic = {
  topic: receiptTopic,
  title: { zh: '考核材料回执', en: 'Receipts for dossiers' },
  key: { zh: '考核材料名（轮次.单位）', en: 'name of the dossier (round.unit)' },
  schema: receiptSchema,
  plainId: 'id',
};

/** Hands receipts to the desk that takes them from files and over HTTP too: one that cannot be taken is also among its dead letters. */
export const receiptHandler = (desk: ReceiptDesk, send: SendReceipt): InboundHandler => ({
  topic: receiptMessages,
  take: async ({ data }): Promise<Taken | Refusal> => {
    const result = await desk.take(data, { via: 'message', source: receiptTopic }, send);
    return result.outcome === 'dead-letter' ? result.refusal : result.outcome;
  },
});
