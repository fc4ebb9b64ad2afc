import type { Bilingual, Fold, Instant, Recorded } from '#engine/kernel';
import type { MatterEvent } from './matter.events.js';

/** Where a matter stands: 待批示 · 已退文 · 已批示 · 办结. An instruction on a settled matter opens it again. */
export const matterStatuses = ['reported', 'returned', 'instructed', 'settled'] as const;
export type MatterStatus = (typeof matterStatuses)[number];

/** A status as a person reads it. */
export const matterStatusNames: Readonly<Record<MatterStatus, Bilingual>> = {
  reported: { zh: '待批示', en: 'awaiting instruction' },
  returned: { zh: '已退文', en: 'returned' },
  instructed: { zh: '已批示', en: 'instructed' },
  settled: { zh: '已办结', en: 'settled' },
};

type DataOf<Type extends MatterEvent['type']> = Extract<MatterEvent, { type: Type }>['data'];

export interface KnownMatter {
  readonly status: MatterStatus;
  readonly matter: DataOf<'supervision.MatterReported'>;
  /** When the first written report came in. */
  readonly firstReportedAt: Instant;
  readonly instructions: Readonly<Record<string, DataOf<'supervision.InstructionGiven'>>>;
  readonly lastSupplement?: DataOf<'supervision.MatterSupplemented'>;
  /** The fact that brought it to this status: the same again changes nothing. */
  readonly last: Pick<MatterEvent, 'type' | 'data'>;
}

export type MatterState = { readonly status: 'none' } | KnownMatter;

/** Folds the facts of a matter. */
export const matter: Fold<MatterState, MatterEvent> = {
  name: 'supervision.matter',
  initial: { status: 'none' },
  evolve: (state, event) => {
    const last = { type: event.type, data: event.data };
    if (event.type === 'supervision.MatterReported') {
      if (state.status === 'none') return { status: 'reported', matter: event.data, firstReportedAt: event.recordedAt, instructions: {}, last };
      return { ...withoutSupplement(state), status: 'reported', matter: event.data, last };
    }
    return state.status === 'none' ? state : next(state, event, last);
  },
};

type LaterEvent = Exclude<MatterEvent, { type: 'supervision.MatterReported' }>;

function next(state: KnownMatter, event: Recorded<LaterEvent>, last: KnownMatter['last']): KnownMatter {
  switch (event.type) {
    case 'supervision.MatterSupplemented':
      return { ...state, lastSupplement: event.data };
    case 'supervision.MatterReturned':
      return { ...state, status: 'returned', last };
    case 'supervision.InstructionGiven':
      return { ...state, status: 'instructed', last, instructions: { ...state.instructions, [event.data.instruction]: event.data } };
    case 'supervision.MatterSettled':
      return { ...state, status: 'settled', last };
  }
}

function withoutSupplement(state: KnownMatter): KnownMatter {
  const { lastSupplement: _supplement, ...rest } = state;
  return rest;
}
