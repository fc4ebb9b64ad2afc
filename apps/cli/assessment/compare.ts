import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { inLanguage, rendered, rowsTable, type ListColumn } from '../command-line/listing.js';
import { limitOption } from '../command-line/usual-options.js';
import type { Page } from '../connection/api.js';
import { textOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { figure } from '../terminal/figure.js';
import { gradeReasonWords, moveKindWords } from '../../words/assessment-words.js';
import { fromTo } from './result-change.js';
import { roundArgument, roundPath } from './round-place.js';

interface FromTo<T> {
  readonly from: T | null;
  readonly to: T | null;
}

interface Side {
  readonly round: string;
  readonly run: number;
  readonly scheme: { readonly id: string; readonly version: number };
}

interface Move {
  readonly kind: string;
  readonly code: string;
  readonly title: Bilingual;
  readonly from: string;
  readonly to: string;
  readonly delta: string;
}

interface Passing {
  readonly count: number;
  readonly units: readonly string[];
}

interface Compared {
  readonly unit: string;
  readonly score: FromTo<string>;
  readonly delta: string | null;
  readonly grade: FromTo<string>;
  readonly rank: FromTo<number>;
  readonly places: number | null;
  readonly reasons: readonly Move[];
  readonly gradeReasons: readonly { readonly kind: string; readonly rule?: string; readonly matter?: string; readonly grade?: string; readonly outcome?: string; readonly side: 'from' | 'to' }[];
  readonly overtook: Passing;
  readonly overtakenBy: Passing;
}

interface ComparisonPage extends Page<Compared> {
  readonly from: Side;
  readonly to: Side;
}

export const compareTexts = {
  side: { zh: '{round} 第 {run} 次计分（{id} 第 {version} 版）', en: '{round} calculation {run} ({id} version {version})' }, reasons: { zh: '{unit} 的变动原因', en: 'What moved {unit}' },
  overtook: { zh: '超过 {count} 个单位：{units}', en: 'Passed {count} units: {units}' }, overtaken: { zh: '被 {count} 个单位超过：{units}', en: 'Passed by {count} units: {units}' },
  from: { zh: '前', en: 'before' }, to: { zh: '后', en: 'after' },
} as const;

const signed = (text: string | null): string => (text === null ? '—' : text === '0' || text.startsWith('-') ? figure(text) : `+${figure(text)}`);
/** How many reasons a line of the table names; a unit of its own shows all. */
const namedAtMost = 3;

function gradeText({ gradeReasons }: Compared, call: Call): string {
  return gradeReasons.map(({ kind, rule, matter, grade, outcome, side }) =>
    [call.out.say(compareTexts[side]), called(gradeReasonWords, kind, call), ...[rule, matter, grade, outcome].filter((text) => text !== undefined)].join(' ')).join('; ');
}

const columns: readonly ListColumn<Compared>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '得分', en: 'Score' }, of: ({ score }) => fromTo(score.from, score.to) },
  { head: { zh: '变化', en: 'Change' }, align: 'right', of: ({ delta }) => signed(delta) },
  { head: { zh: '等次', en: 'Grade' }, of: ({ grade }) => fromTo(grade.from, grade.to) },
  { head: { zh: '名次', en: 'Rank' }, of: ({ rank }) => fromTo(rank.from, rank.to) },
  { head: { zh: '进退', en: 'Places' }, align: 'right', of: ({ places }) => signed(places === null ? null : String(places)) },
  { head: { zh: '主要原因', en: 'Moved most by' }, wrap: true, of: ({ reasons }) => reasons.slice(0, namedAtMost).map(({ code, delta }) => `${code} ${signed(delta)}`).join(', ') },
  { head: { zh: '等次原因', en: 'Grade' }, wrap: true, of: gradeText },
];
const moveColumns: readonly ListColumn<Move>[] = [
  { head: { zh: '类别', en: 'Kind' }, of: ({ kind }, call) => called(moveKindWords, kind, call) },
  { head: { zh: '项目', en: 'Item' }, of: ({ code }) => code },
  { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '前', en: 'Before' }, align: 'right', of: ({ from }) => figure(from) },
  { head: { zh: '后', en: 'After' }, align: 'right', of: ({ to }) => figure(to) },
  { head: { zh: '变化', en: 'Change' }, align: 'right', of: ({ delta }) => signed(delta) },
];

/** What moved one unit, and whom it passed. Before publication the others are counted, not named. */
function reasonsText(call: Call, { unit, reasons, overtook, overtakenBy }: Compared): readonly string[] {
  const { out } = call;
  const passing = (text: typeof compareTexts.overtook | typeof compareTexts.overtaken, { count, units }: Passing): readonly string[] => (count === 0 ? [] : [out.say(text, { count, units: units.join(', ') || '—' })]);
  return ['', out.style.bold(out.say(compareTexts.reasons, { unit })), rowsTable(call, moveColumns, reasons), ...passing(compareTexts.overtook, overtook), ...passing(compareTexts.overtaken, overtakenBy)];
}

const compare = commandSpec({
  path: 'results compare', summary: { zh: '比较考核结果：与另一轮考核、两次计分之间、同一数据换一版细则；变动及原因', en: 'Compare results: with another round, two calculations, or another scheme version on the same data; what moved, and why' },
  arguments: [roundArgument],
  options: [
    textOption('--from <RUN>', { zh: '前一次计分；默认第 1 次，比较两轮时默认其最后一次', en: 'Calculation before; the first, or the last of an earlier round' }), textOption('--to <RUN>', { zh: '后一次计分；默认最后一次', en: 'Calculation after; the last when absent' }),
    textOption('--earlier <ROUND>', { zh: '与此前的一轮考核比较', en: 'Compare with this earlier round' }),
    textOption('--scheme <SCHEME>', { zh: '同一数据改用此细则', en: 'The same data under this scheme' }), textOption('--scheme-version <NUMBER>', { zh: '细则的版本', en: 'Version of the scheme' }),
    textOption('--unit <UNIT>', { zh: '只看此单位，列出全部原因', en: 'Only this unit, with every reason' }), limitOption,
  ],
  examples: ['zhiheng results compare nanjing-2025', 'zhiheng results compare nanjing-2025 --earlier nanjing-2024 --unit xuanwu', 'zhiheng results compare nanjing-2025 --scheme nanjing-districts --scheme-version 2'],
  run: async (call) => {
    const { api, given, out } = call;
    const [scheme, version] = [given.maybe('--scheme'), given.whole('--scheme-version', 1, 9_999)];
    if ((scheme === undefined) !== (version === undefined)) throw badUsage('missing', { name: scheme === undefined ? '--scheme' : '--scheme-version' });
    const query = { from: given.whole('--from', 1, 9_999), to: given.whole('--to', 1, 9_999), earlier: given.maybe('--earlier'), scheme, version, unit: given.maybe('--unit') };
    const items: Compared[] = [];
    let first: ComparisonPage | undefined;
    for await (const page of api.pages<Compared>(`${roundPath(call)}/comparison`, query, given.whole('--limit', 1))) {
      first ??= page as ComparisonPage;
      items.push(...page.items);
    }
    const { from, to, total } = first!;
    const sideText = ({ round, run, scheme: { id, version: number } }: Side): string => out.say(compareTexts.side, { round, run, id, version: number });
    await out.result({ from, to, items, total }, () => [
      out.style.bold(`${sideText(from)} → ${sideText(to)}`), rendered(call, columns, items, total, undefined), ...(query.unit === undefined ? [] : items.flatMap((item) => reasonsText(call, item))),
    ].join('\n'));
  },
});

export const compareCommands: readonly CommandSpec[] = [compare];
