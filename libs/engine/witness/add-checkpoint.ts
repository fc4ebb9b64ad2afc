import { type Hash, hashOfText, proofTexts } from '#engine/ledger';

/** The question of C2SP tlog-witness: will you cosign this checkpoint, which extends the one of `oldSize` that you cosigned last? */
export interface AddCheckpoint {
  /** Size that the witness cosigned last, as the asker believes; 0 for never. */
  readonly oldSize: number;
  /** Consistency proof (RFC 6962) from the old size to the checkpoint's; empty from 0 and for the same size. */
  readonly proof: readonly Hash[];
  /** The checkpoint, a signed note, byte for byte. */
  readonly note: string;
}

/** Path of the question below the address of a witness. */
export const addCheckpointPath = '/add-checkpoint';
/** Content type of an answer that tells the size a witness knows. */
export const sizeContentType = 'text/x.tlog.size';
/** Bytes a question may have: a proof has at most 63 hashes, a checkpoint a few lines. */
export const largestQuestion = 64 * 1024;

const mostHashes = 63;
const oldLine = /^old (0|[1-9]\d{0,15})$/;
const sizeLine = /^(0|[1-9]\d{0,15})\n$/;

/** A question as it is sent. */
export const formatAddCheckpoint = ({ oldSize, proof, note }: AddCheckpoint): string => `old ${oldSize}\n${proofTexts(proof).map((text) => `${text}\n`).join('')}\n${note}`;

/** Read a question; undefined for what is none. */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const end = body.indexOf('\n\n');
  if (end < 0) return undefined;
  const [first = '', ...texts] = body.slice(0, end).split('\n');
  const size = Number(oldLine.exec(first)?.[1] ?? NaN);
  const proof = texts.map(hashOfText);
  if (!Number.isSafeInteger(size) || proof.length > mostHashes || proof.includes(undefined)) return undefined;
  return { oldSize: size, proof: proof as Hash[], note: body.slice(end + 2) };
}

/** The size in an answer of {@link sizeContentType}; undefined for what is none. */
export function parseSize(body: string): number | undefined {
  const size = Number(sizeLine.exec(body)?.[1] ?? NaN);
  return Number.isSafeInteger(size) ? size : undefined;
}
