import type { Clock } from '#engine/kernel';
import { Unrecorded, type AccessAttempt, type AccessRecorder } from '#engine/http';
import type { AccessEntry, AccessLog } from './access-log.js';

/** Writes what the gate tells, and keeps it shut while nothing can be written. */
export class AccessRecording implements AccessRecorder {
  private broken = false;

  constructor(
    private readonly log: AccessLog,
    private readonly clock: Clock,
  ) {}

  refused({ status, policy, ...attempt }: AccessAttempt & { readonly status: number; readonly policy?: string }): Promise<void> {
    return this.write({ kind: 'refused', ...placeOf(attempt), status, ...(policy === undefined ? {} : { policy }) });
  }

  async admitted({ sensitive, ...attempt }: AccessAttempt & { readonly sensitive: boolean }): Promise<void> {
    if (sensitive) return this.write({ kind: 'read', ...placeOf(attempt) });
    // A command leaves its trace in the event log; what counts here is that a refusal could be written.
    if (this.broken || !this.log.writable()) await this.write({ kind: 'log-resumed', address: attempt.address });
  }

  /** Write an entry of this moment. @throws Unrecorded */
  async write(entry: Omit<AccessEntry, 'at'>): Promise<void> {
    try {
      await this.log.append({ ...entry, at: this.clock.now() });
      this.broken = false;
    } catch (error) {
      this.broken = true;
      throw new Unrecorded(error);
    }
  }
}

const placeOf = ({ actor, address, method, path }: AccessAttempt): Pick<AccessEntry, 'user' | 'address' | 'method' | 'path'> => ({
  address, method, path, ...(actor === undefined ? {} : { user: actor }),
});
