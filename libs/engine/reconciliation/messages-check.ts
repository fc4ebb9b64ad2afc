import { contentHash } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { CloudEvent, DeliveredMessages, KeptSince, RelayRunner } from '#engine/relay';
import { gaveUpBy } from './given-up.js';
import type { Check, CheckContext, Difference } from './reconciliation.js';
import { Notes, withScratch, type OpenScratch } from './scratch.js';

export interface MessagesCheckOptions {
  readonly log: EventStore;
  readonly relay: Pick<RelayRunner, 'reached' | 'handedOver'>;
  readonly delivered: DeliveredMessages;
  readonly openScratch: OpenScratch;
}

const digestOf = (event: CloudEvent): string => contentHash(event);
const together = 256;

/** Whether receivers can read everything of a topic that the relay has handed over, as it was: every message, by its id and content. */
export const messagesCheck = (topic: string, options: MessagesCheckOptions): Check => ({
  name: `topic/${topic}`,
  run: (context) =>
    withScratch(options.openScratch, async (scratch) => {
      const upTo = await options.relay.reached(topic);
      if (upTo === undefined) return { compared: 0, position: 0 };
      const notes = await Notes.open(scratch);
      const kept = await options.delivered.read(topic, (events) => note(notes, events, context), context.signal);
      const compared = await compare(topic, { ...options, notes, kept, upTo }, context);
      for await (const rest of notes.rest()) {
        for (const { key, position } of rest) if (position <= upTo) context.found({ kind: 'surplus', place: topic, key, position });
        await context.pace();
      }
      return { compared, position: upTo };
    }),
});

async function note(notes: Notes, events: readonly CloudEvent[], { pace }: CheckContext): Promise<void> {
  for (let from = 0; from < events.length; from += together) {
    await notes.add(events.slice(from, from + together).map((event) => ({ key: event.id, digest: digestOf(event), position: event.zhihengposition })));
    await pace();
  }
}

interface Comparing extends MessagesCheckOptions {
  readonly notes: Notes;
  readonly kept: KeptSince;
  readonly upTo: number;
}

async function compare(topic: string, { log, relay, notes, kept, upTo }: Comparing, { pace, found, signal }: CheckContext): Promise<number> {
  const gaveUp = await gaveUpBy(log, `relay/${topic}`);
  const mustBeThere = ({ time, zhihengposition }: CloudEvent): boolean => time >= (kept.recordedAt ?? '') && zhihengposition > (kept.position ?? 0);
  let compared = 0;
  for await (const page of relay.handedOver(topic, upTo, gaveUp, signal)) {
    const there = await notes.take(page.map(({ event }) => event.id));
    for (const { event } of page) {
      compared += 1;
      const named = (kind: Difference['kind']): void => found({ kind, place: topic, key: event.id, position: event.zhihengposition });
      const digest = there.get(event.id);
      if (digest === undefined) {
        if (mustBeThere(event)) named('missing');
      } else if (digest !== digestOf(event)) named('altered');
    }
    await pace();
  }
  return compared;
}
