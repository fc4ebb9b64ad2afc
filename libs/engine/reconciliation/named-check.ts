import type { EventStore } from '#engine/event-store';
import type { RecordedEvent } from '#engine/kernel';
import type { Check } from './reconciliation.js';
import { Notes, withScratch, type OpenScratch } from './scratch.js';

export interface NamedCheckOptions {
  /** Name of the check, and of the place in its differences. */
  readonly name: string;
  readonly log: Pick<EventStore, 'readAll'>;
  readonly openScratch: OpenScratch;
  /** Type prefixes of the facts that name something; all when absent. */
  readonly types?: readonly string[];
  /** Facts up to here must have had their effect. */
  readonly upTo: () => Promise<number>;
  /** Keys of what a fact says must be there. */
  readonly namesIn: (event: RecordedEvent) => readonly string[];
  /** Look whether it is there and whole. */
  readonly look: (key: string) => Promise<'there' | 'missing' | 'damaged'>;
}

const pageSize = 100;

/** Whether everything that facts name is where it must be: each thing looked at once, whoever names it how often. */
export const namedCheck = ({ name, log, openScratch, types, upTo, namesIn, look }: NamedCheckOptions): Check => ({
  name,
  run: ({ pace, found }) =>
    withScratch(openScratch, async (scratch) => {
      const [notes, end] = [await Notes.open(scratch), await upTo()];
      let compared = 0;
      for (let after = 0; after < end; ) {
        const { events, scannedTo } = await log.readAll({ after, limit: pageSize, upTo: end, ...(types ? { types } : {}) });
        const named = events.flatMap((event) => namesIn(event).map((key) => ({ key, digest: '', position: event.position })));
        const fresh = await notes.add(named);
        await pace();
        for (const { key, position } of named) {
          if (!fresh.has(key) || named.find((other) => other.key === key)!.position < position) continue;
          compared += 1;
          const seen = await look(key);
          if (seen !== 'there') found({ kind: seen, place: name, key, position });
          await pace();
        }
        after = Math.max(after + 1, scannedTo);
      }
      return { compared, position: end };
    }),
});
