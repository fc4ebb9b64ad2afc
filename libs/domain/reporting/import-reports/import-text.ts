import { refuse, type Refusal } from '#engine/kernel';

/** Encodings a caller may name; anything else is told by a mark in the file, or is UTF-8. */
export const importEncodings = ['utf-8', 'gb18030'] as const;
export type ImportEncoding = (typeof importEncodings)[number];

const begins = (bytes: Buffer, ...mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);

/**
 * The text of a CSV file, or why it cannot be told for certain. Nothing is guessed: a mark (UTF-8, UTF-16LE) decides, otherwise what
 * the caller said, otherwise UTF-8; and whatever decodes with a fault, could be two things or was damaged before is refused.
 */
export function importText(bytes: Buffer, told?: ImportEncoding): string | Refusal {
  const found = notText(bytes);
  if (found) return refuse('import.not-csv', { found });
  const text = decoded(bytes, told);
  return typeof text === 'string' ? (garbled(text) ?? text) : text;
}

function notText(bytes: Buffer): string | undefined {
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'XLSX/ZIP';
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'XLS';
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) return 'PDF';
  if (begins(bytes, 0xfe, 0xff)) return 'UTF-16BE';
  return undefined;
}

function decoded(bytes: Buffer, told: ImportEncoding | undefined): string | Refusal {
  const mark = begins(bytes, 0xef, 0xbb, 0xbf) ? 'utf-8' : begins(bytes, 0xff, 0xfe) ? 'utf-16le' : undefined;
  if (mark && told && told !== mark) return refuse('import.encoding-contradicts', { told, found: mark }, 'query.encoding');
  if (mark === 'utf-16le') return strict(bytes, 'utf-16le') ?? refuse('import.not-utf16');
  const utf8 = strict(bytes, 'utf-8');
  if (mark || told !== 'gb18030') return utf8 ?? refuse('import.not-utf8', {}, 'query.encoding');
  // ASCII alone reads the same either way.
  if (utf8 !== undefined && utf8.length < bytes.length) return refuse('import.encoding-ambiguous', {}, 'query.encoding');
  return strict(bytes, 'gb18030') ?? refuse('import.not-gb18030', {}, 'query.encoding');
}

function strict(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * What text looks like that went through a wrong conversion before: U+FFFD saved as text (锟斤拷 when read as GBK), fill bytes of a
 * debug heap (烫烫烫, 屯屯屯), a UTF-8 mark read as Latin-1 (ï»¿), UTF-8 Chinese read as Latin-1 (ä¸, çŽ) and as GBK (鐜勬, 鍗).
 */
const canary = /\ufffd|锟斤拷|烫烫烫|屯屯屯|ï»¿|[äåæçèé](?:[\u0080-\u00bf][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|[\u0152-\u0178\u2013-\u2122][\u0080-\u00bf])|鐜勬|鍗椾|鎸囨爣|鍗曚綅|\0/;

function garbled(text: string): Refusal | undefined {
  const found = canary.exec(text);
  if (!found) return undefined;
  const row = text.slice(0, found.index).split('\n').length;
  return refuse('import.garbled', { row, sample: found[0].replace('\0', '\\0') });
}
