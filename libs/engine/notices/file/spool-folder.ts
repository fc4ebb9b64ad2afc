import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { DateText, Uuid } from '#engine/kernel';

/** One file of a channel: `<channel>-<date>.<segment>.ndjson`. By name they are in order of time. */
export interface SpoolFile {
  readonly date: DateText;
  /** 1 for the first file of a day. */
  readonly segment: number;
}

const segmentDigits = 4;
const newline = 0x0a;

export const nameOf = (channel: string, { date, segment }: SpoolFile): string => `${channel}-${date}.${String(segment).padStart(segmentDigits, '0')}.ndjson`;

/** @throws RangeError for a channel that cannot be part of a file's name */
export function checkChannel(channel: string): void {
  if (!/^[a-z0-9]{1,40}$/.test(channel)) throw new RangeError(`"${channel}" cannot name a channel's files`);
}

/** The files of a channel, oldest first; none when the folder is not there. */
export async function filesOf(folder: string, channel: string): Promise<readonly SpoolFile[]> {
  const pattern = new RegExp(`^${channel}-(\\d{4}-\\d{2}-\\d{2})\\.(\\d{${segmentDigits}})\\.ndjson$`);
  const names = await readdir(folder).catch(missingIsEmpty);
  const files = names.flatMap((name): SpoolFile[] => {
    const [, date, segment] = pattern.exec(name) ?? [];
    return date === undefined ? [] : [{ date, segment: Number(segment) }];
  });
  return files.sort((a, b) => (a.date !== b.date ? (a.date < b.date ? -1 : 1) : a.segment - b.segment));
}

/** The delivery ids in a file, and where its last whole line ends. What follows that is a line torn by a crash. */
export async function linesOf(handle: FileHandle): Promise<{ readonly ids: readonly Uuid[]; readonly end: number; readonly size: number }> {
  const bytes = await handle.readFile();
  const end = bytes.lastIndexOf(newline) + 1;
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  return { ids: lines.map((line) => (JSON.parse(line) as { readonly id: Uuid }).id), end, size: bytes.length };
}

/** The same for a file by name. */
export async function idsIn(folder: string, name: string): Promise<readonly Uuid[]> {
  const handle = await open(join(folder, name), 'r');
  try {
    return (await linesOf(handle)).ids;
  } finally {
    await handle.close();
  }
}

/** Make names created in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function missingIsEmpty(error: unknown): string[] {
  if ((error as { readonly code?: unknown }).code === 'ENOENT') return [];
  throw error;
}
