import type { Bilingual } from '#engine/kernel';
import { actCommand, present, showReceipt } from '../command-line/act.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { commandOptions, reasonOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path, type Receipt } from '../connection/api.js';
import { dayOf } from '../supervision/campaigns.js';
import { choiceOption, needed, textOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { inBrackets } from '../terminal/punctuation.js';
import { deliveryWords, dossierStatusWords, preparedOutcomeWords, receiptOutcomeWords } from '../../words/cadre-words.js';

export interface DossierLine {
  readonly dossier: string;
  readonly round: string;
  readonly unit: string;
  readonly year: number;
  readonly version: number;
  readonly latest: boolean;
  readonly status: string;
  readonly number: string;
  readonly mark: string;
  readonly preparedAt: string;
  readonly preparedBy: string;
  readonly dispatched: { readonly at: string; readonly by: string; readonly position: number; readonly hash: string; readonly kid: string; readonly replaces: number | null } | null;
  readonly settled: { readonly outcome: string; readonly receipt: string; readonly receiver: string; readonly at: string; readonly reason: string | null } | null;
  readonly supersededBy: number | null;
  readonly replacedBecause: string | null;
  readonly delivery: string;
  readonly result: { readonly grade: string | null; readonly published: string | null; readonly rank: number | null; readonly of: number; readonly vetoed: boolean };
  readonly revision: number;
}

const roundArgument: ArgumentSpec = { name: 'ROUND', summary: { zh: '考核编码', en: 'Code of the round' } };
const unitArgument: ArgumentSpec = { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } };
export const dossierPlace: readonly ArgumentSpec[] = [roundArgument, unitArgument];
export const dossierPath = ({ given }: Pick<Call, 'given'>): string => path`/cadre-review/dossiers/${given.text('ROUND')}/${given.text('UNIT')}`;

/** What became of a version, with its receipt. */
export const settledText = ({ settled }: Pick<DossierLine, 'settled'>, call: Call): string =>
  (settled ? [called(receiptOutcomeWords, settled.outcome, call), dayOf(settled.at), settled.receiver, settled.reason ?? ''].join(' ').trim() : '');

const columns: readonly ListColumn<DossierLine>[] = [
  { head: { zh: '考核', en: 'Round' }, of: ({ round }) => round },
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '版本', en: 'Version' }, align: 'right', of: ({ version }) => version },
  { head: { zh: '函号', en: 'Letter' }, of: ({ number }) => number },
  { head: { zh: '得分', en: 'Score' }, align: 'right', of: ({ result }) => result.published },
  { head: { zh: '等次', en: 'Grade' }, of: ({ result }) => result.grade },
  { head: { zh: '名次', en: 'Rank' }, align: 'right', of: ({ result: { rank, of } }) => (rank === null ? '—' : `${rank} / ${of}`) },
  { head: { zh: '状态', en: 'State' }, of: ({ status }, call) => called(dossierStatusWords, status, call) },
  { head: { zh: '拉取', en: 'Feed' }, of: ({ delivery }, call) => called(deliveryWords, delivery, call) },
  { head: { zh: '报送', en: 'Dispatched' }, of: ({ dispatched }) => dayOf(dispatched?.at) },
  { head: { zh: '回执', en: 'Receipt' }, wrap: true, of: settledText },
  { head: { zh: '更换原因', en: 'Replaced because' }, wrap: true, of: ({ replacedBecause }) => replacedBecause },
];

const list = listCommand<DossierLine>({
  path: 'dossiers list', summary: { zh: '政绩考核材料台账：各单位最新版本及报送、回执情况', en: 'Register of dossiers: the latest version of each, with feed and receipt' },
  options: [
    textOption('--round <ROUND>', { zh: '考核', en: 'Round' }), textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' }), choiceOption('--status <STATUS>', dossierStatusWords, { zh: '状态', en: 'State' }),
    textOption('--all-versions', { zh: '列出全部版本', en: 'Every version, not only the latest' }),
  ],
  from: '/cadre-review/dossiers',
  query: ({ given }) => ({ round: given.maybe('--round'), unit: given.maybe('--unit'), status: given.maybe('--status'), versions: given.has('--all-versions') ? 'all' : undefined }),
  columns,
});

interface PublishedRound {
  readonly round: string;
  readonly title: Bilingual;
  readonly year: number;
  readonly units: readonly string[];
  readonly run: number | null;
  readonly document: string | null;
  readonly publishedOn: string | null;
  readonly corrections: number;
}

const rounds = listCommand<PublishedRound>({
  path: 'dossiers rounds', summary: { zh: '可备材料的考核轮次', en: 'Rounds that dossiers are made from' }, from: '/cadre-review/rounds', paged: false,
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ round }) => round },
    { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
    { head: { zh: '年度', en: 'Year' }, of: ({ year }) => year },
    { head: { zh: '单位', en: 'Units' }, align: 'right', of: ({ units }) => units.length },
    { head: { zh: '计分', en: 'Run' }, align: 'right', of: ({ run }) => run },
    { head: { zh: '通报', en: 'Published' }, of: ({ publishedOn, document }) => [publishedOn ?? '', document ?? ''].join(' ').trim() },
    { head: { zh: '更正', en: 'Corrections' }, align: 'right', of: ({ corrections }) => corrections || '' },
  ],
});

interface PreparedAll {
  readonly prepared: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly units: readonly { readonly unit: string; readonly outcome: string; readonly code?: string; readonly title?: Bilingual }[];
}

export const prepareTexts = {
  counts: { zh: '已备 {prepared} 份，没有变化 {unchanged} 份，未备 {refused} 份。', en: '{prepared} prepared, {unchanged} unchanged, {refused} refused.' },
} as const;

