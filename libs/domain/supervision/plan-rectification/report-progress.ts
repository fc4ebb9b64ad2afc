import { command, decimal, refuse, type DecimalText } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { leadOf, leadProblem } from '../finding-acts.js';
import { findingStream, type FindingEvent } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { onFinding, type FindingKey } from '../rectification-acts.js';
import { mayAnswer } from '../supervision.policies.js';

/** The lead unit says how far it is. Progress may also go back: the summary says why. */
export interface ReportRectificationProgress extends FindingKey {
  readonly unit: string;
  /** 0 to 100; decimal as text. */
  readonly percent: DecimalText;
  readonly summary: string;
  readonly nextStep?: string;
  readonly evidence: readonly EvidenceReference[];
}

export const reportRectificationProgress = command({
  name: 'supervision.ReportRectificationProgress',
  policy: mayAnswer,
  unit: leadOf,
  stream: (c: ReportRectificationProgress) => findingStream(c.finding),
  state: finding,
  decide: (state, c) =>
    onFinding(state, c, { from: ['acknowledged', 'rectifying', 'returned'], called: { zh: '填报整改进展', en: 'reported progress on' } }, (known) => {
      const { finding, unit, percent, summary, nextStep, evidence } = c;
      const no = leadProblem(known, unit);
      if (no) return no;
      const degree = decimal(percent);
      if (degree.lt(0) || degree.gt(100)) return refuse('supervision.bad-percent', { percent }, 'body.percent');
      const progressed: FindingEvent = {
        type: 'supervision.RectificationProgressed',
        data: { finding, unit, percent, summary, ...(nextStep === undefined ? {} : { nextStep }), evidence: [...evidence] },
      };
      return [progressed];
    }),
});
