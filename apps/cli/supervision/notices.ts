import type { Bilingual } from '#engine/kernel';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { CliProblem } from '../command-line/problem.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { passing } from '../operating/events.js';
import { pairs } from '../terminal/table.js';
import { textOption } from './given-content.js';
import { called } from '../command-line/called.js';

interface Recipient {
  readonly user?: string;
  readonly role?: string;
  readonly unit?: string;
}

interface Notice {
  readonly id: string;
  readonly urgency: string;
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly about: string;
  readonly at: string;
  readonly readAt: string | null;
}

interface Unread {
  readonly unread: number;
  readonly urgent: number;
}

export const noticeUrgencyWords: Readonly<Record<string, Bilingual>> = { ordinary: { zh: '普通', en: 'ordinary' }, urgent: { zh: '紧急', en: 'urgent' } };
export const deliveryStateWords: Readonly<Record<string, Bilingual>> = { queued: { zh: '待发送', en: 'queued' }, delivered: { zh: '已送达', en: 'delivered' }, failed: { zh: '失败', en: 'failed' } };

export const noticeTexts = {
  read: { zh: '已标记 {read} 条为已读；未读 {unread} 条，其中紧急 {urgent} 条', en: '{read} marked read; {unread} unread, {urgent} of them urgent' },
  unread: { zh: '未读 {unread} 条，其中紧急 {urgent} 条', en: '{unread} unread, {urgent} of them urgent' },
  retried: { zh: '已排队重试，并记入日志。', en: 'Queued to be tried again; recorded in the log.' },
  to: { zh: '收件人', en: 'To' },
  at: { zh: '时间', en: 'At' },
} as const;

const recipientText = ({ user, role, unit }: Recipient): string => user ?? [role, unit].filter((text) => text !== undefined).join('@');

