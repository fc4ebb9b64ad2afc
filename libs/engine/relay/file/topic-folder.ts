import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of one topic: `<topic>.ndjson` is being written; `<topic>.00000001.ndjson` and so on are full. */
export interface TopicFiles {
  /** Number of the file being written: one more than the last full one. */
  readonly active: number;
  readonly pathOf: (segment: number) => string;
}

const safeName = /^[a-z0-9][a-z0-9.-]*$/i;
const segmentDigits = 8;

/** @throws RangeError for a topic that cannot be a file's name */
export async function topicFiles(folder: string, topic: string): Promise<TopicFiles> {
  if (!safeName.test(topic) || topic.includes('..') || /\.\d{8}$/.test(topic)) throw new RangeError(`"${topic}" cannot name a topic's file`);
  const full = new RegExp(`^${topic.replaceAll('.', '\\.')}\\.(\\d{${segmentDigits}})\\.ndjson$`);
  let last = 0;
  for (const name of await readdir(folder).catch(missingIsEmpty)) last = Math.max(last, Number(full.exec(name)?.[1] ?? 0));
  const active = last + 1;
  const fullPath = (segment: number): string => join(folder, `${topic}.${String(segment).padStart(segmentDigits, '0')}.ndjson`);
  return { active, pathOf: (segment) => (segment === active ? join(folder, `${topic}.ndjson`) : fullPath(segment)) };
}

/** Where the file being written goes when it is full. */
export function fullPathOf(folder: string, topic: string, segment: number): string {
  return join(folder, `${topic}.${String(segment).padStart(segmentDigits, '0')}.ndjson`);
}

/** Make names created or changed in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function missingIsEmpty(error: unknown): string[] {
  if ((error as { readonly code?: unknown }).code === 'ENOENT') return [];
  throw error;
}
