// Notices in one process, for specs that kill it: log, runner, inbox and a spool, all on disk.
import { join } from 'node:path';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { newId, systemClock, type DomainEvent } from '#engine/kernel';
import { InboxOutlet, notice, NoticeRunner } from '#engine/notices';
import { SpoolOutlet } from '#engine/notices/file';
import { SqliteInbox, SqliteNoticeOutbox } from '#engine/notices/sqlite';
import { SqliteReactionState } from '#engine/reactions/sqlite';

type Urged = DomainEvent<'order.Urged', { readonly n: number }>;

const urgings = notice<Urged>({
  name: 'order.urged',
  events: ['order.Urged'],
  from: ({ stream, data: { n } }) =>
    ['reporter', 'inspector'].map((role) => ({
      to: { role, unit: 'xuanwu' }, urgency: 'urgent' as const, title: { zh: '催办', en: 'Reminder' }, text: { zh: `第${n}号`, en: `No. ${n}` }, link: `/api/orders/${n}`, about: stream,
    })),
});

const [, , folder = '', firstText = '0', countText = '0'] = process.argv;
const clock = systemClock;
const store = await SqliteEventStore.open({ path: join(folder, 'log.db'), clock, writer: 'main', pollMs: 5 });
const file = join(folder, 'notices.db');
const [state, outbox, inbox] = [SqliteReactionState.open(file), SqliteNoticeOutbox.open(file), SqliteInbox.open(file)];
const spool = new SpoolOutlet({ channel: 'sms', folder: join(folder, 'spool'), clock, maxBytes: 5_000 });
const runner = new NoticeRunner({ store, state, outbox, clock, outlets: [new InboxOutlet(inbox), spool], definitions: [urgings], pollMs: 3 });
runner.start();
for (let n = Number(firstText); n < Number(firstText) + Number(countText); n++) {
  const id = newId();
  await store.append([
    { stream: `order-${n % 3}`, expected: 'any', events: [{ id, type: 'order.Urged', schema: 1, data: { n }, meta: { actor: 'tester', correlation: id, causation: id } }] },
  ]);
  process.stdout.write(`urged ${n}\n`);
  // Pages of several sizes, so that a crash meets a page amid others.
  if (n % 4 === 0) await runner.whenDelivered('sms', await store.head(), 10_000);
}
const head = await store.head();
const delivered = (await runner.whenDelivered('inbox', head, 10_000)) && (await runner.whenDelivered('sms', head, 10_000));
await runner.stop();
const failed = (await runner.deliveries({ state: 'failed' }, { limit: 1 })).total;
process.stdout.write(`delivered ${delivered} failed ${failed} parked ${(await runner.parked()).length}\n`);
await spool.close();
await Promise.all([state.close(), outbox.close(), inbox.close()]);
await store.close();
