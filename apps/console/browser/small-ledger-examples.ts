// A small ledger for specs of proofs; product code never imports it.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '#engine/kernel';
import { checkpointText, generateNoteKey, parseCosignerKey, formatNote, inclusionProof, consistencyProof, parseNote, parseSignerKey, rootAt, sha256Tree, signNote, type Hash } from '#engine/ledger';
import type { ProvingIo } from '../../../libs/domain/history/audit-bundle/verifier/proving.mjs';
import type { ProofInput } from '../audit/proof/prove-event.js';

/** Hashes and signatures as Node makes them. */
export const nodeIo: ProvingIo = {
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  ed25519: (key, message, signature) => verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }, format: 'jwk' }), signature),
};

/** A browser that hashes but knows no Ed25519. */
export const olderIo: ProvingIo = { ...nodeIo, ed25519: () => undefined };

export const textAt = (index: number): string => canonicalJson({ position: index + 1, data: { value: `第 ${index} 项` } });

/** Signed trees over `textAt(0)`, `textAt(1)`, … */
export class SmallLedger {
  readonly ledgerKey = generateNoteKey('zhiheng/spec');
  readonly witnessKey = generateNoteKey('witness.spec', 'cosignature');

  #nodeAt(level: number, index: number): Hash {
    if (level === 0) return sha256Tree.leaf(Buffer.from(textAt(index), 'utf8'));
    return sha256Tree.node(this.#nodeAt(level - 1, index * 2), this.#nodeAt(level - 1, index * 2 + 1));
  }

  note(size: number, { cosigned = false } = {}): string {
    const text = checkpointText({ origin: 'zhiheng/spec', size, root: rootAt(sha256Tree, (level, index) => this.#nodeAt(level, index), size), time: '2026-06-30T01:00:00.000Z', extensions: [] });
    const note = signNote(text, parseSignerKey(this.ledgerKey.signerKey));
    return cosigned ? formatNote({ text, signatures: [...parseNote(note).signatures, parseCosignerKey(this.witnessKey.signerKey).cosign(text, 1_780_000_000)] }) : note;
  }

  input(index: number, size: number, more: Partial<ProofInput> = {}): ProofInput {
    const nodeAt = (level: number, at: number) => this.#nodeAt(level, at);
    return { text: textAt(index), leaf: nodeAt(0, index).toString('base64'), index, size, proof: inclusionProof(sha256Tree, nodeAt, index, size).map((hash) => hash.toString('base64')), note: this.note(size), keys: [this.ledgerKey.verifierKey], pinned: [], ...more };
  }

  consistency(from: number, to: number): readonly string[] {
    return consistencyProof(sha256Tree, (level, index) => this.#nodeAt(level, index), from, to).map((hash) => hash.toString('base64'));
  }
}
