import type { Clock } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { toMessages, type CloudEvent, type MappedMessage } from '#engine/relay';
import { dossierTopic } from '../cadre-review.topics.js';
import type { DossierStore } from '../dossier-store/dossier-store.js';

export interface FeedPage {
  readonly events: readonly CloudEvent[];
  /** Continue after these; the same messages come again, under the same ids, until it is used. */
  readonly next: string;
  /** True when there is more right now. */
  readonly more: boolean;
}

export interface FeedParts {
  readonly log: Pick<EventStore, 'readAll' | 'follow' | 'head'>;
  readonly store: Pick<DossierStore, 'find' | 'noteTaking'>;
  /** Name of this installation, as the relay's messages have it. */
  readonly origin: string;
  readonly clock: Clock;
}

const types = dossierTopic.events;

/**
 * Dossiers for a receiver that pulls: the same CloudEvents as the relay sends, under the same ids, read from the log after a cursor. The
 * signed document is added as it is kept at that moment, so that a name that was erased meanwhile is not told.
 */
export class DossierFeed {
  constructor(private readonly parts: FeedParts) {}

  /**
   * A page after a cursor, from the beginning without one; undefined when the cursor is none of this feed.
   * @param waitMs how long to wait for the first message when there is none
   */
  async page(receiver: string, { after, limit, waitMs = 0 }: { readonly after?: string | undefined; readonly limit: number; readonly waitMs?: number }): Promise<FeedPage | undefined> {
    const { log, store, clock } = this.parts;
    const from = after === undefined ? 0 : cursorOf(after);
    if (from === undefined || from > (await log.head())) return undefined;
    let page = await log.readAll({ after: from, limit, types });
    if (page.events.length === 0 && waitMs > 0 && (await this.arrives(from, waitMs))) page = await log.readAll({ after: from, limit, types });
    const events: CloudEvent[] = [];
    for (const event of page.events) {
      const mapped = await Promise.all(dossierTopic.map(event).map((message) => this.filled(message)));
      events.push(...toMessages(dossierTopic, event, mapped, { origin: this.parts.origin }).map((message) => message.event));
    }
    await store.noteTaking({ receiver, takenTo: from, offeredTo: page.events.at(-1)?.position ?? from, at: clock.now() });
    return { events, next: String(page.scannedTo), more: page.events.length === limit };
  }

  /** A message whose document is lost is sent without it, so that the receiver rejects it and the others flow on. */
  private async filled(message: MappedMessage): Promise<MappedMessage> {
    const kept = await this.parts.store.find(String(message.data['hash']));
    if (!kept) return message;
    const { jws, redactedAt } = kept;
    return { ...message, data: { ...message.data, jws, ...(redactedAt === null ? {} : { redactedAt }) } };
  }

  /** Whether a dossier is handed over within a time. */
  private async arrives(after: number, waitMs: number): Promise<boolean> {
    for await (const { events } of this.parts.log.follow({ after, types, signal: AbortSignal.timeout(waitMs) })) {
      if (events.length > 0) return true;
    }
    return false;
  }
}

const cursorOf = (text: string): number | undefined => (/^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined);
