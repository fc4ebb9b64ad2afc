import { inboxContract } from '../inbox.contract.js';
import { InboxOutlet } from '../inbox-outlet.js';
import { noticeOutboxContract } from '../notice-outbox.contract.js';
import { noticeOutletContract } from '../notice-outlet.contract.js';
import { MemoryInbox, MemoryNoticeOutbox, MemoryOutlet } from './index.js';

noticeOutboxContract('memory', async () => ({ outbox: new MemoryNoticeOutbox() }));

inboxContract('memory', async () => ({ inbox: new MemoryInbox() }));

noticeOutletContract('memory', async () => {
  const outlet = new MemoryOutlet();
  return { outlet, arrived: async () => outlet.arrived.map(({ notice }) => ({ notice: notice.id, text: notice.text.zh })) };
});

noticeOutletContract('inbox in memory', async () => {
  const inbox = new MemoryInbox();
  const reader = { id: 'wang', grants: [] };
  return {
    outlet: new InboxOutlet(inbox),
    beside: async () => new InboxOutlet(inbox),
    arrived: async () => (await inbox.list(reader, {}, { limit: 1_000 })).items.map(({ notice }) => ({ notice: notice.id, text: notice.text.zh })).reverse(),
  };
});
