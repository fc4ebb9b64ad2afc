import { writeFileSync } from 'node:fs';
import type { Bilingual } from '#engine/kernel';
import type { ScoreSheet } from '../../../libs/domain/scoring/engine.js';
import { actCommand, present } from '../command-line/act.js';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { rowsTable, type ListColumn } from '../command-line/listing.js';
import { authorityOption, momentOptions, momentQuery } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';
import { unitNames } from '../planning/unit-names.js';
import { reportsTexts } from '../reporting/reports.js';
import { renderSheet } from '../scoring/render-sheet.js';
import { evidenceOption, filesUnitOption, inspectorsEvidence, needed, textOption } from '../supervision/given-content.js';
import { CliProblem } from '../command-line/problem.js';
import type { CheckpointShown } from '../proving/checkpoints.js';
import { called } from '../command-line/called.js';
import { byteOrderMark, csvLines } from '../terminal/csv.js';
import { figure } from '../terminal/figure.js';
import { standingWords } from '../../words/assessment-words.js';
import { reasonNeeded, resultPath, roundArgument, roundPath, runOf, runOption, unitPlace } from './round-place.js';

export interface ResultLine {
  readonly unit: string;
  readonly group: string;
  readonly run: number;
  readonly raw: string | null;
  readonly published: string | null;
  readonly bonus: string;
  readonly deduction: string;
  readonly gradeByScore: string | null;
  readonly grade: string | null;
  readonly vetoed: boolean;
  readonly rank: number | null;
  readonly of: number;
  readonly sheet: string;
  readonly standing: string;
  readonly corrected: { readonly run: number; readonly published: string | null; readonly grade: string | null; readonly rank: number | null } | null;
}

interface ResultTable {
  readonly round: string;
  readonly run: number;
  readonly published: boolean;
  readonly scheme: { readonly id: string; readonly version: number; readonly document: string };
  readonly engineVersion: string | null;
  readonly frozenAt: number | null;
  readonly hash: string | null;
  readonly recordedAt: number | null;
  readonly pending: number | null;
  readonly groups: readonly { readonly group: string; readonly of: number; readonly lines: readonly ResultLine[] }[];
  readonly position: number;
}

export const resultTexts = {
  group: { zh: '{group} 组（{shown} / {of} 个单位）', en: 'Group {group} ({shown} of {of} units)' }, vetoed: { zh: '一票否决', en: 'vetoed' },
  corrected: { zh: '原通报 {published}，{grade}，第 {rank} 名', en: 'published before as {published}, {grade}, rank {rank}' },
  basis: { zh: '第 {run} 次计分 · {id} 第 {version} 版 · 引擎 {engine} · 数据冻结于 {frozenAt} · 指纹 {hash}', en: 'Calculation {run} · {id} version {version} · engine {engine} · data frozen at {frozenAt} · hash {hash}' },
  proven: { zh: '账本检查点：{size} 个事件，根 {root}，{time} 签（zhiheng checkpoints covering {position} 可查全文）', en: 'Checkpoint of the ledger: {size} events, root {root}, signed {time} (whole note: zhiheng checkpoints covering {position})' },
  unproven: { zh: '尚无账本检查点覆盖本次计分。', en: 'No checkpoint of the ledger covers this calculation yet.' },
  provisional: { zh: '尚未通报', en: 'not published yet' }, published: { zh: '已通报', en: 'published' }, pending: { zh: '第 {run} 次计分尚未通报。', en: 'Calculation {run} is not published yet.' },
  none: { zh: '尚未计分。', en: 'Not calculated yet.' }, same: { zh: '与记录的指纹相符。', en: 'As recorded: the hashes agree.' }, differs: { zh: '与记录不符：记录的指纹为 {recorded}。', en: 'Not as recorded: the recorded hash is {recorded}.' },
} as const;

const correctedText = ({ corrected }: ResultLine, { out }: Call): string =>
  (corrected ? out.say(resultTexts.corrected, { published: corrected.published ?? '—', grade: corrected.grade ?? '—', rank: corrected.rank ?? '—' }) : '');

