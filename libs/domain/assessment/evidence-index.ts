import { covers, refuse, type Actor } from '#engine/kernel';
import { Refused } from '#engine/http';
import type { EvidenceReference } from '#domain/reporting';
import { maySeeResults } from './assessment.policies.js';

/** What is known of a file: its content, and who uploaded it for which unit under which name. */
export interface IndexedEvidence {
  readonly size: number;
  /** Media type. */
  readonly type: string;
  readonly uploads: readonly { readonly name: string; readonly unit: string; readonly by: string }[];
}

/** Port: files uploaded before, by SHA-256 (hex). The store of evidence fits it. */
export interface AssessmentEvidence {
  about(sha256: string): Promise<IndexedEvidence | undefined>;
}
export const AssessmentEvidence = Symbol('AssessmentEvidence');

/**
 * References to the files that a request names, under the name of the first upload that the caller may see: an own one, or one for a
 * unit whose results they may see. That a file exists is not told to others.
 * @throws Refused `assessment.evidence-unknown`
 */
export function referencesOf(addresses: readonly string[], actor: Actor, index: AssessmentEvidence): Promise<EvidenceReference[]> {
  const scope = maySeeResults.scope(actor);
  return Promise.all(
    [...new Set(addresses)].map(async (sha256) => {
      const file = await index.about(sha256);
      const upload = file?.uploads.find(({ by, unit }) => by === actor.id || covers(scope, unit));
      if (!file || !upload) throw new Refused(refuse('assessment.evidence-unknown', { sha256 }, 'body.evidence'));
      return { sha256, name: upload.name, size: file.size, type: file.type };
    }),
  );
}
