import type { Bilingual } from '#engine/kernel';
import { fieldsText } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { unitNames } from '../planning/unit-names.js';
import { dayKindWords } from '../../words/plan-words.js';
import { choiceOption, textOption } from './given-content.js';
import { called, codesOf } from '../command-line/called.js';
import { findingTypeWords, groupingWords, levelWords, lightWords, progressLightWords, severityWords, sourceWords, warningStatusWords } from '../../words/supervision-words.js';

interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: string | null;
}

interface Figures {
  readonly issued: number;
  readonly open: number;
  readonly closed: number;
  readonly withdrawn: number;
  readonly overdue: number;
  readonly ageing: readonly number[];
  readonly onTimeRate: Ratio;
  readonly closingRate: Ratio;
  readonly averageDays: Ratio;
  readonly returnRate: Ratio;
  readonly extensionRate: Ratio;
  readonly relapseRate: Ratio;
}

interface Board {
  readonly by: string;
  readonly items: readonly (Figures & { readonly value: string })[];
  readonly total: Figures;
  readonly ageBuckets: readonly { readonly from: number; readonly to: number | null }[];
}

export const boardTexts = {
  total: { zh: '合计', en: 'Total' },
  days: { zh: '{from}–{to} 天', en: '{from}–{to} days' },
  daysAbove: { zh: '{from} 天以上', en: '{from} days and more' },
  draft: { zh: '可据此拟稿：加上 --content 输出拟稿内容，再用 findings draft --file', en: 'A finding can be drafted from it: print the draft with --content, then use findings draft --file' },
} as const;

const valueWords: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = { type: findingTypeWords, severity: severityWords, source: sourceWords };

/** A rate with what it is made of; nothing of nothing. */
const rate = ({ numerator, denominator, value }: Ratio): string => (value === null ? '—' : `${value}% (${numerator}/${denominator})`);

const figureColumns = (board: Board, names: (value: string) => string): readonly ListColumn<Figures & { readonly value: string }>[] => [
  { head: groupingWords[board.by]!, of: ({ value }) => names(value) },
  { head: { zh: '立项', en: 'Issued' }, align: 'right', of: ({ issued }) => issued },
  { head: { zh: '在办', en: 'Open' }, align: 'right', of: ({ open }) => open },
  { head: { zh: '办结', en: 'Closed' }, align: 'right', of: ({ closed }) => closed },
  { head: { zh: '撤销', en: 'Withdrawn' }, align: 'right', of: ({ withdrawn }) => withdrawn || '' },
  { head: { zh: '逾期', en: 'Overdue' }, align: 'right', of: ({ overdue }) => overdue || '' },
  { head: { zh: '按期办结率', en: 'On time' }, align: 'right', of: ({ onTimeRate }) => rate(onTimeRate) },
  { head: { zh: '办结率', en: 'Closing rate' }, align: 'right', of: ({ closingRate }) => rate(closingRate) },
  { head: { zh: '平均用时（工作日）', en: 'Working days' }, align: 'right', of: ({ averageDays }) => averageDays.value ?? '—' },
  { head: { zh: '退回率', en: 'Returned' }, align: 'right', of: ({ returnRate }) => rate(returnRate) },
  { head: { zh: '延期率', en: 'Extended' }, align: 'right', of: ({ extensionRate }) => rate(extensionRate) },
  { head: { zh: '反弹率', en: 'Relapsed' }, align: 'right', of: ({ relapseRate }) => rate(relapseRate) },
  ...board.ageBuckets.map(({ from, to }, bucket): ListColumn<Figures> => ({
    head: to === null ? daysAbove(from) : daysBetween(from, to), align: 'right', of: ({ ageing }) => ageing[bucket] || '',
  })),
];

const filled = ({ zh, en }: Bilingual, from: number, to: number | null): Bilingual => ({ zh: zh.replace('{from}', String(from)).replace('{to}', String(to)), en: en.replace('{from}', String(from)).replace('{to}', String(to)) });
const daysBetween = (from: number, to: number): Bilingual => filled(boardTexts.days, from, to);
const daysAbove = (from: number): Bilingual => filled(boardTexts.daysAbove, from, null);

