import type { Bilingual } from '#engine/kernel';
import { reviewStatusWords } from '../../words/assessment-words.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { cliProblem } from '../command-line/problem.js';
import { momentQuery } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path, type Page } from '../connection/api.js';
import { dayOf } from '../supervision/campaigns.js';
import { textOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { lightWords } from '../../words/supervision-words.js';
import { figure } from '../terminal/figure.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';
import { dossierStatusWords, leaderRankWords, leadershipLineWords } from '../../words/cadre-words.js';
import { dossierPath, dossierPlace, settledText, type DossierLine } from './dossiers.js';

interface Leader {
  readonly appointment: string;
  readonly person: string;
  readonly post: Bilingual;
  readonly rank: string;
  readonly line: string;
  readonly inYear: { readonly from: string; readonly to: string; readonly days: number };
  readonly link: { readonly kind: 'whole-unit' } | { readonly kind: 'portfolio'; readonly measures: readonly number[]; readonly units: readonly string[] };
}

interface Content {
  readonly confirmed: {
    readonly unit: { readonly code: string; readonly name: Bilingual };
    readonly round: { readonly title: Bilingual; readonly year: number; readonly from: string; readonly to: string };
    readonly confirmation: { readonly committee: Bilingual; readonly document: string; readonly heldOn: string } | null;
    readonly publication: { readonly document: string; readonly on: string };
    readonly result: { readonly published: string | null; readonly grade: string | null; readonly gradeByScore: string | null; readonly vetoed: boolean; readonly rank: number | null; readonly of: number; readonly bonus: string; readonly deduction: string };
    readonly trend: readonly { readonly round: string; readonly year: number; readonly published: string | null; readonly grade: string | null; readonly rank: number | null; readonly of: number }[];
    readonly profile: readonly { readonly node: string; readonly title: Bilingual; readonly actual: string | null; readonly target: string | null; readonly possible: string | null; readonly obtained: string | null; readonly lost: string | null; readonly light: string | null }[];
    readonly bonuses: readonly Line[];
    readonly deductions: readonly Line[];
    readonly vetoes: readonly { readonly title: Bilingual; readonly matter: string; readonly document: string | null; readonly grade: string }[];
    readonly findings: { readonly matters: number; readonly lifted: number; readonly counted: string };
    readonly leaders: readonly Leader[];
    readonly mainPosts: readonly { readonly line: string; readonly days: number; readonly vacantDays: number }[];
    readonly reviews: readonly { readonly request: string; readonly node: string; readonly claim: string; readonly status: string; readonly reason: string | null }[];
    readonly scheme: { readonly id: string; readonly version: number; readonly document: string };
  };
  readonly advice: {
    readonly rules: { readonly code: string; readonly version: number; readonly document: string };
    readonly items: readonly { readonly code: string; readonly text: Bilingual; readonly document: string }[];
    readonly unanswered: readonly string[];
  };
  readonly integrity: Readonly<Record<string, string | number>>;
}

interface Line {
  readonly title: Bilingual;
  readonly matter: string;
  readonly document: string | null;
  readonly counted: string;
}

interface DossierPage extends DossierLine {
  readonly content: Content;
  readonly leaders: readonly { readonly appointment: string; readonly name: string | null; readonly remarks: readonly Bilingual[] }[];
}

export const dossierTexts = {
  noDossier: {
    title: { zh: '{unit} 在考核 {round} 中没有您可查看的材料。', en: 'There is no dossier of {unit} in round {round} that you may see.' },
    remedy: { zh: '请核对编码，或先备材料（dossiers prepare）。', en: 'Check the codes, or prepare it first with dossiers prepare.' },
  },
  version: { zh: '第 {version} 版 · {status} · 内部', en: 'version {version} · {status} · internal' }, number: { zh: '函号', en: 'Letter' }, prepared: { zh: '备齐', en: 'Prepared' }, dispatched: { zh: '报送', en: 'Dispatched' },
  receipt: { zh: '回执', en: 'Receipt' }, superseded: { zh: '更换', en: 'Superseded' }, supersededText: { zh: '由第 {version} 版更换：{reason}', en: 'by version {version}: {reason}' }, result: { zh: '考核结果', en: 'Result' },
  resultText: { zh: '{score}，{grade}，第 {rank} / {of} 名；加分 {bonus}，扣分 {deduction}', en: '{score}, {grade}, rank {rank} of {of}; bonus {bonus}, deduction {deduction}' }, veto: { zh: '一票否决', en: 'Veto' },
  vetoText: { zh: '{title}：{matter} {document} → {grade}', en: '{title}: {matter} {document} → {grade}' }, confirmation: { zh: '审定', en: 'Confirmed' }, publication: { zh: '通报', en: 'Published' }, scheme: { zh: '评分细则', en: 'Scheme' },
  schemeText: { zh: '{id} 第 {version} 版，{document}', en: '{id} version {version}, {document}' }, findings: { zh: '督查问题', en: 'Findings' }, findingsText: { zh: '{matters} 件，取消影响 {lifted} 件，计 {counted} 分', en: '{matters}, of which {lifted} were lifted; {counted} points counted' },
  leaders: { zh: '领导任职（单位得分不计为个人得分）', en: "Leaders and their terms (the unit's score is not the score of any person)" }, wholeUnit: { zh: '全单位', en: 'the whole unit' }, mainPosts: { zh: '正职任职天数', en: 'Days with a main leader' },
  mainPostText: { zh: '{line} {days} 天，空缺 {vacantDays} 天', en: '{line} {days} days, vacant {vacantDays}' }, profile: { zh: '一页表', en: 'Profile' }, lines: { zh: '加分和扣分', en: 'Bonuses and deductions' }, reviews: { zh: '复核情况', en: 'Reviews' },
  trend: { zh: '历年结果', en: 'Years' }, advice: { zh: '结果运用建议（{code} 第 {version} 版，{document}）；仅供参考', en: 'Advice by {code} version {version}, {document}; advice only' }, noAdvice: { zh: '没有规则适用。', en: 'No rule applies.' },
  unanswered: { zh: '因历年结果不足未作判断的规则：{rules}', en: 'Rules that ask for more earlier rounds: {rules}' }, integrity: { zh: '完整性证明', en: 'Proof of integrity' }, erased: { zh: '（已删除）', en: '(erased)' },
} as const;

const leaderColumns = (names: ReadonlyMap<string, DossierPage['leaders'][number]>): readonly ListColumn<Leader>[] => [
  { head: { zh: '姓名', en: 'Name' }, of: ({ appointment, person }, { out }) => names.get(appointment)?.name ?? `${person}${out.say(dossierTexts.erased)}` },
  { head: { zh: '职务', en: 'Post' }, wrap: true, of: ({ post }, call) => inLanguage(post, call) },
  { head: { zh: '职级', en: 'Rank' }, of: ({ rank, line }, call) => `${called(leadershipLineWords, line, call)} ${called(leaderRankWords, rank, call)}` },
  { head: { zh: '年度内任职', en: 'In the year' }, of: ({ inYear }) => `${inYear.from} – ${inYear.to}` },
  { head: { zh: '天数', en: 'Days' }, align: 'right', of: ({ inYear }) => inYear.days },
  { head: { zh: '分管', en: 'Linked to' }, wrap: true, of: ({ link }, { out }) => (link.kind === 'whole-unit' ? out.say(dossierTexts.wholeUnit) : [...link.measures.map((measure) => `#${measure}`), ...link.units].join(', ')) },
  { head: { zh: '说明', en: 'Notes' }, wrap: true, of: ({ appointment }, call) => (names.get(appointment)?.remarks ?? []).map((remark) => inLanguage(remark, call)).join(' ') },
];
const profileColumns: readonly ListColumn<Content['confirmed']['profile'][number]>[] = [
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '目标', en: 'Target' }, align: 'right', of: ({ target }) => figure(target) },
  { head: { zh: '实绩', en: 'Actual' }, align: 'right', of: ({ actual }) => figure(actual) },
  { head: { zh: '可得', en: 'Possible' }, align: 'right', of: ({ possible }) => figure(possible) },
  { head: { zh: '得分', en: 'Obtained' }, align: 'right', of: ({ obtained }) => figure(obtained) },
  { head: { zh: '失分', en: 'Lost' }, align: 'right', of: ({ lost }) => figure(lost) },
  { head: { zh: '灯色', en: 'Light' }, of: ({ light }, call) => called(lightWords, light, call) },
];
const lineColumns: readonly ListColumn<Line & { readonly sign: string }>[] = [
  { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '事项', en: 'Matter' }, wrap: true, of: ({ matter, document }) => [matter, document ?? ''].join(' ').trim() },
  { head: { zh: '计分', en: 'Counted' }, align: 'right', of: ({ counted, sign }) => `${counted === '0' ? '' : sign}${figure(counted)}` },
];
const trendColumns: readonly ListColumn<Content['confirmed']['trend'][number]>[] = [
  { head: { zh: '年度', en: 'Year' }, of: ({ year }) => year },
  { head: { zh: '考核', en: 'Round' }, of: ({ round }) => round },
  { head: { zh: '得分', en: 'Score' }, align: 'right', of: ({ published }) => published ?? '—' },
  { head: { zh: '等次', en: 'Grade' }, of: ({ grade }) => grade },
  { head: { zh: '名次', en: 'Rank' }, align: 'right', of: ({ rank, of }) => (rank === null ? '—' : `${rank} / ${of}`) },
];
const reviewColumns: readonly ListColumn<Content['confirmed']['reviews'][number]>[] = [
  { head: { zh: '申请', en: 'Request' }, of: ({ request }) => request },
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '诉求', en: 'Claim' }, wrap: true, of: ({ claim }) => claim },
  { head: { zh: '结果', en: 'Outcome' }, of: ({ status }, call) => called(reviewStatusWords, status, call) },
  { head: { zh: '理由', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
];
const adviceColumns: readonly ListColumn<Content['advice']['items'][number]>[] = [
  { head: { zh: '规则', en: 'Rule' }, of: ({ code }) => code },
  { head: { zh: '建议', en: 'Advice' }, wrap: true, of: ({ text }, call) => inLanguage(text, call) },
  { head: { zh: '文号', en: 'Document' }, of: ({ document }) => document },
];

function headText(page: DossierPage, call: Call): string {
  const { out } = call;
  const t = dossierTexts;
  const { dispatched, supersededBy, replacedBecause, content: { confirmed } } = page;
  const { result, vetoes, confirmation, publication, scheme, findings, mainPosts } = confirmed;
  const lines: readonly (readonly [Bilingual, string | null])[] = [
    [t.number, page.number], [t.prepared, `${dayOf(page.preparedAt)} ${page.preparedBy}`], [t.dispatched, dispatched && `${dayOf(dispatched.at)} ${dispatched.by} ${dispatched.hash}`], [t.receipt, settledText(page, call)],
    [t.superseded, supersededBy === null ? null : out.say(t.supersededText, { version: supersededBy, reason: replacedBecause ?? '—' })],
    [t.result, out.say(t.resultText, { ...result, score: result.published ?? '—', grade: result.grade ?? '—', rank: result.rank ?? '—' })],
    ...vetoes.map((veto) => [t.veto, out.say(t.vetoText, { ...veto, title: inLanguage(veto.title, call), document: veto.document ?? '' })] as const),
    [t.confirmation, confirmation && `${inLanguage(confirmation.committee, call)} ${confirmation.heldOn} ${confirmation.document}`], [t.publication, `${publication.on} ${publication.document}`], [t.scheme, out.say(t.schemeText, { ...scheme })],
    [t.findings, out.say(t.findingsText, { ...findings })], [t.mainPosts, mainPosts.map((post) => out.say(t.mainPostText, { ...post, line: called(leadershipLineWords, post.line, call) })).join(' · ')],
  ];
  return pairs(lines.flatMap(([name, value]) => (value === null || value === '' ? [] : [[out.say(name), value] as const])), '  ');
}

function adviceText({ rules, items, unanswered }: Content['advice'], call: Call): string {
  const { out } = call;
  return [
    out.style.bold(out.say(dossierTexts.advice, { ...rules })), items.length === 0 ? out.say(dossierTexts.noAdvice) : rowsTable(call, adviceColumns, items),
    ...(unanswered.length === 0 ? [] : [out.say(dossierTexts.unanswered, { rules: unanswered.join(', ') })]),
  ].join('\n');
}

function pageText(page: DossierPage, call: Call): string {
  const { out } = call;
  const { content: { confirmed, advice, integrity }, version, status } = page;
  const t = dossierTexts;
  const part = <Row>(title: Bilingual, columns: readonly ListColumn<Row>[], rows: readonly Row[]): readonly string[] => (rows.length === 0 ? [] : [`${out.style.bold(out.say(title))}\n${rowsTable(call, columns, rows)}`]);
  const names = new Map(page.leaders.map((leader) => [leader.appointment, leader]));
  const lines = [...confirmed.bonuses.map((line) => ({ ...line, sign: '+' })), ...confirmed.deductions.map((line) => ({ ...line, sign: '−' }))];
  const heading = `${inLanguage(confirmed.unit.name, call)} ${inLanguage(confirmed.round.title, call)}`;
  return [
    `${out.style.bold(heading)}${inBrackets(out.say(t.version, { version, status: called(dossierStatusWords, status, call) }), out.language)}\n${headText(page, call)}`,
    ...part(t.leaders, leaderColumns(names), confirmed.leaders), ...part(t.profile, profileColumns, confirmed.profile), ...part(t.lines, lineColumns, lines), ...part(t.reviews, reviewColumns, confirmed.reviews),
    ...part(t.trend, trendColumns, confirmed.trend), adviceText(advice, call),
    `${out.style.bold(out.say(t.integrity))}\n${pairs(Object.entries(integrity).map(([name, value]) => [name, String(value)]), '  ')}`,
  ].join('\n\n');
}

/** The latest version where none is named. */
export const versionArgument: ArgumentSpec = { name: 'VERSION', optional: true, summary: { zh: '版本；默认最新的', en: 'Version; the latest when absent' } };

/** A version by its address: the one that was named, or the latest. @throws CliProblem when there is none */
export async function versionPath(call: Call): Promise<string> {
  const { api, given } = call;
  const named = given.whole('VERSION', 1, 100_000);
  if (named !== undefined) return `${dossierPath(call)}${path`/${named}`}`;
  const [round, unit] = [given.text('ROUND'), given.text('UNIT')];
  const { items } = await api.get<Page<DossierLine>>('/cadre-review/dossiers', { round, unit, limit: 1, ...momentQuery(call) });
  if (!items[0]) throw cliProblem('cli.no-dossier', 'refused', dossierTexts.noDossier, { round, unit });
  return `${dossierPath(call)}${path`/${items[0].version}`}`;
}

const show = viewCommand<DossierPage>({
  path: 'dossiers show', summary: { zh: '一份政绩考核材料：已确认事实、领导任职、建议和证明（查阅记入访问日志）', en: 'One dossier: facts, leaders, advice and proof; reading it is logged' },
  arguments: [...dossierPlace, versionArgument], options: [textOption('--content', { zh: '只输出材料内容（JSON）', en: 'Only the content (JSON)' })],
  from: versionPath, text: (page, call) => (call.given.has('--content') ? JSON.stringify(page.content, null, 2) : pageText(page, call)),
});

export const dossierPageCommands: readonly CommandSpec[] = [show];
