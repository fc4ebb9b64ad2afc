import { mkdir } from 'node:fs/promises';
import type { MessageSink, OutboundMessage } from '../relay.js';
import { TopicFile } from './topic-file.js';

export interface FileSinkOptions {
  /** Made when it is not there. One process writes to it. */
  readonly folder: string;
  /** A file that would grow beyond this is put aside and a new one begun; 64 MiB when absent. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 64 * 1024 * 1024;

/**
 * Writes each topic as lines of JSON, one CloudEvent a line, flushed to disk before a batch counts as sent.
 * A line torn by a crash is cut off at the next start; the relay sends it again.
 */
export class FileSink implements MessageSink {
  private readonly files = new Map<string, TopicFile>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: FileSinkOptions) {}

  send(messages: readonly OutboundMessage[]): Promise<void> {
    const sending = this.last.then(() => this.write(messages));
    this.last = sending.catch(() => undefined);
    return sending;
  }

  async close(): Promise<void> {
    await this.last;
    for (const file of this.files.values()) await file.close();
    this.files.clear();
  }

  private async write(messages: readonly OutboundMessage[]): Promise<void> {
    await mkdir(this.options.folder, { recursive: true });
    const byTopic = new Map<string, string[]>();
    for (const { topic, event } of messages) {
      const lines = byTopic.get(topic) ?? [];
      if (lines.length === 0) byTopic.set(topic, lines);
      lines.push(`${JSON.stringify(event)}\n`);
    }
    for (const [topic, lines] of byTopic) await this.fileOf(topic).append(Buffer.from(lines.join(''), 'utf8'));
  }

  private fileOf(topic: string): TopicFile {
    let file = this.files.get(topic);
    if (!file) {
      file = new TopicFile(this.options.folder, topic, this.options.maxBytes ?? defaultMaxBytes);
      this.files.set(topic, file);
    }
    return file;
  }
}
