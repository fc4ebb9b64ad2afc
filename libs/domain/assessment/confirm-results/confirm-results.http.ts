import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { documentField, present, roundParams, titleField } from '../assessment-input.js';
import { mayConfirm } from '../assessment.policies.js';
import { knownOfRound } from '../round-facts.http.js';
import { confirmResults } from './confirm-results.js';

const confirmation = endpoint({
  method: 'POST', path: '/rounds/:round/confirmation', tag: 'assessment', command: true, access: mayConfirm, params: roundParams, reply: receiptReply,
  summary: { zh: '审定结果（会议、文号）', en: 'The committee confirms the results by its document' },
  body: z.strictObject({ committee: titleField, document: documentField, heldOn: dateField }),
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.units-moved-on', 'assessment.requests-still-open', 'assessment.reviews-open', 'assessment.re-check-outstanding', 'assessment.calculation-outdated',
    'assessment.date-ahead', 'assessment.document-required',
  ],
});

@Controller()
export class ConfirmResultsHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: EventStore,
  ) {}

  @Handle(confirmation)
  async confirm(@Input() { params, body }: InputOf<typeof confirmation>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(confirmResults, { ...params, ...present(body), ...(await knownOfRound(this.log, params.round)) }, envelope));
  }
}
