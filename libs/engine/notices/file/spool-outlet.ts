import { constants } from 'node:fs';
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { cityDate, type Clock, type Instant, type Uuid } from '#engine/kernel';
import { Gathered } from '../gathered.js';
import type { Delivery, IssuedNotice, NoticeOutlet, OutgoingNotice, Recipient, Urgency } from '../notice.js';
import { nightHours, quietUntil, type QuietHours } from './quiet-hours.js';
import { shortText } from './short-text.js';
import { checkChannel, filesOf, idsIn, linesOf, nameOf, syncFolder, type SpoolFile } from './spool-folder.js';

export interface SpoolOutletOptions {
  /** Channel, such as `sms` or `mail`: the outlet's name and the beginning of its files' names. Lower-case letters and digits. */
  readonly channel: string;
  /** Made when it is not there. */
  readonly folder: string;
  readonly clock: Clock;
  /** Which notices go this way; all when absent. Pure. */
  readonly accepts?: (notice: IssuedNotice) => boolean;
  /** When ordinary notices wait; 22:00 to 07:00 in the city when absent. */
  readonly quietHours?: QuietHours;
  /** A file that would grow beyond this is left and the day goes on in the next; 16 MiB when absent. */
  readonly maxBytes?: number;
}

/**
 * A line of the spool. Whom it reaches is a reference: phone numbers and addresses are the gateway's to look up, and
 * are in no file of ours. A gateway sends each `id` once.
 */
export interface SpoolLine {
  readonly id: Uuid;
  readonly channel: string;
  /** When it was handed over. */
  readonly at: Instant;
  readonly to: Recipient;
  readonly urgency: Urgency;
  /** Chinese, with signature, one line, at most 500 characters. */
  readonly text: string;
  readonly link: string;
  readonly notice: Uuid;
  /** Log position of the fact. */
  readonly position: number;
}

const defaultMaxBytes = 16 * 1024 * 1024;

interface OpenFile extends SpoolFile {
  readonly name: string;
  readonly handle: FileHandle;
  /** Bytes that are safely on disk. */
  size: number;
}

/**
 * Hands notices to a gateway for SMS or mail as lines of JSON, a file a day, flushed to disk before they count as
 * delivered. Ordinary notices wait for the end of the quiet hours. A line torn by a crash is cut off; a delivery that
 * is in the files of the two latest days is not written again.
 */
export class SpoolOutlet implements NoticeOutlet {
  readonly name: string;
  readonly since = 'first-start';
  private readonly gathered = new Gathered<OutgoingNotice, Delivery>((batch) => this.write(batch));
  private file: OpenFile | undefined;
  /** Where each delivery of the two latest days is. */
  private written = new Map<Uuid, string>();

  /** @throws RangeError for a channel that cannot be part of a file's name, or hours that are none */
  constructor(private readonly options: SpoolOutletOptions) {
    checkChannel(options.channel);
    quietUntil(options.clock.now(), options.quietHours);
    this.name = options.channel;
  }

  accepts(notice: IssuedNotice): boolean {
    return this.options.accepts?.(notice) ?? true;
  }

  async deliver(outgoing: OutgoingNotice): Promise<Delivery> {
    const { clock, quietHours = nightHours } = this.options;
    const until = outgoing.notice.urgency === 'urgent' ? undefined : quietUntil(clock.now(), quietHours);
    return until === undefined ? this.gathered.add(outgoing) : { outcome: 'postponed', until };
  }

  async close(): Promise<void> {
    await this.file?.handle.close();
    this.file = undefined;
  }

  private async write(batch: readonly OutgoingNotice[]): Promise<readonly Delivery[]> {
    const at = this.options.clock.now();
    try {
      await this.look(cityDate(at));
      const fresh = [...new Map(batch.map((outgoing) => [outgoing.id, outgoing])).values()].filter(({ id }) => !this.written.has(id));
      if (fresh.length > 0) await this.append(fresh.map((outgoing) => this.lineOf(outgoing, at)));
      return batch.map(({ id }): Delivery => ({ outcome: 'delivered', receipt: this.written.get(id)! }));
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }

  private lineOf({ id, notice }: OutgoingNotice, at: Instant): SpoolLine {
    const { to, urgency, link, position } = notice;
    return { id, channel: this.name, at, to, urgency, text: shortText(notice), link, notice: notice.id, position };
  }

  private async append(lines: readonly SpoolLine[]): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'utf8');
    if (this.file!.size > 0 && this.file!.size + bytes.length > (this.options.maxBytes ?? defaultMaxBytes)) {
      const { date, segment } = this.file!;
      await this.close();
      this.file = await this.open({ date, segment: segment + 1 });
    }
    const file = this.file!;
    try {
      for (let done = 0; done < bytes.length; ) done += (await file.handle.write(bytes, done, bytes.length - done, file.size + done)).bytesWritten;
      await file.handle.datasync();
    } catch (error) {
      // Best effort, so that a gateway does not meet the remains; opening cuts a torn line off in any case.
      await file.handle.truncate(file.size).catch(() => undefined);
      throw error;
    }
    file.size += bytes.length;
    for (const { id } of lines) this.written.set(id, file.name);
  }

  /** Have the day's last file open, and know what is written. Another process may have written since this one last did. */
  private async look(today: SpoolFile['date']): Promise<void> {
    const { folder } = this.options;
    await mkdir(folder, { recursive: true });
    const files = await filesOf(folder, this.name);
    const last = files.at(-1);
    // A clock that was set back goes on in the newest file, so that names stay in order of time.
    const current = last && last.date >= today ? last : { date: today, segment: 1 };
    const name = nameOf(this.name, current);
    // A gateway may have taken the file away.
    const there = await stat(join(folder, name)).catch(() => undefined);
    if (this.file?.name === name && there?.size === this.file.size) return;
    await this.close();
    this.written = new Map();
    const dates = [...new Set(files.map(({ date }) => date))].slice(-2);
    for (const file of files.filter(({ date }) => dates.includes(date))) {
      const each = nameOf(this.name, file);
      for (const id of await idsIn(folder, each)) this.written.set(id, each);
    }
    this.file = await this.open(current);
  }

  /** Open a file at the end of its last whole line. */
  private async open(file: SpoolFile): Promise<OpenFile> {
    const { folder } = this.options;
    const name = nameOf(this.name, file);
    const handle = await open(join(folder, name), constants.O_RDWR | constants.O_CREAT, 0o640);
    try {
      const { end, size } = await linesOf(handle);
      if (end < size) await handle.truncate(end);
      await handle.datasync();
      await syncFolder(folder);
      return { ...file, name, handle, size: end };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** What is on disk after a failure is known only after looking again. */
  private async abandon(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    await file?.handle.close().catch(() => undefined);
  }
}
