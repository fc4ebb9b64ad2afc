import { open, type FileHandle } from 'node:fs/promises';
import type { CloudEvent } from '../relay.js';
import { topicFiles } from './topic-folder.js';

/** Some messages of a topic, oldest first. */
export interface FeedPage {
  readonly events: readonly CloudEvent[];
  /** Continue after these; the same cursor again when there was nothing new. */
  readonly next: string;
  /** True when there is more right now. */
  readonly more: boolean;
}

/** The cursor is none of this feed: malformed, or its place does not exist (any more). Begin again without one. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
}

interface Place {
  readonly segment: number;
  readonly offset: number;
}

const cursorForm = /^([1-9]\d{0,7})-(0|[1-9]\d{0,14})$/;
const start: Place = { segment: 1, offset: 0 };
const chunkBytes = 256 * 1024;
const newline = 0x0a;

/**
 * Read a topic's files as a feed: whole messages after a cursor (from the beginning without one), at most `limit`.
 * Reading changes nothing, so every consumer keeps its own cursor. Messages may repeat, under the same id.
 * @throws BadCursor · RangeError for a topic that cannot be a file's name
 */
export async function readFeed(folder: string, topic: string, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<FeedPage> {
  let place = after === undefined ? start : placeOf(after);
  const lines: string[] = [];
  for (;;) {
    const { active } = await topicFiles(folder, topic);
    if (place.segment > active) throw new BadCursor(`the feed has no file ${place.segment}`);
    const read = await readSegment(folder, topic, place, limit - lines.length);
    lines.push(...read.lines);
    place = { segment: place.segment, offset: read.end };
    const full = place.segment < (await topicFiles(folder, topic)).active;
    if (lines.length >= limit || !(full && read.exhausted)) {
      return { events: lines.map((line) => JSON.parse(line) as CloudEvent), next: `${place.segment}-${place.offset}`, more: full || !read.exhausted };
    }
    // Full files never grow: what was read to its end after it was full has been read whole.
    if (place.segment < active) place = { segment: place.segment + 1, offset: 0 };
  }
}

function placeOf(cursor: string): Place {
  const match = cursorForm.exec(cursor);
  if (!match) throw new BadCursor('not a cursor of this feed');
  return { segment: Number(match[1]), offset: Number(match[2]) };
}

interface SegmentRead {
  readonly lines: readonly string[];
  /** Offset behind the last whole line read. */
  readonly end: number;
  /** Whether the file had no more whole lines. */
  readonly exhausted: boolean;
}

async function readSegment(folder: string, topic: string, place: Place, limit: number): Promise<SegmentRead> {
  const handle = await openSegment(folder, topic, place.segment);
  if (!handle) {
    if (place.offset > 0) throw new BadCursor('the file of this cursor is gone');
    return { lines: [], end: 0, exhausted: true };
  }
  try {
    await checkLineStart(handle, place.offset);
    return await readLines(handle, place.offset, limit);
  } finally {
    await handle.close();
  }
}

/** The name of the file being written changes when it is full: look again after opening, so that it is the one meant. */
async function openSegment(folder: string, topic: string, segment: number): Promise<FileHandle | undefined> {
  for (;;) {
    const before = await topicFiles(folder, topic);
    const handle = await open(before.pathOf(segment), 'r').catch((error: { readonly code?: string }) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    const after = await topicFiles(folder, topic);
    if (after.active === before.active) return handle;
    await handle?.close();
  }
}

async function checkLineStart(handle: FileHandle, offset: number): Promise<void> {
  if (offset === 0) return;
  const before = Buffer.alloc(1);
  const { bytesRead } = await handle.read(before, 0, 1, offset - 1);
  if (bytesRead === 0 || before[0] !== newline) throw new BadCursor('no message begins at this cursor');
}

async function readLines(handle: FileHandle, from: number, limit: number): Promise<SegmentRead> {
  const lines: string[] = [];
  let [end, rest] = [from, Buffer.alloc(0)];
  const chunk = Buffer.alloc(chunkBytes);
  while (lines.length < limit) {
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, end + rest.length);
    if (bytesRead === 0) return { lines, end, exhausted: true };
    rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let lineStart = 0;
    for (let at = rest.indexOf(newline); at >= 0 && lines.length < limit; at = rest.indexOf(newline, lineStart)) {
      lines.push(rest.toString('utf8', lineStart, at));
      lineStart = at + 1;
    }
    end += lineStart;
    rest = rest.subarray(lineStart);
  }
  const { size } = await handle.stat();
  return { lines, end, exhausted: end >= size };
}
