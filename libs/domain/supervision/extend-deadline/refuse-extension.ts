import { command, isRefusal } from '#engine/kernel';
import { leadOf, reasonOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayDecideExtensions } from '../supervision.policies.js';
import { deciderProblem } from './extension-decider.js';
import { extending } from './request-extension.js';

/** No more time is given, with the reason. The due time stays as it is, also when it has passed meanwhile. */
export interface RefuseExtension extends FindingKey {
  readonly reason?: string;
}

export const refuseExtension = command({
  name: 'supervision.RefuseExtension',
  policy: mayDecideExtensions,
  unit: leadOf,
  stream: (c: RefuseExtension) => findingStream(c.finding),
  state: finding,
  decide: (state, c, context) =>
    onFinding(state, c, extending, (known) => {
      const no = deciderProblem(known, context.actor);
      if (no) return no;
      const reason = reasonOf(c, context);
      return isRefusal(reason) ? reason : [{ type: 'supervision.ExtensionRefused', data: { ...aboutFinding(c, known), reason } }];
    }),
});
