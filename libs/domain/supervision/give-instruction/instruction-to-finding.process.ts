import { process } from '#engine/reactions';
import { draftFinding } from '../draft-finding/draft-finding.js';
import type { MatterEvent } from '../matter.events.js';
import { contentOf, findingOf, type InstructionGiven } from './instructed-finding.js';

/**
 * An instruction that is to be acted on becomes the draft of a finding 批示转督办, whose code follows from the fact: delivered twice,
 * it is the same draft. Inspectors complete and issue it like any other.
 */
export const instructionToFinding = process<MatterEvent>({
  name: 'supervision.instruction-to-finding',
  events: ['supervision.InstructionGiven'],
  react: (event) => {
    if (event.type !== 'supervision.InstructionGiven') return [];
    const content = contentOf(event as InstructionGiven);
    return content ? [{ definition: draftFinding, command: { finding: findingOf(event.id), content }, reason: '领导批示转督办 / An instruction became a finding' }] : [];
  },
});
