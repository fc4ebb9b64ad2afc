import { cityDate, command, refuse, told, type Instant, type Refusal, type Told } from '#engine/kernel';
import { unitStanding, unitStream, type UnitStanding } from '#domain/units';
import { aboutMatter, ownMatterProblem, reportingUnit, step, type MatterKey } from '../matter-acts.js';
import { matterStream, type InstructedFinding } from '../matter.events.js';
import { matter } from '../matter.state.js';
import { sameFact } from '../same-fact.js';
import { mayInstruct } from '../supervision.policies.js';

/**
 * A leader instructs on a matter 批示: for the record, or so that a finding comes of it. A settled matter is open again by it.
 */
export interface GiveInstruction extends MatterKey {
  readonly instruction: string;
  /** The leader, by reference to the registry of persons, where an office writes it down. */
  readonly leader?: string;
  readonly text: string;
  readonly handling: 'note' | 'finding';
  /** Which unit has to do what until when, where a finding comes of it. */
  readonly finding?: InstructedFinding;
}

export const giveInstruction = command({
  name: 'supervision.GiveInstruction',
  policy: mayInstruct,
  unit: reportingUnit,
  stream: (c: GiveInstruction) => matterStream(c.matter),
  state: matter,
  told: (c): { readonly unit?: Told<UnitStanding> } => (c.finding ? { unit: told(unitStream(c.finding.unit), unitStanding) } : {}),
  decide: (state, c, { actor, now, told: { unit } }) =>
    step(state, c, {
      from: ['reported', 'instructed', 'settled'],
      called: { zh: '批示', en: 'instructed on' },
      repeats: ({ instructions }, { data }) => Object.hasOwn(instructions, c.instruction) && sameFact(instructions[c.instruction], data),
      problem: (known) => {
        if (Object.hasOwn(known.instructions, c.instruction)) return refuse('supervision.instruction-exists', { instruction: c.instruction }, 'body.instruction');
        return ownMatterProblem(known, actor) ?? handlingProblem(c, unit === 'active', now);
      },
      fact: (known) => {
        const { instruction, leader, text, handling, finding } = c;
        const { title, content, urgency } = known.matter;
        return {
          type: 'supervision.InstructionGiven',
          data: { ...aboutMatter(c, known), instruction, text, handling, about: { title, content, urgency }, ...(leader === undefined ? {} : { leader }), ...(finding === undefined ? {} : { finding }) },
        };
      },
    }),
});

function handlingProblem({ handling, finding }: GiveInstruction, unitIsActive: boolean, now: Instant): Refusal | undefined {
  if (handling === 'note') return finding === undefined ? undefined : refuse('supervision.note-with-finding', {}, 'body.finding');
  if (finding === undefined) return refuse('supervision.finding-incomplete', {}, 'body.finding');
  if (!unitIsActive) return refuse('supervision.unknown-unit', { unit: finding.unit }, 'body.finding.unit');
  const passed = 'on' in finding.due && finding.due.on < cityDate(now);
  return passed ? refuse('supervision.date-passed', { date: 'on' in finding.due ? finding.due.on : '' }, 'body.finding.due') : undefined;
}
