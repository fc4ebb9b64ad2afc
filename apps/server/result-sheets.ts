import { isRefusal, type JsonObject } from '#engine/kernel';
import type { RoundCalculator } from '../../libs/domain/assessment/calculate-round/round-calculator.js';
import type { ResultSheets } from '../../libs/domain/cadre-review/prepare-dossier/result-sheets.js';

/** Score sheets for dossiers, as the calculator of rounds works them out again. */
export const sheetsOf = (calculator: RoundCalculator): ResultSheets => ({
  sheetOf: async (round, unit, run) => {
    const scored = await calculator.scored(round, run);
    return isRefusal(scored) || !scored.scores.units.includes(unit) ? undefined : (scored.scores.sheet(unit) as unknown as JsonObject);
  },
});
