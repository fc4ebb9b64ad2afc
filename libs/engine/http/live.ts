import type { CallHandler, ExecutionContext, MessageEvent, NestInterceptor } from '@nestjs/common';
import { auditTime, buffer, concatMap, defer, filter, from, map, merge, NEVER, Observable, retry, share, startWith } from 'rxjs';
import type { EventStore } from '#engine/event-store';
import type { GuardedRequest } from './caller.js';
import { logName } from './reads.js';

/** Told after each commit of a projection. */
export interface ProjectionChange {
  readonly projection: string;
  readonly position: number;
}

/** How far everything is, beside what is told after each commit. */
export interface Standing {
  /** Where every projection stands now, by name. */
  readonly positions: () => Readonly<Record<string, number>>;
  /** Told of new facts, under the name `log`. */
  readonly log: Observable<ProjectionChange>;
}

/** Where projections and log stand now, and news of the log; it is followed once, while anybody watches. */
export function standingOf(log: Pick<EventStore, 'follow'>, positions: () => Readonly<Record<string, number>>): Standing {
  // As far as any projection has come: whoever has read this much learns of everything after it.
  const reached = (): number => Math.max(0, ...Object.values(positions()));
  const news = new Observable<ProjectionChange>((reader) => {
    const stop = new AbortController();
    const pump = async (): Promise<void> => {
      for await (const { events, scannedTo } of log.follow({ after: reached(), signal: stop.signal })) if (events.length > 0) reader.next({ projection: logName, position: scannedTo });
      reader.complete();
    };
    pump().catch((error: unknown) => reader.error(error));
    return () => stop.abort();
  });
  return { positions: () => ({ ...positions(), [logName]: reached() }), log: news.pipe(retry({ delay: retryMs }), share()) };
}

/** What changed in the views, for those who watch. A change says "up to here"; watchers read again. */
export class LiveChanges {
  constructor(
    private readonly changes: Observable<ProjectionChange>,
    private readonly standing: Standing = { positions: () => ({}), log: NEVER },
  ) {}

  /**
   * Which projections moved, as `changes`: where all stand at first, then those that moved since the message before, at most every
   * 200 ms; `log` among them is how far the facts go. `inbox` tells that something came in for the reader or was read, which a
   * message then says too.
   */
  moves(inbox: Observable<unknown>): Observable<MessageEvent> {
    return defer(() => {
      const { positions, log } = this.standing;
      const moves = merge(this.changes, log, inbox.pipe(map((): typeof inInbox => inInbox))).pipe(share());
      const later = moves.pipe(buffer(moves.pipe(auditTime(betweenMovesMs))), map(toldOf));
      return later.pipe(startWith({ positions: positions() }), map((data): MessageEvent => ({ type: 'changes', data })));
    });
  }

  /**
   * Lines of a view as they change: all at first, then those that differ from what was sent before, under
   * `changed`, and keys that went away under `gone`.
   */
  lines<L>(projection: string, read: () => Promise<{ readonly lines: readonly L[]; readonly position: number }>, keyOf: (line: L) => string): Observable<MessageEvent> {
    return defer(() => {
      const sent = new Map<string, string>();
      const changes = this.changes.pipe(filter((change) => change.projection === projection), auditTime(quietMs), startWith(undefined));
      return changes.pipe(
        concatMap(() => from(read())),
        map(({ lines, position }) => ({ position, ...difference(sent, lines, keyOf) })),
        filter(({ changed, gone, first }) => first || changed.length > 0 || gone.length > 0),
        map(({ position, changed, gone }): MessageEvent => ({ id: String(position), type: 'lines', data: { position, changed, gone } })),
      );
    });
  }
}

const quietMs = 50;
const betweenMovesMs = 200;
const retryMs = 1_000;
const inInbox = 'inbox';

function toldOf(moves: readonly (ProjectionChange | typeof inInbox)[]): { readonly positions: Readonly<Record<string, number>>; readonly inbox?: true } {
  const positions: Record<string, number> = {};
  for (const move of moves) if (move !== inInbox) positions[move.projection] = move.position;
  return { positions, ...(moves.includes(inInbox) ? { inbox: true } : {}) };
}

const usualHeartbeatMs = 20_000;

/**
 * Around every stream of events: a heartbeat `alive` every 20 s keeps proxies from closing the line, and at each one the gate is asked
 * again. The stream ends once its reader would not be let in any more, or with other rights: the token ran out, the session ended,
 * the account was locked, a role was granted or revoked.
 */
export class LiveStream implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    return new Observable((reader) => {
      const beat = async (): Promise<void> => {
        const admitted = await (request.stillAdmitted?.() ?? true);
        if (admitted) reader.next({ type: 'alive', data: {} } satisfies MessageEvent);
        else reader.complete();
      };
      // Whose rights cannot be told is not shown anything more.
      const beating = setInterval(() => void beat().catch(() => reader.complete()), request.heartbeatMs ?? usualHeartbeatMs);
      const messages = next.handle().subscribe(reader);
      return () => {
        clearInterval(beating);
        messages.unsubscribe();
      };
    });
  }
}

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
