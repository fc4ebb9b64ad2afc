import { jointKey, partsOf, type HandsOver, type KeptRecord, type RecordKind } from '#engine/hand-over';
import type { Instant, JsonObject } from '#engine/kernel';
import { Journalled, type Find, type MongoDatabase } from '#engine/mongodb';
import { StaleLease } from '#engine/read-store';
import type { ParkedStream, ProcessPosition, ReactionState, ReactionStep, Standing, TimerChange, TimerCounts, TimerRow } from '../reaction-state.js';

interface ProcessState {
  readonly position: number | null;
  readonly epoch: number;
  readonly parked: readonly ParkedStream[];
}

/** A timer: its row as JSON text, and what it is found by. */
interface TimerContent {
  readonly timer: string;
  readonly due: string;
  readonly position: number;
  readonly failed: boolean;
  readonly row: string;
}

const inDueOrder = { 'content.due': 1, 'content.position': 1, 'content.timer': 1 };

/** What processes remember, in MongoDB: a step is one change of the process's head. */
export class MongoReactionState implements ReactionState, HandsOver {
  readonly records: readonly RecordKind[] = [
    this.ofHeads<ProcessPosition>('process', ({ process }) => process, ({ process, position }) => ({ process, position }), (process, { position }) => (position === null ? [] : [{ process, position }])),
    this.ofHeads<ParkedStream>('parked', ({ process, stream }) => jointKey(process, stream), (parked) => ({ process: parked.process, parking: [{ kind: 'park', parked }] }), (_, { parked }) => parked),
    this.timers(),
  ];

  private constructor(private readonly processes: Journalled<ProcessState, TimerContent>) {}

  /**
   * The connection is the caller's.
   * @param name what the collections' names begin with: the same process may be in two of them
   */
  static async open(database: MongoDatabase, name = 'reactions'): Promise<MongoReactionState> {
    const indexes = [{ key: { head: 1, 'content.failed': 1, ...inDueOrder }, name: 'due' }] as const;
    return new MongoReactionState(await Journalled.open<ProcessState, TimerContent>(database, name, { position: null, epoch: 0, parked: [] }, indexes));
  }

  async standing(process: string): Promise<Standing | undefined> {
    return this.processes.read(process, async ({ position, parked }) => (position === null ? undefined : { position, parked: [...parked].sort((a, b) => a.position - b.position) }));
  }

  async commit({ process, position, timers = [], parking = [], lease }: ReactionStep): Promise<void> {
    await this.processes.change(process, async (state, find) => {
      if (lease && lease.epoch < state.epoch) throw new StaleLease(`${process}: epoch ${lease.epoch} was followed by ${state.epoch}`);
      if (position !== undefined && position < (state.position ?? 0)) throw new RangeError(`${process} is at ${state.position}, it cannot go back to ${position}`);
      const parked = new Map(state.parked.map((each) => [each.stream, each]));
      for (const change of parking) {
        if (change.kind === 'park') parked.set(change.parked.stream, change.parked);
        else parked.delete(change.stream);
      }
      const documents = await changedTimers(timers, find);
      return { state: { position: position ?? state.position, epoch: lease?.epoch ?? state.epoch, parked: [...parked.values()] }, documents, result: undefined };
    });
  }

  async due(process: string, until: Instant, limit: number): Promise<readonly TimerRow[]> {
    return this.processes.read(process, async (_, find) => (await find({ 'content.failed': false, 'content.due': { $lte: until } }, inDueOrder, limit)).map(rowOf));
  }

  async timer(process: string, timer: string): Promise<TimerRow | undefined> {
    return this.processes.read(process, async (_, find) => (await find({ key: timer })).map(rowOf)[0]);
  }

  async failedTimers(process: string): Promise<readonly TimerRow[]> {
    return this.processes.read(process, async (_, find) => (await find({ 'content.failed': true }, inDueOrder)).map(rowOf));
  }

