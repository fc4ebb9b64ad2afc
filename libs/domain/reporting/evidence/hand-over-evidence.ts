import { canonicalJson, type Clock, type Instant } from '#engine/kernel';
import { EvidenceDamaged, type EvidenceStore } from './evidence-store.js';

/** A file whose uploads are noted otherwise in one store than in the other, or that only one of them has. */
export class EvidenceDiffers extends Error {
  override readonly name = 'EvidenceDiffers';
  constructor(readonly sha256: string) {
    super(`evidence ${sha256} is not the same in both stores`);
  }
}

/** The time that uploads are noted at: that of the upload which is taken up. */
export class UploadTimes implements Clock {
  private at: Instant = '1970-01-01T00:00:00.000Z';

  now(): Instant {
    return this.at;
  }

  /** Stand at an upload's time. */
  stand(at: Instant): void {
    this.at = at;
  }
}

export interface HandingOverEvidence {
  /** Told after each file. */
  readonly onFile?: (sha256: string) => void;
  readonly signal?: AbortSignal;
}

const atOnce = 500;

async function* addressesOf(store: EvidenceStore, signal?: AbortSignal): AsyncGenerator<string, void, undefined> {
  for (let after: string | undefined; ; ) {
    const addresses = await store.addresses(after, atOnce);
    if (addresses.length === 0) return;
    for (const address of addresses) {
      signal?.throwIfAborted();
      yield address;
    }
    after = addresses.at(-1)!;
  }
}

/**
 * Take up every file of another store with its uploads, file by file; each is hashed as it is read and again where it is kept. What is
 * there already is passed over.
 * @param times the clock that the target notes uploads by
 * @returns how many files were new
 * @throws EvidenceDamaged · EvidenceDiffers · the signal's reason
 */
export async function takeUpEvidence(source: EvidenceStore, target: EvidenceStore, times: UploadTimes, { onFile, signal }: HandingOverEvidence = {}): Promise<number> {
  let added = 0;
  for await (const sha256 of addressesOf(source, signal)) {
    const [file, there] = [(await source.about(sha256))!, await target.about(sha256)];
    const noted = new Set(there?.uploads.map((upload) => canonicalJson(upload)));
    const missing = file.uploads.filter((upload) => !noted.has(canonicalJson(upload)));
    if (there && noted.size > file.uploads.length - missing.length) throw new EvidenceDiffers(sha256);
    if (missing.length > 0) {
      const bytes = await source.read(sha256);
      if (!bytes) throw new EvidenceDamaged(sha256);
      for (const { name, unit, by, at } of missing) {
        times.stand(at);
        await target.put({ bytes, name, type: file.type, unit, by });
      }
    }
    if (!there) added += 1;
    onFile?.(sha256);
  }
  return added;
}

/**
 * Compare every file of two stores, its bytes by their hash.
 * @returns how many there are, and how many bytes
 * @throws EvidenceDamaged · EvidenceDiffers · the signal's reason
 */
export async function compareEvidence(source: EvidenceStore, target: EvidenceStore, { onFile, signal }: HandingOverEvidence = {}): Promise<{ readonly files: number; readonly bytes: number }> {
  let [files, bytes] = [0, 0];
  for await (const sha256 of addressesOf(source, signal)) {
    const [file, there] = [(await source.about(sha256))!, await target.about(sha256)];
    if (!there || canonicalJson(there) !== canonicalJson(file)) throw new EvidenceDiffers(sha256);
    if ((await target.read(sha256))?.length !== file.size) throw new EvidenceDamaged(sha256);
    files += 1;
    bytes += file.size;
    onFile?.(sha256);
  }
  const beside = await evidenceCount(target, signal);
  if (beside.last !== undefined && beside.files !== files) throw new EvidenceDiffers(beside.last);
  return { files, bytes };
}

/** How many files there are. */
export async function evidenceCount(store: EvidenceStore, signal?: AbortSignal): Promise<{ readonly files: number; readonly last: string | undefined }> {
  let [files, last]: [number, string | undefined] = [0, undefined];
  for await (const sha256 of addressesOf(store, signal)) [files, last] = [files + 1, sha256];
  return { files, last };
}
