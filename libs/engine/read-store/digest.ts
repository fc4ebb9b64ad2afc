import { createHash } from 'node:crypto';

/**
 * Digest of a table, fed in order: every row by key, then (temporal tables) every version by key and position.
 * Each entry is a line of JSON, so that no two tables give the same bytes.
 */
export class TableDigest {
  private readonly hash = createHash('sha256');
  private lines: string[] = [];

  /** One row as stored. */
  row(key: string, position: number, rowText: string): void {
    this.line(`["row",${JSON.stringify(key)},${position},${rowText}]\n`);
  }

  /** One version; a removal has no text. */
  version(key: string, position: number, rowText: string | null): void {
    this.line(`["version",${JSON.stringify(key)},${position},${rowText ?? 'null'}]\n`);
  }

  hex(): string {
    this.flush();
    return this.hash.digest('hex');
  }

  private line(text: string): void {
    this.lines.push(text);
    if (this.lines.length === 256) this.flush();
  }

  private flush(): void {
    if (this.lines.length > 0) this.hash.update(this.lines.join(''), 'utf8');
    this.lines = [];
  }
}
