import type { RowWrite } from '#engine/read-store';

/** Row versions that wait for a commit. Without history only the last version of a row is ever read: the others are let go. */
export class PendingWrites {
  private readonly versions: RowWrite[] = [];
  private readonly last = new Map<string, RowWrite>();

  add(writes: readonly RowWrite[]): void {
    for (const write of writes) {
      if (write.table.spec.temporal) this.versions.push(write);
      else this.last.set(`${write.table.spec.name} ${write.key}`, write);
    }
  }

  get size(): number {
    return this.versions.length + this.last.size;
  }

  /** All of them; none wait any more. */
  take(): RowWrite[] {
    const taken = [...this.versions, ...this.last.values()];
    this.clear();
    return taken;
  }

  clear(): void {
    this.versions.length = 0;
    this.last.clear();
  }
}
