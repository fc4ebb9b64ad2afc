import { existsSync, mkdtempSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TileTree } from './tile-tree.js';
import { sha256Tree } from './tree-hash.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const grown = (tree: TileTree, to: number): void => {
  while (tree.size < to) tree.append(sha256Tree.leaf(String(tree.size)));
};
test('a partial tile that two checkpoints share is written once: torn by a kill, it would be missing from the earlier one', async () => {
  const tree = new TileTree(folder, sha256Tree);
  grown(tree, 600);
  await tree.seal();
  // Same bytes either way: an old time on the file tells whether it was written again.
  const shared = join(folder, 'tile/1/000.p/2');
  utimesSync(shared, 1, 1);
  grown(tree, 700);
  await tree.seal();
  tree.forgetPartials(600);
  expect([statSync(shared).mtimeMs, existsSync(join(folder, 'tile/0/002.p/188'))]).toEqual([1_000, true]);
});

test('a partial tile that is torn is written again', async () => {
  const tree = new TileTree(folder, sha256Tree);
  grown(tree, 600);
  await tree.seal();
  truncateSync(join(folder, 'tile/1/000.p/2'), 10);
  grown(tree, 601);
  await tree.seal();
  expect(tree.stored({ level: 1, index: 0, width: 2 })?.length).toBe(64);
});
