import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Uuid } from '#engine/kernel';
import { derivedId, zhihengNamespace } from '#engine/kernel';
import type { EventStore, ExpectedRevision, StreamWrite } from '../event-store.js';
import type { OpenStore } from './harness.contract.js';
import { everything, fact, withStore } from './harness.contract.js';

/** What an append comes to, in few words. */
type Answer = { readonly position: number; readonly revisions: readonly number[]; readonly repeated: boolean } | string;

/** The reference: the rules of the port, written a second time and as plainly as can be. */
class Reference {
  readonly log: { readonly id: Uuid; readonly stream: string; readonly revision: number }[] = [];

  append(writes: readonly StreamWrite[]): Answer {
    const wanted = writes.flatMap(({ stream, events }) => events.map(({ id }) => ({ id, stream })));
    const found = wanted.map(({ id }) => this.log.findIndex((event) => event.id === id));
    if (found.some((index) => index >= 0)) return this.#again(writes, wanted, found);
    for (const { stream, expected } of writes) if (!this.#fits(expected, this.#last(stream))) return 'WrongRevision';
    for (const { id, stream } of wanted) this.log.push({ id, stream, revision: this.#last(stream) + 1 });
    return { position: this.log.length, revisions: writes.map(({ stream }) => this.#last(stream)), repeated: false };
  }

  #again(writes: readonly StreamWrite[], wanted: readonly { stream: string }[], found: readonly number[]): Answer {
    const inOrder = found.every((index, i) => index >= 0 && this.log[index]?.stream === wanted[i]?.stream && (i === 0 || index > found[i - 1]!));
    const revisions = writes.map(({ events }) => events.map(({ id }) => this.log.find((event) => event.id === id)?.revision ?? NaN));
    if (!inOrder || revisions.some((run) => run.some((revision, i) => revision !== run[0]! + i))) return 'EventIdTaken';
    return { position: found.at(-1)! + 1, revisions: revisions.map((run) => run.at(-1)!), repeated: true };
  }

  #fits(expected: ExpectedRevision, last: number): boolean {
    return expected === 'any' || (expected === 'exists' && last >= 0) || (expected === 'no-stream' && last < 0) || expected === last;
  }

  #last(stream: string): number {
    return this.log.filter((event) => event.stream === stream).length - 1;
  }
}

// Few streams, few revisions and few ids, so that collisions are common.
const streamName = fc.constantFrom('a-1', 'b-1', 'c-1');
const expectedRevision = fc.oneof(fc.constantFrom<ExpectedRevision>('any', 'any', 'exists', 'no-stream'), fc.nat(4));
const eventId = fc.nat(30).map((n) => derivedId(zhihengNamespace, `model ${n}`));
const appendOf = fc
  .tuple(fc.uniqueArray(eventId, { minLength: 1, maxLength: 5 }), fc.uniqueArray(fc.tuple(streamName, expectedRevision), { minLength: 1, maxLength: 2, selector: ([name]) => name }))
  .map(([ids, targets]): readonly StreamWrite[] => {
    const used = targets.slice(0, ids.length);
    return used.map(([stream, expected], t) => ({
      stream,
      expected,
      events: ids.filter((_, i) => i % used.length === t).map((id) => fact({}, 'testing.FactStated', id)),
    }));
  });

async function answerOf(store: EventStore, writes: readonly StreamWrite[]): Promise<Answer> {
  try {
    const { position, revisions, repeated } = await store.append(writes);
    return { position, revisions, repeated };
  } catch (error) {
    return (error as Error).name;
  }
}

export function modelContract(open: OpenStore): void {
  describe('beside a reference', () => {
    test('any sequence of appends has the same answers and leaves the same log', () =>
      fc.assert(
        fc.asyncProperty(fc.array(appendOf, { maxLength: 25 }), (appends) =>
          withStore(open, async ({ store }) => {
            const reference = new Reference();
            for (const writes of appends) expect(await answerOf(store, writes)).toEqual(reference.append(writes));
            const log = (await everything(store)).map(({ id, stream, revision }) => ({ id, stream, revision }));
            expect(log).toEqual(reference.log);
          }),
        ),
        { numRuns: 40 },
      ));

    test('appends that arrive together are answered as if they had come one after the other', () =>
      fc.assert(
        fc.asyncProperty(fc.array(fc.array(appendOf, { minLength: 1, maxLength: 12 }), { maxLength: 5 }), (bursts) =>
          withStore(open, async ({ store }) => {
            const reference = new Reference();
            for (const burst of bursts) {
              const answers = await Promise.all(burst.map((writes) => answerOf(store, writes)));
              expect(answers).toEqual(burst.map((writes) => reference.append(writes)));
            }
            expect((await everything(store)).map(({ position }) => position)).toEqual(reference.log.map((_, i) => i + 1));
          }),
        ),
        { numRuns: 25 },
      ));
  });
}
