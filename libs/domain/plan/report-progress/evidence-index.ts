import { refuse } from '#engine/kernel';
import { Refused } from '#engine/http';
import type { MeasureProgressEvent } from '../plan.events.js';

type Reference = Extract<MeasureProgressEvent, { type: 'plan.ProgressReported' }>['data']['evidence'][number];

/** What is known of a file: its content, and who uploaded it under which name. */
export interface IndexedEvidence {
  readonly size: number;
  /** Media type. */
  readonly type: string;
  readonly uploads: readonly { readonly name: string; readonly unit: string }[];
}

/** Port: files uploaded before, by SHA-256 (hex). The store of evidence fits it. */
export interface EvidenceIndex {
  about(sha256: string): Promise<IndexedEvidence | undefined>;
}
export const EvidenceIndex = Symbol('EvidenceIndex');

/**
 * References to the files a report names, as the reporting unit uploaded them.
 * @throws Refused `plan.evidence-unknown` for a file that the unit never uploaded, whoever else did
 */
export function referencesOf(addresses: readonly string[], unit: string, index: EvidenceIndex): Promise<Reference[]> {
  return Promise.all(
    [...new Set(addresses)].map(async (sha256) => {
      const file = await index.about(sha256);
      const upload = file?.uploads.find((one) => one.unit === unit);
      if (!file || !upload) throw new Refused(refuse('plan.evidence-unknown', { sha256 }, 'body.evidence'));
      return { sha256, name: upload.name, size: file.size, type: file.type };
    }),
  );
}
