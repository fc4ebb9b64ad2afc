import type { JsonObject } from '#engine/kernel';

/**
 * Port: score sheets of published results, made again from the log. What comes from it is checked against the hash that the result
 * names, so it need not be trusted.
 */
export interface ResultSheets {
  /** The sheet of a unit in a run of a round; undefined when there is none. */
  sheetOf(round: string, unit: string, run: number): Promise<JsonObject | undefined>;
}
export const ResultSheets = Symbol('ResultSheets');
