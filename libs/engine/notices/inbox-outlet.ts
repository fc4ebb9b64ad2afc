import { Gathered } from './gathered.js';
import type { Inbox } from './inbox.js';
import type { Delivery, IssuedNotice, NoticeOutlet, OutgoingNotice } from './notice.js';

/** Delivers into the in-app inbox: every notice, of every fact. The receipt is the notice's id. */
export class InboxOutlet implements NoticeOutlet {
  readonly name = 'inbox';
  readonly since = 'beginning';
  private readonly gathered: Gathered<IssuedNotice, Delivery>;

  constructor(inbox: Pick<Inbox, 'put'>) {
    this.gathered = new Gathered(async (notices) => {
      await inbox.put(notices);
      return notices.map(({ id }): Delivery => ({ outcome: 'delivered', receipt: id }));
    });
  }

  accepts(): boolean {
    return true;
  }

  deliver({ notice }: OutgoingNotice): Promise<Delivery> {
    return this.gathered.add(notice);
  }
}
