import { cityDate, command, isRefusal, refuse } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { leadOf, leadProblem, reasonOf } from '../finding-acts.js';
import { findingStream, type FindingEvent } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { onFinding, type FindingKey } from '../rectification-acts.js';
import { mayAnswer } from '../supervision.policies.js';
import { toldUnits } from '../unit-parts.js';

/** On what ground an assignment is contested: 不属本单位职责 · 期限 · 事实. */
export const contestGrounds = ['not-ours', 'due-date', 'facts'] as const;
export type ContestGround = (typeof contestGrounds)[number];

/** The lead unit says that the order is not its own, its time too short or its facts wrong: within the two working days to acknowledge. */
export interface ContestAssignment extends FindingKey {
  readonly unit: string;
  readonly ground: ContestGround;
  readonly reason?: string;
  /** Whose the matter would be. */
  readonly proposedUnit?: string;
  readonly evidence: readonly EvidenceReference[];
}

export const contestAssignment = command({
  name: 'supervision.ContestAssignment',
  policy: mayAnswer,
  unit: leadOf,
  stream: (c: ContestAssignment) => findingStream(c.finding),
  state: finding,
  told: (c) => toldUnits(c.proposedUnit === undefined ? [] : [c.proposedUnit]),
  decide: (state, c, context) =>
    onFinding(state, c, { from: ['issued'], called: { zh: '提出异议', en: 'contested' }, whileSuspended: true }, (known) => {
      const { finding, unit, ground, proposedUnit, evidence } = c;
      const { now, told } = context;
      const no = leadProblem(known, unit);
      if (no) return no;
      if (now > known.acknowledgeBy) return refuse('supervision.contest-too-late', { until: cityDate(known.acknowledgeBy) });
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      if (proposedUnit !== undefined && (proposedUnit === unit || told[`unit.${proposedUnit}`] !== 'active')) return refuse('supervision.unknown-unit', { unit: proposedUnit }, 'body.proposedUnit');
      const contested: FindingEvent = {
        type: 'supervision.AssignmentContested',
        data: { finding, unit, ground, reason, ...(proposedUnit === undefined ? {} : { proposedUnit }), evidence: [...evidence] },
      };
      return [contested];
    }),
});
