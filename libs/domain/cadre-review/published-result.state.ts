import { told, type Fold, type Instant } from '#engine/kernel';
import { resultStream, type ResultEvent, type ResultFigures } from '#domain/assessment';
import type { ReviewRecord } from './dossier-content.events.js';

/** A request for review with the position of its decision, which tells whether a result has it in. */
export type KnownReview = ReviewRecord & { readonly decidedPosition: number | null };

/** What a round found for one unit, and how it was reviewed. */
export interface KnownResult {
  readonly runs: Readonly<Record<number, { readonly figures: ResultFigures; readonly position: number }>>;
  readonly reviews: readonly KnownReview[];
}

/** Folds the results and reviews of one unit in a round. */
export const publishedResult: Fold<KnownResult, ResultEvent> = {
  name: 'cadre-review.published-result',
  initial: { runs: {}, reviews: [] },
  evolve: (state, event) => {
    switch (event.type) {
      case 'assessment.ResultCalculated':
        return { ...state, runs: { ...state.runs, [event.data.run]: { figures: event.data.figures, position: event.position } } };
      case 'assessment.ReviewRequested': {
        const { request, node, claim } = event.data;
        const asked: KnownReview = {
          request, node, claim, requestedAt: event.recordedAt, status: 'open', decidedAt: null, reason: null, late: false, scoreFrom: null, scoreTo: null, decidedPosition: null,
        };
        return { ...state, reviews: [...state.reviews, asked] };
      }
      case 'assessment.ReviewWithdrawn':
        return settled(state, event.data.request, { status: 'withdrawn', decidedAt: event.recordedAt, reason: event.data.reason });
      case 'assessment.ReviewDecided': {
        const { request, outcome, reason, late, effect: { scoreFrom, scoreTo } } = event.data;
        return settled(state, request, { status: outcome, decidedAt: event.recordedAt as Instant, reason, late, scoreFrom, scoreTo, decidedPosition: event.position });
      }
      default:
        return state;
    }
  },
};

const settled = (state: KnownResult, request: string, changes: Partial<KnownReview>): KnownResult => ({
  ...state, reviews: state.reviews.map((review) => (review.request === request ? { ...review, ...changes } : review)),
});

export const toldResult = (round: string, unit: string) => told(resultStream(round, unit), publishedResult);
