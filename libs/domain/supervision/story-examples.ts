// Plays what people try in whatever order on the real command engine, for specs of whole lives; product code never imports it.
import fc from 'fast-check';
import { isRefusal, newId, type Actor, type EventCatalogue, type RecordedEvent } from '#engine/kernel';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { recordedLog, TestClock, type GivenEvent } from '#engine/testing';

/** One step of a story: somebody sends a command, or days pass. */
export type StoryStep = { readonly by: Actor; readonly send: readonly [definition: any, command: object] } | { readonly days: number };

type Act = readonly [definition: any, command: object];

/**
 * Stories that go along a life from its beginning to one of its ends, with steps left out and others in between: mostly by those whose acts
 * they are, often enough by somebody else, with days passing.
 */
export function stories(acts: readonly fc.Arbitrary<Act>[], people: readonly Actor[], lives: readonly (readonly StoryStep[])[]): fc.Arbitrary<StoryStep[]> {
  const act = fc.oneof(...acts).chain((send) => {
    const fitting = people.filter((one) => send[0].policy.scope(one).length > 0);
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: fc.constantFrom(...people) }).map((by): StoryStep => ({ by, send }));
  });
  const other = fc.oneof({ weight: 6, arbitrary: act }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }).map((days): StoryStep => ({ days })) });
  const passage = (step: StoryStep): fc.Arbitrary<StoryStep[]> =>
    fc.tuple(fc.array(other, { maxLength: 2 }), fc.integer({ min: 0, max: 9 })).map(([before, kept]) => (kept === 0 ? before : [...before, step]));
  return fc.constantFrom(...lives).chain((life) => fc.tuple(...life.map(passage), fc.array(other, { maxLength: 4 })).map((passages) => passages.flat()));
}

/** The facts of one stream after a story; every command is sent twice under its id, and the second time must change nothing. */
export async function played(
  steps: readonly StoryStep[],
  { stream, from, catalogue, furnished }: { readonly stream: string; readonly from: string; readonly catalogue: EventCatalogue; readonly furnished: Readonly<Record<string, readonly GivenEvent[]>> },
): Promise<readonly RecordedEvent<any>[]> {
  const clock = new TestClock(from);
  const log = new MemoryEventStore({ clock });
  for (const [name, facts] of Object.entries(furnished)) {
    const events = recordedLog(facts, name).map(({ type, schema, data, meta }) => ({ id: newId(), type, schema, data, meta }));
    await log.append([{ stream: name, expected: 'no-stream', events }]);
  }
  const engine = new CommandEngine(log, catalogue, clock);
  for (const step of steps) {
    if ('days' in step) {
      clock.advance({ days: step.days });
      continue;
    }
    const commandId = newId();
    const envelope = { commandId, retryable: true, actor: step.by, correlation: commandId };
    const first = await engine.execute(step.send[0], step.send[1], envelope);
    const head = await log.head();
    const second = await engine.execute(step.send[0], step.send[1], envelope);
    if ((await log.head()) !== head || isRefusal(first) !== isRefusal(second)) throw new Error(`${String(step.send[0].name)} sent twice is not as once`);
  }
  return log.readStream(stream);
}

/** Facts that a table of transitions does not allow after those before them. `statusOf` tells the status of a thing that came to a fact. */
export function escapes(events: readonly RecordedEvent<any>[], allowed: Readonly<Record<string, readonly string[]>>, statusAfter: (events: readonly RecordedEvent<any>[]) => string): readonly string[] {
  return events.flatMap((event, n) => {
    const before = statusAfter(events.slice(0, n));
    const type = event.type.replace('supervision.', '');
    return allowed[before]!.includes(type) ? [] : [`${type} after ${before}`];
  });
}
