import { afterAll } from '@jest/globals';
import { onMongo, freshDatabases, freshDatabaseUrl } from '../../mongodb/server-examples.js';
import { MongoDatabase } from '#engine/mongodb';
import { inboxContract, inboxHandOver } from '../inbox.contract.js';
import { InboxOutlet } from '../inbox-outlet.js';
import { noticeOutboxContract, noticeOutboxHandOver } from '../notice-outbox.contract.js';
import { noticeOutletContract } from '../notice-outlet.contract.js';
import { MongoInbox, MongoNoticeOutbox } from './index.js';
import { newPlaces } from '../../hand-over/places-examples.js';
import { SqliteInbox, SqliteNoticeOutbox } from '../sqlite/index.js';

/** A database that is opened again and again, as by one process after the other. */
async function place() {
  const url = freshDatabaseUrl();
  const opened: MongoDatabase[] = [];
  const open = async (): Promise<MongoDatabase> => {
    const database = await MongoDatabase.connect(url);
    opened.push(database);
    return database;
  };
  const dispose = async (): Promise<void> => {
    await opened.at(-1)!.destroy();
    for (const database of opened) await database.close();
  };
  return { open, dispose };
}

onMongo('notices: MongoDB', () => {
  noticeOutboxContract('MongoDB', async () => {
    const { open, dispose } = await place();
    return { outbox: await MongoNoticeOutbox.open(await open()), reopen: async () => MongoNoticeOutbox.open(await open()), dispose };
  });

  inboxContract('MongoDB', async () => {
    const { open, dispose } = await place();
    return { inbox: await MongoInbox.open(await open()), reopen: async () => MongoInbox.open(await open()), dispose };
  });

  noticeOutletContract('inbox in MongoDB', async () => {
    const { open, dispose } = await place();
    const inbox = await MongoInbox.open(await open());
    const reader = { id: 'wang', grants: [] };
    return {
      outlet: new InboxOutlet(inbox),
      beside: async () => new InboxOutlet(await MongoInbox.open(await open())),
      arrived: async () => (await inbox.list(reader, {}, { limit: 1_000 })).items.map(({ notice }) => ({ notice: notice.id, text: notice.text.zh })).reverse(),
      dispose,
    };
  });
});

const databases = freshDatabases();
afterAll(databases.end);
const newPlace = newPlaces();
onMongo('handing over: notices: MongoDB', () => {
  noticeOutboxHandOver('MongoDB and SQLite', async () => MongoNoticeOutbox.open(await databases.next()), async () => SqliteNoticeOutbox.open(newPlace('notices.db')));
  inboxHandOver('MongoDB and SQLite', async () => MongoInbox.open(await databases.next()), async () => SqliteInbox.open(newPlace('notices.db')));
});
