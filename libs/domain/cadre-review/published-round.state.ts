import { told, type Bilingual, type DateText, type Fold } from '#engine/kernel';
import { roundStream, type AssessmentYear, type RoundEvent, type RoundScheme } from '#domain/assessment';

interface RoundRun {
  readonly hash: string;
  readonly engineVersion: string;
  readonly scheme: RoundScheme;
  readonly frozenAt: number;
  readonly upTo: number;
}

/** A round as far as dossiers need it: what was published of it, and how that can be proven. */
export interface KnownRound {
  readonly status: 'running' | 'published' | 'cancelled';
  readonly title: Bilingual;
  readonly plan: string;
  readonly year: number;
  readonly assessmentYear: AssessmentYear;
  readonly from: DateText;
  readonly to: DateText;
  readonly units: readonly string[];
  readonly runs: Readonly<Record<number, RoundRun>>;
  readonly confirmation: { readonly committee: Bilingual; readonly document: string; readonly heldOn: DateText } | null;
  readonly publication?: { readonly document: string; readonly on: DateText };
  readonly corrections: readonly { readonly run: number; readonly replaces: number; readonly document: string; readonly reason: string }[];
  /** The run that holds in public. */
  readonly publishedRun?: number;
}

export type PublishedRound = { readonly status: 'unknown' } | KnownRound;

/** Folds a round of the assessment. */
export const publishedRound: Fold<PublishedRound, RoundEvent> = {
  name: 'cadre-review.published-round',
  initial: { status: 'unknown' },
  evolve: (state, event) => {
    if (event.type === 'assessment.RoundOpened') {
      const { title, plan, year, assessmentYear, from, to, groups } = event.data;
      return { status: 'running', title, plan, year, assessmentYear, from, to, units: groups.flatMap(({ units }) => units), runs: {}, confirmation: null, corrections: [] };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'assessment.RoundCalculated': {
        const { run, hash, engineVersion, scheme, frozenAt, upTo } = event.data;
        return { ...state, runs: { ...state.runs, [run]: { hash, engineVersion, scheme, frozenAt, upTo } } };
      }
      case 'assessment.ResultsConfirmed': {
        const { committee, document, heldOn } = event.data;
        return { ...state, confirmation: { committee, document, heldOn } };
      }
      case 'assessment.ResultsPublished':
        return { ...state, status: 'published', publishedRun: event.data.run, publication: { document: event.data.document, on: event.data.publishedOn } };
      case 'assessment.ResultsCorrected': {
        const { run, replaces, document, reason } = event.data;
        return { ...state, publishedRun: run, corrections: [...state.corrections, { run, replaces, document, reason }] };
      }
      case 'assessment.RoundCancelled':
        return { ...state, status: 'cancelled' };
      default:
        return state;
    }
  },
};

export const toldRound = (round: string) => told(roundStream(round), publishedRound);
