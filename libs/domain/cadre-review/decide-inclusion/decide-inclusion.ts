import { command, refuse } from '#engine/kernel';
import { mayDecideInclusion } from '../cadre-review.policies.js';
import { inclusionStream, type InclusionEvent } from '../inclusion.events.js';
import { inclusion } from '../inclusion.state.js';
import { toldLeadingGroup } from '../leading-group.state.js';

/** Include a vertically managed unit 垂直管理 in the dossiers by a document, or end that. */
export interface DecideInclusion {
  readonly unit: string;
  readonly included: boolean;
  /** Number of the document; the request's authority when absent. */
  readonly document?: string;
  readonly reason?: string;
}

export const decideInclusion = command({
  name: 'cadre-review.DecideInclusion',
  policy: mayDecideInclusion,
  stream: (c: DecideInclusion) => inclusionStream(c.unit),
  state: inclusion,
  told: (c) => ({ group: toldLeadingGroup(c.unit) }),
  decide: (state, { unit, included, document: given, reason: stated }, { told, authority, reason: header }) => {
    if (!told.group.known) return refuse('cadre-review.unknown-unit', { unit }, 'params.unit');
    if (!told.group.verticallyManaged) return refuse('cadre-review.not-vertically-managed', { unit }, 'params.unit');
    const document = given ?? authority;
    if (document === undefined) return refuse('cadre-review.authority-required', {}, 'body.document');
    if (state.included === included && (!state.included || state.document === document)) return [];
    const reason = stated ?? header;
    const data = { unit, document, ...(reason === undefined ? {} : { reason }) };
    const decided: InclusionEvent = included ? { type: 'cadre-review.InclusionDecided', data } : { type: 'cadre-review.InclusionEnded', data };
    return [decided];
  },
});
