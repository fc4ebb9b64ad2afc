import { cityPolicy, covers, refuse, told, type Actor, type Facts, type Refusal, type Told } from '#engine/kernel';
import type { UnitStanding } from '#domain/units';
import { isParty } from '../finding-acts.js';
import { findingStream, type FindingContent } from '../finding.events.js';
import { finding, isIssued, type FindingState } from '../finding.state.js';
import { toldPlanOutline, type PlanOutline } from '../plan-outline.state.js';
import { toldUnits, unitsProblem } from '../unit-parts.js';

/** A draft as it stands. */
export type DraftState = Extract<FindingState, { readonly status: 'draft' | 'discarded' }>;

/** What the content of a draft is checked against. Plan and earlier finding are told where the content names them. */
export type ToldOfDraft = Readonly<Record<`unit.${string}`, Told<UnitStanding>>> & { readonly plan: Told<PlanOutline>; readonly repeated: Told<FindingState> };

export function toldOfDraft({ unit, supporting, plan, repeats }: FindingContent): ToldOfDraft {
  // Nothing is told of what the content does not name, and contentProblem looks at nothing else.
  return {
    ...toldUnits([unit, ...supporting]),
    ...(plan === undefined ? {} : { plan: toldPlanOutline(plan) }),
    ...(repeats === undefined ? {} : { repeated: told(findingStream(repeats), finding) }),
  } as ToldOfDraft;
}

/** Why a draft cannot say this: units, plan and earlier finding that it names are there; nobody drafts against the own unit. */
export function contentProblem(content: FindingContent, told: Facts<ToldOfDraft>, actor: Actor): Refusal | undefined {
  return ownUnitProblem(content, actor) ?? unitsProblem(content, told, 'body.content') ?? linkProblem(content, told) ?? repeatProblem(content, told);
}

/** Nobody drafts or issues an order that concerns the own unit. */
export const ownUnitProblem = (content: FindingContent, actor: Actor): Refusal | undefined =>
  isParty({ content }, actor) ? refuse('supervision.own-unit', { unit: actor.unit! }) : undefined;

function linkProblem({ plan, measure, indicator, period }: FindingContent, told: Facts<ToldOfDraft>): Refusal | undefined {
  if (plan === undefined) return measure === undefined && indicator === undefined && period === undefined ? undefined : refuse('supervision.plan-missing', {}, 'body.content.plan');
  const outline = told.plan;
  if (!outline.adopted) return refuse('supervision.unknown-plan', { plan }, 'body.content.plan');
  if (typeof measure === 'number' && !outline.measures.includes(measure)) return refuse('supervision.unknown-measure', { plan, measure }, 'body.content.measure');
  if (indicator !== undefined && !outline.indicators.includes(indicator)) return refuse('supervision.unknown-indicator', { plan, indicator }, 'body.content.indicator');
  return undefined;
}

function repeatProblem({ repeats, unit }: FindingContent, told: Facts<ToldOfDraft>): Refusal | undefined {
  if (repeats === undefined) return undefined;
  const { repeated } = told;
  const counts = isIssued(repeated) && repeated.status !== 'withdrawn' && repeated.content.unit === unit;
  return counts ? undefined : refuse('supervision.nothing-to-repeat', { repeats, unit }, 'body.content.repeats');
}

/** Why there is no draft to work on; undefined when there is one. */
export function draftProblem(state: FindingState, finding: string): Refusal | undefined {
  if (state.status === 'none') return refuse('supervision.unknown-finding', { finding }, 'params.finding');
  if (isIssued(state)) return refuse('supervision.already-issued', { number: state.number });
  return state.status === 'discarded' ? refuse('supervision.draft-discarded', { finding }) : undefined;
}

const mayChangeAnyDraft = cityPolicy('supervision.change-any-draft', ['bureau']);

/** A draft is its drafter's, and the bureau's. What the system wrote down belongs to whoever inspects the unit. */
export function drafterProblem({ draftedBy }: DraftState, actor: Actor): Refusal | undefined {
  const own = draftedBy === actor.id || draftedBy.startsWith('system:') || covers(mayChangeAnyDraft.scope(actor), undefined);
  return own ? undefined : refuse('supervision.not-the-drafter');
}
