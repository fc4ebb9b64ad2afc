import { refuse, type Actor, type Bilingual, type Decision, type Refusal } from '#engine/kernel';
import type { InterviewEvent } from './interview.events.js';
import { interviewStatusNames, type InterviewState, type InterviewStatus, type KnownInterview } from './interview.state.js';
import { sameFact } from './same-fact.js';

/** Which interview a command is about. */
export interface InterviewKey {
  readonly interview: string;
}

/** An act on an interview: from which statuses it is possible, what it is called in a refusal, and the fact it makes. */
export interface InterviewAct {
  readonly from: readonly InterviewStatus[];
  readonly called: Bilingual;
  readonly fact: (known: KnownInterview) => InterviewEvent | Refusal;
  /** Why it is not possible although the status would allow it. */
  readonly problem?: (known: KnownInterview) => Refusal | undefined;
}

/** Take a step of an interview: its fact, nothing when that is the last one recorded, or why it cannot be. */
export function step(state: InterviewState, { interview }: InterviewKey, { from, called, fact, problem }: InterviewAct): Decision<InterviewEvent> {
  if (state.status === 'none') return refuse('supervision.unknown-interview', { interview }, 'params.interview');
  const event = fact(state);
  if ('type' in event && sameFact(state.last, { type: event.type, data: event.data })) return [];
  if (!from.includes(state.status)) {
    const name = interviewStatusNames[state.status];
    return refuse('supervision.interview-wrong-status', { interview, status: name.zh, statusEn: name.en, act: called.zh, actEn: called.en });
  }
  const no = problem?.(state);
  if (no) return no;
  return 'type' in event ? [event] : event;
}

/** Unit that an act on an interview concerns: the interviewed one. */
export const interviewedUnit = (_: InterviewKey, state: InterviewState): string | undefined => (state.status === 'none' ? undefined : state.call.unit);

/** Nobody calls in, or judges, the own unit. */
export const ownUnitProblem = (unit: string, actor: Actor): Refusal | undefined => (actor.unit === unit ? refuse('supervision.own-interview', { unit }) : undefined);

/** How every fact about a known interview begins. */
export const aboutInterview = ({ interview }: InterviewKey, { call: { unit } }: KnownInterview): { readonly interview: string; readonly unit: string } => ({ interview, unit });
