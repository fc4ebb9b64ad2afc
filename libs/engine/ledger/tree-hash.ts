import { getHashes, hash } from 'node:crypto';

/** 32 bytes: the hash of a leaf, of a subtree or of a whole tree. */
export type Hash = Buffer;

export type TreeHashId = 'sha256' | 'sm3';

/** Bytes of a hash, for every algorithm here. */
export const hashBytes = 32;

/**
 * How a Merkle tree is hashed (RFC 6962 §2.1): a leaf is H(0x00 ‖ content), a node H(0x01 ‖ left ‖ right), the empty tree H().
 * The prefixes keep a node from ever being passed off as a leaf.
 */
export interface TreeHash {
  readonly id: TreeHashId;
  /** Hash of a leaf's content; a text is taken as UTF-8. */
  leaf(content: string | Uint8Array): Hash;
  /** Hash of a leaf that begins with its 0x00 already. */
  prefixedLeaf(content: Uint8Array): Hash;
  node(left: Uint8Array, right: Uint8Array): Hash;
  /** Root of `count` neighbouring hashes that lie one after another in `bytes`, from the `first` on; a power of two of them. */
  fold(bytes: Buffer, first?: number, count?: number): Hash;
  /** Root of the tree without leaves. */
  readonly empty: Hash;
}

/** The runtime's OpenSSL lacks an algorithm. */
export class HashMissing extends Error {
  override readonly name = 'HashMissing';
  constructor(readonly id: TreeHashId) {
    super(`this Node.js has no ${id}`);
  }
}

/** Whether the runtime has SM3 (GB/T 32905-2016); some builds of OpenSSL leave it out. */
export const hasSm3 = (): boolean => getHashes().includes('sm3');

/** @throws HashMissing */
export function treeHash(id: TreeHashId): TreeHash {
  if (!getHashes().includes(id)) throw new HashMissing(id);
  // A digest that comes as a Latin-1 text and is put into pooled memory costs a third of one that comes as a buffer of its own.
  const text = (bytes: Uint8Array | string): string => hash(id, bytes, 'binary');
  const digest = (bytes: Uint8Array | string): Hash => Buffer.from(text(bytes), 'latin1');
  const pair = Buffer.alloc(1 + 2 * hashBytes, 1);
  return {
    id,
    leaf: (content) => digest(typeof content === 'string' ? `\u0000${content}` : Buffer.concat([leafPrefix, content])),
    prefixedLeaf: digest,
    node: (left, right) => {
      pair.set(left, 1);
      pair.set(right, 1 + hashBytes);
      return digest(pair);
    },
    fold: (bytes, first = 0, count = bytes.length / hashBytes - first) => {
      const row = Buffer.from(bytes.subarray(first * hashBytes, (first + count) * hashBytes));
      for (let left = count; left > 1; left /= 2) {
        for (let n = 0; n < left; n += 2) {
          row.copy(pair, 1, n * hashBytes, (n + 2) * hashBytes);
          row.write(text(pair), (n / 2) * hashBytes, 'latin1');
        }
      }
      return row.subarray(0, hashBytes);
    },
    empty: digest(Buffer.alloc(0)),
  };
}

const leafPrefix = Buffer.of(0);

/** The product's first algorithm: what Certificate Transparency and Go's checksum database use. */
export const sha256Tree: TreeHash = treeHash('sha256');
