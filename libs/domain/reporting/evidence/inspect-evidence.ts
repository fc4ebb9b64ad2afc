import { refuse, type Refusal } from '#engine/kernel';
import { cleanFileName, partsOf } from './file-name.js';
import { bySignature, fileTypes, isText, type FileType } from './file-types.js';
import { zipDirectory, type ZipEntry } from './zip-directory.js';

/** What may be uploaded: bytes of one file; files and bytes of one person in a day of the city. */
export const evidenceLimits = { fileBytes: 20 * 1024 * 1024, filesPerDay: 200, bytesPerDay: 1024 * 1024 * 1024 } as const;

/** A file that may be kept: its cleaned name and the type found in its bytes. */
export interface AcceptableFile {
  readonly name: string;
  readonly type: string;
}

/** Look at a file before it is kept. Extension, declared type and content must tell the same; nothing is unpacked or executed. */
export function inspectEvidence(bytes: Buffer, givenName: string, declaredType: string): AcceptableFile | Refusal {
  if (bytes.length === 0) return refuse('evidence.empty');
  if (bytes.length > evidenceLimits.fileBytes) return refuse('evidence.too-large', { size: bytes.length, limit: evidenceLimits.fileBytes });
  const name = cleanFileName(givenName);
  if (name === undefined) return refuse('evidence.bad-name', {}, 'header.x-file-name');
  const { extension } = partsOf(name);
  const claimed = fileTypes.find((type) => type.extensions.includes(extension));
  if (!claimed) return refuse('evidence.type-not-accepted', { type: `.${extension}` });
  const sent = declaredType.split(';')[0]!.trim().toLowerCase();
  if (sent !== claimed.type && !claimed.alsoSentAs?.includes(sent)) return refuse('evidence.type-mismatch', { found: claimed.type, claimed: sent.slice(0, 100) }, 'header.content-type');
  const problem = contentProblem(bytes, claimed);
  return problem ?? { name, type: claimed.type };
}

function contentProblem(bytes: Buffer, claimed: FileType): Refusal | undefined {
  const { refused, candidates } = bySignature(bytes);
  if (refused) return refuse('evidence.type-not-accepted', { type: refused });
  if (claimed.signature === undefined) {
    if (candidates.length > 0) return refuse('evidence.type-mismatch', { found: candidates[0]!.type, claimed: claimed.type });
    return isText(bytes) ? undefined : refuse('evidence.type-mismatch', { found: 'application/octet-stream', claimed: claimed.type });
  }
  if (!candidates.includes(claimed)) return refuse('evidence.type-mismatch', { found: candidates[0]?.type ?? (isText(bytes) ? 'text/plain' : 'application/octet-stream'), claimed: claimed.type });
  return claimed.entry === undefined ? undefined : archiveProblem(bytes, claimed, claimed.entry);
}

const executable = /(?:^|\/)vbaProject\.bin$|^(?:xl|word)\/(?:activeX|macrosheets)\/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr|jar|com|msi|hta|lnk)$/i;
const nested = /\.(?:zip|rar|7z|gz|tar|bz2|xz|iso|cab|xlsx|xlsm|docx|docm|pptx|ofd)$/i;

function archiveProblem(bytes: Buffer, claimed: FileType, entry: string): Refusal | undefined {
  const directory = zipDirectory(bytes);
  if ('problem' in directory) {
    return refuse(directory.kind === 'bomb' ? 'evidence.archive-bomb' : 'evidence.broken-archive', { problem: directory.problem });
  }
  const has = (name: string): boolean => directory.entries.some((e: ZipEntry) => e.name === name);
  const isOffice = entry !== 'OFD.xml';
  if (!has(entry) || (isOffice && !has('[Content_Types].xml'))) {
    const real = fileTypes.find((type) => type.entry !== undefined && has(type.entry));
    return refuse('evidence.type-mismatch', { found: real?.type ?? 'application/zip', claimed: claimed.type });
  }
  const active = directory.entries.find((e) => executable.test(e.name));
  if (active) return refuse('evidence.macros', { entry: active.name });
  const inner = directory.entries.find((e) => nested.test(e.name));
  return inner ? refuse('evidence.broken-archive', { problem: `nested archive ${inner.name}` }) : undefined;
}
