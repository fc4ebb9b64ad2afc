import { useSyncExternalStore } from 'react';
import { fetched } from './ask.js';
import { Refused } from './problems.js';
import { projectionsMoved, queryClient } from './views.js';

/** How the stream of changes stands: told of changes at once, trying to, or not needed. */
export type LiveState = 'live' | 'reconnecting' | 'off';

let state: LiveState = 'off';
const watchers = new Set<() => void>();

function become(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const watcher of watchers) watcher();
}

/** The state of the stream, for the bar at the top. */
export const useLiveState = (): LiveState =>
  useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, () => state);

/** One event of a stream of server-sent events. */
export interface ServerEvent {
  readonly type: string;
  readonly data: unknown;
  readonly id: string | undefined;
}

/** The events of a response body, as they come. */
export async function* serverEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>).getReader();
  let held = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      held += value;
      const blocks = held.split(/\r?\n\r?\n/);
      held = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = eventOf(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function eventOf(block: string): ServerEvent | undefined {
  let type = 'message';
  let id: string | undefined;
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const at = line.indexOf(':');
    const field = at < 0 ? line : line.slice(0, at);
    const value = at < 0 ? '' : line.slice(at + 1).replace(/^ /, '');
    if (field === 'event') type = value;
    else if (field === 'id') id = value;
    else if (field === 'data') data.push(value);
  }
  return data.length === 0 ? undefined : { type, id, data: JSON.parse(data.join('\n')) as unknown };
}

interface Changes {
  readonly positions?: Readonly<Record<string, number>>;
  readonly inbox?: boolean;
}

const longestPauseMs = 30_000;

/** Follow the server's changes until the signal: what is on the screen is read again when what it is made of moved. */
export async function followChanges(signal: AbortSignal): Promise<void> {
  let pause = 500;
  const seen = new Map<string, number>();
  while (!signal.aborted) {
    try {
      const response = await fetched('/api/changes-live', { signal, headers: { accept: 'text/event-stream' } });
      for await (const { type, data } of serverEvents(response.body!)) {
        become('live');
        pause = 500;
        if (type === 'changes') heed(data as Changes, seen);
      }
    } catch (error) {
      if (signal.aborted || (error instanceof Refused && error.problem.status === 401)) break;
    }
    if (signal.aborted) break;
    become('reconnecting');
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
    pause = Math.min(pause * 2, longestPauseMs);
  }
  become('off');
}

function heed({ positions = {}, inbox }: Changes, seen: Map<string, number>): void {
  const moved = new Map(Object.entries(positions).filter(([name, position]) => seen.get(name) !== position));
  for (const [name, position] of moved) seen.set(name, position);
  if (moved.size > 0) projectionsMoved(moved);
  if (inbox) void queryClient.invalidateQueries({ predicate: ({ queryKey: [route] }) => route === 'GET /notices' });
}
