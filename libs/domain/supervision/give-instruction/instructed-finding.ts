import { derivedId, type Recorded, type Uuid } from '#engine/kernel';
import type { FindingContent } from '../finding.events.js';
import { matterStream, type MatterEvent } from '../matter.events.js';

export type InstructionGiven = Recorded<Extract<MatterEvent, { type: 'supervision.InstructionGiven' }>>;

/** Code of the finding that comes of an instruction: it follows from the fact, so that one instruction makes one finding. */
export const findingOf = (instructionEvent: Uuid): string => derivedId(instructionEvent, 'finding');

/** The draft that comes of an instruction; undefined for one that is noted only. An inspector completes and issues it. */
export function contentOf({ data }: InstructionGiven): FindingContent | undefined {
  const { matter, instruction, text, about: { title, content, urgency }, finding } = data;
  if (!finding) return undefined;
  const { unit, severity, requirement, due } = finding;
  return {
    title, problem: content, severity, urgency, source: { kind: 'instruction', ref: `${matterStream(matter)}/${instruction}` }, basis: text, requirement, unit, supporting: [], due,
  };
}
