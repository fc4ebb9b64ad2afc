import type { Bilingual } from '#engine/kernel';
import type { ScoreSheet } from '../../../libs/domain/scoring/engine.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { listTexts, rendered, type ListColumn } from '../command-line/listing.js';
import { cliProblem } from '../command-line/problem.js';
import { momentOptions, momentQuery, planOption, yearOf, yearOption } from '../command-line/usual-options.js';
import { path, type Query } from '../connection/api.js';
import { unitNames } from '../planning/unit-names.js';
import { percent } from '../terminal/figure.js';
import { noTotalWords, scoreWords as words } from './texts.js';
import { renderSheet } from './render-sheet.js';

export interface BoardLine {
  readonly unit: string;
  readonly rank: number | null;
  readonly published: string | null;
  readonly bonus: string;
  readonly deduction: string;
  readonly grade: string | null;
  readonly vetoed: boolean;
  readonly coverage: string;
  readonly gaps: number;
  readonly provisional: boolean;
  readonly noTotal: string | null;
}

interface Board {
  readonly plan: string;
  readonly year: number;
  readonly group: string;
  readonly scheme: string;
  readonly schemeVersion: number;
  readonly position: number;
  readonly of: number;
  readonly lines: readonly BoardLine[];
}

export const boardTexts = {
  title: { zh: '{group} 组 {year} 年得分榜（{scheme} 第 {version} 版，{shown} / {of} 个单位）', en: 'Board of group {group}, {year} ({scheme} version {version}, {shown} of {of} units)' },
  vetoed: { zh: '一票否决', en: 'vetoed' },
  noBoard: {
    title: { zh: '{year} 年没有得分榜。', en: 'There is no board for {year}.' },
    remedy: { zh: '请先印发覆盖该年度的评分细则，或换一个年度。', en: 'Publish a scheme for the year first, or name another year.' },
  },
  unitOnNoBoard: {
    title: { zh: '{year} 年的得分榜上没有您可查看的单位 {unit}。', en: 'No board of {year} that you may see has the unit {unit}.' },
    remedy: { zh: '请核对单位编码和年度。', en: 'Check the code of the unit and the year.' },
  },
  grade: { zh: '等次', en: 'Grade' },
  moved: { zh: '变化', en: 'Moved at' },
} as const satisfies Record<string, unknown>;

/** Codes of the groups that have a board. @throws CliProblem when none has */
async function groupsOf({ api, given }: Call, year: number, moment: Query): Promise<readonly string[]> {
  const { groups } = await api.get<{ readonly groups: readonly { readonly group: string }[] }>(path`/boards/${given.text('--plan')}/${year}`, moment);
  if (groups.length === 0) throw cliProblem('cli.no-board', 'refused', boardTexts.noBoard, { year });
  return groups.map(({ group }) => group);
}

const getBoard = ({ api, given }: Call, year: number, group: string, moment: Query): Promise<Board> => api.get(path`/boards/${given.text('--plan')}/${year}/${group}`, moment);

/** The group in which a unit is scored: the one named, or the one whose board has it. @throws CliProblem */
export async function groupOfUnit(call: Call, unit: string, year: number, moment: Query): Promise<string> {
  const named = call.given.maybe('GROUP');
  if (named !== undefined) return named;
  for (const group of await groupsOf(call, year, moment)) {
    const { lines } = await getBoard(call, year, group, moment);
    if (lines.some((line) => line.unit === unit)) return group;
  }
  throw cliProblem('cli.unit-on-no-board', 'refused', boardTexts.unitOnNoBoard, { unit, year });
}

const remarksOf = ({ vetoed, provisional, noTotal }: BoardLine, { out }: Call): string =>
  [...(vetoed ? [boardTexts.vetoed] : []), ...(noTotal === null ? [] : [noTotalWords[noTotal]!]), ...(provisional ? [words.provisional] : [])].map((text) => out.say(text)).join(' · ');

const zero = (text: string): string => (text === '0' ? '' : text);

function columns(names: ReadonlyMap<string, Bilingual>): readonly ListColumn<BoardLine>[] {
  return [
    { head: words.rank, align: 'right', of: ({ rank }) => rank ?? '—' },
    { head: words.unit, of: ({ unit }, { out }) => (names.has(unit) ? `${out.say(names.get(unit)!)} ${unit}` : unit) },
    { head: words.score, align: 'right', of: ({ published }) => published ?? '—' },
    { head: words.grade, of: ({ grade }) => grade ?? '—' },
    { head: words.bonus, align: 'right', of: ({ bonus }) => zero(bonus) },
    { head: words.deduction, align: 'right', of: ({ deduction }) => zero(deduction) },
    { head: words.coverage, align: 'right', of: ({ coverage }) => percent(coverage) },
    { head: words.gaps, align: 'right', of: ({ gaps }) => gaps || '' },
    { head: words.remarks, of: remarksOf },
  ];
}

