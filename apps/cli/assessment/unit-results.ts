import type { Bilingual } from '#engine/kernel';
import type { ScoreSheet } from '../../../libs/domain/scoring/engine.js';
import type { Call, CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { dayOf } from '../supervision/campaigns.js';
import { called } from '../command-line/called.js';
import { lightWords } from '../../words/supervision-words.js';
import { figure, percent } from '../terminal/figure.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';
import { moveKindWords, standingWords } from '../../words/assessment-words.js';
import type { ResultLine } from './results.js';
import { resultPath, runOf, runOption, unitPlace } from './round-place.js';

type Coded = Bilingual & { readonly code: string };

/** What gave a unit points or cost it some. */
interface PointLine {
  readonly kind: string;
  readonly code: string;
  readonly title: Bilingual;
  readonly points: string;
  readonly of: string | null;
  readonly why: readonly Coded[];
  readonly matter?: string;
  readonly document?: string;
  readonly position?: number;
}

interface Reasons {
  readonly gains: readonly PointLine[];
  readonly losses: readonly PointLine[];
  readonly total: Coded;
  readonly grade: Coded;
}

interface Profile extends Reasons {
  readonly title: Bilingual;
  readonly unit: string;
  readonly group: string;
  readonly result: ResultLine;
  readonly selfScore: string | null;
  readonly targets: readonly { readonly node: string; readonly title: Bilingual; readonly value: string | null; readonly level: string | null; readonly target: string | null; readonly light: string | null; readonly rate: string | null }[];
  readonly trend: readonly { readonly round: string; readonly year: number; readonly score: string | null; readonly grade: string | null; readonly rank: number | null; readonly of: number }[];
  readonly findings: Readonly<Record<keyof typeof findingCountTexts, number>> & { readonly findings: readonly string[] };
  readonly rewards: readonly { readonly title: Bilingual; readonly matter: string; readonly level: string | null; readonly document: string | null; readonly points: string; readonly outcome: Coded }[];
  readonly reviews: readonly { readonly request: string; readonly node: string; readonly claim: string; readonly decideBy: string; readonly statusName: Bilingual }[];
}

/** Counts of findings, by their names in the API. */
export const findingCountTexts = {
  opened: { zh: '交办', en: 'opened' }, closed: { zh: '销号', en: 'closed' }, overdue: { zh: '逾期', en: 'overdue' }, returned: { zh: '退回', en: 'returned' }, repeated: { zh: '重复发生', en: 'repeated' },
  relapsed: { zh: '反弹', en: 'relapsed' }, interviews: { zh: '约谈', en: 'interviews' }, lateReports: { zh: '迟报', en: 'late reports' },
} as const;

export const unitResultTexts = {
  score: { zh: '得分', en: 'Score' }, scoreText: { zh: '{score}，{grade}，第 {rank} / {of} 名（{standing}）', en: '{score}, {grade}, rank {rank} of {of} ({standing})' }, vetoed: { zh: '一票否决，按分等次 {grade}', en: 'vetoed; {grade} by score' },
  selfScore: { zh: '自评分', en: 'Own score' }, veto: { zh: '否决', en: 'Veto' }, total: { zh: '总分', en: 'Total' }, grade: { zh: '等次', en: 'Grade' },
  losses: { zh: '失分（多的在前）', en: 'Points lost, most first' }, gains: { zh: '得分（多的在前）', en: 'Points won, most first' }, targets: { zh: '目标与实绩', en: 'Targets and actuals' },
  trend: { zh: '三年走势', en: 'Three-year trend' }, findings: { zh: '督查问题', en: 'Findings' }, rewards: { zh: '激励加分', en: 'Rewards' }, reviews: { zh: '复核', en: 'Reviews' },
} as const;

const pointColumns: readonly ListColumn<PointLine>[] = [
  { head: { zh: '类别', en: 'Kind' }, of: ({ kind }, call) => called(moveKindWords, kind, call) },
  { head: { zh: '编码', en: 'Code' }, of: ({ code }) => code },
  { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '分', en: 'Points' }, align: 'right', of: ({ points }) => figure(points) },
  { head: { zh: '满分', en: 'Of' }, align: 'right', of: ({ of }) => (of === null ? '' : figure(of)) },
  { head: { zh: '事项', en: 'Matter' }, wrap: true, of: ({ matter, document }) => [matter, document].filter((text) => text !== undefined).join(' ') },
  { head: { zh: '理由', en: 'Why' }, wrap: true, of: ({ why }, call) => why.map((reason) => inLanguage(reason, call)).join(call.out.say({ zh: '；', en: '; ' })) },
  { head: { zh: '日志位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
];

/** A titled table; nothing where there are no rows. */
const part = <Row>(call: Call, title: Bilingual, columns: readonly ListColumn<Row>[], rows: readonly Row[]): readonly string[] =>
  (rows.length === 0 ? [] : [`${call.out.style.bold(call.out.say(title))}\n${rowsTable(call, columns, rows)}`]);

function reasonParts(call: Call, { gains, losses, total, grade }: Reasons): readonly string[] {
  const { out } = call;
  const t = unitResultTexts;
  return [...part(call, t.losses, pointColumns, losses), ...part(call, t.gains, pointColumns, gains), pairs([[out.say(t.total), inLanguage(total, call)], [out.say(t.grade), inLanguage(grade, call)]])];
}

const reasons = viewCommand<{ readonly sheet: ScoreSheet } & Pick<Reasons, 'gains' | 'losses'>>({
  path: 'results reasons', summary: { zh: '得失分明细：每一分的来由', en: 'Why every point was won or lost' }, arguments: unitPlace, options: [runOption], moments: false,
  from: (call) => `${resultPath(call)}/sheet`, query: (call) => ({ run: runOf(call) }),
  text: ({ sheet, gains, losses }, call) => reasonParts(call, { gains, losses, total: sheet.total.formula, grade: sheet.grade.formula }).join('\n\n'),
});

const targetColumns: readonly ListColumn<Profile['targets'][number]>[] = [
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '目标', en: 'Target' }, align: 'right', of: ({ target }) => figure(target) },
  { head: { zh: '实绩', en: 'Actual' }, align: 'right', of: ({ value, level }) => level ?? figure(value) },
  { head: { zh: '得分率', en: 'Rate' }, align: 'right', of: ({ rate }) => percent(rate) },
  { head: { zh: '灯色', en: 'Light' }, of: ({ light }, call) => called(lightWords, light, call) },
];
const trendColumns: readonly ListColumn<Profile['trend'][number]>[] = [
  { head: { zh: '年度', en: 'Year' }, of: ({ year }) => year },
  { head: { zh: '考核', en: 'Round' }, of: ({ round }) => round },
  { head: { zh: '得分', en: 'Score' }, align: 'right', of: ({ score }) => score ?? '—' },
  { head: { zh: '等次', en: 'Grade' }, of: ({ grade }) => grade },
  { head: { zh: '名次', en: 'Rank' }, align: 'right', of: ({ rank, of }) => (rank === null ? '—' : `${rank} / ${of}`) },
];
const rewardColumns: readonly ListColumn<Profile['rewards'][number]>[] = [
  { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '事项', en: 'Matter' }, wrap: true, of: ({ matter, document }) => [matter, document ?? ''].join(' ').trim() },
  { head: { zh: '级别', en: 'Level' }, of: ({ level }) => level },
  { head: { zh: '分', en: 'Points' }, align: 'right', of: ({ points }) => figure(points) },
  { head: { zh: '结果', en: 'Outcome' }, wrap: true, of: ({ outcome }, call) => inLanguage(outcome, call) },
];
const reviewColumns: readonly ListColumn<Profile['reviews'][number]>[] = [
  { head: { zh: '申请', en: 'Request' }, of: ({ request }) => request },
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '诉求', en: 'Claim' }, wrap: true, of: ({ claim }) => claim },
  { head: { zh: '状态', en: 'State' }, of: ({ statusName }, call) => inLanguage(statusName, call) },
  { head: { zh: '应决定', en: 'Decide by' }, of: ({ decideBy }) => dayOf(decideBy) },
];

