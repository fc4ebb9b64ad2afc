// What specs of witnessing start from; product code never imports it.
import { checkpointText, consistencyProof, generateNoteKey, parseSignerKey, parseVerifierKey, readCheckpoint, rootOf, sha256Tree, signNote, type Hash, type NoteSigner, type NoteVerifier, type SignedCheckpoint } from '#engine/ledger';

/** A ledger of a few leaves that signs whatever it is told to. */
export class ExampleLedger {
  readonly leaves: Hash[];
  readonly key: NoteVerifier;
  readonly #signer: NoteSigner;

  constructor(
    readonly origin: string,
    leaves: readonly string[],
    keys = generateNoteKey(origin),
  ) {
    this.leaves = leaves.map((text) => sha256Tree.leaf(text));
    this.#signer = parseSignerKey(keys.signerKey);
    this.key = parseVerifierKey(keys.verifierKey);
  }

  append(...leaves: readonly string[]): void {
    this.leaves.push(...leaves.map((text) => sha256Tree.leaf(text)));
  }

  root(size: number): Hash {
    return rootOf(sha256Tree, this.leaves.slice(0, size));
  }

  checkpoint(size = this.leaves.length, root = this.root(size)): SignedCheckpoint {
    return readCheckpoint(signNote(checkpointText({ origin: this.origin, size, root, extensions: [] }), this.#signer));
  }

  proof(from: number, to = this.leaves.length): readonly Hash[] {
    return consistencyProof(sha256Tree, (level, index) => rootOf(sha256Tree, this.leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)), from, to);
  }

  readonly consistency = (from: number, to: number): { readonly proof: readonly Hash[] } => ({ proof: this.proof(from, to) });
}

export const leavesUpTo = (count: number, from = 0): readonly string[] => Array.from({ length: count - from }, (_, i) => `leaf ${from + i}`);