const board = viewCommand<Board>({
  path: 'supervision board',
  summary: { zh: '督查统计：立项、办结、按期办结率、用时、逾期、库龄、退回率、延期率、反弹率', en: 'Figures of supervision: issued, closed, on-time rate, days, overdue, ageing, returns, extensions, relapses' },
  options: [
    { flags: '--by <GROUPING>', choices: codesOf(groupingWords), fallback: 'unit', summary: { zh: '按单位、类型、严重程度、来源或措施', en: 'By unit, type, severity, source or measure' } },
    textOption('--year <YEAR>', { zh: '交办年度；默认全部', en: 'Year of issue; all when absent' }), textOption('--unit <UNIT>', { zh: '只看此单位', en: 'This unit only' }),
  ],
  from: '/supervision/board',
  query: ({ given }) => ({ by: given.text('--by'), year: given.whole('--year', 1900, 2200), unit: given.maybe('--unit') }),
  text: async (found, call) => {
    const names = found.by === 'unit' ? await unitNames(call.api) : new Map<string, Bilingual>();
    const words = valueWords[found.by] ?? {};
    const nameOf = (value: string): string => (value === '' ? call.out.say(boardTexts.total) : inLanguage(names.get(value) ?? words[value], call) || value);
    return rowsTable(call, figureColumns(found, nameOf), [...found.items, { ...found.total, value: '' }]);
  },
});

interface DueGroup {
  readonly count: number;
  readonly items: readonly { readonly finding: string; readonly number: string; readonly unit: string }[];
}

interface DueDay {
  readonly date: string;
  readonly kind: string | null;
  readonly due: DueGroup & { readonly lights: Readonly<Record<string, number>> };
  readonly acknowledge: DueGroup;
  readonly followUps: DueGroup;
}

const lightsText = (lights: DueDay['due']['lights'], call: Call): string => Object.entries(lights).filter(([, count]) => count > 0).map(([light, count]) => `${called(lightWords, light, call)} ${count}`).join(' ');
const isEmpty = ({ due, acknowledge, followUps }: DueDay): boolean => due.count + acknowledge.count + followUps.count === 0;
const numbers = ({ count, items }: DueGroup): string => (items.length < count ? [...items.map(({ number }) => number), '…'] : items.map(({ number }) => number)).join(' ');

const dayColumns: readonly ListColumn<DueDay>[] = [
  { head: { zh: '日期', en: 'Date' }, of: ({ date }) => date },
  { head: { zh: '类别', en: 'Kind' }, of: ({ kind }, call) => called(dayKindWords, kind, call) },
  { head: { zh: '到期', en: 'Due' }, align: 'right', of: ({ due }) => due.count || '' },
  { head: { zh: '灯色', en: 'Lights' }, of: ({ due }, call) => lightsText(due.lights, call) },
  { head: { zh: '待签收', en: 'To acknowledge' }, align: 'right', of: ({ acknowledge }) => acknowledge.count || '' },
  { head: { zh: '回头看', en: 'Follow-ups' }, align: 'right', of: ({ followUps }) => followUps.count || '' },
  { head: { zh: '编号', en: 'Numbers' }, wrap: true, of: ({ due, acknowledge, followUps }) => [due, acknowledge, followUps].map(numbers).filter((text) => text !== '').join(' · ') },
];

const dueCalendar = viewCommand<{ readonly days: readonly DueDay[] }>({
  path: 'supervision due-calendar',
  summary: { zh: '期限日历：每天到期的问题、待签收期限和回头看', en: 'Calendar of deadlines: findings due, orders to acknowledge and follow-ups of each day' },
  arguments: [{ name: 'FROM', summary: { zh: '第一天', en: 'First day' } }, { name: 'TO', summary: { zh: '最后一天（至多 100 天）', en: 'Last day, at most 100 days on' } }],
  options: [textOption('--unit <UNIT>', { zh: '责任单位', en: 'Unit in charge' }), textOption('--every-day', { zh: '也列出没有事项的日子', en: 'Also days on which nothing falls' })],
  examples: ['zhiheng supervision due-calendar 2026-03-01 2026-03-31'],
  from: '/supervision/due-calendar',
  query: ({ given }) => ({ from: given.date('FROM'), to: given.date('TO'), unit: given.maybe('--unit') }),
  text: ({ days }, call) => rowsTable(call, dayColumns, call.given.has('--every-day') ? days : days.filter((day) => !isEmpty(day))),
});

