import { createHash } from 'node:crypto';
import { isRefusal, refuse, type Clock, type Refusal } from '#engine/kernel';
import type { Outcome } from '#engine/commands';
import type { DeadLetter, DeadLetters } from './dead-letters.js';
import { readReceipt } from './read-receipt.js';
import type { RecordReceipt } from './record-receipt.js';

/** What became of a receipt: recorded, known already, or put aside with its reason. */
export type ReceiptResult =
  | { readonly outcome: 'recorded' | 'repeated'; readonly dossier: string; readonly version: number; readonly position: number }
  | { readonly outcome: 'dead-letter'; readonly letter: string; readonly refusal: Refusal };

/** Where a receipt came from. */
export type ReceiptOrigin = Pick<DeadLetter, 'via' | 'source'>;

export type SendReceipt = (command: RecordReceipt) => Promise<Outcome>;

const longestText = 64 * 1024;

/**
 * Takes receipts, whichever way they come. A receipt may come any number of times and has one effect; one that cannot be taken becomes
 * a dead letter and never blocks the rest. A fault of ours is thrown: the receipt is still the sender's to repeat.
 */
export class ReceiptDesk {
  constructor(
    private readonly letters: DeadLetters,
    private readonly clock: Clock,
  ) {}

  /** Take a line of JSON. */
  async takeText(text: string, origin: ReceiptOrigin, send: SendReceipt): Promise<ReceiptResult> {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return this.putAside(text, origin, refuse('cadre-review.bad-receipt', { problem: 'not JSON' }));
    }
    return this.take(message, origin, send, text);
  }

  /** @param text the message as it came, for the dead letter */
  async take(message: unknown, origin: ReceiptOrigin, send: SendReceipt, text = JSON.stringify(message)): Promise<ReceiptResult> {
    const receipt = readReceipt(message);
    if ('problem' in receipt) return this.putAside(text, origin, refuse('cadre-review.bad-receipt', { problem: receipt.problem }));
    const { dossier, ...rest } = receipt;
    const [round = '', unit = ''] = dossier.split('.');
    const outcome = await send({ ...rest, round, unit });
    if (isRefusal(outcome)) return this.putAside(text, origin, outcome);
    return { outcome: outcome.changed && !outcome.repeated ? 'recorded' : 'repeated', dossier, version: rest.version, position: outcome.position };
  }

  /** Keep what cannot be taken, with the reason. */
  async putAside(text: string, { via, source }: ReceiptOrigin, refusal: Refusal): Promise<ReceiptResult> {
    const id = createHash('sha256').update(JSON.stringify([via, source, text])).digest('hex');
    const kept = text.length > longestText ? text.slice(0, longestText).replace(/\p{Surrogate}$/u, '') : text;
    await this.letters.keep({ id, via, source, text: kept, code: refusal.refused, values: refusal.values, at: this.clock.now() });
    return { outcome: 'dead-letter', letter: id, refusal };
  }

  list(page: Parameters<DeadLetters['list']>[0]): ReturnType<DeadLetters['list']> {
    return this.letters.list(page);
  }
}
