import { command } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { aboutMatter, reportingUnit, step, type MatterKey } from '../matter-acts.js';
import { matterStream } from '../matter.events.js';
import { mayReportMatter } from '../matter.policies.js';
import { matter } from '../matter.state.js';
import { sameFact } from '../same-fact.js';

/** The unit tells more about a matter 续报, until it is settled. A returned one is reported anew instead. */
export interface SupplementMatter extends MatterKey {
  readonly content: string;
  readonly documents: readonly string[];
  readonly evidence: readonly EvidenceReference[];
}

export const supplementMatter = command({
  name: 'supervision.SupplementMatter',
  policy: mayReportMatter,
  unit: reportingUnit,
  stream: (c: SupplementMatter) => matterStream(c.matter),
  state: matter,
  decide: (state, c) =>
    step(state, c, {
      from: ['reported', 'instructed'],
      called: { zh: '续报', en: 'supplemented' },
      repeats: ({ lastSupplement }, { data }) => sameFact(lastSupplement, data),
      fact: (known) => ({
        type: 'supervision.MatterSupplemented', data: { ...aboutMatter(c, known), content: c.content, documents: [...c.documents], evidence: [...c.evidence] },
      }),
    }),
});