interface Warning {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly year: number;
  readonly name: Bilingual;
  readonly status: string;
  readonly period: string;
  readonly expected: string;
  readonly actual: string;
  readonly share: string;
  readonly light: string;
  readonly running: number;
  readonly level: string | null;
}

const year = textOption('--year <YEAR>', { zh: '年度', en: 'Year' });

const warnings = listCommand<Warning>({
  path: 'supervision warnings',
  summary: { zh: '时序预警：落后于时序进度的指标，落后最多的在前', en: 'Warnings about progress: indicators behind schedule, furthest behind first' },
  options: [
    textOption('--plan <PLAN>', { zh: '方案', en: 'Plan' }), textOption('--indicator <INDICATOR>', { zh: '指标', en: 'Indicator' }), textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' }), year,
    choiceOption('--status <STATUS>', warningStatusWords, { zh: '状态', en: 'State' }), choiceOption('--light <LIGHT>', progressLightWords, { zh: '灯色', en: 'Light' }),
    choiceOption('--level <LEVEL>', levelWords, { zh: '预警层级', en: 'Level' }),
  ],
  from: '/supervision/warnings',
  query: ({ given }) => ({
    plan: given.maybe('--plan'), indicator: given.maybe('--indicator'), unit: given.maybe('--unit'), year: given.whole('--year', 1949, 2200), status: given.maybe('--status'),
    light: given.maybe('--light'), level: given.maybe('--level'),
  }),
  columns: [
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '指标', en: 'Indicator' }, of: ({ indicator }) => indicator },
    { head: { zh: '名称', en: 'Name' }, wrap: true, of: ({ name }, call) => inLanguage(name, call) },
    { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
    { head: { zh: '应达', en: 'Expected' }, align: 'right', of: ({ expected }) => expected },
    { head: { zh: '实际', en: 'Actual' }, align: 'right', of: ({ actual }) => actual },
    { head: { zh: '比例', en: 'Share' }, align: 'right', of: ({ share }) => share },
    { head: { zh: '灯色', en: 'Light' }, of: ({ light }, call) => called(progressLightWords, light, call) },
    { head: { zh: '连续落后', en: 'Periods behind' }, align: 'right', of: ({ running }) => running || '' },
    { head: { zh: '层级', en: 'Level' }, of: ({ level }, call) => called(levelWords, level, call) },
    { head: { zh: '状态', en: 'State' }, of: ({ status }, call) => called(warningStatusWords, status, call) },
  ],
});

const warningArguments: readonly ArgumentSpec[] = [
  { name: 'PLAN', summary: { zh: '方案编码', en: 'Code of the plan' } }, { name: 'INDICATOR', summary: { zh: '指标编码', en: 'Code of the indicator' } },
  { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } },
  { name: 'YEAR', summary: { zh: '年度', en: 'Year' } },
];

const warning = viewCommand<Record<string, unknown> & { readonly draft: unknown }>({
  path: 'supervision warning',
  summary: { zh: '一项时序预警；--content 输出据此拟稿的问题内容（JSON）', en: 'One warning about progress; --content prints the finding drafted from it (JSON)' },
  arguments: warningArguments,
  options: [textOption('--content', { zh: '只输出拟稿内容（JSON），用于 findings draft --file', en: 'Only the draft (JSON), for findings draft --file' })],
  from: ({ given }) => path`/supervision/warnings/${given.text('PLAN')}/${given.text('INDICATOR')}/${given.text('UNIT')}/${given.whole('YEAR', 1949, 2200)!}`,
  text: ({ draft, ...rest }, call) => {
    if (call.given.has('--content')) return JSON.stringify(draft, null, 2);
    return draft === null ? fieldsText(rest) : `${fieldsText(rest)}\n\n${call.out.say(boardTexts.draft)}`;
  },
});

export const supervisionCommands: readonly CommandSpec[] = [board, dueCalendar, warnings, warning];
