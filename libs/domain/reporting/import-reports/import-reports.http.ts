import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal, type RefusalCatalogue } from '#engine/kernel';
import { codeField, endpoint, FaultReporter, From, Handle, Input, notFound, Refusals, Refused, type Caller, type InputOf } from '#engine/http';
import { given } from '../report-input.http.js';
import { said } from '../refusal-text.http.js';
import { mayReport } from '../report.policies.js';
import { importLimits } from './import-file.js';
import { ImportJobs, type ImportJob } from './import-jobs.js';
import { importEncodings } from './import-text.js';
import { importRefusals } from './import-reports.refusals.js';
import { RunImport, type ImportResult } from './run-import.http.js';

/** Row reasons one answer lists; the count of rejected rows is exact. */
const reasonsShown = 1_000;

const count = z.number().int();
const bilingual = z.object({ zh: z.string(), en: z.string() });
const reason = z.object({ code: z.string(), because: bilingual, remedy: bilingual });
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const jobReply = z.object({
  id: z.string(), state: z.enum(['running', 'done', 'failed']), rows: count, decided: count,
  result: z.object({
    dryRun: z.boolean(), recorded: z.boolean(), repeated: z.boolean(), rows: count, created: count, replaced: count, unchanged: count, rejected: count,
    problems: z.array(reason.extend({ row: count, column: z.string().optional() })), position: count.optional(),
  }).optional(),
  refusal: reason.optional(),
});

const start = endpoint({
  method: 'POST', path: '/imports', tag: 'reporting', access: mayReport, command: true,
  summary: { zh: '批量导入填报（CSV）；默认只试算（dryRun=true），逐行给出原因，全部成功或全不导入', en: 'Import reports as CSV; a dry run unless told otherwise, with reasons by row; all rows or none' },
  query: z.strictObject({
    dryRun: flag.default(true), plan: codeField.optional(), encoding: z.enum(importEncodings).optional(),
    /** `false` answers at once with the id; ask for progress with `GET /api/imports/:id`. */
    wait: flag.default(true),
  }),
  rawBody: ['text/csv', 'text/plain', 'application/vnd.ms-excel'], bodyLimit: importLimits.bytes,
  reply: jobReply,
  refusals: Object.keys(importRefusals),
});

const progress = endpoint({
  method: 'GET', path: '/imports/:id', tag: 'reporting', access: mayReport,
  summary: { zh: '导入进度和结果（仅本人；保存在内存中，服务重启后不再可查）', en: 'Progress and result of an import of one’s own; kept in memory, gone after a restart' },
  params: z.strictObject({ id: z.uuid() }),
  reply: jobReply,
});

@Controller()
export class ImportReportsHttp {
  constructor(
    @Inject(RunImport) private readonly imports: RunImport,
    @Inject(ImportJobs) private readonly jobs: ImportJobs<ImportResult>,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
    @Inject(FaultReporter) private readonly faults: FaultReporter,
  ) {}

  @Handle(start)
  async start(@Input() { query: { wait, ...options }, body }: InputOf<typeof start>, @From() { actor, envelope }: Caller) {
    const job = this.jobs.begin(actor.id);
    if (isRefusal(job)) throw new Refused(job);
    const work = this.jobs.run(job, (told) => this.imports.run({ bytes: body, ...given(options), actor, envelope }, told));
    if (!wait) {
      // Nobody waits for this promise: a fault goes where faults go, and the job says that it failed.
      work.catch((error: unknown) => this.faults.fault(error, { method: start.method, path: `/api${start.path}` }));
      return this.shown(job);
    }
    const done = await work;
    if (done.refusal) throw new Refused(done.refusal);
    return this.shown(done);
  }

  @Handle(progress)
  progress(@Input() { params: { id } }: InputOf<typeof progress>, @From() { actor }: Caller) {
    const job = this.jobs.find(id, actor.id);
    if (!job) throw notFound({ id });
    return this.shown(job);
  }

  private shown({ id, state, rows, decided, result, refusal }: ImportJob<ImportResult>) {
    const problems = result?.problems.slice(0, reasonsShown).map((problem) => ({
      row: problem.row, ...(problem.column === undefined ? {} : { column: problem.column }), ...said(problem.refusal, this.refusals),
    }));
    return { id, state, rows, decided, ...(result ? { result: { ...result, problems } } : {}), ...(refusal ? { refusal: said(refusal, this.refusals) } : {}) };
  }
}
