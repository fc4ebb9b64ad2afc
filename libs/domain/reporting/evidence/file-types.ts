/** A kind of file that may prove something. */
export interface FileType {
  readonly type: string;
  readonly extensions: readonly string[];
  /** First bytes; none for text, which is told by being nothing else. */
  readonly signature?: readonly number[];
  /** An entry that an archive of this kind always has. */
  readonly entry?: string;
  /** Other media types that clients send for it. */
  readonly alsoSentAs?: readonly string[];
}

const zipSignature = [0x50, 0x4b, 0x03, 0x04];

/**
 * What is accepted. Signatures: PDF ISO 32000-1 §7.5.2 · PNG W3C PNG §5.2 · JPEG ITU-T T.81 Annex B (SOI, then a marker) ·
 * zip PKWARE APPNOTE 4.3.7 · parts of Office files ECMA-376 Part 1 §§11.3.10, 12.3.23 · OFD GB/T 33190-2016 (OFD.xml at the root).
 * Not accepted: bare archives, which hide from a verifier what they hold; .xls and .doc, whose macros cannot be told from here.
 */
export const fileTypes: readonly FileType[] = [
  { type: 'application/pdf', extensions: ['pdf'], signature: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', extensions: ['png'], signature: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], signature: [0xff, 0xd8, 0xff], alsoSentAs: ['image/jpg'] },
  { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'], signature: zipSignature, entry: 'xl/workbook.xml' },
  { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'], signature: zipSignature, entry: 'word/document.xml' },
  { type: 'application/ofd', extensions: ['ofd'], signature: zipSignature, entry: 'OFD.xml', alsoSentAs: ['application/octet-stream'] },
  { type: 'text/csv', extensions: ['csv'], alsoSentAs: ['application/vnd.ms-excel', 'text/plain'] },
  { type: 'text/plain', extensions: ['txt'] },
];

/** Kinds that are recognised only to be refused by name; the sources are as above, and the formats' own specifications. */
const refusedTypes: readonly { readonly name: string; readonly signature: readonly number[] }[] = [
  { name: 'OLE2 (.xls .doc .ppt .msi)', signature: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { name: 'zip', signature: [0x50, 0x4b, 0x05, 0x06] },
  { name: 'rar', signature: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { name: '7z', signature: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: 'gzip', signature: [0x1f, 0x8b] },
  { name: 'ELF', signature: [0x7f, 0x45, 0x4c, 0x46] },
  { name: 'Windows program', signature: [0x4d, 0x5a, 0x90, 0x00] },
  { name: 'GIF', signature: [0x47, 0x49, 0x46, 0x38] },
  { name: 'RTF', signature: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
];

const begins = (bytes: Buffer, signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

/** What the bytes are by their signature: a refused kind by name, the candidates among the accepted ones, or nothing known (text, perhaps). */
export function bySignature(bytes: Buffer): { readonly refused?: string; readonly candidates: readonly FileType[] } {
  const refused = refusedTypes.find(({ signature }) => begins(bytes, signature));
  if (refused) return { refused: refused.name, candidates: [] };
  return { candidates: fileTypes.filter(({ signature }) => signature !== undefined && begins(bytes, signature)) };
}

/**
 * Whether the bytes are text a person can read: UTF-8, UTF-16LE with its mark, or GB18030, without control characters.
 * A text that claims to be a web page is none: browsers have opened such files as pages.
 */
export function isText(bytes: Buffer): boolean {
  const text = decoded(bytes);
  return text !== undefined && !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text) && !/^\ufeff?\s*<(?:!doctype|html|script|svg|\?xml)/i.test(text);
}

function decoded(bytes: Buffer): string | undefined {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding; the next one is tried.
    }
  }
  return undefined;
}
