import { open, rename, type FileHandle } from 'node:fs/promises';
import { constants } from 'node:fs';
import { fullPathOf, syncFolder, topicFiles } from './topic-folder.js';

const newline = 0x0a;
const chunkBytes = 64 * 1024;

/** The file a topic is written to. Not for concurrent use: the sink takes one batch after another. */
export class TopicFile {
  private handle: FileHandle | undefined;
  private segment = 1;
  /** Bytes that are safely on disk. */
  private size = 0;

  constructor(
    private readonly folder: string,
    private readonly topic: string,
    private readonly maxBytes: number,
  ) {}

  /**
   * Append whole lines and wait until the disk has them. After a failure the file is opened anew, which cuts off
   * whatever part of the lines had arrived.
   */
  async append(lines: Buffer): Promise<void> {
    try {
      if (!this.handle) await this.open();
      if (this.size > 0 && this.size + lines.length > this.maxBytes) await this.rotate();
      await writeAt(this.handle!, lines, this.size);
      await this.handle!.datasync();
      this.size += lines.length;
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.handle?.close();
    this.handle = undefined;
  }

  private async open(): Promise<void> {
    const files = await topicFiles(this.folder, this.topic);
    this.segment = files.active;
    this.handle = await open(files.pathOf(files.active), constants.O_RDWR | constants.O_CREAT, 0o644);
    const { size } = await this.handle.stat();
    this.size = await endOfLastLine(this.handle, size);
    if (this.size < size) await this.handle.truncate(this.size);
    await this.handle.datasync();
    await syncFolder(this.folder);
  }

  private async rotate(): Promise<void> {
    await this.close();
    const { pathOf, active } = await topicFiles(this.folder, this.topic);
    await rename(pathOf(active), fullPathOf(this.folder, this.topic, this.segment));
    await this.open();
  }

  /** What is on disk after a failure is known only after looking again. */
  private async abandon(): Promise<void> {
    const { handle, size } = this;
    this.handle = undefined;
    // Best effort, so that a reader does not meet the remains; opening cuts a torn line off in any case.
    await handle?.truncate(size).catch(() => undefined);
    await handle?.close().catch(() => undefined);
  }
}

async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

/** Offset behind the last line break: what follows it is a line torn by a crash. */
async function endOfLastLine(handle: FileHandle, size: number): Promise<number> {
  const chunk = Buffer.alloc(chunkBytes);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - chunkBytes);
    const { bytesRead } = await handle.read(chunk, 0, end - start, start);
    const at = chunk.subarray(0, bytesRead).lastIndexOf(newline);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}
