import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '#engine/kernel';
import { newId } from '#engine/kernel';
import { storedText } from '../append-rules.js';
import { StoreUnavailable } from '../event-store.js';
import { backOffMs, type Filler } from './filling.js';
import { ImportRefused } from './refusals.js';
import type { Replica } from './replica.js';
import { toServer, type OutgoingEvent } from './server-events.js';
import type { KurrentDbServer, Parcel } from './server.js';
import { checkNames, serverStream } from './stream-names.js';

export interface ImportTarget {
  readonly server: KurrentDbServer;
  readonly replica: Replica;
  readonly filler: Filler;
  readonly prefix: string;
  readonly signal: AbortSignal;
}

const maxEvents = 256;
const maxBytes = 512 * 1024;
/** Attempts without any event recorded, some minutes of them, after which the import is given up. */
const fruitless = 30;

/** An event with its texts, as it goes into a parcel. */
interface Packed {
  readonly source: RecordedEvent;
  readonly outgoing: OutgoingEvent;
}

/** See `KurrentDbEventStore.importEvents`. One parcel at a time: the order across streams is the order in which the server confirms. */
export async function importInto(target: ImportTarget, events: readonly RecordedEvent[]): Promise<number> {
  const { replica, filler, signal } = target;
  let failures = 0;
  for (let reached = -1; ; ) {
    await filler.current(signal);
    const head = replica.head;
    failures = head > reached ? 0 : failures + 1;
    reached = head;
    comparePresent(replica, events, head);
    const rest = events.filter(({ position }) => position > head);
    if (rest.length === 0) return head;
    if (rest[0]!.position !== head + 1) throw refused(head + 1, `日志止于第 ${head} 号，而导入从第 ${rest[0]!.position} 号开始`, `the log ends at ${head}, the import begins at ${rest[0]!.position}`);
    if (!(await sendAll(target, rest))) await pause(backOffMs(failures), undefined, { signal });
    if (failures > fruitless) throw new StoreUnavailable(`the event server does not take the import from position ${head + 1} on`);
  }
}

/** Send parcel after parcel; false as soon as the fate of one is not that it was recorded. */
async function sendAll(target: ImportTarget, events: readonly RecordedEvent[]): Promise<boolean> {
  const attempt = newId();
  for (let next = 0; next < events.length; ) {
    const packed = pack(events, next, target.server.anyOrder);
    const sent = await target.server.append(parcelOf(packed, target.prefix, attempt));
    if (sent.kind === 'refused' || sent.kind === 'too-large') throw sent.reason;
    if (sent.kind !== 'recorded') return false;
    next += packed.length;
  }
  return true;
}

/** As many events as go together: of one stream only where the server keeps no order between streams. */
function pack(events: readonly RecordedEvent[], from: number, anyOrder: boolean): readonly Packed[] {
  const packed: Packed[] = [];
  let bytes = 0;
  for (const source of events.slice(from, from + maxEvents)) {
    if (!anyOrder && packed.length > 0 && source.stream !== packed[0]!.source.stream) break;
    const { id, type, schema, recordedAt } = source;
    const outgoing = { id, type, schema, recordedAt, data: storedText(source.data), meta: storedText(source.meta) };
    bytes += 300 + 2 * (outgoing.data.length + outgoing.meta.length);
    if (packed.length > 0 && bytes > maxBytes) break;
    checkNames(source.stream, [type]);
    packed.push({ source, outgoing });
  }
  return packed;
}

function parcelOf(packed: readonly Packed[], prefix: string, attempt: string): Parcel {
  const before = new Map<string, number>();
  for (const { source } of packed) {
    const name = serverStream(prefix, source.stream);
    if (!before.has(name)) before.set(name, source.revision - 1);
  }
  return { records: packed.map(({ source, outgoing }) => ({ stream: serverStream(prefix, source.stream), event: toServer(outgoing, attempt) })), before };
}

/** What the log has already must be these very events. */
function comparePresent(replica: Replica, events: readonly RecordedEvent[], head: number): void {
  for (const { id, stream, revision, position, type } of events) {
    if (position > head) return;
    const place = replica.find(id);
    const same = place?.position === position && place.stream === stream && place.revision === revision && place.type === type;
    if (!same) throw refused(position, `日志第 ${position} 号已是另一个事件`, `position ${position} of the log holds another event already`);
  }
}

const refused = (position: number, zh: string, en: string): ImportRefused =>
  new ImportRefused(position, { zh: `不能导入：${zh}。只能导入空日志或同一来源未完成的日志。`, en: `Cannot import: ${en}. Only an empty log, or one the same import was begun in, can be imported into.` });
