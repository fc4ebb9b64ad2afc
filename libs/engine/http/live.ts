import { auditTime, concatMap, defer, filter, from, map, merge, startWith, type Observable, interval } from 'rxjs';
import type { MessageEvent } from '@nestjs/common';

/** Told after each commit of a projection. */
export interface ProjectionChange {
  readonly projection: string;
  readonly position: number;
}

/** What changed in the views, for those who watch. A change says "up to here"; watchers read again. */
export class LiveChanges {
  constructor(private readonly changes: Observable<ProjectionChange>) {}

  /**
   * Lines of a view as they change: all at first, then those that differ from what was sent before, under
   * `changed`, and keys that went away under `gone`. A comment every 20 s keeps proxies from closing the line.
   */
  lines<L>(projection: string, read: () => Promise<{ readonly lines: readonly L[]; readonly position: number }>, keyOf: (line: L) => string): Observable<MessageEvent> {
    return defer(() => {
      const sent = new Map<string, string>();
      const changes = this.changes.pipe(filter((change) => change.projection === projection), auditTime(quietMs), startWith(undefined));
      const messages = changes.pipe(
        concatMap(() => from(read())),
        map(({ lines, position }) => ({ position, ...difference(sent, lines, keyOf) })),
        filter(({ changed, gone, first }) => first || changed.length > 0 || gone.length > 0),
        map(({ position, changed, gone }): MessageEvent => ({ id: String(position), type: 'lines', data: { position, changed, gone } })),
      );
      return merge(messages, interval(heartbeatMs).pipe(map((): MessageEvent => ({ type: 'alive', data: {} }))));
    });
  }
}

const quietMs = 50;
const heartbeatMs = 20_000;

function difference<L>(sent: Map<string, string>, lines: readonly L[], keyOf: (line: L) => string): { changed: L[]; gone: string[]; first: boolean } {
  const first = sent.size === 0;
  const changed: L[] = [];
  const keys = new Set<string>();
  for (const line of lines) {
    const key = keyOf(line);
    keys.add(key);
    const text = JSON.stringify(line);
    if (sent.get(key) === text) continue;
    sent.set(key, text);
    changed.push(line);
  }
  const gone = [...sent.keys()].filter((key) => !keys.has(key));
  for (const key of gone) sent.delete(key);
  return { changed, gone, first };
}
