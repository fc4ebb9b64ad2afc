import type { ReadStore, TableRef } from '#engine/read-store';

/** An empty store on this machine's disk, and its end. */
export interface Scratch {
  readonly store: ReadStore;
  remove(): Promise<void>;
}

export type OpenScratch = () => Promise<Scratch>;

export async function withScratch<T>(open: OpenScratch, work: (store: ReadStore) => Promise<T>): Promise<T> {
  const scratch = await open();
  try {
    return await work(scratch.store);
  } finally {
    await scratch.remove();
  }
}

const table: TableRef = { spec: { name: 'noted', fields: {}, indexes: [], temporal: false }, generation: 1 };

/** Something noted under a key: a digest, and the position of the fact behind it. */
export interface Noted {
  readonly key: string;
  readonly digest: string;
  readonly position: number;
}

/** Notes by key that would not fit into memory. The first note of a key stands. */
export class Notes {
  private steps = 0;

  private constructor(private readonly store: ReadStore) {}

  static async open(store: ReadStore): Promise<Notes> {
    await store.ensure(table);
    return new Notes(store);
  }

  /** Add notes; answers the keys that were new. */
  async add(notes: readonly Noted[]): Promise<ReadonlySet<string>> {
    const there = new Set((await this.store.getMany(table, notes.map(({ key }) => key))).map(({ key }) => key));
    const fresh = new Map<string, Noted>();
    for (const note of notes) if (!there.has(note.key) && !fresh.has(note.key)) fresh.set(note.key, note);
    await this.commit([...fresh.values()].map(({ key, digest, position }) => ({ table, key, row: { digest }, position })));
    return new Set(fresh.keys());
  }

  /** Take notes away; answers what they said. */
  async take(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.store.getMany<{ digest: string }>(table, keys);
    await this.commit(found.map(({ key, position }) => ({ table, key, row: undefined, position })));
    return new Map(found.map(({ key, row }) => [key, row.digest]));
  }

  /** Those that nobody took, in order of their keys. */
  async *rest(): AsyncGenerator<readonly Noted[]> {
    for (let after: string | undefined; ; ) {
      const page = await this.store.query<{ digest: string }>(table, { limit: 500, ...(after === undefined ? {} : { after }) });
      yield page.rows.map(({ key, row: { digest }, position }) => ({ key, digest, position }));
      after = page.next;
      if (after === undefined) return;
    }
  }

  private async commit(rows: Parameters<ReadStore['commit']>[0]['rows']): Promise<void> {
    if (rows.length > 0) await this.store.commit({ checkpoint: { projection: 'notes', generation: 1, position: (this.steps += 1) }, rows });
  }
}
