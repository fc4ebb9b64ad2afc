import { z } from 'zod';
import { refuse, type Actor } from '#engine/kernel';
import { Refused } from '#engine/http';
import type { EvidenceReference } from '../report.events.js';
import { visibleUpload } from './evidence-access.js';
import { isAddress, type EvidenceStore } from './evidence-store.js';

/** Files one value may name. */
export const maxEvidencePerReport = 20;

/** SHA-256 addresses of files uploaded before. */
export const evidenceFields = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(maxEvidencePerReport).default([]);

/**
 * What the evidence store knows of the files a request names. A file that the caller may not see is as good as none:
 * knowing an address is no right to the file.
 * @throws Refused `evidence.unknown`
 */
export async function referencesOf(addresses: readonly string[], store: EvidenceStore, actor: Actor): Promise<EvidenceReference[]> {
  return Promise.all(
    [...new Set(addresses)].map(async (sha256) => {
      const found = await referenceOf(sha256, store, actor);
      if (!found) throw new Refused(refuse('evidence.unknown', { sha256 }, 'body.evidence'));
      return found;
    }),
  );
}

/** The reference to one file as an event carries it; undefined when the caller knows no such file. */
export async function referenceOf(sha256: string, store: EvidenceStore, actor: Actor): Promise<EvidenceReference | undefined> {
  const file = isAddress(sha256) ? await store.about(sha256) : undefined;
  const upload = visibleUpload(actor, file);
  return file && upload && { sha256, name: upload.name, size: file.size, type: file.type };
}
