/** Columns and rows of the schematic map. */
export const mapSize = { columns: 4, rows: 5 } as const;

/** Where an area lies on the map: column and row, from 1. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/**
 * The 11 districts and Jiangbei New Area as equal tiles. North is up and the river runs from the lower left to the upper right,
 * between the first column and the rest; no border is drawn.
 */
const places: Readonly<Record<string, Place>> = {
  luhe: { column: 2, row: 1 },
  'jiangbei-new-area': { column: 1, row: 2 }, gulou: { column: 2, row: 2 }, xuanwu: { column: 3, row: 2 }, qixia: { column: 4, row: 2 },
  pukou: { column: 1, row: 3 }, jianye: { column: 2, row: 3 }, qinhuai: { column: 3, row: 3 }, jiangning: { column: 4, row: 3 },
  yuhuatai: { column: 3, row: 4 }, lishui: { column: 4, row: 4 },
  gaochun: { column: 4, row: 5 },
};

/** Areas of the map in reading order: from the north, row by row. */
export const areasOfMap: readonly string[] = Object.entries(places).sort(([, a], [, b]) => a.row - b.row || a.column - b.column).map(([unit]) => unit);

export const placeOf = (unit: string): Place | undefined => places[unit];
