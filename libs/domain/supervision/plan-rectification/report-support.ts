import { command, refuse } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { findingStream, type FindingEvent } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { openStatuses } from '../open-statuses.js';
import { onFinding, type FindingKey } from '../rectification-acts.js';
import { mayAnswer } from '../supervision.policies.js';

/** A supporting unit tells the lead what it has done 配合单位报送; the lead answers for all. */
export interface ReportSupport extends FindingKey {
  readonly unit: string;
  readonly summary: string;
  readonly evidence: readonly EvidenceReference[];
}

export const reportSupport = command({
  name: 'supervision.ReportSupport',
  policy: mayAnswer,
  // Who is no part of it learns nothing of it, not even that it is there.
  unit: (c: ReportSupport, state) => ('content' in state && [state.content.unit, ...state.content.supporting].includes(c.unit) ? c.unit : undefined),
  stream: (c) => findingStream(c.finding),
  state: finding,
  decide: (state, c) =>
    onFinding(state, c, { from: openStatuses, called: { zh: '报送配合情况', en: 'reported on by a supporting unit' } }, (known) => {
      const { finding, unit, summary, evidence } = c;
      if (!known.content.supporting.includes(unit)) return refuse('supervision.not-supporting', { number: known.number, unit });
      const supported: FindingEvent = { type: 'supervision.SupportReported', data: { finding, unit, summary, evidence: [...evidence] } };
      return [supported];
    }),
});
