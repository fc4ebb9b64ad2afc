import { openDatabase, type Database, type Statement } from '#engine/event-store/sqlite';

/** A value of a statement's place. */
export type Value = string | number | null;

/** A database with its statements prepared once, and transactions. */
export class Kept {
  private readonly statements = new Map<string, Statement>();
  readonly database: Database;

  constructor(path: string, schema: string) {
    this.database = openDatabase(path, { cacheKiB: 16_384 });
    this.database.exec(schema);
  }

  sql(text: string): Statement {
    let statement = this.statements.get(text);
    if (!statement) {
      statement = this.database.prepare(text);
      this.statements.set(text, statement);
    }
    return statement;
  }

  /** Everything or nothing. */
  together<T>(task: () => T): T {
    this.sql('BEGIN IMMEDIATE').run();
    try {
      const result = task();
      this.sql('COMMIT').run();
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.sql('ROLLBACK').run();
      throw error;
    }
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }
}
