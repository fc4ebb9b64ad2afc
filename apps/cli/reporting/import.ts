import { basename } from 'node:path';
import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call } from '../command-line/command.js';
import type { ExitName } from '../command-line/exit-codes.js';
import { badUsage } from '../command-line/given.js';
import { CliProblem, type FieldFault } from '../command-line/problem.js';
import { planOption } from '../command-line/usual-options.js';
import { path, type SentFile } from '../connection/api.js';
import { readInput } from '../terminal/input-files.js';
import { Progress } from '../terminal/progress.js';

interface Reason {
  readonly code: string;
  readonly because: Bilingual;
  readonly remedy: Bilingual;
}

interface ImportResult {
  readonly dryRun: boolean;
  readonly recorded: boolean;
  readonly repeated: boolean;
  readonly rows: number;
  readonly created: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly problems: readonly (Reason & { readonly row: number; readonly column?: string })[];
  readonly position?: number;
}

interface ImportJob {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly rows: number;
  readonly decided: number;
  readonly result?: ImportResult;
  readonly refusal?: Reason;
}

export const importTexts = {
  progress: { zh: '已判定 {decided} / {rows} 行', en: '{decided} of {rows} rows decided' },
  reading: { zh: '正在读取文件……', en: 'Reading the file …' },
  row: { zh: '行', en: 'Row' },
  column: { zh: '列', en: 'Column' },
  code: { zh: '代码', en: 'Code' },
  text: { zh: '问题', en: 'Problem' },
  tried: { zh: '试算：未作任何记录。加上 --commit 正式导入。', en: 'Tried only: nothing was recorded. Import with --commit.' },
  notRecorded: { zh: '有不合格的行，全部未导入。', en: 'Some rows were rejected, so nothing was imported.' },
  recorded: { zh: '已全部导入，日志位置 {position}', en: 'All rows imported, log position {position}' },
  unchanged: { zh: '没有变化，未作记录', en: 'Nothing changed, nothing was recorded' },
  repeated: { zh: '此前已导入（重复提交，未再次记录）', en: 'Imported before (a repetition; nothing was recorded twice)' },
  counts: { zh: '共 {rows} 行：新增 {created}，替换 {replaced}，不变 {unchanged}，不合格 {rejected}', en: '{rows} rows: {created} new, {replaced} replaced, {unchanged} unchanged, {rejected} rejected' },
  more: { zh: '另有未列出的问题；请先改正上面各行。', en: 'There are more problems than listed; correct these rows first.' },
  failed: {
    title: { zh: '导入因系统故障中止，未作任何记录。', en: 'The import ended by a fault; nothing was recorded.' },
    remedy: { zh: '请查看服务器日志后重试。', en: "Look at the server's log, then try again." },
  },
} as const;

const pollMs = 250;

/** Start an import and follow it to its end. Should the server forget it (a restart), it is repeated under the same key, which records nothing twice. */
async function follow(call: Call, query: Readonly<Record<string, string | undefined>>, file: SentFile): Promise<ImportJob> {
  const { api, host, out } = call;
  const key = host.newId();
  const progress = new Progress(host, out.json);
  try {
    let job = await api.upload<ImportJob>('POST', '/imports', { ...query, wait: 'false' }, file, key);
    while (job.state === 'running') {
      const { rows, decided } = job;
      progress.at(() => (rows === 0 ? out.say(importTexts.reading) : out.say(importTexts.progress, { decided, rows })));
      await host.sleep(pollMs, host.signal);
      job = await api.get<ImportJob>(path`/imports/${job.id}`).catch((error: unknown) => {
        if (error instanceof CliProblem && error.text.status === 404) return api.upload<ImportJob>('POST', '/imports', { ...query, wait: 'true' }, file, key);
        throw error;
      });
    }
    return job;
  } finally {
    progress.end();
  }
}

/** A refusal of the whole file, as a problem. */
function refusedFile({ code, because, remedy }: Reason, errors: readonly FieldFault[] = []): CliProblem {
  return new CliProblem({ code, title: because, remedy, ...(errors.length > 0 ? { errors } : {}) }, 'invalid');
}

async function run(call: Call): Promise<ExitName | void> {
  const { given, out } = call;
  if (given.has('--dry-run') && given.has('--commit')) throw badUsage('together', { name: '--dry-run, --commit' });
  if (!given.has('--dry-run') && !given.has('--commit')) throw badUsage('missing', { name: '--dry-run | --commit' });
  const file = given.text('FILE');
  const query = { dryRun: String(!given.has('--commit')), plan: given.text('--plan'), encoding: given.maybe('--encoding') };
  const job = await follow(call, query, { bytes: readInput(file), type: 'text/csv', name: basename(file) });
  if (job.refusal) throw refusedFile(job.refusal);
  if (!job.result) throw new CliProblem({ code: 'cli.import-failed', ...importTexts.failed }, 'failed');
  const { result } = job;
  await out.result(result, () => resultText(call, result));
  return result.problems.length > 0 ? 'invalid' : undefined;
}

function resultText({ out }: Call, result: ImportResult): string {
  const { problems, rejected, recorded, dryRun, repeated, position } = result;
  const heads = [importTexts.row, importTexts.column, importTexts.code, importTexts.text].map((text, i) => ({ title: out.say(text), ...(i === 0 ? { align: 'right' as const } : {}), ...(i === 3 ? { wrap: true } : {}) }));
  const rows = problems.map(({ row, column, code, because, remedy }) => [String(row), column ?? '', code, `${because[out.language]} ${remedy[out.language]}`]);
  const listed = new Set(problems.map(({ row }) => row)).size;
  const outcome = repeated ? out.say(importTexts.repeated)
    : rejected > 0 ? out.say(importTexts.notRecorded)
    : dryRun ? out.say(importTexts.tried)
    : recorded && position !== undefined ? out.style.green(out.say(importTexts.recorded, { position }))
    : out.say(importTexts.unchanged);
  return [
    ...(rows.length > 0 ? [out.table(heads, rows), ''] : []),
    ...(listed < rejected ? [out.say(importTexts.more)] : []),
    out.say(importTexts.counts, { ...result }),
    outcome,
  ].join('\n');
}

export const importReports = commandSpec({
  path: 'import',
  summary: { zh: '从 CSV 批量导入填报：全部成功或全不导入', en: 'Import reports from CSV: all rows or none' },
  details: {
    zh: '第一行为列名：单位、指标、报告期、数值，可有方案、情况说明、佐证（SHA-256）；也可用英文列名 unit、indicator、period、value、plan、note、evidence。先用 --dry-run 试算，逐行查看问题。',
    en: 'The first line names the columns: unit, indicator, period, value, and where wanted plan, note, evidence (SHA-256); Chinese names work too. Try with --dry-run first and see the problems by row.',
  },
  arguments: [{ name: 'FILE', summary: { zh: 'CSV 文件（UTF-8 或 GB18030）', en: 'CSV file (UTF-8 or GB18030)' } }],
  options: [
    { flags: '--dry-run', summary: { zh: '只试算，不记录', en: 'Try only; record nothing' } },
    { flags: '--commit', summary: { zh: '正式导入', en: 'Import' } },
    { ...planOption, summary: { zh: '没有“方案”列的行属于此方案', en: 'Plan of rows without a plan column' } },
    { flags: '--encoding <NAME>', choices: ['utf-8', 'gb18030'], summary: { zh: '文件编码；默认自动识别', en: 'Encoding of the file; recognised when absent' } },
  ],
  examples: ['zhiheng import values.csv --dry-run --as reporter-xuanwu', 'zhiheng import values.csv --commit --as reporter-xuanwu'],
  run,
});
