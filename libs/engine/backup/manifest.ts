import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, isUuid, type Json } from '#engine/kernel';

/** Name of the file that makes a folder a backup: it is written last. */
export const manifestName = 'manifest.json';
/** Version of the layout of backups. */
export const backupFormat = 1;

const path = z.string().refine((text) => text !== '' && !text.startsWith('/') && !text.includes('\\') && text.split('/').every((part) => part !== '' && part !== '.' && part !== '..'));
const hex = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.strictObject({
  kind: z.literal('zhiheng-backup'),
  format: z.literal(backupFormat),
  /** Version of the product that made it. */
  product: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  log: z.strictObject({ file: path, origin: z.string().refine(isUuid), format: z.int(), head: z.int().min(0), lastRecordedAt: z.string().nullable() }),
  /** The latest checkpoint of the ledger as the backup holds it, byte for byte. */
  checkpoint: z.string().nullable(),
  /** What was not copied because it is made anew from the log. */
  leftOut: z.array(z.string()),
  files: z.array(z.strictObject({ name: path, size: z.int().min(0), sha256: hex, database: z.boolean() })),
  /** SHA-256 over the canonical JSON of everything else here. */
  digest: hex,
});

/** What a backup holds: every file with its size and hash, and where the log stood. */
export type Manifest = Readonly<z.output<typeof manifestSchema>>;
export type BackedUpFile = Manifest['files'][number];

/** The folder is no backup: nothing was finished there. */
export class NotABackup extends Error {
  override readonly name = 'NotABackup';
}

/** The backup was made by a later version than this one knows. */
export class NewerBackup extends Error {
  override readonly name = 'NewerBackup';
  constructor(readonly found: unknown) {
    super(`backup format ${String(found)} is later than ${backupFormat}`);
  }
}

/** A backup is not what was written. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
  constructor(
    readonly file: string,
    readonly how: 'missing' | 'size' | 'content' | 'unexpected' | 'manifest' | 'database',
  ) {
    super(`${file}: ${how}`);
  }
}

const digestOf = (content: Omit<Manifest, 'digest'>): string => createHash('sha256').update(canonicalJson(content as unknown as Json)).digest('hex');

/** The manifest as text, with its own digest. */
export const manifestText = (content: Omit<Manifest, 'digest'>): string => `${JSON.stringify({ ...content, digest: digestOf(content) }, null, 2)}\n`;

/** @throws DamagedBackup · NewerBackup · NotABackup */
export function parseManifest(text: string): Manifest {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new DamagedBackup(manifestName, 'manifest');
  }
  const found = raw as { readonly kind?: unknown; readonly format?: unknown } | null;
  if (found?.kind === 'zhiheng-backup' && typeof found.format === 'number' && found.format > backupFormat) throw new NewerBackup(found.format);
  const parsed = manifestSchema.safeParse(raw);
  if (!parsed.success) throw new DamagedBackup(manifestName, 'manifest');
  const { digest, ...content } = parsed.data;
  if (digest !== digestOf(content)) throw new DamagedBackup(manifestName, 'manifest');
  return parsed.data;
}
