import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#engine/kernel';
import { delayAfter, realWait, reasonOf, type Wait } from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import { Interrupted, type DeadLetter, type InboundSource, type SourceStatus, type Take } from '../intake.js';
import { linesOf } from './lines.js';

export interface FileSourceOptions {
  readonly topic: string;
  /** Where files are dropped; made when it is not there. A file is renamed into it once it is whole. One process takes from it. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log?: Log;
  /** How often the folder is looked at; 2 s when absent. */
  readonly pollMs?: number;
  readonly wait?: Wait;
}

const wholeFile = /^[^.].*\.ndjson$/;

/**
 * Messages that come as files of lines: `*.ndjson`, in the order of their names, each line a message in structured JSON. A file that was
 * taken moves to `taken/`; lines that cannot be taken are kept in `refused/<topic>.ndjson` with the reason. A crash takes the file in
 * hand again from its beginning.
 */
export class FileSource implements InboundSource {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private state: SourceStatus['state'] = 'stopped';
  private fault: SourceStatus['fault'];
  private restarts = 0;
  private kept: Set<string> | undefined;

  constructor(private readonly options: FileSourceOptions) {}

  get topic(): string {
    return this.options.topic;
  }

  start(take: Take): void {
    this.running ??= this.run(take);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  async status(): Promise<SourceStatus> {
    return { state: this.state, lag: (await this.waiting()).length, restarts: this.restarts, ...(this.fault ? { fault: this.fault } : {}) };
  }

  /** A line of JSON per letter; a letter that is there already is not kept twice. */
  async putAside({ id, message, code, values, title, remedy, at }: DeadLetter): Promise<void> {
    this.kept ??= await this.lettersKept();
    if (this.kept.has(id)) return;
    const line = JSON.stringify({ id, at, place: message.place, code, title, remedy, values, message: message.body.toString('utf8') });
    await appendFile(this.refusedFile, `${line}\n`, { flush: true });
    this.kept.add(id);
  }

  private get refusedFile(): string {
    return join(this.options.folder, 'refused', `${this.topic}.ndjson`);
  }

  private async waiting(): Promise<readonly string[]> {
    const names = await readdir(this.options.folder).catch((error: { readonly code?: string }) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => wholeFile.test(name)).sort();
  }

  private async run(take: Take): Promise<void> {
    const { pollMs = 2_000, wait = realWait, log = silentLog, clock } = this.options;
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.takeAll(take);
        this.state = 'live';
        this.fault = undefined;
        failures = 0;
      } catch (error) {
        if (error instanceof Interrupted) break;
        failures += 1;
        this.restarts += 1;
        this.state = 'backing-off';
        this.fault = { reason: reasonOf(error), at: clock.now() };
        log.error('a folder of messages failed and will be tried again', { topic: this.topic, attempts: failures, err: error });
      }
      await wait(failures === 0 ? pollMs : delayAfter(failures, { firstMs: pollMs, longestMs: 60_000 }), signal);
    }
    this.state = 'stopped';
  }

  private async takeAll(take: Take): Promise<void> {
    const { folder } = this.options;
    for (const name of ['taken', 'refused']) await mkdir(join(folder, name), { recursive: true });
    for (const name of await this.waiting()) {
      if (this.stopping.signal.aborted) return;
      await this.takeFile(name, take);
    }
  }

  private async takeFile(name: string, take: Take): Promise<void> {
    const { folder } = this.options;
    const { signal } = this.stopping;
    const digest = createHash('sha256');
    const file = await open(join(folder, name), 'r');
    try {
      for await (const { number, body } of linesOf(file)) {
        digest.update(body).update('\n');
        if (body.toString('utf8').trim() !== '') await take({ topic: this.topic, place: `${name}:${number}`, key: name, headers: {}, body }, signal);
        if (signal.aborted) throw new Interrupted(name);
      }
    } finally {
      await file.close();
    }
    // Two files of one name do not overwrite each other.
    await rename(join(folder, name), join(folder, 'taken', `${digest.digest('hex').slice(0, 12)}-${name}`));
  }

  private async lettersKept(): Promise<Set<string>> {
    const text = await readFile(this.refusedFile, 'utf8').catch((error: { readonly code?: string }) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    // A line torn by a crash is no letter; the next begins on a line of its own.
    if (text !== '' && !text.endsWith('\n')) await appendFile(this.refusedFile, '\n');
    return new Set([...text.matchAll(/^\{"id":"([0-9a-f]{64})".*\}$/gm)].map(([, id]) => id!));
  }
}
