import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashOfText, proofTexts, verifyConsistency, verifyInclusion } from './proof.js';
import { hasSm3, sha256Tree, treeHash, type Hash } from './tree-hash.js';
import { consistencyProof, Frontier, inclusionProof, rootAt, rootOf, splitOf } from './tree.js';

// The inputs and roots of the reference tests of Certificate Transparency (RFC 6962).
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex'));
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = inputs.map((input) => sha256Tree.leaf(input));

/** The tree of RFC 6962 as its text defines it. */
function naiveRoot(list: readonly Hash[]): Hash {
  if (list.length === 0) return createHash('sha256').digest();
  if (list.length === 1) return list[0]!;
  const k = splitOf(list.length);
  return createHash('sha256').update(Buffer.of(1)).update(naiveRoot(list.slice(0, k))).update(naiveRoot(list.slice(k))).digest();
}

const nodesOf = (list: readonly Hash[]) => (level: number, index: number): Hash => naiveRoot(list.slice(index * 2 ** level, (index + 1) * 2 ** level));
const someLeaves = (count: number): readonly Hash[] => Array.from({ length: count }, (_, i) => sha256Tree.leaf(`leaf ${i}`));
const flipped = (bytes: Uint8Array, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at % copy.length]! ^= 1 << at % 8;
  return copy;
};

