import { cityDate, command, endOfCityDay, isRefusal, refuse, type DateText } from '#engine/kernel';
import { aheadProblem, leadOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, deadlineUntil, onFinding, toldReckoning, type FindingKey } from '../rectification-acts.js';
import { mayDecideExtensions } from '../supervision.policies.js';
import { deciderProblem } from './extension-decider.js';
import { extending } from './request-extension.js';

/** More time is given: what was asked for, or less. The first due time stays visible. */
export interface GrantExtension extends FindingKey {
  /** Last day given; the day asked for when absent. */
  readonly until?: DateText;
  readonly opinion?: string;
}

export const grantExtension = command({
  name: 'supervision.GrantExtension',
  policy: mayDecideExtensions,
  unit: leadOf,
  stream: (c: GrantExtension) => findingStream(c.finding),
  state: finding,
  told: () => toldReckoning(),
  decide: (state, c, { actor, now, told }) =>
    onFinding(state, c, extending, (known) => {
      const no = deciderProblem(known, actor);
      if (no) return no;
      const { deadline: before, extension, extensions } = known;
      const asked = extension!.until;
      const until = c.until ?? asked;
      if (until > asked) return refuse('supervision.extension-beyond-request', { until, asked }, 'body.until');
      if (endOfCityDay(until) <= before.dueAt) return refuse('supervision.extension-not-later', { until, due: cityDate(before.dueAt) }, 'body.until');
      const passed = aheadProblem(until, now, 'body.until');
      if (passed) return passed;
      const deadline = deadlineUntil(endOfCityDay(until), before.kind, now, told);
      if (isRefusal(deadline)) return deadline;
      const { opinion } = c;
      return [{
        type: 'supervision.ExtensionGranted',
        data: { ...aboutFinding(c, known), count: extensions + 1, from: before.dueAt, deadline, ...(opinion === undefined ? {} : { opinion }) },
      }];
    }),
});
