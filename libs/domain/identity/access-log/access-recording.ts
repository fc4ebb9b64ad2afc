import type { Clock, Instant } from '#engine/kernel';
import { Unrecorded, type AccessAttempt, type AccessRecorder, type AdmittedAccess } from '#engine/http';
import type { AccessEntry, AccessLog } from './access-log.js';

/** Writes what the gate tells, and keeps it shut while nothing can be written. */
export class AccessRecording implements AccessRecorder {
  private broken = false;
  private resuming: Promise<unknown> | undefined;

  constructor(
    private readonly log: AccessLog,
    private readonly clock: Clock,
  ) {}

  refused({ status, policy, ...attempt }: AccessAttempt & { readonly status: number; readonly policy?: string }): Promise<void> {
    return this.write({ kind: 'refused', ...placeOf(attempt), status, ...(policy === undefined ? {} : { policy }) });
  }

  async admitted({ sensitive, query, ...attempt }: AdmittedAccess): Promise<void> {
    if (sensitive === 'read') return this.write({ kind: 'read', ...placeOf(attempt) });
    if (sensitive === 'export') return this.write({ kind: 'export', ...placeOf(attempt), ...(query === undefined ? {} : { query }) });
    // A command leaves its trace in the event log; what counts here is that a refusal could be written.
    if (this.broken) return this.write({ kind: 'log-resumed', address: attempt.address });
    await this.tried((now) => this.log.pulse(now));
  }

  /** Write an entry of this moment. @throws Unrecorded */
  write(entry: Omit<AccessEntry, 'at'>): Promise<void> {
    return this.tried(async (at) => {
      // Who comes after a fault finds it in the log, whatever was the first that could be written again.
      if (this.broken) await (this.resuming ??= this.log.append({ kind: 'log-resumed', address: entry.address, at }).finally(() => (this.resuming = undefined)));
      if (entry.kind !== 'log-resumed') await this.log.append({ ...entry, at });
    });
  }

  private async tried(write: (now: Instant) => Promise<void>): Promise<void> {
    const now = this.clock.now();
    try {
      await write(now);
    } catch (error) {
      this.broken = true;
      throw new Unrecorded(error);
    }
    this.broken = false;
  }
}

const placeOf = ({ actor, address, method, path }: AccessAttempt): Pick<AccessEntry, 'user' | 'address' | 'method' | 'path'> => ({
  address, method, path, ...(actor === undefined ? {} : { user: actor }),
});
