import { createHash } from 'node:crypto';
import { fill, isRefusal, refuse, type Bilingual, type Clock, type Refusal, type RefusalCatalogue } from '#engine/kernel';
import { delayAfter, realWait, reasonOf, type BackOff, type Wait } from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import { Interrupted, type DeadLetter, type InboundHandler, type InboundMessage, type InboundSource, type IntakeStatus, type Taken } from './intake.js';
import { intakeRefusals } from './intake.refusals.js';
import { MessageReader } from './read-message.js';

export interface IntakeOptions {
  readonly source: InboundSource;
  readonly handler: InboundHandler;
  /** Texts of the refusals that the handler can answer. */
  readonly refusals: RefusalCatalogue;
  readonly clock: Clock;
  readonly log?: Log;
  /** Between tries of a message; 100 ms doubling to 30 s when absent. */
  readonly backOff?: BackOff;
  /** Larger messages are refused; 1,000,000 bytes when absent. */
  readonly maxBytes?: number;
  readonly wait?: Wait;
}

/** Errors that only a program's mistake can throw: no waiting helps against them. */
const mistakes = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError']);
const triesOfAMistake = 3;

/**
 * Takes the messages of a topic: reads, checks, hands to the handler, and moves on. What cannot be taken is put aside with its reason and
 * blocks nothing; a fault of ours (the log is away) makes the message wait, and those of its key behind it.
 */
export class Intake {
  private readonly reader: MessageReader;
  private readonly counts: Record<Taken | 'refused', number> = { recorded: 0, repeated: 0, unchanged: 0, refused: 0 };
  private readonly trying = new Map<string, NonNullable<IntakeStatus['trying']>>();

  /** @throws BadTopic */
  constructor(private readonly options: IntakeOptions) {
    const { source, handler: { topic }, maxBytes } = options;
    if (source.topic !== topic.topic) throw new RangeError(`a source of ${source.topic} is no source of ${topic.topic}`);
    this.reader = new MessageReader(topic, maxBytes);
  }

  get topic(): string {
    return this.options.source.topic;
  }

  start(): void {
    this.options.source.start((message, signal) => this.take(message, signal));
  }

  /** Finish what is in hand and stop. */
  stop(): Promise<void> {
    return this.options.source.stop();
  }

  async status(): Promise<IntakeStatus> {
    const [trying] = this.trying.values();
    return { topic: this.topic, ...(await this.options.source.status()), taken: { ...this.counts }, ...(trying ? { trying } : {}) };
  }

  private async take(message: InboundMessage, signal: AbortSignal): Promise<void> {
    const { log = silentLog, wait = realWait, backOff = { firstMs: 100, longestMs: 30_000 }, clock } = this.options;
    const since = clock.now();
    for (let attempts = 1; ; attempts++) {
      if (signal.aborted) throw new Interrupted(`${this.topic} ${message.place}`);
      try {
        await this.tryOnce(message, attempts);
        this.trying.delete(message.place);
        return;
      } catch (error) {
        this.trying.set(message.place, { place: message.place, reason: reasonOf(error), attempts, since });
        log.error('an inbound message waits for a fault to pass', { topic: this.topic, place: message.place, attempts, err: error });
        await wait(delayAfter(attempts, backOff), signal);
        if (signal.aborted) this.trying.delete(message.place);
      }
    }
  }

  private async tryOnce(message: InboundMessage, attempts: number): Promise<void> {
    const arrival = this.reader.read(message);
    const outcome = isRefusal(arrival) ? arrival : await this.handled(arrival, attempts);
    if (isRefusal(outcome)) await this.putAside(message, outcome);
    this.counts[isRefusal(outcome) ? 'refused' : outcome] += 1;
  }

  private async handled(arrival: Parameters<InboundHandler['take']>[0], attempts: number): Promise<Taken | Refusal> {
    try {
      return await this.options.handler.take(arrival);
    } catch (error) {
      if (attempts < triesOfAMistake || !(error instanceof Error) || !mistakes.has(error.name)) throw error;
      return refuse('intake.cannot-be-processed', { problem: reasonOf(error) });
    }
  }

  private async putAside(message: InboundMessage, refusal: Refusal): Promise<void> {
    const { source, log = silentLog } = this.options;
    const letter = this.letterOf(message, refusal);
    await source.putAside(letter);
    log.warn('an inbound message was put aside', { topic: this.topic, place: message.place, code: letter.code, letter: letter.id, reason: letter.title.en });
  }

  private letterOf(message: InboundMessage, { refused: code, values }: Refusal): DeadLetter {
    const { refusals, clock } = this.options;
    const text = refusals[code] ?? (intakeRefusals as RefusalCatalogue)[code];
    const words = (given: Bilingual | undefined): Bilingual => ({ zh: fill(given?.zh ?? code, values), en: fill(given?.en ?? code, values) });
    const id = createHash('sha256').update(JSON.stringify([message.topic, message.place])).update(message.body).digest('hex');
    return { id, message, code, values, title: words(text?.title), remedy: words(text?.remedy), at: clock.now() };
  }
}
