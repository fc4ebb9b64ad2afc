import { cityDate, command, endOfCityDay, isRefusal, refuse, type DateText } from '#engine/kernel';
import { leadOf, leadProblem, reasonOf, type FindingAct } from '../finding-acts.js';
import { extensionApprovers, findingStream, type extensionReasons } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayAnswer } from '../supervision.policies.js';

/** The lead unit asks for more time, before the time it has is over. The clock runs on until the request is decided. */
export interface RequestExtension extends FindingKey {
  readonly unit: string;
  readonly reasonCode: (typeof extensionReasons)[number];
  readonly reason?: string;
  /** How far the rectification has come. */
  readonly progress: string;
  /** Last day it asks for. */
  readonly until: DateText;
}

export const extending: FindingAct = { from: ['acknowledged', 'rectifying', 'returned'], called: { zh: '延期', en: 'extended' } };

/** Who decides about the n-th extension: the first the inspector, the second the bureau, any later one the leadership. */
export const approverOf = (count: number): (typeof extensionApprovers)[number] => extensionApprovers[Math.min(count, extensionApprovers.length) - 1]!;

export const requestExtension = command({
  name: 'supervision.RequestExtension',
  policy: mayAnswer,
  unit: leadOf,
  stream: (c: RequestExtension) => findingStream(c.finding),
  state: finding,
  decide: (state, c, context) =>
    onFinding(state, c, extending, (known) => {
      const { number, deadline, extension, extensions } = known;
      const { unit, reasonCode, progress, until } = c;
      const no = leadProblem(known, unit);
      if (no) return no;
      if (extension) return refuse('supervision.extension-pending', { number, until: extension.until });
      if (context.now > deadline.dueAt) return refuse('supervision.extension-too-late', { number, due: cityDate(deadline.dueAt) });
      if (endOfCityDay(until) <= deadline.dueAt) return refuse('supervision.extension-not-later', { until, due: cityDate(deadline.dueAt) }, 'body.until');
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const count = extensions + 1;
      return [{ type: 'supervision.ExtensionRequested', data: { ...aboutFinding(c, known), reasonCode, reason, progress, until, count, approver: approverOf(count) } }];
    }),
});