const board = commandSpec({
  path: 'board',
  summary: { zh: '实时得分榜：得分、名次、等次', en: 'Live board: scores, ranks and grades' },
  arguments: [{ name: 'GROUP', optional: true, summary: { zh: '分组编码；默认该年度的全部分组', en: 'Code of the group; every group of the year when absent' } }],
  options: [planOption, yearOption, ...momentOptions],
  examples: ['zhiheng board', 'zhiheng board districts --year 2025 --as-known-at 2025-06-30'],
  run: async (call) => {
    const { given, out, api } = call;
    const [year, moment] = [await yearOf(call), momentQuery(call)];
    const group = given.maybe('GROUP');
    const boards: Board[] = [];
    for (const code of group === undefined ? await groupsOf(call, year, moment) : [group]) boards.push(await getBoard(call, year, code, moment));
    const names = out.json ? new Map<string, Bilingual>() : await unitNames(api);
    await out.result(group === undefined ? boards : boards[0], () =>
      boards.map((b) => {
        const title = out.say(boardTexts.title, { group: b.group, year: b.year, scheme: b.scheme, version: b.schemeVersion, shown: b.lines.length, of: b.of });
        return `${out.style.bold(title)}\n${rendered(call, columns(names), b.lines, undefined, b.position)}`;
      }).join('\n\n'),
    );
  },
});

const unitArguments: readonly ArgumentSpec[] = [
  { name: 'GROUP', optional: true, summary: { zh: '分组编码；默认自动查找', en: 'Code of the group; found by itself when absent' } },
  { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } },
];

const explain = commandSpec({
  path: 'explain',
  summary: { zh: '得分解释：逐项公式、数据及其日志位置，逐项相加', en: 'Why a score is what it is: every formula with its numbers and their log positions' },
  arguments: unitArguments,
  options: [planOption, yearOption, { flags: '--depth <LEVELS>', summary: { zh: '只显示几层', en: 'Levels of the tree to show' } }, ...momentOptions],
  examples: ['zhiheng explain districts xuanwu', 'zhiheng explain xuanwu --depth 1 --as-known-at 2025-06-30'],
  run: async (call) => {
    const { api, given, out, host } = call;
    const [unit, year, moment] = [given.text('UNIT'), await yearOf(call), momentQuery(call)];
    const group = await groupOfUnit(call, unit, year, moment);
    const reply = await api.get<{ readonly sheet: ScoreSheet; readonly hash: string; readonly position: number }>(path`/scores/${given.text('--plan')}/${year}/${group}/${unit}`, moment);
    const names = out.json ? new Map<string, Bilingual>() : await unitNames(api);
    await out.result(reply, () =>
      renderSheet(reply.sheet, {
        language: out.language, unitName: names.get(unit)?.[out.language], style: out.style, depth: given.whole('--depth', 0, 50), hash: reply.hash, columns: out.onTerminal ? host.stdout.columns : undefined,
      }),
    );
  },
});

interface TrendPoint {
  readonly position: number;
  readonly published: string | null;
  readonly grade: string | null;
}

const trend = commandSpec({
  path: 'trend',
  summary: { zh: '一个单位得分的变化轨迹', en: "How a unit's score moved" },
  arguments: unitArguments,
  options: [planOption, yearOption, ...momentOptions],
  run: async (call) => {
    const { api, given, out } = call;
    const [unit, year, moment] = [given.text('UNIT'), await yearOf(call), momentQuery(call)];
    const group = await groupOfUnit(call, unit, year, moment);
    const reply = await api.get<{ readonly points: readonly TrendPoint[]; readonly position: number }>(path`/boards/${given.text('--plan')}/${year}/${group}/${unit}/trend`, moment);
    const shown: readonly ListColumn<TrendPoint>[] = [
      { head: boardTexts.moved, align: 'right', of: ({ position }) => position },
      { head: words.score, align: 'right', of: ({ published }) => published ?? '—' },
      { head: words.grade, of: ({ grade }) => grade ?? '—' },
    ];
    await out.result(reply, () => (reply.points.length === 0 ? out.say(listTexts.none) : rendered(call, shown, reply.points, undefined, reply.position)));
  },
});

export const boardCommands: readonly CommandSpec[] = [board, explain, trend];