  async timerCounts(process: string, now: Instant): Promise<TimerCounts> {
    return this.processes.read(process, async (_, __, count) => ({
      pending: await count({ 'content.failed': false }),
      due: await count({ 'content.failed': false, 'content.due': { $lte: now } }),
      failed: await count({ 'content.failed': true }),
    }));
  }

  async close(): Promise<void> {}

  /** What is in the heads of processes, of which there are few. */
  private ofHeads<C extends object>(kind: string, keyOf: (content: C) => string, stepOf: (content: C) => ReactionStep, contentsOf: (process: string, state: ProcessState) => readonly C[]): RecordKind {
    const all = async (): Promise<KeptRecord[]> => {
      const contents = (await this.processes.states()).flatMap(({ id, state }) => contentsOf(id, state));
      return contents.map((content) => ({ key: keyOf(content), content: content as JsonObject })).sort((a, b) => (a.key < b.key ? -1 : 1));
    };
    return {
      kind,
      count: async () => (await all()).length,
      page: async (after = '', limit) => (await all()).filter(({ key }) => key > after).slice(0, limit),
      found: async (keys) => (await all()).filter(({ key }) => keys.includes(key)),
      add: async (records) => {
        for (const { content } of records) await this.commit(stepOf(content as C));
      },
    };
  }

  private timers(): RecordKind {
    const recordOf = (process: string, content: TimerContent): KeptRecord => ({ key: jointKey(process, content.timer), content: rowOf(content) as unknown as JsonObject });
    return {
      kind: 'timer',
      count: () => this.processes.documentCount(),
      page: async (after, limit) => {
        const [id, key] = after === undefined ? [] : partsOf(after);
        return (await this.processes.documents(id === undefined || key === undefined ? undefined : { id, key }, limit)).map((found) => recordOf(found.id, found.content));
      },
      found: async (keys) => {
        const found = [...byProcess(keys.map((key) => partsOf(key) as [string, string]))].map(([process, timers]) =>
          this.processes.read(process, async (_, find) => (await find({ key: { $in: timers } })).map((content) => recordOf(process, content))),
        );
        return (await Promise.all(found)).flat();
      },
      add: async (records) => {
        const rows = records.map(({ content }) => content as unknown as TimerRow);
        for (const [process, added] of byProcess(rows.map((row) => [row.process, row]))) await this.commit({ process, timers: added.map((row) => ({ kind: 'set', row })) });
      },
    };
  }
}

function byProcess<T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [process, one] of pairs) groups.set(process, [...(groups.get(process) ?? []), one]);
  return groups;
}

const rowOf = ({ row }: TimerContent): TimerRow => JSON.parse(row) as TimerRow;

const contentOf = (row: TimerRow): TimerContent => ({ timer: row.timer, due: row.dueAt, position: row.cause.position, failed: row.failure !== undefined, row: JSON.stringify(row) });

/** The timers that changes concern, as they are after all of them, in their order. */
async function changedTimers(changes: readonly TimerChange[], find: Find<TimerContent>): Promise<{ readonly key: string; readonly content: TimerContent | null }[]> {
  if (changes.length === 0) return [];
  const names = changes.map((change) => (change.kind === 'set' ? change.row.timer : change.timer));
  const before = new Map((await find({ key: { $in: [...new Set(names)] } })).map((content) => [content.timer, rowOf(content)]));
  const after = new Map<string, TimerRow | undefined>();
  for (const change of changes) {
    if (change.kind === 'set') {
      after.set(change.row.timer, change.row);
      continue;
    }
    const { timer } = change;
    const row = after.has(timer) ? after.get(timer) : before.get(timer);
    if (change.kind === 'cancel') after.set(timer, undefined);
    else if (row?.dueAt === change.dueAt) after.set(timer, change.kind === 'fired' ? undefined : { ...row, failure: change.failure });
  }
  return [...after].filter(([key, row]) => row !== undefined || before.has(key)).map(([key, row]) => ({ key, content: row === undefined ? null : contentOf(row) }));
}
