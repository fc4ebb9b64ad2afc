import type { ResultEvent, ResultFigures } from '../result.events.js';

/** What happens to score, grade and rank of a unit. */
export type ResultChange = Extract<ResultEvent, { type: 'assessment.ReviewDecided' }>['data']['effect'];

/** From one result to another; nothing stands for a result that is not there. */
export const changeBetween = (from: ResultFigures | undefined, to: ResultFigures | undefined): ResultChange => ({
  scoreFrom: from?.published ?? null, scoreTo: to?.published ?? null, gradeFrom: from?.grade ?? null, gradeTo: to?.grade ?? null, rankFrom: from?.rank ?? null, rankTo: to?.rank ?? null,
});

/** Whether anything that is printed beside the unit's name changes. */
export const isMoved = ({ scoreFrom, scoreTo, gradeFrom, gradeTo, rankFrom, rankTo }: ResultChange): boolean => scoreFrom !== scoreTo || gradeFrom !== gradeTo || rankFrom !== rankTo;
