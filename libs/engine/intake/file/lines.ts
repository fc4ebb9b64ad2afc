import type { FileHandle } from 'node:fs/promises';

const newline = 0x0a;
const chunkBytes = 256 * 1024;
/** A longer line is no message: what is beyond is passed over, and the message is refused for its size. */
const longestLine = 4 * 1024 * 1024;

export interface Line {
  /** 1 for the first line of the file. */
  readonly number: number;
  readonly body: Buffer;
}

/** The lines of a file, without their ends, in bounded memory; a file of any size may be dropped. */
export async function* linesOf(file: FileHandle): AsyncGenerator<Line> {
  const chunk = Buffer.alloc(chunkBytes);
  let [number, parts, length]: [number, Buffer[], number] = [1, [], 0];
  const keep = (part: Buffer): void => {
    const room = Math.max(0, longestLine - length);
    if (room > 0) parts.push(Buffer.from(part.subarray(0, room)));
    length += part.length;
  };
  const line = (): Line => {
    const body = Buffer.concat(parts);
    [parts, length] = [[], 0];
    return { number: number++, body: body.at(-1) === 0x0d ? body.subarray(0, -1) : body };
  };
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunkBytes);
    if (bytesRead === 0) break;
    let start = 0;
    for (let at = chunk.subarray(0, bytesRead).indexOf(newline); at >= 0; at = chunk.subarray(0, bytesRead).indexOf(newline, start)) {
      keep(chunk.subarray(start, at));
      yield line();
      start = at + 1;
    }
    keep(chunk.subarray(start, bytesRead));
  }
  if (length > 0) yield line();
}
