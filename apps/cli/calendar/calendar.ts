import type { Bilingual } from '#engine/kernel';
import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { cliProblem } from '../command-line/problem.js';
import { authorityOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { contentOf, fileOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';
import { dayKindWords } from '../../words/plan-words.js';

interface CalendarYear {
  readonly year: number;
  readonly document: string;
  readonly source: string;
  readonly daysOff: readonly { readonly from: string; readonly to: string; readonly name: Bilingual }[];
  readonly makeUpDays: readonly string[];
  readonly workingDays: number;
  readonly workingDaysByMonth: readonly number[];
  readonly earlier: readonly { readonly document: string }[];
  readonly revision: number;
}

interface Day {
  readonly date: string;
  readonly kind: string | null;
  readonly name: Bilingual | null;
}

export const calendarTexts = {
  year: { zh: '年度', en: 'Year' }, document: { zh: '文号', en: 'Document' }, source: { zh: '来源', en: 'Source' }, daysOff: { zh: '放假', en: 'Days off' }, makeUp: { zh: '调休上班', en: 'Make-up days' },
  workingDays: { zh: '工作日', en: 'Working days' }, byMonth: { zh: '各月工作日', en: 'Working days by month' }, due: { zh: '到期日', en: 'Due on' },
  notShipped: {
    title: { zh: '随产品提供的日历没有 {year} 年。', en: 'The calendar that comes with the product has no year {year}.' },
    remedy: { zh: '请按放假通知写 --file 或 --off、--make-up。', en: 'Write the holiday notice with --file, or with --off and --make-up.' },
  },
} as const;

const calendarOption: OptionSpec = { flags: '--calendar <CALENDAR>', fallback: 'national', summary: { zh: '日历编码', en: 'Code of the calendar' } };
const yearArgument: ArgumentSpec = { name: 'YEAR', summary: { zh: '年度', en: 'Year' } };
const calendarPath = ({ given }: Call): string => path`/calendars/${given.text('--calendar')}`;
const yearPath = (call: Call): string => `${calendarPath(call)}${path`/${call.given.whole('YEAR', 1949, 2200)!}`}`;

const daysOffText = (daysOff: CalendarYear['daysOff'], call: Call): string =>
  daysOff.map(({ from, to, name }) => `${inLanguage(name, call)} ${from === to ? from : `${from}–${to}`}`).join(call.out.say({ zh: '；', en: '; ' }));

const list = listCommand<CalendarYear>({
  path: 'calendar list',
  summary: { zh: '工作日历已发布的年度', en: 'Published years of the working calendar' },
  options: [calendarOption], from: calendarPath,
  columns: [
    { head: calendarTexts.year, of: ({ year }) => year },
    { head: calendarTexts.workingDays, align: 'right', of: ({ workingDays }) => workingDays },
    { head: calendarTexts.document, of: ({ document }) => document },
    { head: calendarTexts.daysOff, wrap: true, of: ({ daysOff }, call) => daysOffText(daysOff, call) },
    { head: calendarTexts.makeUp, wrap: true, of: ({ makeUpDays }) => makeUpDays.join(' ') },
    { head: { zh: '调整', en: 'Revised' }, align: 'right', of: ({ earlier }) => earlier.length || '' },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const dayColumns: readonly ListColumn<Day>[] = [
  { head: { zh: '日期', en: 'Date' }, of: ({ date }) => date },
  { head: { zh: '类别', en: 'Kind' }, of: ({ kind, name }, call) => called(dayKindWords, kind, call) + (name ? inBrackets(inLanguage(name, call), call.out.language) : '') },
];

const show = viewCommand<CalendarYear & { readonly days: readonly Day[] }>({
  path: 'calendar show',
  summary: { zh: '一年的工作日历', en: 'The working calendar of a year' },
  arguments: [yearArgument],
  options: [calendarOption, { flags: '--every-day', summary: { zh: '逐日列出', en: 'List every day' } }],
  from: yearPath,
  text: ({ year, document, source, daysOff, makeUpDays, workingDays, workingDaysByMonth, days }, call) => {
    const { out, given } = call;
    const head = pairs([
      [out.say(calendarTexts.year), String(year)], [out.say(calendarTexts.document), document], [out.say(calendarTexts.source), source],
      [out.say(calendarTexts.daysOff), daysOffText(daysOff, call)], [out.say(calendarTexts.makeUp), makeUpDays.join(' ')],
      [out.say(calendarTexts.workingDays), String(workingDays)], [out.say(calendarTexts.byMonth), workingDaysByMonth.map((count, i) => `${i + 1}:${count}`).join(' ')],
    ]);
    return given.has('--every-day') ? `${head}\n\n${rowsTable(call, dayColumns, days)}` : head;
  },
});

interface DueDate {
  readonly dueOn: string;
  readonly dueAt: string;
  readonly days: readonly (Day & { readonly number: number | null })[];
}

const due = viewCommand<DueDate>({
  path: 'calendar due',
  summary: { zh: '计算期限：自某日起若干天后哪一天到期，并逐日列出', en: 'Reckon a deadline: the day that so many days from a date lead to, with each day on the way' },
  arguments: [{ name: 'FROM', summary: { zh: '起始日（当日不计）', en: 'Day from which it counts, itself not counted' } }, { name: 'DAYS', summary: { zh: '天数', en: 'Number of days' } }],
  options: [calendarOption, { flags: '--counting <KIND>', choices: ['working', 'calendar'], fallback: 'working', summary: { zh: '按工作日或自然日计', en: 'Working or calendar days' } }],
  examples: ['zhiheng calendar due 2025-09-28 5'],
  from: (call) => `${calendarPath(call)}/due`,
  query: ({ given }) => ({ from: given.date('FROM'), days: given.whole('DAYS', 0, 1_000), kind: given.text('--counting') }),
  text: ({ dueOn, days }, call) => {
    const columns: ListColumn<DueDate['days'][number]>[] = [...dayColumns, { head: { zh: '第几天', en: 'Day' }, align: 'right', of: ({ number }) => number }];
    return `${rowsTable(call, columns, days)}\n\n${pairs([[call.out.say(calendarTexts.due), dueOn]])}`;
  },
});

const noticeOptions: readonly OptionSpec[] = [
  calendarOption, fileOption,
  { flags: '--shipped', summary: { zh: '用随产品提供的放假通知', en: 'The holiday notice that comes with the product' } },
  { ...authorityOption, summary: { zh: '放假通知文号', en: 'Number of the holiday notice' } },
  { flags: '--source <TEXT>', summary: { zh: '通知标题或网址', en: 'Title of the notice, or where it can be read' } },
  { flags: '--off <DAYS>', many: true, summary: { zh: '放假：FROM=TO=中文名=英文名', en: 'Days off: FROM=TO=CHINESE=ENGLISH' } },
  { flags: '--make-up <DATE>', many: true, summary: { zh: '调休上班日', en: 'Make-up day' } },
];

/** The shipped notice of a year. @throws CliProblem */
async function shippedNotice({ given }: Call): Promise<Record<string, unknown>> {
  const year = given.whole('YEAR', 1949, 2200)!;
  const { shippedCalendar } = await import('../../../libs/domain/calendar/catalogue/shipped-calendar.js');
  const found = shippedCalendar().years.find((one) => one.year === year);
  if (!found) throw cliProblem('cli.year-not-shipped', 'invalid', calendarTexts.notShipped, { year });
  const { year: _, ...notice } = found;
  return notice;
}

/** The notice that is published. @throws CliProblem */
async function noticeOf(call: Call): Promise<Record<string, unknown>> {
  const { given } = call;
  if (given.has('--shipped') && given.has('--file')) throw badUsage('together', { name: '--file, --shipped' });
  const daysOff = given.parted('--off', ['from', 'to', 'chinese', 'english']).map(({ from, to, chinese, english }) => ({ from, to, name: { zh: chinese, en: english } }));
  const options = present({ document: given.maybe('--authority'), source: given.maybe('--source'), daysOff, makeUpDays: given.many('--make-up') });
  return contentOf(call, options, given.has('--shipped') ? await shippedNotice(call) : { daysOff: [], makeUpDays: [] });
}

const publish = actCommand({
  path: 'calendar publish', summary: { zh: '按放假通知发布一年的工作日历', en: 'Publish a year of the working calendar from the holiday notice' }, arguments: [yearArgument], options: noticeOptions,
  examples: ['zhiheng calendar publish 2026 --shipped --as bureau'],
  request: async (call) => ({ path: yearPath(call), body: await noticeOf(call) }),
  shows: yearPath,
});

const revise = actCommand({
  path: 'calendar revise', summary: { zh: '凭另一份文件调整已发布的年度', en: 'Revise a published year by another document' }, arguments: [yearArgument], options: noticeOptions,
  request: async (call) => ({ path: `${yearPath(call)}/revision`, body: await noticeOf(call) }),
  shows: yearPath,
});

export const calendarCommands: readonly CommandSpec[] = [list, show, due, publish, revise];