describe('the tree', () => {
  test.each(roots.map((root, size) => [size, root] as const))('of %i known leaves has the root of the reference', (size, root) => {
    expect(rootOf(sha256Tree, leaves.slice(0, size)).toString('hex')).toBe(root);
    expect(rootAt(sha256Tree, nodesOf(leaves), size).toString('hex')).toBe(root);
  });

  test('proves a known leaf with the path of the reference', () => {
    expect(inclusionProof(sha256Tree, nodesOf(leaves), 0, 8).map((one) => one.toString('hex'))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
  });

  test('has at any size the root that the definition gives, also when it goes on from an earlier size', () => {
    const all = someLeaves(70);
    for (let size = 0; size <= 70; size += 1) {
      const expected = naiveRoot(all.slice(0, size));
      expect(rootOf(sha256Tree, all.slice(0, size))).toEqual(expected);
      const resumed = new Frontier(sha256Tree, { size: Math.floor(size / 2), nodeAt: nodesOf(all) });
      for (const leaf of all.slice(Math.floor(size / 2), size)) resumed.push(leaf);
      expect(resumed.root()).toEqual(expected);
      expect(resumed.size).toBe(size);
    }
  });

  test('proves every leaf at every size, and the proof holds for nothing else', () => {
    const all = someLeaves(40);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), (size, pick, damage) => {
        const index = pick % size;
        const root = naiveRoot(all.slice(0, size));
        const proof = inclusionProof(sha256Tree, nodesOf(all), index, size);
        const claim = { size, index, leaf: all[index]!, proof, root };
        expect(verifyInclusion(sha256Tree, claim)).toBe(true);
        expect(verifyInclusion(sha256Tree, { ...claim, leaf: flipped(all[index]!, damage) })).toBe(false);
        expect(verifyInclusion(sha256Tree, { ...claim, root: flipped(root, damage) })).toBe(false);
        expect(verifyInclusion(sha256Tree, { ...claim, proof: [...proof, root] })).toBe(false);
        if (size > 1) expect(verifyInclusion(sha256Tree, { ...claim, index: (index + 1 + (damage % (size - 1))) % size })).toBe(false);
        if (proof.length > 0) {
          const at = damage % proof.length;
          expect(verifyInclusion(sha256Tree, { ...claim, proof: proof.with(at, flipped(proof[at]!, damage)) })).toBe(false);
          expect(verifyInclusion(sha256Tree, { ...claim, proof: proof.slice(1) })).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('proves each size to be the beginning of each later one, and the proof holds for nothing else', () => {
    const all = someLeaves(33);
    for (let first = 0; first <= 33; first += 1) {
      for (let second = first; second <= 33; second += 1) {
        const proof = consistencyProof(sha256Tree, nodesOf(all), first, second);
        const claim = { first, firstRoot: naiveRoot(all.slice(0, first)), second, secondRoot: naiveRoot(all.slice(0, second)), proof };
        expect(verifyConsistency(sha256Tree, claim)).toBe(true);
        expect(verifyConsistency(sha256Tree, { ...claim, firstRoot: flipped(claim.firstRoot, first + second) })).toBe(false);
        if (first > 0) expect(verifyConsistency(sha256Tree, { ...claim, secondRoot: flipped(claim.secondRoot, first + second) })).toBe(false);
        expect(verifyConsistency(sha256Tree, { ...claim, proof: [...proof, claim.firstRoot] })).toBe(false);
        for (const at of proof.keys()) expect(verifyConsistency(sha256Tree, { ...claim, proof: proof.with(at, flipped(proof[at]!, at + second)) })).toBe(false);
      }
    }
  });

  test('has no proof for what it does not hold, and a malformed one proves nothing', () => {
    const nodes = nodesOf(leaves);
    for (const [index, size] of [[8, 8], [-1, 8], [0.5, 8], [0, 0]] as const) expect(() => inclusionProof(sha256Tree, nodes, index, size)).toThrow(RangeError);
    for (const [first, second] of [[9, 8], [-1, 8], [1.5, 8]] as const) expect(() => consistencyProof(sha256Tree, nodes, first, second)).toThrow(RangeError);
    const claim = { size: 2, index: 0, leaf: leaves[0]!, proof: [leaves[1]!], root: Buffer.from(roots[2]!, 'hex') };
    expect(verifyInclusion(sha256Tree, claim)).toBe(true);
    for (const wrong of [{ index: 2 }, { size: NaN }, { proof: [leaves[1]!.subarray(1)] }, { leaf: Buffer.alloc(31) }]) expect(verifyInclusion(sha256Tree, { ...claim, ...wrong })).toBe(false);
    expect(verifyConsistency(sha256Tree, { first: 2, second: 1, firstRoot: leaves[0]!, secondRoot: leaves[0]!, proof: [] })).toBe(false);
  });

  test('writes hashes in one way only', () => {
    const [text] = proofTexts([leaves[1]!]);
    expect(hashOfText(text!)).toEqual(leaves[1]);
    for (const wrong of ['', 'AA==', `${text!.slice(0, -2)}B=`, `${text} `, text!.replaceAll('=', '')]) if (wrong !== text) expect(hashOfText(wrong)).toBeUndefined();
  });
});

describe('SM3', () => {
  test('is that of GB/T 32905-2016', () => {
    expect(hasSm3()).toBe(true);
    const sm3 = treeHash('sm3');
    expect(sm3.prefixedLeaf(Buffer.from('abc')).toString('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(sm3.prefixedLeaf(Buffer.from('abcd'.repeat(16))).toString('hex')).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  });

  test('makes a tree of the same shape, with prefixes, whose proofs hold', () => {
    const sm3 = treeHash('sm3');
    const all = Array.from({ length: 5 }, (_, i) => sm3.leaf(`n${i}`));
    const nodeAt = (level: number, index: number): Hash => rootOf(sm3, all.slice(index * 2 ** level, (index + 1) * 2 ** level));
    expect(sm3.leaf('abc')).toEqual(sm3.prefixedLeaf(Buffer.from('\u0000abc')));
    expect(sm3.leaf(Buffer.from('质量'))).toEqual(sm3.leaf('质量'));
    const root = rootOf(sm3, all);
    expect(root).not.toEqual(rootOf(sha256Tree, all));
    expect(verifyInclusion(sm3, { size: 5, index: 3, leaf: all[3]!, proof: inclusionProof(sm3, nodeAt, 3, 5), root })).toBe(true);
  });
});
