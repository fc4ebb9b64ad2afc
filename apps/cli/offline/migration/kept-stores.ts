import { compareRecords, pagesOf, takeUp } from '#engine/hand-over';
import { compareEvidence, evidenceCount, takeUpEvidence, type UploadTimes } from '../../../../libs/domain/reporting/evidence/hand-over-evidence.js';
import { crashPoint } from '../../../../libs/engine/testing/crash-point.js';
import type { KeptStores } from '../../../server/stores.js';
import { partsOf } from './parts.js';
import type { MigrationProgress, PartName } from './words.js';

export interface Telling {
  readonly onProgress: (at: MigrationProgress) => void;
  readonly signal: AbortSignal;
}

/** How many records of each part there are, and evidence. */
export interface Counts {
  readonly stores: Readonly<Record<PartName, number>>;
  readonly evidence: { readonly files: number; readonly bytes?: number };
}

/**
 * Take up everything that is kept beside the log.
 * @param times the clock that the target notes uploads by
 * @throws RecordContradicts · EvidenceDiffers · EvidenceDamaged · the signal's reason
 */
export async function takeUpStores(source: KeptStores, target: KeptStores, times: UploadTimes, { onProgress, signal }: Telling): Promise<void> {
  const targets = partsOf(target);
  for (const [n, { name, kinds, wanted }] of partsOf(source).entries()) {
    let done = 0;
    const onRecords = (count: number): void => {
      crashPoint('migrate-after-records');
      onProgress({ step: 'records', part: name, done: (done += count) });
    };
    for (const [k, kind] of kinds.entries()) await takeUp(kind, targets[n]!.kinds[k]!, { wanted, signal, onRecords });
  }
  let files = 0;
  await takeUpEvidence(source.evidence, target.evidence, times, {
    signal,
    onFile: () => {
      crashPoint('migrate-after-file');
      onProgress({ step: 'evidence', done: (files += 1) });
    },
  });
}

/** Compare everything that is kept beside the log. @throws RecordsDiffer · EvidenceDiffers · EvidenceDamaged · the signal's reason */
export async function compareStores(source: KeptStores, target: KeptStores, { onProgress, signal }: Telling): Promise<Counts> {
  const targets = partsOf(target);
  const stores = {} as Record<PartName, number>;
  for (const [n, { name, kinds, wanted }] of partsOf(source).entries()) {
    onProgress({ step: 'comparing', part: name });
    stores[name] = 0;
    for (const [k, kind] of kinds.entries()) stores[name] += await compareRecords(kind, targets[n]!.kinds[k]!, { wanted, signal });
  }
  onProgress({ step: 'comparing', part: 'evidence-files' });
  return { stores, evidence: await compareEvidence(source.evidence, target.evidence, { signal }) };
}

/** Count what would go along. */
export async function countStores(source: KeptStores, signal: AbortSignal): Promise<Counts> {
  const stores = {} as Record<PartName, number>;
  for (const { name, kinds, wanted } of partsOf(source)) {
    stores[name] = 0;
    for (const kind of kinds) for await (const page of pagesOf(kind, { wanted, signal })) stores[name] += page.length;
  }
  return { stores, evidence: { files: (await evidenceCount(source.evidence, signal)).files } };
}
