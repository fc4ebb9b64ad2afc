import { actCommand, showReceipt } from '../command-line/act.js';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { rowsTable, type ListColumn } from '../command-line/listing.js';
import { commandOptions, momentOptions, momentQuery, reasonOption } from '../command-line/usual-options.js';
import type { Receipt } from '../connection/api.js';
import { unitsText } from '../account/whoami.js';
import { dayOf } from '../supervision/campaigns.js';
import { textOption } from '../supervision/given-content.js';
import { freezeGapWords } from '../../words/assessment-words.js';
import { inBrackets } from '../terminal/punctuation.js';
import { roundArgument, roundPath } from './round-place.js';

interface Gap {
  readonly unit: string;
  readonly node: string;
  readonly indicator: string;
  readonly period?: string;
}

interface Gaps {
  readonly total: number;
  readonly items: readonly Gap[];
}

interface Preview {
  readonly openPeriods: readonly { readonly period: string; readonly dueAt: string; readonly units: readonly string[] | null }[];
  readonly sealedSamples: readonly string[];
  readonly unverified: Gaps;
  readonly returned: Gaps;
  readonly undecided: Gaps;
  readonly notReleased: Gaps;
  readonly missing: Gaps;
  readonly unmarked: Gaps;
  readonly bonuses: { readonly total: number; readonly items: readonly { readonly unit: string; readonly claim: string }[] };
}

/** What a freeze would leave as it is, by the names of the API. */
export const gapTexts = freezeGapWords;

export const freezeTexts = {
  openPeriods: { zh: '仍开放的填报期', en: 'Periods that are still open' }, bonuses: { zh: '未认定的加分申报', en: 'Bonus claims that nobody decided' },
  sealed: { zh: '尚未启封的暗访名单：{samples}（启封后才能冻结）', en: 'Samples still sealed: {samples} (they have to be opened before the freeze)' },
  nothing: { zh: '没有未了事项。', en: 'Nothing is left open.' },
  warning: { zh: '以上仅为提醒，不阻止冻结；未作任何记录。', en: 'This is a warning and forbids nothing; nothing was recorded.' },
} as const;

const gapColumns: readonly ListColumn<Gap>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '指标', en: 'Indicator' }, of: ({ indicator }) => indicator },
  { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
];
const periodColumns: readonly ListColumn<Preview['openPeriods'][number]>[] = [
  { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
  { head: { zh: '截止', en: 'Due' }, of: ({ dueAt }) => dayOf(dueAt) },
  { head: { zh: '单位', en: 'Units' }, wrap: true, of: ({ units }, call) => unitsText(units ?? 'all', call) },
];
const bonusColumns: readonly ListColumn<Preview['bonuses']['items'][number]>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '申报', en: 'Claim' }, of: ({ claim }) => claim },
];

function previewText(call: Call, preview: Preview): string {
  const { out } = call;
  const { openPeriods, sealedSamples, bonuses } = preview;
  const part = (title: Parameters<typeof out.say>[0], total: number, table: () => string): readonly string[] =>
    (total === 0 ? [] : [`${out.style.bold(`${out.say(title)}${inBrackets(String(total), out.language)}`)}\n${table()}`]);
  const parts = [
    ...(sealedSamples.length === 0 ? [] : [out.say(freezeTexts.sealed, { samples: sealedSamples.join(', ') })]),
    ...part(freezeTexts.openPeriods, openPeriods.length, () => rowsTable(call, periodColumns, openPeriods)),
    ...(Object.keys(gapTexts) as (keyof typeof gapTexts)[]).flatMap((name) => part(gapTexts[name], preview[name].total, () => rowsTable(call, gapColumns, preview[name].items))),
    ...part(freezeTexts.bonuses, bonuses.total, () => rowsTable(call, bonusColumns, bonuses.items)),
  ];
  return parts.length === 0 ? out.say(freezeTexts.nothing) : [...parts, out.say(freezeTexts.warning)].join('\n\n');
}

const previewOption = textOption('--preview', { zh: '只列出未了事项，不冻结', en: 'Only list what is still open; freeze nothing' });
const act = actCommand({
  path: 'rounds freeze', summary: { zh: '冻结数据：此后的填报和督查不再计入；核查期内冻结须写明原因', en: 'Freeze the data: later reports and supervision count no more; within the days of site checks only with a reason' },
  arguments: [roundArgument], options: [previewOption, reasonOption, ...momentOptions],
  examples: ['zhiheng rounds freeze nanjing-2025 --preview'],
  request: (call) => ({ path: `${roundPath(call)}/freezing`, reason: call.given.maybe('--reason') }),
  shows: roundPath,
});

/** The freeze, or what it would leave open. */
const freeze = commandSpec({
  ...act,
  run: async (call) => {
    if (!call.given.has('--preview')) return act.run(call);
    const preview = await call.api.get<Preview>(`${roundPath(call)}/freeze-preview`, momentQuery(call));
    await call.out.result(preview, () => previewText(call, preview));
  },
});

const calculate = commandSpec({
  path: 'rounds calculate', summary: { zh: '计算考核得分：全部单位一次记录；没有变化则不记录', en: 'Calculate a round: every unit in one record; nothing is recorded when nothing changed' },
  arguments: [roundArgument], options: commandOptions,
  run: async (call) => {
    const receipt = await call.api.command<Receipt & { readonly run: number }>('POST', `${roundPath(call)}/calculation`, undefined, { ifRevision: call.given.whole('--if-revision') });
    const shown = call.out.json ? receipt : { ...receipt, run: String(receipt.run) };
    await showReceipt(call, shown, roundPath(call));
  },
});

export const freezeCommands: readonly CommandSpec[] = [freeze, calculate];
