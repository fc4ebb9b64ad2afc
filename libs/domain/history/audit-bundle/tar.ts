const blockBytes = 512;
const longestName = 100;

/** What a tar file says of one file (POSIX ustar). */
export interface TarEntry {
  /** Below the folder, with forward slashes; ASCII, at most 100 characters. */
  readonly name: string;
  readonly bytes: number;
  /** Seconds since 1970. */
  readonly modified: number;
}

/** The block in front of a file. @throws RangeError for a name that does not fit */
export function tarHeader({ name, bytes, modified }: TarEntry): Buffer {
  if (name.length > longestName || !/^[\x21-\x7e]+$/.test(name)) throw new RangeError(`not a name in a tar file: ${name}`);
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0, 'latin1');
  block.write('0000644\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  writeSize(block, bytes);
  block.write(`${modified.toString(8).padStart(11, '0')}\0`, 136, 'latin1');
  block.fill(' ', 148, 156);
  block.write('0', 156, 'latin1');
  block.write('ustar\0' + '00', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Octal up to 8 GiB; beyond that the binary form that GNU, BSD and libarchive read. */
function writeSize(block: Buffer, bytes: number): void {
  if (bytes < 8 ** 11) return void block.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.writeUInt8(0x80, 124);
  block.writeBigUInt64BE(BigInt(bytes), 128);
}

/** Zeros up to the next block. */
export const tarPadding = (bytes: number): Buffer => Buffer.alloc((blockBytes - (bytes % blockBytes)) % blockBytes);

/** What a tar file ends with. */
export const tarEnd = Buffer.alloc(2 * blockBytes);

/** Bytes that a file takes up in a tar file. */
export const tarredBytes = (bytes: number): number => blockBytes + Math.ceil(bytes / blockBytes) * blockBytes;

/** Where a file lies in a tar file. */
export interface TarredFile {
  readonly name: string;
  readonly offset: number;
  readonly bytes: number;
}

/** The bytes are no tar file of plain files. */
export class NotATar extends Error {
  override readonly name = 'NotATar';
}

/**
 * Files of a tar file, without reading their content. Anything but plain files and folders is refused.
 * @param read so many bytes from an offset; fewer at the end
 * @throws NotATar
 */
export function tarredFiles(read: (offset: number, bytes: number) => Buffer): readonly TarredFile[] {
  const files: TarredFile[] = [];
  for (let offset = 0; ; ) {
    const block = read(offset, blockBytes);
    if (block.length < blockBytes) throw new NotATar('the tar file is cut off');
    if (block.every((byte) => byte === 0)) return files;
    const { bytes, type, name } = entryOf(block);
    if (type === '0') files.push({ name, offset: offset + blockBytes, bytes });
    offset += tarredBytes(bytes);
  }
}

function entryOf(block: Buffer): { readonly name: string; readonly type: string; readonly bytes: number } {
  const sum = Number.parseInt(block.toString('latin1', 148, 154), 8);
  const counted = block.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  const bytes = block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(block.toString('latin1', 124, 135), 8);
  const type = block.toString('latin1', 156, 157);
  const name = [block.toString('latin1', 345, 500), block.toString('latin1', 0, 100)].map((text) => text.replace(/\0[\s\S]*$/, '')).filter((text) => text !== '').join('/');
  if (sum !== counted || !Number.isSafeInteger(bytes) || !['0', '5'].includes(type)) throw new NotATar('not a tar file of plain files');
  return { name, type, bytes };
}
