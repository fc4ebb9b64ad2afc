import { isRefusal } from '#engine/kernel';
import type { Views } from '#engine/http';
import { sheetAt } from '../../../libs/domain/scoring/explain-score/sheet-at.js';
import type { ScoreSheet } from '../../../libs/domain/scoring/sheet/score-sheet.js';
import { group, plan, year } from './synthetic-city.js';

/** A unit's score sheet as the HTTP edge makes it. */
export async function explainedAt(views: Views, unit: string, at: number | undefined): Promise<ScoreSheet> {
  const found = await sheetAt(views, { plan, year, group, unit }, at === undefined ? {} : { asKnownAt: String(at) });
  if (isRefusal(found)) throw new Error(found.refused);
  return found.sheet;
}