function profileText(profile: Profile, call: Call): string {
  const { out } = call;
  const t = unitResultTexts;
  const { title, unit, group, result, selfScore, findings } = profile;
  const score = out.say(t.scoreText, { score: result.published ?? '—', grade: result.grade ?? '—', rank: result.rank ?? '—', of: result.of, standing: called(standingWords, result.standing, call) });
  const counts = (Object.keys(findingCountTexts) as (keyof typeof findingCountTexts)[]).map((name) => `${out.say(findingCountTexts[name])} ${findings[name]}`).join(' · ');
  return [
    `${out.style.bold(unit)}${inBrackets(`${inLanguage(title, call)} · ${group}`, out.language)}\n${pairs([
      [out.say(t.score), score], ...(result.vetoed ? [[out.say(t.veto), out.say(t.vetoed, { grade: result.gradeByScore ?? '—' })] as const] : []), ...(selfScore === null ? [] : [[out.say(t.selfScore), selfScore] as const]),
      [out.say(t.findings), [counts, ...(findings.findings.length === 0 ? [] : [inBrackets(findings.findings.join(', '), out.language).trim()])].join(' ')],
    ], '  ')}`,
    ...part(call, t.targets, targetColumns, profile.targets), ...part(call, t.trend, trendColumns, profile.trend), ...reasonParts(call, profile), ...part(call, t.rewards, rewardColumns, profile.rewards),
    ...part(call, t.reviews, reviewColumns, profile.reviews),
  ].join('\n\n');
}

const profile = viewCommand<Profile>({
  path: 'results profile', summary: { zh: '单位一页纸：目标与实绩、三年走势、得失分、督查问题、激励、复核', en: 'A unit on one page: targets against actuals, three-year trend, points won and lost, findings, rewards, reviews' },
  arguments: unitPlace, from: (call) => `${resultPath(call)}/profile`, text: profileText,
});

export const unitResultCommands: readonly CommandSpec[] = [reasons, profile];
