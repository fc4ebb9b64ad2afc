import { command, refuse } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { leadOf, type FindingAct } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, checkerProblem, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayDecideAbove } from '../supervision.policies.js';

/** A listed finding is taken off the list 摘牌, once its rectification is reported and was looked at; then it can be closed. */
export interface DelistFinding extends FindingKey {
  readonly opinion: string;
  readonly document: string;
  readonly evidence: readonly EvidenceReference[];
}

const delisting: FindingAct = { from: ['reported'], called: { zh: '摘牌', en: 'delisted' } };

export const delistFinding = command({
  name: 'supervision.DelistFinding',
  policy: mayDecideAbove,
  unit: leadOf,
  stream: (c: DelistFinding) => findingStream(c.finding),
  state: finding,
  decide: (state, c, { actor }) =>
    onFinding(state, c, delisting, (known) => {
      if (!known.listed) return refuse('supervision.not-listed', { number: known.number });
      const { opinion, document, evidence } = c;
      return checkerProblem(known, actor) ?? [{ type: 'supervision.FindingDelisted', data: { ...aboutFinding(c, known), opinion, document, evidence: [...evidence] } }];
    }),
});
