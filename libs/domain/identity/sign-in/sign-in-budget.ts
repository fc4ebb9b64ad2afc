import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** How many failed attempts are allowed within a time, and what for. */
export interface SignInLimits {
  /** For one account from one address. */
  readonly pair: number;
  /** For one account from everywhere. */
  readonly account: number;
  /** From one address for all accounts. */
  readonly address: number;
  readonly windowSeconds: number;
}

/**
 * 5 in 15 minutes for an account from an address stops guessing; 50 for an account stops many machines guessing at one;
 * 200 for an address stops one machine guessing at many, and leaves room for an office behind one address.
 */
export const usualLimits: SignInLimits = { pair: 5, account: 50, address: 200, windowSeconds: 900 };

/**
 * Budgets of failed sign-ins, in memory: a restart forgives, several servers count each for itself. An attempt is counted before the
 * password is checked, so that many at once gain nothing, and given back when it was right.
 *
 * Nobody is locked out by others: an attacker at an address soon exhausts the budget of the pair, which stops counting for
 * the account and for the address; and an address that the account has signed in from before is held to the budget of the pair only.
 */
export class SignInBudget {
  private readonly pair: RateLimiterMemory;
  private readonly account: RateLimiterMemory;
  private readonly address: RateLimiterMemory;

  constructor({ pair, account, address, windowSeconds }: SignInLimits = usualLimits) {
    const limiter = (points: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: windowSeconds, blockDuration: windowSeconds });
    this.pair = limiter(pair);
    this.account = limiter(account);
    this.address = limiter(address);
  }

  /** Count an attempt. Returns the seconds to wait when a budget is exhausted. */
  async take(loginName: string, address: string, knownAddress: boolean): Promise<number | undefined> {
    const wait = await spent(this.pair, pairKey(loginName, address));
    if (wait !== undefined || knownAddress) return wait;
    return (await spent(this.account, loginName)) ?? (await spent(this.address, address));
  }

  /** The password was right: the attempts before it were the owner's. */
  async giveBack(loginName: string, address: string, knownAddress: boolean): Promise<void> {
    await this.pair.delete(pairKey(loginName, address));
    if (knownAddress) return;
    await this.account.reward(loginName);
    await this.address.reward(address);
  }
}

const pairKey = (loginName: string, address: string): string => `${loginName} ${address}`;

async function spent(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (rejected) {
    if (rejected instanceof Error) throw rejected;
    return Math.max(1, Math.ceil((rejected as RateLimiterRes).msBeforeNext / 1_000));
  }
}
