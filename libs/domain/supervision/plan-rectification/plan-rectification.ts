import { cityDate, command, refuse, type DateText, type Instant, type Refusal } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { leadOf, leadProblem } from '../finding-acts.js';
import { findingStream, type FindingEvent } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { onFinding, type FindingKey } from '../rectification-acts.js';
import { mayAnswer } from '../supervision.policies.js';

/** A measure of a plan: what is done, who answers for it (an office or a reference to the registry, never a name), and by when. */
export interface PlannedMeasure {
  readonly what: string;
  readonly who: string;
  readonly by: DateText;
}

/** The lead unit says what it will do 整改方案: causes, measures, who and by when. A later plan replaces it. */
export interface PlanRectification extends FindingKey {
  readonly unit: string;
  readonly causes: string;
  readonly measures: readonly PlannedMeasure[];
  readonly evidence: readonly EvidenceReference[];
}

export const planRectification = command({
  name: 'supervision.PlanRectification',
  policy: mayAnswer,
  unit: leadOf,
  stream: (c: PlanRectification) => findingStream(c.finding),
  state: finding,
  decide: (state, c, { now }) =>
    onFinding(state, c, { from: ['acknowledged', 'rectifying', 'returned'], called: { zh: '制定整改方案', en: 'planned for' } }, (known) => {
      const { finding, unit, causes, measures, evidence } = c;
      const no = leadProblem(known, unit) ?? scheduleProblem(measures, known.deadline.dueAt, now);
      if (no) return no;
      const planned: FindingEvent = {
        type: 'supervision.RectificationPlanned',
        data: { finding, unit, causes, measures: measures.map(({ what, who, by }) => ({ what, who, by })), evidence: [...evidence] },
      };
      return [planned];
    }),
});

/** Every measure is done when the finding is due. Once that has passed no date would be right, and a plan with late ones is better than none. */
function scheduleProblem(measures: readonly PlannedMeasure[], dueAt: Instant, now: Instant): Refusal | undefined {
  if (now > dueAt) return undefined;
  const due = cityDate(dueAt);
  const at = measures.findIndex(({ by }) => by > due);
  return at < 0 ? undefined : refuse('supervision.measure-after-due', { by: measures[at]!.by, due }, `body.measures.${at}.by`);
}
