import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import { MemoryReactionState } from '#engine/reactions/memory';
import { RelayRunner } from '#engine/relay';
import { MemorySink } from '#engine/relay/memory';
import { appendTo } from '#engine/testing';
import { preparedFact, replacedFact, round, unit } from '../cadre-review-examples.js';
import { dossierTopic } from '../cadre-review.topics.js';
import { DispatchTrial } from '../dispatch-dossier/dispatching-examples.js';
import { dossierBodies } from '../dossier-store/message-body.js';
import { dossierStream } from '../dossier.events.js';
import type { DossierFeed } from './dossier-feed.js';

let t: DispatchTrial;
beforeEach(async () => {
  t = await DispatchTrial.open();
});
afterEach(() => t.close());

describe('the message', () => {
  test('leaves with the document as it is kept when it is sent, under the id of the fact', async () => {
    await t.dispatch();
    const sink = new MemorySink();
    const relay = new RelayRunner({ store: t.log, state: new MemoryReactionState(), sink, clock: t.clock, topics: [dossierTopic], bodies: { [dossierTopic.topic]: dossierBodies(t.store) }, origin: 'nanjing' });
    relay.start();
    await relay.whenProcessed(await t.log.head());
    const [message] = sink.messages;
    const [event] = (await t.review.feed.page('receiver', { limit: 10 }))!.events;
    expect(message!.event).toEqual(event);
    expect(message!.event.data).toMatchObject({ hash: (await t.handedOver())[0]!.hash, jws: (await t.kept())[0]!.jws });
    await relay.stop();
  });

  test('whose document is gone is parked by the relay; the feed sends it bare, and the others flow on', async () => {
    await t.dispatch();
    await t.store.remove((await t.handedOver())[0]!.hash);
    const relay = new RelayRunner({ store: t.log, state: new MemoryReactionState(), sink: new MemorySink(), clock: t.clock, topics: [dossierTopic], bodies: { [dossierTopic.topic]: dossierBodies(t.store) }, origin: 'nanjing' });
    relay.start();
    await relay.whenProcessed(await t.log.head());
    expect(await relay.parked()).toMatchObject([{ stream: dossierStream(round, unit), reason: expect.stringContaining('not in the store') }]);
    await relay.stop();
    expect((await t.review.feed.page('receiver', { limit: 10 }))!.events[0]!.data['jws']).toBeUndefined();
  });
});

describe('the pull feed', () => {
  const page = (from: Parameters<DossierFeed['page']>[1]) => t.review.feed.page('organisation', from);

  test('gives whole messages after a cursor, again and again under the same ids, and remembers how far a receiver is', async () => {
    expect(await page({ limit: 5 })).toMatchObject({ events: [], more: false });
    await t.dispatch();
    const first = await page({ limit: 5 });
    expect([first!.events.length, (await page({ limit: 5 }))!.events[0]!.id, first!.more]).toEqual([1, first!.events[0]!.id, false]);
    const position = first!.events[0]!.zhihengposition;
    expect(await t.store.takings()).toMatchObject([{ receiver: 'organisation', takenTo: 0, offeredTo: position }]);
    expect((await page({ limit: 5, after: first!.next }))!.events).toEqual([]);
    expect((await t.store.takings())[0]!.takenTo).toBeGreaterThanOrEqual(position);
  });

  test('gives a full page with the place to go on from', async () => {
    await t.dispatch();
    await appendTo(t.log, dossierStream(round, unit), replacedFact(), preparedFact(2));
    await t.dispatch(t.send, newId(), 2);
    const first = await page({ limit: 1 });
    const second = await page({ limit: 1, after: first!.next });
    expect([first!.more, first!.events[0]!.data['version'], second!.events[0]!.data['version'], (await page({ limit: 1, after: second!.next }))!.events]).toEqual([true, 1, 2, []]);
  });

  test('waits for the first message when it is asked to', async () => {
    const waiting = page({ limit: 5, after: String(await t.log.head()), waitMs: 10_000 });
    await t.dispatch();
    expect((await waiting)!.events).toHaveLength(1);
    expect((await page({ limit: 5, after: String(await t.log.head()), waitMs: 20 }))!.events).toEqual([]);
  });

  test('knows a cursor that is none', async () => {
    for (const after of ['x', '-1', '01', '1.5', '99999', '']) expect(await page({ limit: 1, after })).toBeUndefined();
  });
});
