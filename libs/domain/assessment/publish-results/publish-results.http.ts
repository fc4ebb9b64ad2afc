import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { documentField, present, reasonField, roundParams } from '../assessment-input.js';
import { mayRunRounds } from '../assessment.policies.js';
import { knownOfRound } from '../round-facts.http.js';
import { closeRound } from './close-round.js';
import { correctResults } from './correct-results.js';
import { publishResults } from './publish-results.js';

const route = { method: 'POST', tag: 'assessment', command: true, access: mayRunRounds, params: roundParams, reply: receiptReply } as const;
const standing = ['assessment.unknown-round', 'assessment.wrong-step'] as const;

const publication = endpoint({
  ...route, path: '/rounds/:round/publication',
  summary: { zh: '通报审定的结果（文号、日期）', en: 'Publish the confirmed results by a circular' },
  body: z.strictObject({ document: documentField, publishedOn: dateField }),
  refusals: [...standing, 'assessment.date-ahead', 'assessment.document-required'],
});

const correction = endpoint({
  ...route, path: '/rounds/:round/correction',
  summary: { zh: '以最近一次计分更正通报的结果（文号、理由），前后结果均保留', en: 'Correct the published results by the last calculation; both stay visible' },
  body: z.strictObject({ document: documentField, reason: reasonField }).optional(),
  refusals: [...standing, 'assessment.units-moved-on', 'assessment.calculation-outdated', 'assessment.nothing-to-correct', 'assessment.reason-required', 'assessment.document-required'],
});

const closing = endpoint({
  ...route, path: '/rounds/:round/closing',
  summary: { zh: '考核办结', en: 'Close a round' },
  body: z.strictObject({ remark: textField(2_000).optional() }).optional(),
  refusals: [...standing, 'assessment.units-moved-on', 'assessment.reviews-open', 'assessment.calculation-outdated', 'assessment.correction-pending'],
});

@Controller()
export class PublishResultsHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: EventStore,
  ) {}

  @Handle(publication)
  async publish(@Input() { params, body }: InputOf<typeof publication>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(publishResults, { ...params, ...present(body) }, envelope));
  }

  @Handle(correction)
  async correct(@Input() { params, body }: InputOf<typeof correction>, @From() { envelope }: Caller) {
    const { units } = await knownOfRound(this.log, params.round);
    return receipt(await this.commands.send(correctResults, { ...params, ...present(body ?? {}), units }, envelope));
  }

  @Handle(closing)
  async close(@Input() { params, body }: InputOf<typeof closing>, @From() { envelope }: Caller) {
    const { units } = await knownOfRound(this.log, params.round);
    return receipt(await this.commands.send(closeRound, { ...params, ...present(body ?? {}), units }, envelope));
  }
}
