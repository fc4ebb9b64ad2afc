/** An entry as the central directory of a zip archive lists it. */
export interface ZipEntry {
  readonly name: string;
  readonly compressedSize: number;
  /** As declared. It may lie; nothing is unpacked here, and whoever unpacks keeps limits of their own. */
  readonly size: number;
  /** Offset of the local header. */
  readonly offset: number;
}

/** What an archive may hold. */
export const zipLimits = {
  entries: 2_000,
  /** Bytes of all entries unpacked. */
  totalSize: 200 * 1024 * 1024,
  /** Unpacked over packed, for entries above one MiB. Sheets of equal cells reach about 100; deflate ends at 1032. */
  ratio: 200,
  nameLength: 300,
} as const;

/** `structure`: no archive that an office program writes · `bomb`: more inside than anybody needs. */
export interface ZipProblem {
  readonly kind: 'structure' | 'bomb';
  readonly problem: string;
}

export type ZipDirectory = { readonly entries: readonly ZipEntry[] } | ZipProblem;

// Signatures and layouts: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const endLength = 22;
const ratioMatters = 1024 * 1024;

const structure = (problem: string): ZipProblem => ({ kind: 'structure', problem });
const bomb = (problem: string): ZipProblem => ({ kind: 'bomb', problem });

/**
 * Read the central directory of an archive without unpacking anything. Refused: an end record that is not at the very end, split and
 * zip64 archives (a file of this size needs none), encrypted entries, methods other than stored and deflated, names that climb or
 * repeat, links, entries that overlap (Fifield 2019, "A better zip bomb") or differ from their local header, and more than {@link zipLimits}.
 */
export function zipDirectory(file: Buffer): ZipDirectory {
  const end = file.length - endLength;
  if (end < 0 || file.readUInt32LE(end) !== endSignature || file.readUInt16LE(end + 20) !== 0) return structure('no end record at the end');
  const count = file.readUInt16LE(end + 10);
  const size = file.readUInt32LE(end + 12);
  const start = file.readUInt32LE(end + 16);
  if (file.readUInt16LE(end + 4) !== 0 || file.readUInt16LE(end + 6) !== 0 || file.readUInt16LE(end + 8) !== count) return structure('split archive');
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) return structure('zip64');
  if (start + size !== end) return structure('directory out of place');
  if (count > zipLimits.entries) return bomb(`${count} entries`);
  const entries = readEntries(file, start, end, count);
  if ('problem' in entries) return entries;
  return wholeProblem(file, entries.entries, start) ?? entries;
}

function readEntries(file: Buffer, start: number, end: number, count: number): ZipDirectory {
  const entries: ZipEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== centralSignature) return structure('broken directory');
    const [nameLength, extraLength, commentLength] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > end) return structure('broken directory');
    const problem = entryProblem(file, at, nameLength);
    if (problem) return problem;
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      compressedSize: file.readUInt32LE(at + 20), size: file.readUInt32LE(at + 24), offset: file.readUInt32LE(at + 42),
    });
    at = next;
  }
  return at === end ? { entries } : structure('broken directory');
}

function entryProblem(file: Buffer, at: number, nameLength: number): ZipProblem | undefined {
  const flags = file.readUInt16LE(at + 8);
  const method = file.readUInt16LE(at + 10);
  if (flags & 0x2041) return structure('encrypted');
  if (method !== 0 && method !== 8) return structure(`compression method ${method}`);
  const unixMode = file.readUInt32LE(at + 38) >>> 16;
  if ((unixMode & 0o170000) === 0o120000) return structure('link');
  const name = file.toString('utf8', at + 46, at + 46 + nameLength);
  const climbs = name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\\') || name.split('/').includes('..');
  if (name === '' || nameLength > zipLimits.nameLength || climbs || /[\p{Cc}\ufffd]/u.test(name)) return structure('entry name');
  const [packed, unpacked] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24)];
  if (packed === 0xffffffff || unpacked === 0xffffffff || file.readUInt32LE(at + 42) === 0xffffffff) return structure('zip64');
  if (method === 0 && packed !== unpacked) return structure('sizes differ');
  if (unpacked > ratioMatters && unpacked > packed * zipLimits.ratio) return bomb(`ratio above ${zipLimits.ratio}`);
  return undefined;
}

/** What only shows on all entries together: repeated names, total size, overlaps, local headers that say something else. */
function wholeProblem(file: Buffer, entries: readonly ZipEntry[], directoryStart: number): ZipProblem | undefined {
  if (new Set(entries.map((e) => e.name.toLowerCase())).size < entries.length) return structure('repeated name');
  const total = entries.reduce((sum, e) => sum + e.size, 0);
  if (total > zipLimits.totalSize) return bomb(`${total} bytes unpacked`);
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    const { offset } = entry;
    if (offset < free) return structure('overlapping entries');
    if (offset + 30 > directoryStart || file.readUInt32LE(offset) !== localSignature) return structure('local header');
    const nameEnd = offset + 30 + file.readUInt16LE(offset + 26);
    if (file.toString('utf8', offset + 30, nameEnd) !== entry.name) return structure('local header names another entry');
    free = nameEnd + file.readUInt16LE(offset + 28) + entry.compressedSize;
    if (free > directoryStart) return structure('entry out of place');
  }
  return undefined;
}
