import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { documentField, present, roundParams } from '../assessment-input.js';
import { mayRunRounds } from '../assessment.policies.js';
import { knownOfRound } from '../round-facts.http.js';
import { notifyResults } from './notify-results.js';

const notification = endpoint({
  method: 'POST', path: '/rounds/:round/notification', tag: 'assessment', command: true, access: mayRunRounds, params: roundParams, reply: receiptReply,
  summary: { zh: '向各单位反馈结果，申请复核的期限开始计算', en: 'Tell the units their results; the days to ask for a review begin' },
  body: z.strictObject({ document: documentField }).optional(),
  refusals: ['assessment.unknown-round', 'assessment.wrong-step', 'assessment.units-moved-on', 'assessment.calculation-outdated', 'calendar.year-not-published'],
});

@Controller()
export class NotifyResultsHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: EventStore,
  ) {}

  @Handle(notification)
  async notify(@Input() { params, body }: InputOf<typeof notification>, @From() { envelope }: Caller) {
    const { units } = await knownOfRound(this.log, params.round);
    return receipt(await this.commands.send(notifyResults, { ...params, ...present(body ?? {}), units }, envelope));
  }
}
