import { cityDate, refuse, type Clock, type DateText, type Refusal } from '#engine/kernel';
import { evidenceLimits } from './inspect-evidence.js';

/**
 * What each person has uploaded today, so that nobody fills the disk. Kept in memory: a restart gives everybody the day's allowance
 * anew, and each process of a distributed installation counts for itself.
 */
export class UploadAllowance {
  private day: DateText = '';
  private readonly used = new Map<string, { files: number; bytes: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: { readonly filesPerDay: number; readonly bytesPerDay: number } = evidenceLimits,
  ) {}

  /** Take from the allowance of a person, or say that it is used up. */
  take(user: string, bytes: number): Refusal | undefined {
    const today = cityDate(this.clock.now());
    if (today !== this.day) {
      this.day = today;
      this.used.clear();
    }
    const { filesPerDay, bytesPerDay } = this.limits;
    const before = this.used.get(user) ?? { files: 0, bytes: 0 };
    const after = { files: before.files + 1, bytes: before.bytes + bytes };
    if (after.files > filesPerDay || after.bytes > bytesPerDay) return refuse('evidence.too-many-uploads', { files: filesPerDay, bytes: bytesPerDay });
    this.used.set(user, after);
    return undefined;
  }
}
