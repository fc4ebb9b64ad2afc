import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '#engine/kernel';
import { WrongRevision } from '../event-store.js';
import { leafText } from '../leaves.js';
import { fact, withStore, write, type OpenStore } from './harness.contract.js';

/** Leaves that an adapter reads are those of the events it delivers. */
export function leavesContract(open: OpenStore): void {
  test('leaves, told and read, are the canonical JSON of the events it delivers, whatever their content and names', () =>
    withStore(open, async ({ store }) => {
      const text = fc.string({ unit: 'grapheme', maxLength: 8 });
      const data = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 })), { maxKeys: 5 });
      const stream = fc.string({ unit: fc.constantFrom('a', 'Z', '"', '\\', '/', ' ', '质', '衡', "'", '𠮷', '-', '1', '\u2028'), minLength: 1, maxLength: 6 });
      const type = fc.string({ unit: fc.constantFrom('a', '.', '"', '\\', '/', 'Z', '9', "'"), minLength: 1, maxLength: 8 });
      const told: [number, string][] = [];
      const unlisten = store.listen((first, leaves) => told.push(...leaves.map((leaf, i) => [first + i, leaf] as [number, string])));
      await fc.assert(
        fc.asyncProperty(data, stream, type, async (content, name, kind) => {
          await store.append([write(name, 'any', { ...fact(content as JsonObject), type: kind })]);
        }),
        { numRuns: 60 },
      );
      const several = [write('b-1', 'any', fact({ n: 1 }), fact({ n: 2 })), write('b-2', 'no-stream', fact({ n: 3 }))];
      await store.append(several);
      await store.append(several);
      await expect(store.append([write('b-2', 'no-stream', fact())])).rejects.toThrow(WrongRevision);
      unlisten();
      const { events } = await store.readAll({ after: 0, limit: 1_000 });
      expect(told).toEqual(events.map((event) => [event.position, leafText(event)]));
      await store.append([write('b-3', 'any', fact())]);
      expect(told).toHaveLength(events.length);
      const leaves = store.openLeaves();
      const read = leaves.page(0, events.length);
      expect(leaves.head()).toBe(events.length + 1);
      expect(read.map(({ position, wellFormed }) => [position, wellFormed])).toEqual(events.map(({ position }) => [position, true]));
      expect(read.map(({ prefixed }) => Buffer.from(prefixed).toString('utf8'))).toEqual(events.map((event) => `\u0000${leafText(event)}`));
      expect(leaves.page(events.length, 5)).toHaveLength(1);
      expect(leaves.texts(1)).toMatchObject({ position: 1, stream: events[0]!.stream, id: events[0]!.id });
      expect(leaves.texts(events.length + 2)).toBeUndefined();
      expect(leaves.identity()).toMatchObject({ origin: expect.stringMatching(/^[0-9a-f-]{36}$/), format: expect.any(Number), createdAt: expect.any(String) });
      leaves.close();
    }));

  test('content that JSON cannot say is refused, and nothing of the append is recorded', () =>
    withStore(open, async ({ store }) => {
      await expect(store.append([write('a-1', 'any', fact({ n: 1 }), fact({ n: NaN }))])).rejects.toThrow('not JSON');
      expect(await store.head()).toBe(0);
    }));
}
