import { command } from '#engine/kernel';
import { leadOf, leadProblem } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { onFinding, type FindingKey } from '../rectification-acts.js';
import { mayAnswer } from '../supervision.policies.js';

/** The lead unit signs for the order 签收. Receipt is no matter of rectifying: it is also possible, and due, while the finding is suspended. */
export interface AcknowledgeFinding extends FindingKey {
  readonly unit: string;
  /** Who is asked about it from now on, by reference to the registry of persons. */
  readonly contact?: string;
}

export const acknowledgeFinding = command({
  name: 'supervision.AcknowledgeFinding',
  policy: mayAnswer,
  unit: leadOf,
  stream: (c: AcknowledgeFinding) => findingStream(c.finding),
  state: finding,
  decide: (state, c, { now }) =>
    onFinding(state, c, { from: ['issued'], called: { zh: '签收', en: 'acknowledged' }, whileSuspended: true }, (known) => {
      const { finding, unit, contact } = c;
      const late = now > known.acknowledgeBy;
      return leadProblem(known, unit) ?? [{ type: 'supervision.FindingAcknowledged' as const, data: { finding, unit, late, ...(contact === undefined ? {} : { contact }) } }];
    }),
});
