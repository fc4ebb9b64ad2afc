import { proving, type ProvenNote, type ProvingIo } from '../../../../libs/domain/history/audit-bundle/verifier/proving.mjs';

/** `append-only`: the later checkpoint only adds to the earlier one. */
export type ConsistencyVerdict = 'append-only' | 'rewritten' | 'other-ledger' | 'wrong-order' | 'unreadable-earlier' | 'unreadable-later';

export interface ConsistencyProof {
  readonly verdict: ConsistencyVerdict;
  readonly earlier: ProvenNote | undefined;
  readonly later: ProvenNote | undefined;
}

/** Sizes and places of two signed checkpoints, read from their texts; undefined for what is none. */
export const sizeOfNote = (note: string): number | undefined => {
  const [, size] = /^[^\n]+\n(0|[1-9]\d*)\n/.exec(note) ?? [];
  return size === undefined ? undefined : Number(size);
};

/** A note as it was pasted: its last line ends, and blanks around it are gone. */
export const pastedNote = (text: string): string => `${text.replace(/\r\n/g, '\n').trim()}\n`;

/** Whether the log of an earlier checkpoint is the beginning of that of a later one (RFC 6962 §2.1.2), hashed again here. */
export async function proveConsistency(io: ProvingIo, { earlier, later, proof, keys }: { readonly earlier: string; readonly later: string; readonly proof: readonly string[]; readonly keys: readonly string[] }): Promise<ConsistencyProof> {
  const maths = proving(io);
  const known = (await Promise.all(keys.map(maths.readKey))).filter((key) => key !== undefined);
  const [before, after] = await Promise.all([maths.openNote(earlier, known), maths.openNote(later, known)]);
  const told = (verdict: ConsistencyVerdict): ConsistencyProof => ({ verdict, earlier: before, later: after });
  if (!before) return told('unreadable-earlier');
  if (!after) return told('unreadable-later');
  if (before.origin !== after.origin) return told('other-ledger');
  if (before.size > after.size) return told('wrong-order');
  return told((await maths.extended(before, after, proof)) ? 'append-only' : 'rewritten');
}
