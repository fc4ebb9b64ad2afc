// Files that specs of evidence start from; product code never imports it.

/** What goes into an archive, and how it may lie about it. */
export interface ZipPart {
  readonly name: string;
  readonly content?: Buffer;
  readonly flags?: number;
  readonly method?: number;
  /** Declared unpacked size, where it differs from the content's. */
  readonly size?: number;
  readonly unixMode?: number;
  /** Name in the local header, where it differs. */
  readonly localName?: string;
  /** Offset the directory names, where it differs. */
  readonly offset?: number;
}

export interface ZipOptions {
  readonly comment?: string;
  /** Bytes between entries and directory. */
  readonly gap?: number;
  readonly count?: number;
  readonly disk?: number;
}

/** A zip archive written by hand, so that it can be wrong in any place. */
export function zip(parts: readonly ZipPart[], { comment = '', gap = 0, count = parts.length, disk = 0 }: ZipOptions = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { name, content = Buffer.from('x'), flags = 0, method = 0, size = content.length, unixMode = 0, localName = name } = part;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(localName), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(content.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE((unixMode << 16) >>> 0, 38);
    central.writeUInt32LE(part.offset ?? offset, 42);
    bodies.push(local, Buffer.from(localName), content);
    directory.push(central, Buffer.from(name));
    offset += 30 + Buffer.byteLength(localName) + content.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(disk, 4);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset + gap, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...bodies, Buffer.alloc(gap), central, end, Buffer.from(comment)]);
}

const contentTypes: ZipPart = { name: '[Content_Types].xml' };

export const xlsx = (...more: readonly ZipPart[]): Buffer => zip([contentTypes, { name: 'xl/workbook.xml' }, ...more]);
export const docx = (...more: readonly ZipPart[]): Buffer => zip([contentTypes, { name: 'word/document.xml' }, ...more]);
export const ofd = (): Buffer => zip([{ name: 'OFD.xml' }, { name: 'Doc_0/Document.xml' }]);
export const pdf = (text = 'report'): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
export const png = (): Buffer => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
export const jpg = (): Buffer => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
