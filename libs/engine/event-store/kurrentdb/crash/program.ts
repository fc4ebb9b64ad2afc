// A process with a replica of its own, to be killed: appends one command's events, says what it was answered, then waits for its end.
import { derivedId, systemClock, zhihengNamespace } from '#engine/kernel';
import { KurrentDbEventStore } from '../kurrentdb-event-store.js';

const [url, path, command] = process.argv.slice(2) as [string, string, string];
const store = await KurrentDbEventStore.open({ url, path, clock: systemClock });
await store.current();
const event = (n: number) => {
  const id = derivedId(zhihengNamespace, `${command} ${n}`);
  return { id, type: 'testing.FactStated', schema: 1, data: { command, n }, meta: { actor: 'user-0001', correlation: id, causation: id } };
};
const appended = await store.append([
  { stream: `own-${command}`, expected: 'no-stream', events: [event(1), event(2)] },
  { stream: 'shared', expected: 'any', events: [event(3)] },
]);
console.log(JSON.stringify(appended));
await store.close();
