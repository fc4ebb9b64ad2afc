import { command, covers, refuse } from '#engine/kernel';
import { leadOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { sameFact } from '../same-fact.js';
import { mayDraft } from '../supervision.policies.js';
import { contentProblem, drafterProblem, draftProblem, toldOfDraft, type DraftState } from './draft-acts.js';
import type { DraftFinding } from './draft-finding.js';

/** A draft says something else from now on. */
export const redraftFinding = command({
  name: 'supervision.RedraftFinding',
  policy: mayDraft,
  unit: leadOf,
  stream: (c: DraftFinding) => findingStream(c.finding),
  state: finding,
  told: (c) => toldOfDraft(c.content),
  decide: (state, { finding, content }, { actor, told }) => {
    const no = draftProblem(state, finding);
    if (no) return no;
    const draft = state as DraftState;
    if (!covers(mayDraft.scope(actor), content.unit)) return refuse('command.forbidden', { policy: mayDraft.code });
    if (sameFact(draft.content, content)) return [];
    return drafterProblem(draft, actor) ?? contentProblem(content, told, actor) ?? [{ type: 'supervision.FindingRedrafted' as const, data: { finding, content } }];
  },
});
