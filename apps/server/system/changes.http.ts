import { Controller, Inject, type MessageEvent } from '@nestjs/common';
import { filter, type Observable } from 'rxjs';
import { endpoint, From, HandleLive, LiveChanges, type Caller } from '#engine/http';
import { Inbox, reaches } from '#engine/notices';

const live = endpoint({
  method: 'GET', path: '/changes-live', tag: 'system', access: 'signed-in', replyType: 'text/event-stream',
  summary: {
    zh: '哪些投影有变化（SSE，事件 changes）：先给出全部投影的位置，之后只给变化的；inbox 表示本人通知有变化',
    en: 'Which projections moved, as server-sent events `changes`: the positions of all first, then of those that moved; `inbox` where the own notices changed',
  },
});

/** Tells pages when to ask again what they show: answers name what they were read from in `X-Reads`. */
@Controller()
export class ChangesHttp {
  constructor(
    @Inject(LiveChanges) private readonly changes: LiveChanges,
    @Inject(Inbox) private readonly inbox: Inbox,
  ) {}

  @HandleLive(live)
  live(@From() { actor }: Caller): Observable<MessageEvent> {
    return this.changes.moves(this.inbox.changes$.pipe(filter(({ to }) => to.some((recipient) => reaches(actor, recipient)))));
  }
}
