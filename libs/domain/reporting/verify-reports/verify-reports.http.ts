import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { RefusalCatalogue } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { codeField, decimalField, endpoint, From, Handle, Input, periodField, Refusals, type Caller, type InputOf } from '#engine/http';
import { said } from '../refusal-text.http.js';
import { mayVerify } from '../report.policies.js';
import { verifyReport } from '../verify-report/verify-report.js';

/** Reports one request may verify. */
const mostAtOnce = 2_000;

const bilingual = z.object({ zh: z.string(), en: z.string() });

const verifyMany = endpoint({
  method: 'POST', path: '/verifications', tag: 'reporting', access: mayVerify, command: true,
  summary: { zh: '批量核定：先试算（dryRun）再办理，全部成功或全不办理', en: 'Verify many reports: try first (dryRun), then all of them or none' },
  body: z.strictObject({
    plan: codeField,
    dryRun: z.boolean().default(true),
    reports: z.array(z.strictObject({ indicator: codeField, unit: codeField, period: periodField, value: decimalField })).min(1).max(mostAtOnce),
  }),
  reply: z.object({
    dryRun: z.boolean(), recorded: z.boolean(), accepted: z.number().int(),
    refused: z.array(z.object({ index: z.number().int(), indicator: z.string(), unit: z.string(), period: z.string(), code: z.string(), because: bilingual, remedy: bilingual })),
    position: z.number().int().optional(), events: z.number().int().optional(), repeated: z.boolean().optional(),
  }),
});

@Controller()
export class VerifyReportsHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
  ) {}

  @Handle(verifyMany)
  async verifyMany(@Input() { body: { plan, dryRun, reports } }: InputOf<typeof verifyMany>, @From() { envelope }: Caller) {
    const items = reports.map((report) => ({ definition: verifyReport, command: { plan, ...report } }));
    const { accepted, refused, receipt } = await this.commands.sendAll(items, envelope, { dryRun });
    return {
      dryRun, accepted,
      recorded: !dryRun && refused.length === 0,
      refused: refused.map(({ index, refusal }) => {
        const { indicator, unit, period } = reports[index]!;
        return { index, indicator, unit, period, ...said(refusal, this.refusals) };
      }),
      ...(receipt ? { position: receipt.position, events: receipt.events, repeated: receipt.repeated } : {}),
    };
  }
}