const preparedColumns: readonly ListColumn<PreparedAll['units'][number]>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '结果', en: 'Outcome' }, of: ({ outcome }, call) => called(preparedOutcomeWords, outcome, call) },
  { head: { zh: '原因', en: 'Because' }, wrap: true, of: ({ title, code }, call) => (title ? `${inLanguage(title, call)} [${code ?? ''}]` : '') },
];

const numberOption: OptionSpec = needed(textOption('--number <NUMBER>', { zh: '报送函的函号', en: 'Number of the covering letter' }));
const prepare = commandSpec({
  path: 'dossiers prepare', summary: { zh: '依据已通报结果备政绩考核材料：一个单位，或一轮考核的全部单位', en: 'Prepare dossiers from published results: of one unit, or of every unit of a round' },
  arguments: [roundArgument, { ...unitArgument, optional: true, summary: { zh: '单位编码；默认全部单位', en: 'Code of the unit; every unit when absent' } }],
  options: [
    numberOption, { flags: '--rules <CODE>', fallback: 'city', summary: { zh: '结果运用规则编码', en: 'Code of the rules on the use of results' } },
    { ...reasonOption, summary: { zh: '更换已报送材料的原因', en: 'Why a dossier that was handed over is replaced' } }, ...commandOptions.filter(({ flags }) => flags !== '--wait'),
  ],
  examples: ['zhiheng dossiers prepare nanjing-2024 --number 2025-11', 'zhiheng dossiers prepare nanjing-2024 xuanwu --number 2025-12 --reason corrected'],
  run: async (call) => {
    const { api, given, out } = call;
    const body = present({ number: given.text('--number'), rules: given.text('--rules') });
    const headers = { reason: given.maybe('--reason'), ifRevision: given.whole('--if-revision') };
    if (given.has('UNIT')) return showReceipt(call, await api.command<Receipt>('POST', dossierPath(call), body, headers));
    const found = await api.command<PreparedAll>('POST', path`/cadre-review/rounds/${given.text('ROUND')}/dossiers`, body, { reason: headers.reason });
    await out.result(found, () => `${rowsTable(call, preparedColumns, found.units)}\n\n${out.say(prepareTexts.counts, { ...found })}`);
    return found.refused > 0 ? 'refused' : undefined;
  },
});

const versionArgument: ArgumentSpec = { name: 'VERSION', summary: { zh: '版本', en: 'Version' } };

const dispatch = actCommand({
  path: 'dossiers dispatch', summary: { zh: '报送政绩考核材料：签名后进入拉取接口和消息；只能报送最新版本', en: 'Hand a dossier over: it is signed and enters feed and messages; only the latest version can be' },
  arguments: [...dossierPlace, versionArgument],
  request: (call) => ({ path: `${dossierPath(call)}/dispatch`, body: { version: call.given.whole('VERSION', 1, 100_000) } }),
  shows: (call) => `${dossierPath(call)}${path`/${call.given.text('VERSION')}`}`,
});

interface FeedState {
  readonly receivers: readonly { readonly receiver: string; readonly takenTo: number; readonly offeredTo: number; readonly at: string }[];
  readonly head: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly items: readonly { readonly dossier: string; readonly version: number; readonly status: string; readonly delivery: string; readonly dispatchedAt: string | null; readonly position: number | null }[];
}

export const feedTexts = { receivers: { zh: '接收方', en: 'Receivers' }, dossiers: { zh: '材料', en: 'Dossiers' }, head: { zh: '日志末位置 {head}', en: 'the log ends at {head}' } } as const;

const receiverColumns: readonly ListColumn<FeedState['receivers'][number]>[] = [
  { head: { zh: '接收方', en: 'Receiver' }, of: ({ receiver }) => receiver },
  { head: { zh: '已取至', en: 'Taken to' }, align: 'right', of: ({ takenTo }) => takenTo },
  { head: { zh: '已提供至', en: 'Offered to' }, align: 'right', of: ({ offeredTo }) => offeredTo },
  { head: { zh: '时间', en: 'At' }, of: ({ at }) => at },
];
const feedColumns: readonly ListColumn<FeedState['items'][number]>[] = [
  { head: { zh: '材料', en: 'Dossier' }, of: ({ dossier }) => dossier },
  { head: { zh: '版本', en: 'Version' }, align: 'right', of: ({ version }) => version },
  { head: { zh: '状态', en: 'State' }, of: ({ status }, call) => called(dossierStatusWords, status, call) },
  { head: { zh: '拉取', en: 'Feed' }, of: ({ delivery }, call) => called(deliveryWords, delivery, call) },
  { head: { zh: '报送', en: 'Dispatched' }, of: ({ dispatchedAt }) => dayOf(dispatchedAt) },
  { head: { zh: '位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
];

const feed = viewCommand<FeedState>({
  path: 'dossiers feed', summary: { zh: '报送情况：接收方进度，每份材料待取、已取、已签收或已退回', en: 'State of the feed: how far receivers have come, and what became of each dossier' }, from: '/cadre-review/feed-state',
  text: ({ receivers, head, counts, items }, call) => {
    const { out } = call;
    const counted = Object.entries(counts).map(([status, count]) => `${called(dossierStatusWords, status, call)} ${count}`).join(' · ');
    return [
      `${out.style.bold(out.say(feedTexts.receivers))}${inBrackets(out.say(feedTexts.head, { head }), out.language)}`, rowsTable(call, receiverColumns, receivers), '',
      `${out.style.bold(out.say(feedTexts.dossiers))}${counted === '' ? '' : inBrackets(counted, out.language)}`, rowsTable(call, feedColumns, items),
    ].join('\n');
  },
});

export const dossierCommands: readonly CommandSpec[] = [rounds, prepare, list, dispatch, feed];