/** Columns of the table. What a veto took from a grade stands beside it. */
const columns: readonly (ListColumn<ResultLine> & { readonly exact?: (row: ResultLine) => string | number | null })[] = [
  { head: { zh: '名次', en: 'Rank' }, align: 'right', of: ({ rank }) => rank ?? '—', exact: ({ rank }) => rank },
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '得分', en: 'Score' }, align: 'right', of: ({ published }) => published ?? '—', exact: ({ published }) => published },
  { head: { zh: '等次', en: 'Grade' }, of: ({ grade }) => grade ?? '—', exact: ({ grade }) => grade },
  { head: { zh: '一票否决', en: 'Veto' }, of: ({ vetoed }, { out }) => (vetoed ? out.say(resultTexts.vetoed) : '') },
  { head: { zh: '按分等次', en: 'By score' }, of: ({ grade, gradeByScore }) => (grade === gradeByScore ? '' : gradeByScore), exact: ({ gradeByScore }) => gradeByScore },
  { head: { zh: '取整前', en: 'Before rounding' }, align: 'right', of: ({ raw }) => figure(raw), exact: ({ raw }) => raw },
  { head: { zh: '加分', en: 'Bonus' }, align: 'right', of: ({ bonus }) => (bonus === '0' ? '' : bonus), exact: ({ bonus }) => bonus },
  { head: { zh: '扣分', en: 'Deduction' }, align: 'right', of: ({ deduction }) => (deduction === '0' ? '' : deduction), exact: ({ deduction }) => deduction },
  { head: { zh: '效力', en: 'Standing' }, of: ({ standing }, call) => called(standingWords, standing, call) },
  { head: { zh: '更正前', en: 'Before correction' }, wrap: true, of: correctedText },
];

const csvOnly: readonly (readonly [Bilingual, (row: ResultLine) => string | number])[] = [[{ zh: '计分', en: 'Run' }, ({ run }) => run], [{ zh: '得分表指纹', en: 'Sheet hash' }, ({ sheet }) => sheet]];

/** The table as CSV: every figure as it is kept, with the hash of its sheet. */
function csvOf(call: Call, { groups }: ResultTable): string {
  const { out } = call;
  const heads = [{ zh: '分组', en: 'Group' }, ...columns.map(({ head }) => head), ...csvOnly.map(([head]) => head)].map((head) => out.say(head));
  const rows = groups.flatMap(({ group, lines }) => lines.map((line) => [group, ...columns.map(({ of, exact }) => String((exact ? exact(line) : of(line, call)) ?? '')), ...csvOnly.map(([, of]) => String(of(line)))]));
  return byteOrderMark + csvLines([heads, ...rows]);
}

/** The first checkpoint of the ledger that covers a calculation: printed with its results. */
async function checkpointLine({ api, out }: Call, position: number): Promise<string> {
  try {
    const { size, root, time } = await api.get<CheckpointShown>(path`/ledger/checkpoints/covering/${String(position)}`);
    return out.say(resultTexts.proven, { size, root, time: time ?? '—', position });
  } catch (error) {
    if (error instanceof CliProblem && error.text.code === 'history.no-checkpoint-yet') return out.say(resultTexts.unproven);
    throw error;
  }
}

async function tableText(call: Call, table: ResultTable): Promise<string> {
  const { out } = call;
  const { run, scheme, engineVersion, frozenAt, hash, published, pending, groups, recordedAt } = table;
  if (run === 0) return out.say(resultTexts.none);
  const basis = out.say(resultTexts.basis, { run, ...scheme, engine: engineVersion ?? '—', frozenAt: frozenAt ?? '—', hash: hash ?? '—' });
  return [
    `${basis} · ${out.say(published ? resultTexts.published : resultTexts.provisional)}`,
    ...groups.map(({ group, of, lines }) => `${out.style.bold(out.say(resultTexts.group, { group, shown: lines.length, of }))}\n${rowsTable(call, columns, lines)}`),
    ...(pending === null ? [] : [out.say(resultTexts.pending, { run: pending })]),
    ...(recordedAt === null ? [] : [await checkpointLine(call, recordedAt)]),
  ].join('\n\n');
}

