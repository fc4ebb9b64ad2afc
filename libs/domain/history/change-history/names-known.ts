import type { Instant } from '#engine/kernel';
import type { Views } from '#engine/http';
import { nameAt, nameKey, namesProjection, namesTable, type NameRow } from './names.projection.js';
import { namesIn, type NameOf, type Shown } from './shown.js';

/** Looks up what things were called. Made for one question: what it has looked up it remembers. */
export class NamesKnown {
  private readonly rows = new Map<string, Promise<NameRow | undefined>>();

  /** @param upTo log position that names are known up to */
  constructor(
    private readonly views: Views,
    private readonly upTo: number,
  ) {}

  /** Names of the things that some values speak of, as they were called at a position. */
  async at(shown: readonly Shown[], position: number, recordedAt: Instant): Promise<NameOf> {
    const found = new Map<string, ReturnType<typeof nameAt>>();
    for (const { of, key } of shown.flatMap(namesIn)) {
      const row = await this.row(nameKey(of, key));
      if (row) found.set(nameKey(of, key), nameAt(row, position, recordedAt));
    }
    return (of, key) => found.get(nameKey(of, key));
  }

  private row(key: string): Promise<NameRow | undefined> {
    const known = this.rows.get(key);
    if (known) return known;
    const read = this.views.one<NameRow>(namesProjection, namesTable.name, key, { waitFor: this.upTo }).then(({ found }) => found?.row);
    this.rows.set(key, read);
    return read;
  }
}
