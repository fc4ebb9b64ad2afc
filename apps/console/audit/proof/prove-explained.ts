import canonicalize from 'canonicalize';
import { ascii, hex, proving, type ProvingIo } from '../../../../libs/domain/history/audit-bundle/verifier/proving.mjs';
import type { ReplyOf } from '../../server/ask.js';
import { proveEvent, type EventProof } from './prove-event.js';

export type Explained = ReplyOf<'GET /history/explanations/rounds/:round/:unit'> | ReplyOf<'GET /history/explanations/scores/:plan/:year/:group/:unit'>;
export type Ground = Explained['grounds'][number];

const canonical = canonicalize as unknown as (value: unknown) => string;

/** Whether the sheet is the one that the fingerprint names. */
export const sheetFits = async (io: ProvingIo, { sheet, hash }: Pick<Explained, 'sheet' | 'hash'>): Promise<boolean> => hex(await proving(io).digest(ascii(canonical(sheet)))) === hash;

/** Prove one fact behind a score, with its text where it could be read. Undefined when no checkpoint covers it yet. */
export async function proveGround(io: ProvingIo, { proof }: Ground, explained: Pick<Explained, 'checkpoint'>, keys: readonly string[], text: string | undefined): Promise<EventProof | undefined> {
  return proof ? proveEvent(io, { text, leaf: proof.leaf, index: proof.index, size: proof.size, proof: proof.proof, note: explained.checkpoint?.note ?? null, keys, pinned: [] }) : undefined;
}
