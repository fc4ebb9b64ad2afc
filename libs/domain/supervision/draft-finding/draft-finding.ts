import { command, refuse } from '#engine/kernel';
import { findingStream, type FindingContent } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { sameFact } from '../same-fact.js';
import { mayDraft } from '../supervision.policies.js';
import { contentProblem, toldOfDraft } from './draft-acts.js';

/** What was found is written down, before it is put to the unit. */
export interface DraftFinding {
  /** Code of the finding, chosen by whoever drafts it. */
  readonly finding: string;
  readonly content: FindingContent;
}

export const draftFinding = command({
  name: 'supervision.DraftFinding',
  policy: mayDraft,
  unit: (c: DraftFinding) => c.content.unit,
  stream: (c) => findingStream(c.finding),
  state: finding,
  told: (c) => toldOfDraft(c.content),
  decide: (state, { finding, content }, { actor, told }) => {
    if (state.status === 'draft' && state.draftedBy === actor.id && sameFact(state.content, content)) return [];
    if (state.status !== 'none') return refuse('supervision.finding-exists', { finding }, 'body.finding');
    return contentProblem(content, told, actor) ?? [{ type: 'supervision.FindingDrafted' as const, data: { finding, content } }];
  },
});
