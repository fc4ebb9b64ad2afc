import type { Database, Statement } from '#engine/event-store/sqlite';

const kept = 500;

/** Prepared statements by their text; the least recently used go when there are too many. */
export class Statements {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  get(text: string): Statement {
    const found = this.prepared.get(text);
    const statement = found ?? this.database.prepare(text);
    if (found) this.prepared.delete(text);
    this.prepared.set(text, statement);
    if (this.prepared.size > kept) this.prepared.delete(this.prepared.keys().next().value!);
    return statement;
  }

  /** Forget all, before tables they name are dropped. */
  clear(): void {
    this.prepared.clear();
  }
}
