import { command, isRefusal, refuse } from '#engine/kernel';
import { authorityOf, leadOf, type FindingAct } from '../finding-acts.js';
import { escalationLevels, findingStream } from '../finding.events.js';
import { finding, highestLevel, type IssuedFinding } from '../finding.state.js';
import { aboutFinding, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayDecideAbove } from '../supervision.policies.js';

/**
 * An open finding is listed publicly 挂牌督办: a leader answers for it by name. It takes a red light, or the authority that the request
 * names, which stays with the fact.
 */
export interface ListFinding extends FindingKey {
  /** Leader who answers for it, by reference to the registry of persons. */
  readonly leader: string;
  readonly requirement: string;
  /** Where the public reads of it. */
  readonly publishedIn: string;
  readonly document: string;
}

const listing: FindingAct = { from: ['issued', 'acknowledged', 'rectifying', 'reported', 'returned'], called: { zh: '挂牌督办', en: 'listed' } };

export const listFinding = command({
  name: 'supervision.ListFinding',
  policy: mayDecideAbove,
  unit: leadOf,
  stream: (c: ListFinding) => findingStream(c.finding),
  state: finding,
  decide: (state, c, context) =>
    onFinding(state, c, listing, (known) => {
      if (known.listed) return refuse('supervision.already-listed', { number: known.number });
      if (!wasRed(known) && isRefusal(authorityOf({}, context))) return refuse('supervision.not-red', { number: known.number });
      const { leader, requirement, publishedIn, document } = c;
      return [{ type: 'supervision.FindingListed', data: { ...aboutFinding(c, known), leader, requirement, publishedIn, document } }];
    }),
});

/** Whether red or a level above it was raised since it was issued. */
function wasRed(known: IssuedFinding): boolean {
  const highest = highestLevel(known, escalationLevels);
  return highest !== undefined && escalationLevels.indexOf(highest) >= escalationLevels.indexOf('red');
}
