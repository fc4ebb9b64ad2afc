import { createHash } from 'node:crypto';
import { canonicalJson, type Actor, type Refusal, type Uuid } from '#engine/kernel';

/** What comes with a command besides its content. */
export interface Envelope {
  /** The caller's Idempotency-Key as an id; a fresh one when there was none. */
  readonly commandId: Uuid;
  /** True when the id was given by the caller, so that an earlier attempt may be in the log. */
  readonly retryable: boolean;
  readonly actor: Actor;
  readonly reason?: string;
  readonly authority?: string;
  readonly correlation: Uuid;
  /** The event that set it off, when a reaction sends it. */
  readonly causation?: Uuid;
  readonly traceparent?: string;
  /** The revision the caller saw (If-Match): the command is refused with a precondition failure when it moved on. */
  readonly ifMatch?: number;
}

/** What an accepted command leaves in the hand of its sender. */
export interface Receipt {
  readonly stream: string;
  /** Revision of the stream after the command; the ETag. */
  readonly revision: number;
  /** Log position to wait for in order to read one's own write. */
  readonly position: number;
  readonly recordedAt: string;
  readonly events: readonly { readonly id: Uuid; readonly type: string }[];
  /** True when the same command had been recorded before; nothing was written this time. */
  readonly repeated: boolean;
  /** False when the command would change nothing, so that no event was recorded. */
  readonly changed: boolean;
}

export type Outcome = Receipt | Refusal;

/** The stream is not at the revision the caller's If-Match names. */
export class PreconditionFailed extends Error {
  override readonly name = 'PreconditionFailed';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${stream} is at revision ${actual}, If-Match names ${expected}`);
  }
}

/** The stream kept moving: every retry lost against another writer. */
export class TooContended extends Error {
  override readonly name = 'TooContended';
}

/** Digest of a command and its sender (128 bits of SHA-256 over canonical JSON, hex). */
export function fingerprint(name: string, command: unknown, actor: Actor): string {
  return createHash('sha256').update(canonicalJson([name, command, actor.id])).digest('hex').slice(0, 32);
}
