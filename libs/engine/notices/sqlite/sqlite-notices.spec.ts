import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { inboxContract, inboxHandOver } from '../inbox.contract.js';
import { InboxOutlet } from '../inbox-outlet.js';
import { issuedNotice } from '../notice-examples.js';
import { noticeOutboxContract, noticeOutboxHandOver } from '../notice-outbox.contract.js';
import { noticeOutletContract } from '../notice-outlet.contract.js';
import { outgoing } from '../issue.js';
import { SqliteInbox, SqliteNoticeOutbox } from './index.js';
import { newPlaces } from '../../hand-over/places-examples.js';

async function place(): Promise<{ readonly path: string; readonly dispose: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'zhiheng-notices-'));
  return { path: join(folder, 'notices.db'), dispose: () => rm(folder, { recursive: true }) };
}

noticeOutboxContract('SQLite', async () => {
  const { path, dispose } = await place();
  return { outbox: SqliteNoticeOutbox.open(path), reopen: async () => SqliteNoticeOutbox.open(path), dispose };
});

inboxContract('SQLite', async () => {
  const { path, dispose } = await place();
  return { inbox: SqliteInbox.open(path), reopen: async () => SqliteInbox.open(path), dispose };
});

noticeOutletContract('inbox in SQLite', async () => {
  const { path, dispose } = await place();
  const inboxes = [SqliteInbox.open(path)];
  const reader = { id: 'wang', grants: [] };
  return {
    outlet: new InboxOutlet(inboxes[0]!),
    beside: async () => {
      const other = SqliteInbox.open(path);
      inboxes.push(other);
      return new InboxOutlet(other);
    },
    arrived: async () => (await inboxes[0]!.list(reader, {}, { limit: 1_000 })).items.map(({ notice }) => ({ notice: notice.id, text: notice.text.zh })).reverse(),
    dispose: async () => {
      for (const inbox of inboxes) await inbox.close();
      await dispose();
    },
  };
});

const newPlace = newPlaces();
noticeOutboxHandOver('SQLite', async () => SqliteNoticeOutbox.open(newPlace('notices.db')));
inboxHandOver('SQLite', async () => SqliteInbox.open(newPlace('notices.db')));

describe('outbox and inbox in one file', () => {
  test('do not get in each other\'s way', async () => {
    const { path, dispose } = await place();
    const [outbox, inbox] = [SqliteNoticeOutbox.open(path), SqliteInbox.open(path)];
    await Promise.all(Array.from({ length: 50 }, async (_, n) => {
      const notice = issuedNotice(n + 1);
      await outbox.queue([{ ...outgoing(notice, 'inbox'), outlet: 'inbox', queuedAt: notice.at }]);
      await inbox.put([notice]);
    }));
    expect((await outbox.list({}, { limit: 1 })).total).toBe(50);
    expect((await inbox.counts({ id: 'wang', grants: [] })).unread).toBe(50);
    await Promise.all([outbox.close(), inbox.close()]);
    await dispose();
  });

  test('a queueing that fails leaves nothing', async () => {
    const { path, dispose } = await place();
    const outbox = SqliteNoticeOutbox.open(path);
    const good = { ...outgoing(issuedNotice(1), 'sms'), outlet: 'sms', queuedAt: issuedNotice(1).at };
    await expect(outbox.queue([good, { ...outgoing(issuedNotice(2), 'sms'), outlet: null as unknown as string, queuedAt: good.queuedAt }])).rejects.toThrow('NOT NULL');
    expect(await outbox.list({}, { limit: 9 })).toEqual({ items: [], total: 0 });
    expect(await outbox.queue([good])).toEqual(new Set([good.id]));
    await outbox.close();
    await dispose();
  });
});
