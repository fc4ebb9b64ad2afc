import type { Uuid } from '#engine/kernel';
import type { Place } from '../append-rules.js';
import { findRepetition, isExpected } from '../append-rules.js';
import type { Appended, ExpectedRevision } from '../event-store.js';
import { EventIdTaken, WrongRevision } from '../event-store.js';
import type { OutgoingEvent } from './server-events.js';

export interface PlannedWrite {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly OutgoingEvent[];
}

/** An append that waits for its place in a group. */
export interface PlannedAppend {
  readonly writes: readonly PlannedWrite[];
  /** About how many bytes it takes on the way. */
  readonly bytes: number;
  /** Answered already, or given up. */
  readonly settled: boolean;
  /** The replica was current after the append came, so that what it says about streams ahead of it is final. */
  readonly checked: boolean;
}

/** What the replica knows. */
export interface KnownLog {
  find(id: Uuid): Place | undefined;
  /** Last revision of a stream, -1 for none. */
  revision(stream: string): number;
}

export interface GroupLimits {
  /** Whether events of one stream may come apart in a group. */
  readonly anyOrder: boolean;
  /** A single append may be larger. */
  readonly maxAppends: number;
  readonly maxEvents: number;
  readonly maxBytes: number;
}

/** Appends that are recorded together, and the revisions their streams have before. */
export interface Group<A extends PlannedAppend> {
  readonly appends: readonly A[];
  readonly before: ReadonlyMap<string, number>;
}

export interface Plan<A extends PlannedAppend> {
  /** Appends that need no recording, and their answers. */
  readonly decided: readonly { readonly append: A; readonly answer: Appended | EventIdTaken | WrongRevision }[];
  readonly group: Group<A> | undefined;
  /** Only when there is no group: an append that believes in more than the replica has; it must be asked again when that is current. */
  readonly doubtful: A | undefined;
}

type Verdict = 'fits' | 'later' | 'doubtful' | Appended | EventIdTaken | WrongRevision;

/** Streams and ids that a group adds to the log. */
interface Addition {
  readonly before: Map<string, number>;
  readonly revisions: Map<string, number>;
  readonly ids: Set<Uuid>;
  lastStream: string | undefined;
  events: number;
  bytes: number;
}

/**
 * Decide over waiting appends as if they came one after the other, and gather the first that can be recorded together. An append whose
 * answer hangs on the fate of an earlier one ends the group. Pure but for asking the log.
 */
export function planAppends<A extends PlannedAppend>(queue: readonly A[], log: KnownLog, limits: GroupLimits): Plan<A> {
  const decided: { append: A; answer: Appended | EventIdTaken | WrongRevision }[] = [];
  const appends: A[] = [];
  const addition: Addition = { before: new Map(), revisions: new Map(), ids: new Set(), lastStream: undefined, events: 0, bytes: 0 };
  let doubtful: A | undefined;
  for (const append of queue) {
    if (append.settled) continue;
    const verdict = judge(append, log, addition);
    if (verdict === 'later') break;
    if (verdict === 'doubtful') {
      if (appends.length === 0) doubtful = append;
      break;
    }
    if (verdict === 'fits') {
      if (appends.length > 0 && !roomFor(append, appends.length, addition, limits)) break;
      appends.push(append);
      add(append, log, addition);
    } else {
      decided.push({ append, answer: verdict });
    }
  }
  return { decided, group: appends.length > 0 ? { appends, before: addition.before } : undefined, doubtful };
}

function judge({ writes, checked }: PlannedAppend, log: KnownLog, addition: Addition): Verdict {
  if (writes.some(({ events }) => events.some(({ id }) => addition.ids.has(id)))) return 'later';
  try {
    const repeated = findRepetition(writes, (id) => log.find(id));
    if (repeated) return repeated;
  } catch (error) {
    if (error instanceof EventIdTaken) return error;
    throw error;
  }
  for (const { stream, expected } of writes) {
    const added = addition.revisions.get(stream);
    const actual = added ?? log.revision(stream);
    if (isExpected(expected, actual)) continue;
    if (added !== undefined) return 'later';
    return !checked && mayComeTrue(expected, actual) ? 'doubtful' : new WrongRevision(stream, expected, actual);
  }
  return 'fits';
}

/** Streams only grow: what a lagging replica denies may be so already at the server. */
const mayComeTrue = (expected: ExpectedRevision, actual: number): boolean => expected === 'exists' || (typeof expected === 'number' && expected > actual);

function roomFor({ writes, bytes }: PlannedAppend, appends: number, addition: Addition, limits: GroupLimits): boolean {
  if (appends >= limits.maxAppends || addition.bytes + bytes > limits.maxBytes) return false;
  if (addition.events + writes.reduce((sum, { events }) => sum + events.length, 0) > limits.maxEvents) return false;
  if (limits.anyOrder) return true;
  return writes.every(({ stream }, w) => !addition.before.has(stream) || (w === 0 && stream === addition.lastStream));
}

function add({ writes, bytes }: PlannedAppend, log: KnownLog, addition: Addition): void {
  for (const { stream, events } of writes) {
    const last = addition.revisions.get(stream) ?? log.revision(stream);
    if (!addition.before.has(stream)) addition.before.set(stream, last);
    addition.revisions.set(stream, last + events.length);
    for (const { id } of events) addition.ids.add(id);
    addition.events += events.length;
    addition.lastStream = stream;
  }
  addition.bytes += bytes;
}
