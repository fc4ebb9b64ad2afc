import type { EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { realWait } from '#engine/reactions';
import { Interrupted, type InboundMessage, type Take } from '../intake.js';

const commitEvery = 100;
const commitAfterMs = 1_000;

/** Takes the batches that the driver fetches: message after message of a partition, committing behind itself. */
export class BatchTaker {
  /** Messages dealt with. */
  taken = 0;
  private inHand = 0;

  constructor(
    private readonly take: Take,
    private readonly over: AbortSignal,
    private readonly heartbeatMs: number,
  ) {}

  /** Whether a message is being taken now, or waits for a fault to pass. */
  get busy(): boolean {
    return this.inHand > 0;
  }

  /** @throws the driver's error, such as that the group rebalances: what was not committed comes again, here or with another member */
  async takeBatch(payload: EachBatchPayload): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([this.over, lost.signal]);
    const beating = this.beat(payload, lost, signal);
    this.inHand += 1;
    try {
      await this.takeMessages(payload, signal);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    } finally {
      this.inHand -= 1;
      lost.abort();
    }
    const failure = await beating;
    if (failure !== undefined) throw failure;
  }

  private async takeMessages(payload: EachBatchPayload, signal: AbortSignal): Promise<void> {
    const { batch: { topic, partition, messages }, isRunning, isStale, resolveOffset, uncommittedOffsets, commitOffsetsIfNecessary } = payload;
    let [since, committedAt] = [0, performance.now()];
    const commit = async (): Promise<void> => {
      await commitOffsetsIfNecessary(uncommittedOffsets());
      [since, committedAt] = [0, performance.now()];
    };
    try {
      for (const message of messages) {
        if (!isRunning() || isStale() || signal.aborted) break;
        await this.take(inboundOf(topic, partition, message), signal);
        resolveOffset(message.offset);
        this.taken += 1;
        since += 1;
        if (since >= commitEvery || performance.now() - committedAt > commitAfterMs) await commit();
      }
    } finally {
      if (since > 0) await commit();
    }
  }

  /** Heartbeats beside the taking, until it ends. Resolves with the driver's error when the group wants its members back. */
  private async beat({ heartbeat }: EachBatchPayload, lost: AbortController, signal: AbortSignal): Promise<unknown> {
    while (!signal.aborted) {
      await realWait(this.heartbeatMs, signal);
      if (signal.aborted) break;
      try {
        await heartbeat();
      } catch (error) {
        lost.abort();
        return error;
      }
    }
    return undefined;
  }
}

function inboundOf(topic: string, partition: number, { key, value, headers, offset }: KafkaMessage): InboundMessage {
  return { topic, place: `${partition}@${offset}`, key: key === null ? null : key.toString('utf8'), headers: textsOf(headers), body: value ?? Buffer.alloc(0) };
}

/** The last value of each header, as text. */
function textsOf(headers: IHeaders = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => {
    const last = Array.isArray(value) ? value.at(-1) : value;
    return last === undefined ? [] : [[name.toLowerCase(), last.toString()]];
  }));
}
