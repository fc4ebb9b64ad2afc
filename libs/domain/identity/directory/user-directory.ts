import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, Recorded } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { silentLog, type Log } from '#engine/telemetry';
import { account, effectiveGrants, grantsInForce, type AccountState, type EffectiveGrant, type RegisteredAccount } from '../account.state.js';
import { identityEvents, type IdentityEvent } from '../identity.events.js';

export interface UserDirectoryOptions {
  readonly clock: Clock;
  readonly log?: Log;
  /** Wait before following again after a fault; 1 s when absent. */
  readonly retryMs?: number;
}

/** The directory has stopped following the log, so nobody's rights are known. */
export class DirectoryUnavailable extends Error {
  override readonly name = 'DirectoryUnavailable';
}

const waitLimitMs = 10_000;

/**
 * Every account as the log has it now, in memory: who may act is looked up here on each request, so that a revoked role
 * stops with the next one. While the log cannot be followed, nobody is let in.
 */
export class UserDirectory {
  private readonly accounts = new Map<string, RegisteredAccount>();
  private readonly waiting = new Set<() => void>();
  private readonly stopping = new AbortController();
  private store: Pick<EventStore, 'head'> | undefined;
  private following: Promise<void> | undefined;
  private fault: unknown;
  private position = 0;

  constructor(private readonly options: UserDirectoryOptions) {}

  /** Follow the log; resolves once the directory has caught up with it. */
  async start(store: Pick<EventStore, 'follow' | 'head'>): Promise<void> {
    this.store = store;
    this.following ??= this.follow(store);
    await this.caughtUp();
  }

  /**
   * Wait until the directory holds everything that is in the log now.
   * @throws DirectoryUnavailable when it stays behind
   */
  async caughtUp(): Promise<void> {
    if (!this.store) throw new DirectoryUnavailable('the user directory was not started');
    await this.reached(await this.store.head());
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
  }

  /**
   * Wait until a log position is in the directory.
   * @throws DirectoryUnavailable when it stays behind
   */
  async reached(position: number): Promise<void> {
    const deadline = AbortSignal.timeout(waitLimitMs);
    while (this.position < position && !deadline.aborted && !this.stopping.signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          deadline.removeEventListener('abort', wake);
          resolve();
        };
        this.waiting.add(wake);
        deadline.addEventListener('abort', wake);
      });
    }
    if (this.position < position) throw new DirectoryUnavailable(`the user directory is at position ${this.position}, not yet at ${position}`, { cause: this.fault });
  }

  /**
   * An account by its id, which is its login name too.
   * @throws DirectoryUnavailable
   */
  account(user: string): RegisteredAccount | undefined {
    if (this.fault !== undefined) throw new DirectoryUnavailable('the user directory cannot follow the log', { cause: this.fault });
    return this.accounts.get(user);
  }

  /** What an account may do now, own rights and those of delegations. */
  grants(user: string): readonly EffectiveGrant[] {
    const found = this.account(user);
    return found ? effectiveGrants(found, this.options.clock.now(), (id) => this.accounts.get(id)) : [];
  }

  /** The account of a person of the register of persons. */
  accountOfPerson(personRef: string): string | undefined {
    return [...this.accounts.values()].find((known) => known.personRef === personRef)?.user;
  }

  /** How many others than this user hold each of some roles and can act. */
  otherHolders(user: string, roles: readonly string[]): Readonly<Record<string, number>> {
    const now = this.options.clock.now();
    const others = [...this.accounts.values()].filter((known) => known.user !== user && known.status === 'active');
    return Object.fromEntries(roles.map((role) => [role, others.filter((known) => grantsInForce(known, now).some((grant) => grant.role === role)).length]));
  }

  private async follow(store: Pick<EventStore, 'follow'>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for await (const page of store.follow({ after: this.position, types: ['identity.'], signal })) {
          for (const event of page.events) this.apply(event as unknown as Recorded<IdentityEvent>);
          this.position = page.scannedTo;
          this.fault = undefined;
          for (const wake of [...this.waiting]) wake();
        }
      } catch (error) {
        this.fault = error;
        (this.options.log ?? silentLog).error('the user directory cannot follow the log', { err: error });
      }
      await pause(this.options.retryMs ?? 1_000, undefined, { signal }).catch(() => undefined);
    }
    for (const wake of [...this.waiting]) wake();
  }

  /** A kind of fact that is not known could take rights away: it stops the directory rather than being passed over. */
  private apply(event: Recorded<IdentityEvent>): void {
    if (!Object.hasOwn(identityEvents, event.type)) throw new Error(`unknown event type ${event.type as string} at position ${event.position as number}`);
    const user = 'user' in event.data ? event.data.user : event.data.to;
    const before: AccountState = this.accounts.get(user) ?? account.initial;
    const after = account.evolve(before, event);
    if (after.status !== 'unregistered') this.accounts.set(user, after);
  }
}
