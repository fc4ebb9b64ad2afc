import type { Appended, EventStore, FollowOptions, Page, ReadAllOptions, ReadStreamOptions, StreamWrite } from '#engine/event-store';
import type { Instant, RecordedEvent, Uuid } from '#engine/kernel';

/** What an append meets: it is lost before it is written, or written while its acknowledgement is lost. */
export type AppendFault = 'lost' | 'unacknowledged';

/** Faults to inject. Every hook is asked each time, so a seed or a counter of the spec decides. */
export interface Faults {
  /** `call` is 1 for the first append. */
  readonly append?: (call: number) => AppendFault | undefined;
  /** Awaited before each append and read: hold it to make the store slow, reject it to make it fail. */
  readonly delay?: (operation: 'append' | 'read') => Promise<void> | undefined;
  /** Deliver a page that was followed once more. */
  readonly repeatPage?: (page: Page) => boolean;
}

/** An injected fault. */
export class InjectedFault extends Error {
  override readonly name = 'InjectedFault';
}

/** An event store that misbehaves as told, around a real one. */
export class FaultyEventStore implements EventStore {
  /** Appends attempted so far. */
  appends = 0;

  constructor(
    private readonly real: EventStore,
    public faults: Faults = {},
  ) {}

  async append(writes: readonly StreamWrite[]): Promise<Appended> {
    this.appends++;
    const fault = this.faults.append?.(this.appends);
    await this.faults.delay?.('append');
    if (fault === 'lost') throw new InjectedFault(`append ${this.appends} is lost`);
    const appended = await this.real.append(writes);
    if (fault === 'unacknowledged') throw new InjectedFault(`the answer to append ${this.appends} is lost`);
    return appended;
  }

  async find(stream: string, id: Uuid): Promise<RecordedEvent | undefined> {
    await this.faults.delay?.('read');
    return this.real.find(stream, id);
  }

  async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    await this.faults.delay?.('read');
    return this.real.readStream(stream, options);
  }

  async readAll(options: ReadAllOptions): Promise<Page> {
    await this.faults.delay?.('read');
    return this.real.readAll(options);
  }

  async *follow(options: FollowOptions): AsyncIterable<Page> {
    for await (const page of this.real.follow(options)) {
      await this.faults.delay?.('read');
      yield page;
      if (this.faults.repeatPage?.(page)) yield page;
    }
  }

  head(): Promise<number> {
    return this.real.head();
  }

  current(signal?: AbortSignal): Promise<number> {
    return this.real.current(signal);
  }

  positionAt(instant: Instant): Promise<number> {
    return this.real.positionAt(instant);
  }

  close(): Promise<void> {
    return this.real.close();
  }
}
