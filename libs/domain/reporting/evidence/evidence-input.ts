import { z } from 'zod';
import { refuse } from '#engine/kernel';
import { Refused } from '#engine/http';
import type { EvidenceReference } from '../report.events.js';
import type { EvidenceStore } from './evidence-store.js';

/** SHA-256 addresses of files uploaded before. */
export const evidenceFields = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20).default([]);

/**
 * What the evidence store knows of the files a request names.
 * @throws Refused `reporting.evidence-unknown` for a file that was never uploaded
 */
export async function referencesOf(addresses: readonly string[], store: EvidenceStore): Promise<EvidenceReference[]> {
  return Promise.all(
    [...new Set(addresses)].map(async (sha256) => {
      const known = await store.about(sha256);
      if (!known) throw new Refused(refuse('reporting.evidence-unknown', { sha256 }, 'body.evidence'));
      const { name, size, type } = known;
      return { sha256, name, size, type };
    }),
  );
}
