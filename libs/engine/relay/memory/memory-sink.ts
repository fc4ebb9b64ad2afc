import type { MessageSink, OutboundMessage } from '../relay.js';

/** Keeps messages in memory, as the text a receiver would get. `fault` makes it misbehave. */
export class MemorySink implements MessageSink {
  private readonly texts: string[] = [];

  /** Asked before each delivery; a throw (or a message's rejection) is the sink's failure. */
  constructor(public fault: (messages: readonly OutboundMessage[]) => void | Promise<void> = () => undefined) {}

  /** Everything that was delivered, repetitions included. */
  get messages(): readonly OutboundMessage[] {
    return this.texts.map((text) => JSON.parse(text) as OutboundMessage);
  }

  async send(messages: readonly OutboundMessage[]): Promise<void> {
    await this.fault(messages);
    this.texts.push(...messages.map((message) => JSON.stringify(message)));
  }

  async close(): Promise<void> {
    this.texts.length = 0;
  }
}
