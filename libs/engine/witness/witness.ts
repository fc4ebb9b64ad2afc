import type { Clock } from '#engine/kernel';
import { formatNote, MalformedNote, openNote, readCheckpoint, sha256Tree, verifyConsistency, type Cosigner, type NoteVerifier, type SignedCheckpoint } from '#engine/ledger';
import { crashPoint } from '../testing/crash-point.js';
import { type AddCheckpoint, parseAddCheckpoint, sizeContentType } from './add-checkpoint.js';
import type { WitnessState } from './state-folder.js';

/** An answer in the terms of HTTP (C2SP tlog-witness). */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: string;
}

export interface WitnessOptions {
  readonly cosigner: Cosigner;
  /** Public keys of the ledgers it looks after. A key speaks for the ledger of its name; several are several keys of one ledger. */
  readonly trusted: readonly NoteVerifier[];
  readonly state: WitnessState;
  readonly clock: Clock;
}

const plain = (status: WitnessAnswer['status'], text: string): WitnessAnswer => ({ status, contentType: 'text/plain; charset=utf-8', body: `${text}\n` });

/**
 * A second machine's memory of ledgers. It cosigns a checkpoint only when the ledger signed it and it extends the one that was cosigned
 * last, and it remembers before it signs: so it never puts its name to two histories, whatever happens to it or to those who ask.
 */
export class Witness {
  readonly #options: WitnessOptions;
  /** Questions about one ledger are answered one after the other. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(options: WitnessOptions) {
    this.#options = options;
  }

  /** Ledgers it looks after. */
  get origins(): readonly string[] {
    return [...new Set(this.#options.trusted.map(({ name }) => name))];
  }

  /** The checkpoint it cosigned last. @throws DamagedState */
  last(origin: string): SignedCheckpoint | undefined {
    return this.#options.state.last(origin);
  }

  /** Answer a question. @throws DamagedState · the file system's error: nothing was signed then */
  async addCheckpoint(body: string): Promise<WitnessAnswer> {
    const question = parseAddCheckpoint(body);
    const checkpoint = question && checkpointOf(question);
    if (!question || !checkpoint) return plain(400, 'not a request of tlog-witness');
    const before = this.#turns.get(checkpoint.origin) ?? Promise.resolve();
    const answer = before.then(() => this.#answer(question, checkpoint));
    this.#turns.set(checkpoint.origin, answer.catch(() => undefined));
    return answer;
  }

  #answer(question: AddCheckpoint, checkpoint: SignedCheckpoint): WitnessAnswer {
    const { state, cosigner, clock, trusted } = this.#options;
    const { origin, size, root } = checkpoint;
    const keys = trusted.filter(({ name }) => name === origin);
    if (keys.length === 0) return plain(404, 'unknown origin');
    const opened = openNote(checkpoint.note, keys);
    if (opened.verified.length === 0 || opened.wrong.length > 0) return plain(403, 'no signature of a trusted key');
    if (question.oldSize > size) return plain(400, 'the old size is larger than the checkpoint');
    const known = state.last(origin);
    if (question.oldSize !== (known?.size ?? 0)) return { status: 409, contentType: sizeContentType, body: `${known?.size ?? 0}\n` };
    if (known?.size === size && !known.root.equals(root)) return plain(409, 'another root is known for this size');
    const consistent = verifyConsistency(sha256Tree, { first: question.oldSize, firstRoot: known?.root ?? sha256Tree.empty, second: size, secondRoot: root, proof: question.proof });
    if (!consistent || (size === 0 && !root.equals(sha256Tree.empty))) return plain(422, 'the consistency proof does not hold');
    crashPoint('witness-before-remembering');
    if (known?.size !== size) state.remember(checkpoint);
    crashPoint('witness-remembered');
    const signature = cosigner.cosign(opened.text, Math.floor(Date.parse(clock.now()) / 1_000));
    return { status: 200, contentType: 'text/plain; charset=utf-8', body: formatNote({ text: '\n', signatures: [signature] }).slice(2) };
  }
}

function checkpointOf({ note }: AddCheckpoint): SignedCheckpoint | undefined {
  try {
    return readCheckpoint(note);
  } catch (error) {
    if (error instanceof MalformedNote) return undefined;
    throw error;
  }
}
