/** CRC-32 (ISO 3309) of bytes, as zip archives carry it. */
export function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

const flagUtf8 = 0x0800;
/** 1 January 2020, 0:00, as DOS counts days: the archive is the same whenever it is made. */
const dosDate = ((2020 - 1980) << 9) | (1 << 5) | 1;

/** Texts as files of a zip archive, stored without compression (PKWARE APPNOTE 4.3). */
export function zipOf(files: readonly { readonly path: string; readonly text: string }[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, text } of files) {
    const name = encoder.encode(path);
    const body = encoder.encode(text);
    // From "version needed" on, a file's own head and its entry in the directory are the same.
    const shared = fields([[20, 2], [flagUtf8, 2], [0, 2], [0, 2], [dosDate, 2], [crc32(body), 4], [body.length, 4], [body.length, 4], [name.length, 2], [0, 2]]);
    parts.push(fields([[0x04034b50, 4]]), shared, name, body);
    directory.push(fields([[0x02014b50, 4], [20, 2]]), shared, fields([[0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), name);
    offset += 4 + shared.length + name.length + body.length;
  }
  const listed = joined(directory);
  return joined([...parts, listed, fields([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [listed.length, 4], [offset, 4], [0, 2]])]);
}

function fields(values: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array {
  const made = new Uint8Array(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(made.buffer);
  let at = 0;
  for (const [value, bytes] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return made;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
