import { BadAppend } from '../event-store.js';

/** The stream that says which log this is; no domain stream has its name. */
export const identityStream = 'zhiheng-log';

// Letters and digits of any script and a few marks stand for themselves; `$`, with which the server's own streams begin, does not.
const needsEscape = /[^\p{L}\p{N}._:~@+=,-]/gu;

/**
 * Name of a stream at the server: the prefix of the log, then the stream's name with what might have a meaning there as `%XX`.
 * One to one: no two streams share a name.
 */
export function serverStream(prefix: string, stream: string): string {
  return prefix + stream.replace(needsEscape, (character) => [...Buffer.from(character, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
}

/** The stream that has this name at the server; undefined for one that no log with this prefix could have written. */
export function streamOf(prefix: string, name: string): string | undefined {
  if (!name.startsWith(prefix)) return undefined;
  try {
    const stream = decodeURIComponent(name.slice(prefix.length));
    return stream !== '' && serverStream(prefix, stream) === name ? stream : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Check what only this adapter cannot record.
 * @throws BadAppend
 */
export function checkNames(stream: string, types: readonly string[]): void {
  if (stream === identityStream) throw new BadAppend(`stream ${stream} is the log's own`);
  for (const type of types) {
    if (type.startsWith('$')) throw new BadAppend(`event type ${type} is one of the server's own`);
  }
}
