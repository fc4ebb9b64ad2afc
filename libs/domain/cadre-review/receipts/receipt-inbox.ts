import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '#engine/kernel';
import { delayAfter, realWait, type Wait } from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import type { ReceiptDesk, ReceiptResult, SendReceipt } from './receipt-desk.js';

export interface ReceiptInboxOptions {
  /** Where the receiver drops files: made when it is not there. Files are renamed into it when they are whole. */
  readonly folder: string;
  readonly desk: ReceiptDesk;
  readonly send: SendReceipt;
  readonly log?: Log;
  /** How often the folder is looked at; 2 s when absent. */
  readonly pollMs?: number;
  readonly wait?: Wait;
}

const largestFile = 16 * 1024 * 1024;
const wholeFile = /^[^.].*\.ndjson$/;

/**
 * Receipts that come as files of lines: each line is a receipt, a file that was taken is moved to `taken/`. A crash in between takes the
 * file again from its beginning, which changes nothing twice.
 */
export class ReceiptInbox {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: ReceiptInboxOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Finish the file in hand and stop. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Take every file that is there now, in the order of their names. */
  async takeAll(): Promise<readonly ReceiptResult[]> {
    const { folder } = this.options;
    await mkdir(join(folder, 'taken'), { recursive: true });
    const results: ReceiptResult[] = [];
    for (const name of (await readdir(folder)).filter((file) => wholeFile.test(file)).sort()) {
      results.push(...(await this.takeFile(name)));
      if (this.stopping.signal.aborted) break;
    }
    return results;
  }

  private async takeFile(name: string): Promise<readonly ReceiptResult[]> {
    const { folder, desk, send } = this.options;
    const [path, origin] = [join(folder, name), { via: 'file', source: name } as const];
    const { size } = await stat(path);
    const results: ReceiptResult[] = [];
    if (size > largestFile) {
      results.push(await desk.putAside('', origin, refuse('cadre-review.bad-receipt', { problem: `the file has ${size} bytes` })));
      await rename(path, join(folder, 'taken', `too-large-${name}`));
      return results;
    }
    const text = await readFile(path, 'utf8');
    for (const line of text.split('\n')) if (line.trim() !== '') results.push(await desk.takeText(line, origin, send));
    // Two files of one name do not overwrite each other.
    await rename(path, join(folder, 'taken', `${createHash('sha256').update(text).digest('hex').slice(0, 12)}-${name}`));
    return results;
  }

  private async run(): Promise<void> {
    const { pollMs = 2_000, wait = realWait, log = silentLog } = this.options;
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.takeAll();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.error('the inbox of receipts failed and will try again', { attempts: failures, err: error });
      }
      await wait(failures === 0 ? pollMs : delayAfter(failures, { firstMs: pollMs, longestMs: 60_000 }), signal);
    }
  }
}
