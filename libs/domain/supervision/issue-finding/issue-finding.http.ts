import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { RefusalCatalogue } from '#engine/kernel';
import { endpoint, From, Handle, Input, receipt, receiptReply, Refusals, type Caller, type InputOf } from '#engine/http';
import { said } from '../refusal-text.http.js';
import { findingParams, plainCode } from '../supervision-input.js';
import { mayInspect } from '../supervision.policies.js';
import { IssueOrders } from './issue-orders.http.js';

/** Orders one request may issue. */
const mostAtOnce = 200;

const bilingual = z.object({ zh: z.string(), en: z.string() });
const refusals = [
  'supervision.unknown-finding', 'supervision.already-issued', 'supervision.draft-discarded', 'supervision.own-unit', 'supervision.draft-changed', 'supervision.unit-named-twice',
  'supervision.unknown-unit', 'supervision.no-escalation-policy', 'supervision.date-passed', 'supervision.due-before-acknowledgement', 'supervision.not-numbered', 'calendar.year-not-published',
] as const;
const route = { method: 'POST', tag: 'supervision', access: mayInspect, command: true, refusals } as const;

const issue = endpoint({
  ...route, path: '/findings/:finding/issue',
  summary: { zh: '交办问题：编号并生成督办单', en: 'Issue a finding: it gets its number and becomes a supervision order' },
  params: findingParams,
  reply: receiptReply,
});

const issueMany = endpoint({
  ...route, path: '/findings/issue',
  summary: { zh: '批量交办：先试算（dryRun）再办理，按顺序编号，全部成功或全不办理', en: 'Issue many findings: try first (dryRun), then all of them or none, numbered in their order' },
  body: z.strictObject({ dryRun: z.boolean().default(true), findings: z.array(plainCode).min(1).max(mostAtOnce) }),
  reply: z.object({
    dryRun: z.boolean(), recorded: z.boolean(), accepted: z.number().int(),
    refused: z.array(z.object({ finding: z.string(), code: z.string(), because: bilingual, remedy: bilingual })),
    /** As given or, in a trial, as they would be given now; none where any order is refused. */
    numbers: z.array(z.object({ finding: z.string(), number: z.string() })),
    position: z.number().int().optional(), events: z.number().int().optional(), repeated: z.boolean().optional(),
  }),
});

@Controller()
export class IssueFindingHttp {
  constructor(
    @Inject(IssueOrders) private readonly orders: IssueOrders,
    @Inject(Refusals) private readonly texts: RefusalCatalogue,
  ) {}

  @Handle(issue)
  async issue(@Input() { params }: InputOf<typeof issue>, @From() { envelope }: Caller) {
    return receipt(await this.orders.issue(params.finding, envelope));
  }

  @Handle(issueMany)
  async issueMany(@Input() { body: { findings, dryRun } }: InputOf<typeof issueMany>, @From() { envelope }: Caller) {
    const { accepted, refused, numbers, receipt } = await this.orders.issueAll(findings, envelope, { dryRun });
    return {
      dryRun, accepted, numbers: [...numbers],
      recorded: !dryRun && refused.length === 0,
      refused: refused.map(({ finding, refusal }) => ({ finding, ...said(refusal, this.texts) })),
      ...(receipt ? { position: receipt.position, events: receipt.events, repeated: receipt.repeated } : {}),
    };
  }
}
