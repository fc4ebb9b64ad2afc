import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#engine/kernel';
import { EvidenceDamaged, isAddress, type EvidenceFile, type EvidenceStore, type EvidenceToKeep, type EvidenceUpload } from '../evidence-store.js';

/** One upload as its file beside the content says it. */
interface UploadRecord extends EvidenceUpload {
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Evidence in a folder: `ab/abcd…/content` for the bytes and `ab/abcd…/upload-<digest>.json` for each upload. Every file is written
 * beside its place, synced and renamed into it, so that a crash leaves a whole file or none.
 */
export class FolderEvidenceStore implements EvidenceStore {
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
  ) {}

  async put({ bytes, name, type, unit, by }: EvidenceToKeep): Promise<EvidenceFile> {
    const address = sha256(bytes);
    const place = this.placeOf(address);
    await mkdir(place, { recursive: true });
    const kept = await contentOf(place);
    if (kept === undefined) await publish(place, 'content', bytes);
    else if (!kept.equals(bytes)) throw new EvidenceDamaged(address);
    const record: UploadRecord = { sha256: address, size: bytes.length, type, name, unit, by, at: this.clock.now() };
    const recordName = `upload-${sha256(JSON.stringify([unit, by, name])).slice(0, 32)}.json`;
    if (!(await exists(join(place, recordName)))) await publish(place, recordName, Buffer.from(JSON.stringify(record), 'utf8'));
    await syncFolders(this.folder, place);
    return (await this.about(address))!;
  }

  async about(address: string): Promise<EvidenceFile | undefined> {
    const records = isAddress(address) ? await recordsIn(this.placeOf(address)) : [];
    const first = records[0];
    if (!first) return undefined;
    const uploads = records.map(({ name, unit, by, at }) => ({ name, unit, by, at }));
    return { sha256: address, size: first.size, type: first.type, uploads };
  }

  async read(address: string): Promise<Buffer | undefined> {
    const bytes = isAddress(address) ? await contentOf(this.placeOf(address)) : undefined;
    if (bytes && sha256(bytes) !== address) throw new EvidenceDamaged(address);
    return bytes;
  }

  async addresses(after = '', limit: number): Promise<readonly string[]> {
    const found: string[] = [];
    for (const group of await namesIn(this.folder, /^[0-9a-f]{2}$/)) {
      if (group < after.slice(0, 2)) continue;
      for (const address of await namesIn(join(this.folder, group), /^[0-9a-f]{64}$/)) {
        if (found.length === limit) return found;
        if (address > after && (await recordsIn(this.placeOf(address))).length > 0) found.push(address);
      }
    }
    return found;
  }

  private placeOf(address: string): string {
    return join(this.folder, address.slice(0, 2), address);
  }
}

async function publish(place: string, name: string, bytes: Buffer): Promise<void> {
  const temporary = join(place, `.${randomUUID()}.part`);
  try {
    const file = await open(temporary, 'wx', 0o440);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(place, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A rename is durable once its folder is; a new folder, once its parent is. */
async function syncFolders(root: string, place: string): Promise<void> {
  for (const folder of [place, join(place, '..'), root]) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

async function contentOf(place: string): Promise<Buffer | undefined> {
  return readFile(join(place, 'content')).catch(unlessMissing);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(unlessMissing)) !== undefined;
}

async function recordsIn(place: string): Promise<UploadRecord[]> {
  const names = ((await readdir(place).catch(unlessMissing)) ?? []).filter((name) => name.startsWith('upload-'));
  const records = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(place, name), 'utf8')) as UploadRecord));
  return records.sort((a, b) => (a.at < b.at || (a.at === b.at && a.by + a.unit + a.name < b.by + b.unit + b.name) ? -1 : 1));
}

async function namesIn(folder: string, form: RegExp): Promise<string[]> {
  return ((await readdir(folder).catch(unlessMissing)) ?? []).filter((name) => form.test(name)).sort();
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
