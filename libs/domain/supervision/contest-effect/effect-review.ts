import { refuse, told, type Actor, type Refusal } from '#engine/kernel';
import { findingStream } from '../finding.events.js';
import type { IssuedFinding } from '../finding.state.js';
import { partyProblem, type FindingKey } from '../rectification-acts.js';
import { findingJudges, type FindingJudges } from './finding-judges.state.js';

/** Who has judged the finding, as a review of its effect is told it. */
export const toldJudges = ({ finding }: FindingKey) => ({ judges: told(findingStream(finding), findingJudges) });

/** Why this person may not decide the review that was asked for: nobody asked, own unit, or a judge in the same matter. */
export function reviewProblem(known: IssuedFinding, actor: Actor, { users }: FindingJudges): Refusal | undefined {
  const { number, effectContested } = known;
  if (!effectContested) return refuse('supervision.nothing-contested', { number });
  if (effectContested.by === actor.id || users.includes(actor.id)) return refuse('supervision.judged-before', { number });
  return partyProblem(known, actor);
}
