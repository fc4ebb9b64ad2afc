import type { Bilingual } from '#engine/kernel';
import type { InspectionCountRow } from './inspection-counts.projection.js';

/** Times a year that a unit is drawn or visited without a note: once a quarter. */
export const usualLimit = 4;

/** A note for those who plan, where a unit bears more than its share 基层减负; it forbids nothing. */
export function burdenNote({ year, timesDrawn, timesVisited }: Pick<InspectionCountRow, 'year' | 'timesDrawn' | 'timesVisited'>, atMost: number): Bilingual | null {
  if (Math.max(timesDrawn, timesVisited) <= atMost) return null;
  return {
    zh: `${year} 年已抽中 ${timesDrawn} 次、现场核查 ${timesVisited} 次，超过 ${atMost} 次，请统筹安排，减轻负担。`,
    en: `Drawn ${timesDrawn} and visited ${timesVisited} times in ${year}, more than ${atMost}: combine inspections to lighten the burden.`,
  };
}
