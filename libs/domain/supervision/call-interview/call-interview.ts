import { command, isRefusal, refuse, told, type Actor, type DecisionContext, type Instant, type Refusal, type Told } from '#engine/kernel';
import { unitStanding, unitStream, type UnitStanding } from '#domain/units';
import { authorityOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding, isIssued, type FindingState } from '../finding.state.js';
import { ownUnitProblem } from '../interview-acts.js';
import { interviewLevels, interviewStream, type InterviewEvent, type Interviewee, type InterviewLevel } from '../interview.events.js';
import { mayInterview } from '../interview.policies.js';
import { interview } from '../interview.state.js';
import { sameFact } from '../same-fact.js';
import { noticeProblem, urgencyOf, type ShortNotice } from './notice.js';

/** Somebody answerable in a unit is called to an interview 约谈. */
export interface CallInterview extends ShortNotice {
  readonly interview: string;
  readonly unit: string;
  /** Issued findings of the unit that it is about. */
  readonly findings: readonly string[];
  readonly level: InterviewLevel;
  /** User who interviews. */
  readonly interviewer: string;
  readonly interviewee: Interviewee;
  readonly reason: string;
  readonly at: Instant;
  readonly place: string;
}

type ToldFindings = { readonly [key: `finding:${string}`]: Told<FindingState> };

export const callInterview = command({
  name: 'supervision.CallInterview',
  policy: mayInterview,
  unit: (c: CallInterview) => c.unit,
  stream: (c) => interviewStream(c.interview),
  state: interview,
  told: (c): { readonly unit: Told<UnitStanding> } & ToldFindings => ({
    unit: told(unitStream(c.unit), unitStanding),
    ...(Object.fromEntries(c.findings.map((id) => [`finding:${id}`, told(findingStream(id), finding)])) as ToldFindings),
  }),
  decide: (state, c, context) => {
    const urgency = urgencyOf(c, context);
    if (isRefusal(urgency)) return urgency;
    const rank = rankOf(c, context);
    if (isRefusal(rank)) return rank;
    const { urgent: _urgent, authority: _authority, ...call } = c;
    const called: InterviewEvent = {
      type: 'supervision.InterviewCalled', validAt: c.at, data: { ...call, findings: [...new Set(c.findings)], ...rank, ...urgency },
    };
    if (state.status !== 'none') return sameFact(state.call, called.data) ? [] : refuse('supervision.interview-exists', { interview: c.interview }, 'body.interview');
    if (context.told.unit !== 'active') return refuse('supervision.unknown-unit', { unit: c.unit }, 'body.unit');
    return ownUnitProblem(c.unit, context.actor) ?? findingsProblem(c, context.told) ?? noticeProblem(c.at, 'urgent' in urgency, context.now) ?? [called];
  },
});

/** The highest level that somebody's roles reach; that they reach the unit is the policy's matter. */
const rankIn = ({ grants }: Actor): number => interviewLevels.findLastIndex((level) => grants.some(({ role }) => role === level));

/** Nobody calls for a level above the own, but the bureau, as secretariat, in the name of the leadership with its document. */
function rankOf(c: CallInterview, context: Pick<DecisionContext<unknown>, 'actor' | 'authority'>): { readonly authority?: string } | Refusal {
  const [own, asked] = [rankIn(context.actor), interviewLevels.indexOf(c.level)];
  if (asked <= own) return {};
  if (interviewLevels[own] !== 'bureau') return refuse('supervision.level-above-caller', { level: c.level }, 'body.level');
  const authority = authorityOf(c, context);
  return isRefusal(authority) ? authority : { authority };
}

function findingsProblem({ findings, unit }: CallInterview, known: { readonly [key: `finding:${string}`]: FindingState }): Refusal | undefined {
  for (const id of findings) {
    const state = known[`finding:${id}`];
    if (!state || !isIssued(state)) return refuse('supervision.unknown-finding', { finding: id }, 'body.findings');
    const { content, number } = state;
    if (content.unit !== unit && !content.supporting.includes(unit)) return refuse('supervision.finding-of-another-unit', { number, unit }, 'body.findings');
  }
  return undefined;
}
