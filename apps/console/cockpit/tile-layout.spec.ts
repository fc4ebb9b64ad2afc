import { describe, expect, it } from '@jest/globals';
import { areasOfMap, mapSize, placeOf } from './tile-layout.js';

describe('the schematic map', () => {
  it('has the twelve areas, each in a place of its own', () => {
    const places = areasOfMap.map((unit) => placeOf(unit)!);
    expect(areasOfMap).toHaveLength(12);
    expect(new Set(places.map(({ column, row }) => `${column}/${row}`)).size).toBe(12);
    expect(places.every(({ column, row }) => column >= 1 && column <= mapSize.columns && row >= 1 && row <= mapSize.rows)).toBe(true);
  });

  it('suggests where they lie', () => {
    const [luhe, gaochun, pukou, qixia] = ['luhe', 'gaochun', 'pukou', 'qixia'].map((unit) => placeOf(unit)!);
    expect([luhe!.row < gaochun!.row, pukou!.column < qixia!.column]).toEqual([true, true]);
    expect([areasOfMap[0], areasOfMap.at(-1), placeOf('nowhere')]).toEqual(['luhe', 'gaochun', undefined]);
  });
});
