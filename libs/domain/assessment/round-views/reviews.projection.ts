import { rows } from '#engine/projections';
import type { ResultEvent } from '../result.events.js';
import { correctedBy, isReviewEvent, reviewAfter, reviewKey, type ReviewLine } from './review-line.js';

/** Docket of reviews 复核台账: a line for each request. */
export const reviews = rows<ReviewLine, ResultEvent>({
  name: 'assessment-reviews',
  version: 1,
  events: ['assessment.Review', 'assessment.ResultStayed', 'assessment.ScoreAdjusted'],
  table: {
    name: 'assessment-reviews',
    fields: { round: 'text', unit: 'text', status: 'text', stayed: 'boolean', decideBy: 'text', requestedAt: 'text' },
    indexes: [['round', 'decideBy'], ['unit', 'decideBy'], ['status', 'decideBy']],
    temporal: true,
  },
  keys: ({ data }) => ('request' in data && data.request !== undefined ? [reviewKey({ ...data, request: data.request })] : []),
  fold: (line, event) => {
    if (event.type === 'assessment.ScoreAdjusted') return correctedBy(line, event.data);
    return isReviewEvent(event) ? reviewAfter(line, event) : line;
  },
});