const list = listCommand<Notice>({
  path: 'notices list', summary: { zh: '我的通知，最新在前', en: 'My notices, newest first' },
  options: [
    textOption('--unread', { zh: '只看未读', en: 'Only what is unread' }), { flags: '--urgency <URGENCY>', choices: Object.keys(noticeUrgencyWords), summary: { zh: '普通或紧急', en: 'Ordinary or urgent' } },
    textOption('--since <MOMENT>', { zh: '自此时刻起（北京时间，如 2026-03-02T09:30）', en: "Since this moment, in the city's time such as 2026-03-02T09:30" }),
    { flags: '--wait-for <POSITION>', summary: { zh: '等到反映此日志位置', en: 'Wait until it reflects this log position' } },
  ],
  from: '/notices', moments: false, usualLimit: 50,
  query: ({ given }) => ({ unread: given.has('--unread') ? 'true' : undefined, urgency: given.maybe('--urgency'), since: given.instant('--since'), waitFor: given.whole('--wait-for') }),
  columns: [
    { head: { zh: '编号', en: 'Id' }, of: ({ id }) => id },
    { head: noticeTexts.at, of: ({ at }) => at },
    { head: { zh: '紧急程度', en: 'Urgency' }, of: ({ urgency }, call) => called(noticeUrgencyWords, urgency, call) },
    { head: { zh: '已读', en: 'Read' }, of: ({ readAt }) => readAt },
    { head: { zh: '标题', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
    { head: { zh: '内容', en: 'Text' }, wrap: true, of: ({ text }, call) => inLanguage(text, call) },
    { head: { zh: '事项', en: 'About' }, of: ({ about }) => about },
  ],
});

const noticeArgument: ArgumentSpec = { name: 'NOTICE', summary: { zh: '通知编号', en: 'Id of the notice' } };

async function markRead(call: Call): Promise<void> {
  const { api, given, out } = call;
  const [ids, upTo] = [given.many('NOTICE'), given.whole('--up-to')];
  if (ids.length > 0 && upTo !== undefined) throw badUsage('together', { name: 'NOTICE, --up-to' });
  if (ids.length === 0 && upTo === undefined) throw badUsage('missing', { name: 'NOTICE | --up-to' });
  const done = ids.length === 1
    ? await api.command<Unread>('POST', path`/notices/${ids[0]!}/read`, undefined)
    : await api.command<Unread>('POST', '/notices/read', upTo === undefined ? { ids } : { upTo });
  await out.result(done, () => out.say(noticeTexts.read, { ...done }));
}

const read = commandSpec({
  path: 'notices read', summary: { zh: '标记通知为已读：逐条，或截至某日志位置的全部', en: 'Mark notices read: one by one, or all up to a log position' },
  arguments: [{ ...noticeArgument, optional: true, many: true }],
  options: [textOption('--up-to <POSITION>', { zh: '截至此日志位置的全部', en: 'All up to this log position' })],
  run: markRead,
});

interface Receipts {
  readonly to: Recipient;
  readonly at: string;
  readonly receipts: readonly { readonly user: string; readonly readAt: string }[];
}

const receiptColumns: readonly ListColumn<Receipts['receipts'][number]>[] = [
  { head: { zh: '用户', en: 'User' }, of: ({ user }) => user },
  { head: { zh: '阅读时间', en: 'Read at' }, of: ({ readAt }) => readAt },
];

const receipts = viewCommand<Receipts>({
  path: 'notices receipts', summary: { zh: '一条通知的阅读回执：何人何时已读', en: 'Who read a notice, and when' }, arguments: [noticeArgument], moments: false,
  from: ({ given }) => path`/notices/${given.text('NOTICE')}/receipts`,
  text: ({ to, at, receipts: found }, call) => `${pairs([[call.out.say(noticeTexts.to), recipientText(to)], [call.out.say(noticeTexts.at), at]])}\n\n${rowsTable(call, receiptColumns, found)}`,
});

interface Delivery {
  readonly id: string;
  readonly outlet: string;
  readonly to: Recipient;
  readonly about: string;
  readonly state: string;
  readonly dueAt: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly settledAt: string | null;
}

const deliveries = listCommand<Delivery>({
  path: 'notices deliveries', summary: { zh: '通知投递情况，最新在前', en: 'Deliveries of notices, newest first' },
  options: [
    { flags: '--state <STATE>', choices: Object.keys(deliveryStateWords), summary: { zh: '待发送、已送达或失败', en: 'Queued, delivered or failed' } },
    textOption('--outlet <NAME>', { zh: '渠道', en: 'Outlet' }),
  ],
  from: '/notices/deliveries', moments: false, usualLimit: 100,
  query: ({ given }) => ({ state: given.maybe('--state'), outlet: given.maybe('--outlet') }),
  columns: [
    { head: { zh: '编号', en: 'Id' }, of: ({ id }) => id },
    { head: { zh: '渠道', en: 'Outlet' }, of: ({ outlet }) => outlet },
    { head: noticeTexts.to, of: ({ to }) => recipientText(to) },
    { head: { zh: '事项', en: 'About' }, of: ({ about }) => about },
    { head: { zh: '状态', en: 'State' }, of: ({ state }, call) => called(deliveryStateWords, state, call) },
    { head: { zh: '应发', en: 'Due' }, of: ({ dueAt }) => dueAt },
    { head: { zh: '次数', en: 'Attempts' }, align: 'right', of: ({ attempts }) => attempts },
    { head: { zh: '完成', en: 'Settled' }, of: ({ settledAt }) => settledAt },
    { head: { zh: '原因', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
  ],
});

const retry = commandSpec({
  path: 'notices retry', summary: { zh: '重试一次失败的投递；记入日志', en: 'Try a failed delivery again; recorded' },
  arguments: [{ name: 'DELIVERY', summary: { zh: '投递编号', en: 'Id of the delivery' } }],
  run: async ({ api, given, out }) => {
    const done = await api.command<{ readonly queued: boolean }>('POST', path`/notices/deliveries/${given.text('DELIVERY')}/retry`, undefined);
    await out.result(done, () => out.say(noticeTexts.retried));
  },
});

const reconnectMs = 1_000;

/** How many are unread, told again whenever it changes, until Ctrl-C; a broken line is taken up again. */
async function watchUnread({ api, host, out }: Call): Promise<void> {
  for (let before = ''; ; ) {
    try {
      for await (const message of api.live('/notices/live', {})) {
        const [counts] = message.type === 'lines' ? (JSON.parse(message.data) as { readonly changed: readonly Unread[] }).changed : [];
        if (!counts || JSON.stringify(counts) === before) continue;
        before = JSON.stringify(counts);
        await out.item(counts, () => out.say(noticeTexts.unread, { ...counts }));
      }
    } catch (error) {
      if (host.signal.aborted) return;
      if (error instanceof CliProblem && !passing(error)) throw error;
    }
    if (host.signal.aborted) return;
    await host.sleep(reconnectMs, host.signal).catch(() => undefined);
  }
}

const watch = commandSpec({ path: 'notices watch', summary: { zh: '未读数有变化即显示，Ctrl-C 结束', en: 'Show how many are unread whenever it changes, until Ctrl-C' }, run: watchUnread });

export const noticeCommands: readonly CommandSpec[] = [list, read, receipts, deliveries, retry, watch];
