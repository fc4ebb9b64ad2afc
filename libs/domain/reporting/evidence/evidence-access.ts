import { covers, type Actor } from '#engine/kernel';
import { maySeeReports } from '../report.policies.js';
import type { EvidenceFile, EvidenceUpload } from './evidence-store.js';

/**
 * The first upload of a file that this person may see: one of their own, or one for a unit whose reports they may see.
 * Undefined is nobody's file: that a file exists is not told to those who may not see it.
 */
export function visibleUpload(actor: Actor, file: EvidenceFile | undefined): EvidenceUpload | undefined {
  const scope = maySeeReports.scope(actor);
  return file?.uploads.find(({ by, unit }) => by === actor.id || covers(scope, unit));
}
