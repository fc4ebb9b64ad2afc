import type { Hash } from '../tree-hash.js';
import type { TrustedCheckpoint } from './trusted-notes.js';

export interface RootCheck {
  readonly root: () => Hash;
  readonly sm3?: () => Hash;
}

export const sameHash = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Holds every trusted checkpoint against the log as the walk passes its size. */
export class RootChecks {
  readonly holding: TrustedCheckpoint[] = [];
  readonly contradicted: TrustedCheckpoint[] = [];
  #left: readonly TrustedCheckpoint[];

  /** @param checkpoints the smallest first */
  constructor(checkpoints: readonly TrustedCheckpoint[]) {
    this.#left = checkpoints;
  }

  /** The next size at which there is something to compare. */
  at(size: number, { root, sm3 }: RootCheck): void {
    if (this.#left[0] === undefined || this.#left[0].size > size) return;
    for (const checkpoint of this.#left.filter((one) => one.size === size)) {
      const holds = sameHash(root(), checkpoint.root) && (!sm3 || !checkpoint.sm3 || sameHash(sm3(), checkpoint.sm3));
      (holds ? this.holding : this.contradicted).push(checkpoint);
    }
    this.#left = this.#left.filter((one) => one.size > size);
  }

  /** Checkpoints of more events than were seen. */
  get unreached(): readonly TrustedCheckpoint[] {
    return this.#left;
  }
}
