import type { Bilingual, Fold, Recorded } from '#engine/kernel';
import type { InterviewEvent } from './interview.events.js';

/** Where an interview stands: 已通知 · 已约谈 · 已报整改情况 · 办结 · 取消. */
export const interviewStatuses = ['called', 'held', 'followed-up', 'concluded', 'cancelled'] as const;
export type InterviewStatus = (typeof interviewStatuses)[number];

/** A status as a person reads it. */
export const interviewStatusNames: Readonly<Record<InterviewStatus, Bilingual>> = {
  called: { zh: '已通知', en: 'called' },
  held: { zh: '已约谈', en: 'held' },
  'followed-up': { zh: '已报整改情况', en: 'followed up' },
  concluded: { zh: '已办结', en: 'concluded' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

type DataOf<Type extends InterviewEvent['type']> = Extract<InterviewEvent, { type: Type }>['data'];

export interface KnownInterview {
  readonly status: InterviewStatus;
  readonly call: DataOf<'supervision.InterviewCalled'>;
  /** When and where it is to be, after what was moved. */
  readonly at: string;
  readonly place: string;
  readonly held?: DataOf<'supervision.InterviewHeld'>;
  /** The last fact: the same again changes nothing. */
  readonly last: Pick<InterviewEvent, 'type' | 'data'>;
}

export type InterviewState = { readonly status: 'none' } | KnownInterview;

/** Folds the facts of an interview. */
export const interview: Fold<InterviewState, InterviewEvent> = {
  name: 'supervision.interview',
  initial: { status: 'none' },
  evolve: (state, event) => {
    const last = { type: event.type, data: event.data };
    if (event.type === 'supervision.InterviewCalled') return { status: 'called', call: event.data, at: event.data.at, place: event.data.place, last };
    return state.status === 'none' ? state : next({ ...state, last }, event);
  },
};

type LaterEvent = Exclude<InterviewEvent, { type: 'supervision.InterviewCalled' }>;

function next(state: KnownInterview, event: Recorded<LaterEvent>): KnownInterview {
  switch (event.type) {
    case 'supervision.InterviewMoved':
      return { ...state, at: event.data.at, place: event.data.place };
    case 'supervision.InterviewCancelled':
      return { ...state, status: 'cancelled' };
    case 'supervision.InterviewHeld':
      return { ...state, status: 'held', held: event.data };
    case 'supervision.InterviewFollowedUp':
      return { ...state, status: 'followed-up' };
    case 'supervision.InterviewConcluded':
      return { ...state, status: 'concluded' };
  }
}
