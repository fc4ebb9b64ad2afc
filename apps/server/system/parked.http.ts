import { Controller, Inject } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, Refused, textField, type Caller, type InputOf } from '#engine/http';
import { refuse } from '#engine/kernel';
import { NoticeRunner } from '#engine/notices';
import { decide, decisionStream, ReactionRunner, sameFailure, type Parked } from '#engine/reactions';
import { RelayRunner } from '#engine/relay';
import { byOf } from './by-caller.js';
import { mayOperate, maySeeOperations } from './operations.policies.js';

const item = z.strictObject({
  process: z.string(), stream: z.string(), timer: z.string().optional(), position: z.int(), eventId: z.uuid(), reason: z.string(), parkedAt: z.string(), attempts: z.int(), waiting: z.int(),
});
const which = { process: textField(200), stream: textField(400), timer: textField(400).optional(), position: z.int().min(1) };
const outcome = z.strictObject({
  /** Position of the recorded decision. */
  position: z.int(),
  /** `waiting`: recorded, and carried out as soon as a process runs the follower. */
  outcome: z.enum(['went-on', 'parked-again', 'waiting']),
  /** Why it is parked again. */
  failure: z.string().optional(),
});

const list = endpoint({
  method: 'GET', path: '/parked', tag: 'system', access: maySeeOperations,
  summary: { zh: '挂起的事项：自动办理、对外消息、通知中失败的事件和定时', en: 'What is parked: events and timers that automatic work, outgoing messages or notices failed at' },
  reply: z.strictObject({ items: z.array(item) }),
});
const retry = endpoint({
  method: 'POST', path: '/parked/retry', tag: 'system', access: mayOperate, command: true,
  summary: { zh: '重试挂起的事项，成功后继续办理其后等待的事项；记入日志', en: 'Try something parked again, then go on with what waits behind it; recorded' },
  body: z.strictObject(which), reply: outcome, refusals: ['system.not-parked'],
});
const discard = endpoint({
  method: 'POST', path: '/parked/discard', tag: 'system', access: mayOperate, command: true,
  summary: { zh: '放弃挂起的事项，继续办理其后等待的事项；理由记入日志', en: 'Give up something parked and go on with what waits behind it; recorded with the reason' },
  body: z.strictObject({ ...which, reason: textField(500) }), reply: outcome, refusals: ['system.not-parked'],
});

/** How long an answer waits for the process that runs the follower. */
const longestWaitMs = 5_000;
const lookMs = 50;

@Controller()
export class ParkedHttp {
  constructor(
    @Inject(EventStore) private readonly log: EventStore,
    @Inject(ReactionRunner) private readonly reactions: ReactionRunner,
    @Inject(RelayRunner) private readonly relay: RelayRunner,
    @Inject(NoticeRunner) private readonly notices: NoticeRunner,
  ) {}

  @Handle(list)
  async list() {
    return { items: [...(await this.parked())] };
  }

  @Handle(retry)
  retry(@Input() { body }: InputOf<typeof retry>, @From() caller: Caller) {
    return this.decided(body, undefined, caller);
  }

  @Handle(discard)
  discard(@Input() { body: { reason, ...ref } }: InputOf<typeof discard>, @From() caller: Caller) {
    return this.decided(ref, reason, caller);
  }

  private async decided(ref: InputOf<typeof retry>['body'], reason: string | undefined, caller: Caller): Promise<z.infer<typeof outcome>> {
    const isIt = ({ process, stream, timer }: Parked): boolean => process === ref.process && stream === ref.stream && timer === ref.timer;
    const found = (await this.parked()).find((one) => isIt(one) && one.position === ref.position);
    const by = byOf(caller);
    if (!found) {
      const before = (await this.log.readStream(decisionStream(ref.process))).find(({ id }) => id === by.id);
      if (before) return { position: before.position, outcome: 'went-on' };
      throw new Refused(refuse('system.not-parked', { process: ref.process, position: ref.position }));
    }
    const position = await decide(this.log, found, reason, by);
    for (const deadline = performance.now() + longestWaitMs; performance.now() < deadline; await pause(lookMs)) {
      const now = (await this.parked()).find(isIt);
      if (!now) return { position, outcome: 'went-on' };
      if (!sameFailure(found, now)) return { position, outcome: 'parked-again', failure: now.reason };
    }
    return { position, outcome: 'waiting' };
  }

  private async parked(): Promise<readonly Parked[]> {
    const lists = await Promise.all([this.reactions.parked(), this.relay.parked(), this.notices.parked()]);
    return lists.flat().sort((a, b) => a.position - b.position);
  }
}
