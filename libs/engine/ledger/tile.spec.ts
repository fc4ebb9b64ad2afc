import { describe, expect, test } from '@jest/globals';
import { partialTilesOf, tileOfPath, tilePath, tilesOf } from './tile.js';

describe('the path of a tile', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'], [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'], [{ level: 1, index: 1_000, width: 8 }, 'tile/1/x001/000.p/8'],
    [{ level: 2, index: 999, width: 255 }, 'tile/2/999.p/255'],
  ])('of %j is %s, and back', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(tileOfPath(path)).toEqual(tile);
  });

  test.each(['tile/0/0', 'tile/0/x000/001', 'tile/0/001.p/256', 'tile/0/001.p/0', 'tile/0/001.p/08', 'tile/0/../001', 'tile/00/001', '/tile/0/001'])('is never %s', (path) => {
    expect(tileOfPath(path)).toBeUndefined();
  });
});

describe('the tiles of a tree', () => {
  test('cover every hash once, the last of a level in part', () => {
    expect([...tilesOf(0)]).toEqual([]);
    expect([...tilesOf(256)]).toEqual([{ level: 0, index: 0, width: 256 }, { level: 1, index: 0, width: 1 }]);
    expect([...tilesOf(70_000)].filter(({ level }) => level === 0).reduce((sum, { width }) => sum + width, 0)).toBe(70_000);
    expect(partialTilesOf(70_000)).toEqual([{ level: 0, index: 273, width: 112 }, { level: 1, index: 1, width: 17 }, { level: 2, index: 0, width: 1 }]);
    expect(partialTilesOf(65_536)).toEqual([{ level: 2, index: 0, width: 1 }]);
  });
});
