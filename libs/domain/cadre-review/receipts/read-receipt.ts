import { Ajv2020 } from 'ajv/dist/2020.js';
import { isInstant, textProblem, type Instant } from '#engine/kernel';
import type { ReceiptOutcome } from '../dossier.events.js';
import { receiptSchema, receiptTopic } from './receipt-schema.js';

/** A receipt as it arrives. */
export interface Receipt {
  readonly id: string;
  readonly dossier: string;
  readonly version: number;
  readonly outcome: ReceiptOutcome;
  readonly reason?: string;
  readonly receiver: string;
  readonly at: Instant;
}

const fits = new Ajv2020({ validateFormats: false, strictTypes: false, strictRequired: false, logger: false }).compile<Receipt>(receiptSchema);

/** Read a receipt: as it is, or as the data of a CloudEvent of the receipt topic. What is wrong with it, when it is none. */
export function readReceipt(message: unknown): Receipt | { readonly problem: string } {
  const data = isCloudEvent(message) ? message.data : message;
  if (!fits(data)) {
    const [first] = fits.errors ?? [];
    return { problem: `${first?.instancePath ?? ''} ${first?.message ?? 'is no receipt'}`.trim() };
  }
  for (const field of ['id', 'receiver', 'reason'] as const) {
    const problem = textProblem(data[field] ?? '-', { max: 2_000 });
    if (problem) return { problem: `/${field} ${problem}` };
  }
  return isInstant(data.at) ? data : { problem: '/at is no instant that exists' };
}

const isCloudEvent = (message: unknown): message is { readonly data: unknown } =>
  typeof message === 'object' && message !== null && 'specversion' in message && (message as { type?: unknown }).type === receiptTopic && 'data' in message;
