import { command, decimal, decimalProblem, isRefusal, refuse, type Refusal } from '#engine/kernel';
import type { Group } from '#domain/scoring';
import { maySelfAssess } from '../assessment.policies.js';
import { groupFor, leafOf, toldScheme, type WithScheme } from '../assessed-scheme.state.js';
import { claimProblem } from '../leaf-kinds.js';
import { resultStream, type BonusClaimed, type ResultEvent } from '../result.events.js';
import { result, type ResultState } from '../result.state.js';
import { roundFor, today, toldRound, unitProblem, type RoundAct, type UnitKey } from '../round-acts.js';
import type { OpenRound } from '../round.state.js';

type Submitted = Extract<ResultEvent, { type: 'assessment.SelfAssessmentSubmitted' }>['data'];

/** A unit's self-assessment 自评报告; submitting it again replaces it until self-assessment is closed. */
export interface SubmitSelfAssessment extends UnitKey, WithScheme {
  readonly items: Submitted['items'];
  readonly bonuses: readonly BonusClaimed[];
  readonly situation: string;
  readonly problems: string;
  readonly nextSteps: string;
  /** The score the unit gives itself, as text. */
  readonly selfScore: string;
}

/** Self-assessments come until they are closed. */
export const selfAssessing: RoundAct = { at: ['self-assessment'], called: { zh: '提交自评', en: 'submit a self-assessment' } };

export const submitSelfAssessment = command({
  name: 'assessment.SubmitSelfAssessment',
  policy: maySelfAssess,
  unit: (c: SubmitSelfAssessment) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  stated: ({ scheme: _, ...asked }) => asked,
  told: (c) => ({ round: toldRound(c), scheme: toldScheme(c) }),
  decide: (state, c, context) => {
    const known = roundFor(context.told.round, c, selfAssessing);
    if (isRefusal(known)) return known;
    const stranger = unitProblem(known, c.unit);
    if (stranger) return stranger;
    const group = groupFor(known, context.told.scheme, c.unit);
    const no = itemsProblem(group, c) ?? bonusesProblem(group, c) ?? selfScoreProblem(group, c);
    if (no) return no;
    const { round, unit, items, bonuses, situation, problems, nextSteps, selfScore } = c;
    const late = today(context) > dueDayOf(known, state);
    return [{ type: 'assessment.SelfAssessmentSubmitted' as const, data: { round, unit, items, bonuses: [...bonuses], situation, problems, nextSteps, selfScore, late } }];
  },
});

/** Last day of a unit's self-assessment: the round's, or a later one that it was given when its own was returned. */
export function dueDayOf({ calendar: { selfAssessmentBy } }: OpenRound, { returned }: ResultState): string {
  const given = returned?.resubmitBy;
  return given !== undefined && given > selfAssessmentBy ? given : selfAssessmentBy;
}

function itemsProblem(group: Group, { items }: SubmitSelfAssessment): Refusal | undefined {
  for (const [n, { node, claim }] of items.entries()) {
    const field = `body.items.${n}`;
    if (items.findIndex((item) => item.node === node) < n) return refuse('assessment.named-twice', { name: node }, field);
    const leaf = leafOf(group, node);
    const no = leaf ? claimProblem(leaf, claim, `${field}.claim`) : refuse('assessment.not-a-leaf', { node, group: group.code }, field);
    if (no) return no;
  }
  return undefined;
}

function bonusesProblem(group: Group, { bonuses }: SubmitSelfAssessment): Refusal | undefined {
  for (const [n, bonus] of bonuses.entries()) {
    const field = `body.bonuses.${n}`;
    if (bonuses.findIndex(({ claim }) => claim === bonus.claim) < n) return refuse('assessment.named-twice', { name: bonus.claim }, field);
    const no = bonusProblem(group, bonus, field);
    if (no) return no;
  }
  return undefined;
}

function bonusProblem(group: Group, { rule, level, documentType, document = '' }: BonusClaimed, field: string): Refusal | undefined {
  const known = group.bonuses?.rules.find(({ code }) => code === rule);
  if (!known) return refuse('assessment.unknown-bonus-rule', { rule, group: group.code }, `${field}.rule`);
  if (!Object.hasOwn(known.points, level)) return refuse('assessment.bonus-level-not-listed', { rule, level }, `${field}.level`);
  if (!known.documentTypes.includes(documentType)) return refuse('assessment.bonus-document-not-listed', { rule, documentType }, `${field}.documentType`);
  return document.trim() === '' ? refuse('assessment.bonus-needs-document', { rule }, `${field}.document`) : undefined;
}

/** A self-score is a figure from 0 to the full points of the group. */
function selfScoreProblem({ scale }: Group, { selfScore }: SubmitSelfAssessment): Refusal | undefined {
  const inRange = decimalProblem(selfScore) === undefined && !selfScore.startsWith('-') && decimal(selfScore).lte(decimal(scale));
  return inRange ? undefined : refuse('assessment.self-score-out-of-range', { selfScore, scale }, 'body.selfScore');
}
