import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { normalised } from './password-policy.js';

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. About 20 ms on the machines this was built on. */
export const hashingCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordHashingOptions {
  /** Hashes at a time; half the processors when absent, so that a storm of sign-ins leaves the others their share. */
  readonly atATime?: number;
  /** How many may wait; beyond it sign-ins are sent away. 100 when absent. */
  readonly longestQueue?: number;
}

/** So many sign-ins wait that another would take too long. */
export class TooManySignIns extends Error {
  override readonly name = 'TooManySignIns';
}

/** Hashes and checks passwords with argon2id, a few at a time. */
export class PasswordHashing {
  private readonly atATime: number;
  private readonly longestQueue: number;
  private readonly queue: (() => void)[] = [];
  private busy = 0;
  private decoy: Promise<string> | undefined;

  constructor(options: PasswordHashingOptions = {}) {
    this.atATime = options.atATime ?? Math.max(1, Math.floor(availableParallelism() / 2));
    this.longestQueue = options.longestQueue ?? 100;
  }

  /** @throws TooManySignIns */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalised(password), hashingCost));
  }

  /**
   * Whether a password belongs to a hash. Without a hash (no such account, no password) the same work is done for nothing,
   * so that the time of the answer does not tell.
   * @throws TooManySignIns
   */
  async matches(password: string, known: string | undefined): Promise<boolean> {
    this.decoy ??= hash('nobody has this password', hashingCost);
    const against = known ?? (await this.decoy);
    return (await this.inTurn(() => verify(against, normalised(password)))) && known !== undefined;
  }

  /** Whether a hash was made with less than today's cost. */
  isOutdated(known: string): boolean {
    const { memoryCost, timeCost } = parseOptions(known);
    return memoryCost < hashingCost.memoryCost || timeCost < hashingCost.timeCost;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy >= this.atATime) {
      if (this.queue.length >= this.longestQueue) throw new TooManySignIns('too many sign-ins wait');
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else {
      this.busy += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}