const table = commandSpec({
  path: 'results table', summary: { zh: '结果表：分组名次、得分、等次、一票否决及按分等次、加扣分；--csv 导出', en: 'Result table by group: rank, score, grade, veto beside the grade by score, bonus and deduction; --csv exports it' },
  arguments: [roundArgument],
  options: [
    textOption('--group <GROUP>', { zh: '分组', en: 'Group' }), textOption('--csv', { zh: '输出 CSV（可直接用电子表格打开）', en: 'As CSV, ready for spreadsheets' }), textOption('--out <FILE>', { zh: '把 CSV 写入此文件', en: 'Write the CSV to this file' }), ...momentOptions,
  ],
  examples: ['zhiheng results table nanjing-2025', 'zhiheng results table nanjing-2025 --csv --out results.csv'],
  run: async (call) => {
    const { api, given, out } = call;
    const found = await api.get<ResultTable>(`${roundPath(call)}/results`, { group: given.maybe('--group'), ...momentQuery(call) });
    const file = given.maybe('--out');
    if (file === undefined) {
      if (given.has('--csv')) return out.bytes(Buffer.from(csvOf(call, found)));
      const text = out.json ? '' : await tableText(call, found);
      return out.result(found, () => text);
    }
    const bytes = Buffer.from(csvOf(call, found));
    writeFileSync(file, bytes);
    await out.result({ file, size: bytes.length }, () => out.say(reportsTexts.exported, { file }));
  },
});

interface SheetReply {
  readonly run: number;
  readonly sheet: ScoreSheet;
  readonly hash: string;
  readonly recordedHash: string;
  readonly equal: boolean;
}

const sheet = commandSpec({
  path: 'results sheet', summary: { zh: '考核得分表：逐项公式、数据来源，并与记录的指纹核对；不符时退出码为 5', en: 'Score sheet of a round: every formula with its numbers, held against the recorded hash; a difference is exit code 5' },
  arguments: unitPlace, options: [runOption, textOption('--depth <LEVELS>', { zh: '只显示几层', en: 'Levels of the tree to show' })],
  run: async (call) => {
    const { api, given, out, host } = call;
    const unit = given.text('UNIT');
    const reply = await api.get<SheetReply>(`${resultPath(call)}/sheet`, { run: runOf(call) });
    const names = out.json ? new Map<string, Bilingual>() : await unitNames(api);
    await out.result(reply, () => {
      const layout = { language: out.language, unitName: names.get(unit)?.[out.language], style: out.style, depth: given.whole('--depth', 0, 50), hash: reply.hash, columns: out.onTerminal ? host.stdout.columns : undefined };
      return `${renderSheet(reply.sheet, layout)}\n\n${reply.equal ? out.style.green(out.say(resultTexts.same)) : out.style.red(out.say(resultTexts.differs, { recorded: reply.recordedHash }))}`;
    });
    return reply.equal ? undefined : 'different';
  },
});

const adjust = actCommand({
  path: 'results adjust', summary: { zh: '调整一个单位某一项目的得分，须有佐证或文号；下次计分时计入', en: "Adjust an item of a unit's score, with evidence or a document; it shows in the next calculation" },
  arguments: [...unitPlace, { name: 'ADJUSTMENT', summary: { zh: '调整编码', en: 'Code of the adjustment' } }],
  options: [
    needed(textOption('--node <NODE>', { zh: '项目编码', en: 'Code of the item' })), needed(textOption('--delta <POINTS>', { zh: '加多少分；减分写负数', en: 'Points more or, with a minus sign, less' })), reasonNeeded, authorityOption, evidenceOption, filesUnitOption,
  ],
  request: async (call) => {
    const { given } = call;
    const body = present({ node: given.text('--node'), delta: given.text('--delta'), evidence: await inspectorsEvidence(call) });
    return { path: `${resultPath(call)}${path`/adjustments/${given.text('ADJUSTMENT')}`}`, body, reason: given.text('--reason'), authority: given.maybe('--authority') };
  },
});

export const resultCommands: readonly CommandSpec[] = [table, sheet, adjust];
