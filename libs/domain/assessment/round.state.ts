import type { Fold } from '#engine/kernel';
import type { RoundCalendar, RoundEvent, RoundGroup, RoundScheme } from './round.events.js';

/** Steps of a round in their order: 自评 · 核查 · 冻结 · 计分 · 反馈 · 审定 · 通报 · 办结; or 撤销. */
export const roundSteps = ['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified', 'confirmed', 'published', 'closed', 'cancelled'] as const;
export type RoundStep = (typeof roundSteps)[number];

export interface RoundSample {
  readonly sample: string;
  readonly seedHash: string;
  readonly candidates: readonly string[];
  readonly count: number;
  readonly algorithm: string;
  readonly team: readonly string[];
  /** Both absent while it is sealed. */
  readonly seed?: string;
  readonly drawn?: readonly string[];
}

export interface OpenRound {
  readonly step: RoundStep;
  readonly plan: string;
  readonly year: number;
  readonly from: string;
  readonly to: string;
  readonly scheme: RoundScheme;
  readonly groups: readonly RoundGroup[];
  readonly calendar: RoundCalendar;
  readonly samples: readonly RoundSample[];
  readonly frozenAt?: number;
  /** Calculations so far; the last one holds. */
  readonly run: number;
  /** Facts of the assessment itself that the last calculation took in: up to this position. */
  readonly upTo?: number;
  readonly hash?: string;
  readonly requestsBy?: string;
  /** The run that was notified, confirmed, published. */
  readonly notifiedRun?: number;
  readonly confirmedRun?: number;
  readonly publishedRun?: number;
}

export type RoundState = { readonly step: 'none' } | OpenRound;

/** Folds the facts of a round. */
export const round: Fold<RoundState, RoundEvent> = {
  name: 'assessment.round',
  initial: { step: 'none' },
  evolve: (state, event) => {
    if (event.type === 'assessment.RoundOpened') {
      const { plan, year, from, to, scheme, groups, calendar } = event.data;
      return { step: 'self-assessment', plan, year, from, to, scheme, groups, calendar, samples: [], run: 0 };
    }
    if (state.step === 'none') return state;
    switch (event.type) {
      case 'assessment.RoundReplanned':
        return { ...state, calendar: event.data.calendar };
      case 'assessment.SelfAssessmentClosed':
        return { ...state, step: 'site-checks' };
      case 'assessment.SampleSealed': {
        const { round: _, ...sealed } = event.data;
        return { ...state, samples: [...state.samples, sealed] };
      }
      case 'assessment.SampleOpened': {
        const { sample, seed, drawn } = event.data;
        return { ...state, samples: state.samples.map((sealed) => (sealed.sample === sample ? { ...sealed, seed, drawn } : sealed)) };
      }
      case 'assessment.DataFrozen':
        return { ...state, step: 'frozen', frozenAt: event.data.position };
      case 'assessment.RoundCalculated':
        return { ...state, step: state.step === 'frozen' ? 'calculated' : state.step, run: event.data.run, upTo: event.data.upTo, hash: event.data.hash };
      case 'assessment.ResultsNotified':
        return { ...state, step: 'notified', notifiedRun: event.data.run, requestsBy: event.data.requestsBy };
      case 'assessment.ResultsConfirmed':
        return { ...state, step: 'confirmed', confirmedRun: event.data.run };
      case 'assessment.ResultsPublished':
        return { ...state, step: 'published', publishedRun: event.data.run };
      case 'assessment.ResultsCorrected':
        return { ...state, publishedRun: event.data.run };
      case 'assessment.RoundClosed':
        return { ...state, step: 'closed' };
      case 'assessment.RoundCancelled':
        return { ...state, step: 'cancelled' };
    }
  },
};

export const isOpened = (state: RoundState): state is OpenRound => state.step !== 'none';

/** Every unit of a round, in the order of its groups. */
export const unitsOfRound = (state: OpenRound): readonly string[] => state.groups.flatMap(({ units }) => units);

export const groupOfUnit = (state: OpenRound, unit: string): RoundGroup | undefined => state.groups.find(({ units }) => units.includes(unit));
