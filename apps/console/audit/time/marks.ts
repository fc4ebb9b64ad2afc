import type { ItemOf } from '../../server/ask.js';

/** A named moment as a point of the line over the log. */
export type Mark = Pick<ItemOf<'GET /history/moments'>, 'name' | 'kind' | 'title' | 'position' | 'recordedAt'>;

/** The nearest mark before or after a position; undefined when there is none. */
export function nextMark(marks: readonly Mark[], position: number, back: boolean): Mark | undefined {
  const beyond = marks.filter((mark) => (back ? mark.position < position : mark.position > position));
  return beyond.reduce<Mark | undefined>((best, mark) => (!best || (back ? mark.position > best.position : mark.position < best.position) ? mark : best), undefined);
}

/** The last mark at or before a position: what one looks at is as it was then, or a little later. */
export const markAt = (marks: readonly Mark[], position: number): Mark | undefined => nextMark(marks, position + 1, true);

/** Where a position stands on the line, in per cent. */
export const placeOf = (position: number, head: number): number => (head <= 1 ? 100 : Math.max(0, Math.min(100, ((position - 1) / (head - 1)) * 100)));
