import type { Bilingual } from '#engine/kernel';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { inLanguage } from '../command-line/listing.js';
import { limitOption, momentOptions, momentQuery } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { pairs } from '../terminal/table.js';
import { printable } from '../terminal/width.js';
import { fieldChanges, type Change } from './changes.js';

export const historyEventTexts = {
  what: { zh: '说明', en: 'What was done' },
  fact: { zh: '事实', en: 'Fact' },
  thing: { zh: '事项', en: 'Thing' },
  recordedAt: { zh: '记录时间', en: 'Recorded at' },
  validAt: { zh: '生效时间', en: 'Valid at' },
  reason: { zh: '理由', en: 'Reason' },
  authority: { zh: '依据', en: 'Authority' },
  changed: { zh: '改前改后', en: 'Before and after' },
  stored: { zh: '存储原样', en: 'As stored' },
  current: { zh: '按现行结构读取', en: 'As read today' },
  withheld: { zh: '未显示', en: 'Not shown' },
  here: { zh: '◀ 所问事件', en: '◀ the event asked for' },
  more: { zh: '另有 {count} 条未列出，可用 --limit 增加。', en: '{count} more; ask for them with --limit.' },
} as const satisfies Record<string, Bilingual>;

interface OneEvent {
  readonly change: Change;
  readonly stored: Readonly<Record<string, unknown>>;
  readonly current: Readonly<Record<string, unknown>> | null;
  readonly withheld: readonly string[];
}

const position: ArgumentSpec = { name: 'POSITION', summary: { zh: '日志位置', en: 'Log position' } };

function eventText({ change, stored, current, withheld }: OneEvent, call: Call): string {
  const { out } = call;
  const json = (value: unknown): string => JSON.stringify(value, null, 2).split('\n').map((line) => `  ${printable(line)}`).join('\n');
  const said: (readonly [Bilingual, string | null])[] = [
    [historyEventTexts.what, inLanguage(change.sentence, call)], [historyEventTexts.fact, `${inLanguage(change.title, call)} (${change.type})`], [historyEventTexts.thing, `${change.subject.kind} ${change.subject.key}`],
    [historyEventTexts.recordedAt, change.recordedAt], [historyEventTexts.validAt, change.validAt], [historyEventTexts.reason, change.reason], [historyEventTexts.authority, change.authority],
    ...fieldChanges(change, call).map((line) => [historyEventTexts.changed, line] as const), [historyEventTexts.withheld, withheld.length === 0 ? null : withheld.join(', ')],
  ];
  const lines = pairs(said.flatMap(([name, value]) => (value === null ? [] : [[out.say(name), value] as const])));
  return [lines, `${out.say(historyEventTexts.stored)}\n${json(stored)}`, ...(current ? [`${out.say(historyEventTexts.current)}\n${json(current)}`] : [])].join('\n\n');
}

const event = viewCommand<OneEvent>({
  path: 'history event',
  summary: { zh: '一条事件：说明、改前改后和存储原样', en: 'One event: told, before and after, and as stored' },
  arguments: [position], from: ({ given }) => path`/history/events/${given.whole('POSITION', 1)!}`, text: eventText,
});

interface Branch {
  readonly parent: number | null;
  readonly depth: number;
  readonly change: Change;
}
interface TreePage {
  readonly items: readonly Branch[];
  readonly next?: string;
  readonly total: number;
  readonly position: number;
  readonly path: readonly Change[];
}

const mostAtOnce = 500;

/** Branches under what they follow from, in log order. */
export function inTreeOrder(items: readonly Branch[]): readonly Branch[] {
  const shown = new Set(items.map(({ change }) => change.position));
  const under = new Map<number | null, Branch[]>();
  for (const item of items) {
    const parent = item.parent !== null && shown.has(item.parent) ? item.parent : null;
    under.set(parent, [...(under.get(parent) ?? []), item]);
  }
  const walk = (parent: number | null): Branch[] => (under.get(parent) ?? []).flatMap((item) => [item, ...walk(item.change.position)]);
  return walk(null);
}

const tree = commandSpec({
  path: 'history tree',
  summary: { zh: '一条事件的来龙去脉：因何而起、引起了什么', en: 'What an event followed from, and what it caused' },
  arguments: [position], options: [limitOption, ...momentOptions],
  run: async (call) => {
    const { api, given, out } = call;
    const at = given.whole('POSITION', 1)!;
    const most = given.whole('--limit', 1) ?? Number.MAX_SAFE_INTEGER;
    const items: Branch[] = [];
    let page: TreePage | undefined;
    let cursor: string | undefined;
    do {
      page = await api.get<TreePage>(path`/history/events/${at}/tree`, { ...momentQuery(call), limit: Math.min(mostAtOnce, most - items.length), cursor });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined && items.length < most);
    const { total, position: known, path: causes = [] } = page;
    await out.result({ items, total, position: known, path: causes }, () => treeText(call, items, at, total));
  },
});

function treeText(call: Call, items: readonly Branch[], at: number, total: number): string {
  const lines = inTreeOrder(items).map(({ depth, change }) => {
    const here = change.position === at ? `  ${call.out.say(historyEventTexts.here)}` : '';
    return printable(`${'  '.repeat(depth)}${depth === 0 ? '' : '└ '}${change.position}  ${inLanguage(change.sentence, call)}${here}`);
  });
  return [...lines, ...(items.length < total ? ['', call.out.say(historyEventTexts.more, { count: total - items.length })] : [])].join('\n');
}

export const historyEventCommands: readonly CommandSpec[] = [event, tree];
