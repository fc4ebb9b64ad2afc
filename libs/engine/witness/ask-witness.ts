import { formatNote, MalformedKey, MalformedNote, openNote, parseNote, parseVerifierKey, type Hash, type NoteSignature, type NoteVerifier, type SignedCheckpoint } from '#engine/ledger';
import { addCheckpointPath, formatAddCheckpoint, parseSize, sizeContentType } from './add-checkpoint.js';

/** Where a witness is asked, and the key its cosignatures are verified with. */
export interface WitnessAddress {
  /** `https://witness.example`; the path of the protocol is added. */
  readonly url: string;
  readonly key: NoteVerifier;
}

/** A cosignature that was verified. */
export interface WitnessCosignature {
  /** Name of the witness's key. */
  readonly witness: string;
  /** Its signature lines, to be added to the note. */
  readonly lines: string;
  /** The signature of the lines, and the key it was verified with. */
  readonly signature: NoteSignature;
  readonly key: NoteVerifier;
}

/** Why a witness did not cosign: `unreachable` and `fault` may pass; the others need somebody to look. */
export type WitnessFaultCode = 'unreachable' | 'fault' | 'unknown-ledger' | 'key-not-trusted' | 'witness-ahead' | 'histories-differ' | 'bad-answer' | 'ledger-fault';

export class WitnessFault extends Error {
  override readonly name = 'WitnessFault';
  constructor(
    readonly code: WitnessFaultCode,
    /** Size that the witness knows, where it told. */
    readonly known?: number,
    options?: ErrorOptions,
  ) {
    super(known === undefined ? code : `${code} (${known})`, options);
  }
}

/** What asking needs of the ledger: hashes that prove one size to be the beginning of another. */
export type ConsistencyProofs = (from: number, to: number) => { readonly proof: readonly Hash[] };

export interface Asked {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}
/** Send a question. @throws when no answer came */
export type Post = (url: string, body: string, signal: AbortSignal) => Promise<Asked>;

/** Over HTTP with the runtime's own client. */
export const postOverHttp: Post = async (url, body, signal) => {
  const response = await fetch(url, { method: 'POST', body, signal, redirect: 'error', headers: { 'content-type': 'text/plain; charset=utf-8' } });
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', body: (await response.text()).slice(0, 64 * 1024) };
};

export interface AskOptions {
  readonly consistency: ConsistencyProofs;
  readonly post: Post;
  readonly signal: AbortSignal;
  /** Size that the witness is believed to know; 0 when absent. */
  readonly knownSize?: number;
}

/**
 * Have a checkpoint cosigned by one witness. Where it knows another size than believed, it is asked once more from there.
 * @throws WitnessFault
 */
export async function askWitness({ url, key }: WitnessAddress, checkpoint: SignedCheckpoint, { consistency, post, signal, knownSize = 0 }: AskOptions): Promise<WitnessCosignature> {
  let oldSize = Math.min(knownSize, checkpoint.size);
  for (let again = true; ; again = false) {
    const proof = proofFrom(consistency, oldSize, checkpoint.size);
    let answer: Asked;
    try {
      answer = await post(`${url.replace(/\/+$/, '')}${addCheckpointPath}`, formatAddCheckpoint({ oldSize, proof, note: checkpoint.note }), signal);
    } catch (cause) {
      throw new WitnessFault('unreachable', undefined, { cause });
    }
    if (answer.status === 200) return verified(key, checkpoint, answer.body);
    const size = answer.status === 409 && answer.contentType.split(';')[0]!.trim() === sizeContentType ? parseSize(answer.body) : undefined;
    if (size === undefined || !again) throw faultOf(answer, size);
    // The log is younger than what was witnessed: it was put back to an older state.
    if (size > checkpoint.size) throw new WitnessFault('witness-ahead', size);
    oldSize = size;
  }
}

function proofFrom(consistency: ConsistencyProofs, from: number, to: number): readonly Hash[] {
  if (from === 0 || from === to) return [];
  try {
    return consistency(from, to).proof;
  } catch (cause) {
    throw new WitnessFault('ledger-fault', undefined, { cause });
  }
}

function faultOf({ status }: Asked, known: number | undefined): WitnessFault {
  if (status === 404) return new WitnessFault('unknown-ledger');
  if (status === 403) return new WitnessFault('key-not-trusted');
  if (status === 422 || (status === 409 && known === undefined)) return new WitnessFault('histories-differ');
  return new WitnessFault('fault', known);
}

/** @throws WitnessFault when the lines are no cosignature of this checkpoint by this key */
function verified(key: NoteVerifier, { note }: SignedCheckpoint, lines: string): WitnessCosignature {
  try {
    const { text } = parseNote(note);
    const opened = openNote(`${text}\n${lines}`, [key]);
    const [signature] = opened.verified;
    if (signature && opened.wrong.length === 0) return { witness: key.name, lines: formatNote({ text: '\n', signatures: [signature] }).slice(2), signature, key };
  } catch (error) {
    if (!(error instanceof MalformedNote)) throw error;
  }
  throw new WitnessFault('bad-answer');
}

/**
 * Witnesses as a setting names them: address and public key, divided by a space; several divided by commas or line breaks.
 * @throws MalformedKey for what is no address with the public key of a witness
 */
export function readWitnesses(text: string): readonly WitnessAddress[] {
  return text.split(/[,\n]/).map((one) => one.trim()).filter((one) => one !== '').map((one) => {
    const [url = '', key = '', ...rest] = one.split(/\s+/);
    const verifier = parseVerifierKey(key);
    const address = URL.canParse(url) ? new URL(url) : undefined;
    if (rest.length > 0 || verifier.algorithm !== 'cosignature' || !address || !/^https?:$/.test(address.protocol)) throw new MalformedKey(`not a witness: ${JSON.stringify(one)}`);
    return { url, key: verifier };
  });
}
