import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
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
// Same bytes, but another moment of writing: files are told apart by when they were last written, to the nanosecond.
const writtenAt = (name: string): bigint => statSync(join(folder, name), { bigint: true }).mtimeNs;

test('a partial tile that two checkpoints share is written once: torn by a kill, it would be missing from the earlier one', async () => {
  const tree = new TileTree(folder, sha256Tree);
  grown(tree, 600);
  await tree.seal();
  const shared = 'tile/1/000.p/2';
  const first = writtenAt(shared);
  grown(tree, 700);
  await tree.seal();
  tree.forgetPartials(600);
  expect([writtenAt(shared), writtenAt('tile/0/002.p/188') > first]).toEqual([first, true]);
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
