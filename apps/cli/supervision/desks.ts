import type { Bilingual } from '#engine/kernel';
import type { Call, CommandSpec } from '../command-line/command.js';
import { rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { inBrackets } from '../terminal/punctuation.js';
import { dayOf } from './campaigns.js';
import { called } from '../command-line/called.js';
import { findingStatusWords, lightWords } from '../../words/supervision-words.js';
import { ledgerTexts } from './ledger.js';

interface DeskItem {
  readonly finding: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly status: string;
  readonly light: string;
  readonly dueAt: string;
  readonly overdue: boolean;
}

interface WaitingThing {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly since: string;
}

interface Section {
  readonly count: number;
  readonly items: readonly (DeskItem | WaitingThing)[];
}

type Desk = Readonly<Record<string, Section | string | number>>;

/** The sections of the desks, by their names in the API. */
export const deskTexts = {
  toIssue: { zh: '待交办', en: 'To issue' }, contests: { zh: '待裁定的异议', en: 'Contests to decide' }, extensions: { zh: '待批的延期', en: 'Extensions to decide' }, toCheck: { zh: '待核查', en: 'To check' },
  overdue: { zh: '逾期', en: 'Overdue' }, followUps: { zh: '到期回头看', en: 'Follow-ups due' }, toAcknowledge: { zh: '待签收', en: 'To acknowledge' }, toRectify: { zh: '整改中', en: 'To rectify' },
  returned: { zh: '退回重改', en: 'Returned' }, dueSoon: { zh: '即将到期', en: 'Due soon' }, toSupport: { zh: '待配合', en: 'To support' }, extensionAnswers: { zh: '延期答复', en: 'Answers about extensions' },
  redAndAbove: { zh: '红灯及以上', en: 'Red and above' }, listed: { zh: '挂牌督办', en: 'Listed publicly' }, matters: { zh: '待批示的重大事项', en: 'Matters that await an instruction' },
} as const satisfies Record<string, Bilingual>;

const findingColumns: readonly ListColumn<DeskItem>[] = [
  { head: { zh: '编号', en: 'Number' }, of: ({ number }) => number },
  { head: { zh: '编码', en: 'Code' }, of: ({ finding }) => finding },
  { head: { zh: '事项', en: 'Matter' }, wrap: true, of: ({ title }) => title },
  { head: { zh: '责任单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '状态', en: 'Status' }, of: ({ status }, call) => called(findingStatusWords, status, call) },
  { head: { zh: '灯色', en: 'Light' }, of: ({ light }, call) => called(lightWords, light, call) },
  { head: { zh: '期限', en: 'Due' }, of: ({ dueAt, overdue }, { out }) => [dayOf(dueAt), ...(overdue ? [out.say(ledgerTexts.overdue)] : [])].join(' ') },
];

const waitingColumns: readonly ListColumn<WaitingThing>[] = [
  { head: { zh: '编码', en: 'Code' }, of: ({ code }) => code },
  { head: { zh: '事项', en: 'Matter' }, wrap: true, of: ({ title }) => title },
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '自', en: 'Since' }, of: ({ since }) => dayOf(since) },
];

/** The first of a section; its heading says how many there are in all. */
function itemsText(call: Call, items: Section['items']): string {
  const findings = items.filter((item): item is DeskItem => 'finding' in item);
  return findings.length > 0 ? rowsTable(call, findingColumns, findings) : rowsTable(call, waitingColumns, items as readonly WaitingThing[]);
}

function deskText(desk: Desk, call: Call): string {
  const { out } = call;
  const sections = Object.entries(desk).flatMap(([name, section]) => (typeof section === 'object' && name in deskTexts ? [[name as keyof typeof deskTexts, section] as const] : []));
  return sections.map(([name, { count, items }]) => {
    const head = out.style.bold(`${out.say(deskTexts[name])}${inBrackets(String(count), out.language)}`);
    return items.length === 0 ? head : `${head}\n${itemsText(call, items)}\n`;
  }).join('\n').trimEnd();
}

const desk = (whose: 'inspector' | 'unit' | 'leadership', summary: Bilingual): CommandSpec => viewCommand<Desk>({ path: `desk ${whose}`, summary, from: `/supervision/desk/${whose}`, text: deskText });

export const deskCommands: readonly CommandSpec[] = [
  desk('inspector', { zh: '督查工作台：待交办、待裁定的异议和延期、待核查、逾期、到期回头看', en: "Inspector's desk: to issue, contests and extensions to decide, to check, overdue, follow-ups due" }),
  desk('unit', { zh: '责任单位工作台：待签收、整改中、退回重改、即将到期、逾期、待配合、延期答复', en: "Unit's desk: to acknowledge, to rectify, returned, due soon, overdue, to support, answers about extensions" }),
  desk('leadership', { zh: '领导工作台：待批延期、红灯及以上、挂牌督办、待批示的重大事项', en: "Leadership's desk: extensions at its level, red and above, listed, matters that await an instruction" }),
];
