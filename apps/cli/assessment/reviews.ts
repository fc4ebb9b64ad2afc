import type { Bilingual } from '#engine/kernel';
import { actCommand, fieldsText, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { dayOf } from '../supervision/campaigns.js';
import { actingUnit, choiceOption, evidenceOf, evidenceOption, filesUnitOption, inspectorsEvidence, needed, ownUnitOption, textOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { pairs } from '../terminal/table.js';
import { reviewOutcomeWords, reviewStatusWords, standingWords } from '../../words/assessment-words.js';
import { changeColumns, fromTo, type ResultChange, type UnitChange } from './result-change.js';
import { reasonNeeded, resultPath, roundArgument, unitPlace } from './round-place.js';

interface Review {
  readonly round: string;
  readonly unit: string;
  readonly request: string;
  readonly run: number;
  readonly node: string;
  readonly claim: string;
  readonly requestedAt: string;
  readonly decideBy: string;
  readonly status: string;
  readonly statusName: Bilingual;
  readonly stayed: boolean;
  readonly decision: { readonly outcome: string; readonly reason: string; readonly late: boolean; readonly effect: ResultChange; readonly by: string; readonly at: string } | null;
  readonly correction: { readonly node: string; readonly delta: string } | null;
  readonly late: boolean;
}

interface Preview {
  readonly effect: ResultChange;
  readonly others: readonly UnitChange[];
  readonly node: { readonly code: string; readonly obtained: string | null; readonly possible: string | null };
  readonly position: number;
}

export const reviewTexts = {
  late: { zh: '逾期', en: 'late' }, none: { zh: '没有其他单位变动。', en: 'No other unit moves.' }, others: { zh: '其他变动的单位', en: 'Other units that move' }, node: { zh: '项目', en: 'Item' },
  nodeText: { zh: '{code} 现得 {obtained}，满分 {possible}', en: '{code} has {obtained} of {possible}' }, score: { zh: '得分', en: 'Score' }, grade: { zh: '等次', en: 'Grade' }, rank: { zh: '名次', en: 'Rank' },
  decide: { zh: '据此更正时写明：--previewed-at {position}', en: 'To correct on this basis, give --previewed-at {position}' },
} as const;

const requestArgument: ArgumentSpec = { name: 'REQUEST', summary: { zh: '复核申请编码', en: 'Code of the request' } };
/** A request of one's own unit, and one of any. */
const ownPlace: readonly ArgumentSpec[] = [roundArgument, requestArgument];
const anyPlace: readonly ArgumentSpec[] = [...unitPlace, requestArgument];
const reviewPath = (call: Call, unit?: string): string => `${resultPath(call, unit)}${path`/reviews/${call.given.text('REQUEST')}`}`;
const nodeOption = textOption('--node <NODE>', { zh: '得分给哪个项目；对总分或等次的申请须写明', en: 'Item that the points go to; needed where the total or the grade is contested' });

const request = actCommand({
  path: 'reviews request', summary: { zh: '申请复核某一项得分、总分或等次，须附佐证', en: 'Ask for a review of an item, of the total or of the grade, with evidence' }, arguments: ownPlace,
  options: [
    ownUnitOption, needed(textOption('--node <NODE>', { zh: '项目编码，或 total、grade', en: 'Code of the item, or total, or grade' })), needed(textOption('--claim <TEXT>', { zh: '诉求', en: 'What is claimed' })), reasonNeeded, needed(evidenceOption),
  ],
  examples: ['zhiheng reviews request nanjing-2025 q-1 --node patents --claim 21 --reason late-grant --evidence grant.pdf'],
  request: async (call) => {
    const { given } = call;
    const body = { node: given.text('--node'), claim: given.text('--claim'), evidence: await evidenceOf(call) };
    return { path: reviewPath(call, await actingUnit(call)), body: present(body), reason: given.text('--reason') };
  },
  shows: (_call, { path: address }) => address,
});

const withdraw = actCommand({
  path: 'reviews withdraw', summary: { zh: '撤回复核申请', en: 'Withdraw a request for review' }, arguments: ownPlace, options: [ownUnitOption, reasonNeeded],
  request: async (call) => ({ path: `${reviewPath(call, await actingUnit(call))}/withdrawal`, reason: call.given.text('--reason') }),
  shows: (_call, { path: address }) => address.slice(0, address.lastIndexOf('/')),
});

const stay = actCommand({
  path: 'reviews stay', summary: { zh: '复核期间暂缓执行该单位的结果', en: "Stay the effect of a unit's result while the request is open" }, arguments: anyPlace, options: [reasonNeeded],
  request: (call) => ({ path: `${reviewPath(call)}/stay`, reason: call.given.text('--reason') }),
  shows: (call) => reviewPath(call),
});

function effectText({ out }: Call, { scoreFrom, scoreTo, gradeFrom, gradeTo, rankFrom, rankTo }: ResultChange): string {
  const t = reviewTexts;
  return [`${out.say(t.score)} ${fromTo(scoreFrom, scoreTo)}`, `${out.say(t.grade)} ${fromTo(gradeFrom, gradeTo)}`, `${out.say(t.rank)} ${fromTo(rankFrom, rankTo)}`].join(' · ');
}

const preview = viewCommand<Preview>({
  path: 'reviews preview', summary: { zh: '预览更正的影响：本单位和其他变动单位的得分、等次、名次；不作记录', en: 'What a correction would do to score, grade and rank of the unit and of every other that moves; nothing is recorded' },
  arguments: anyPlace,
  options: [needed(textOption('--delta <POINTS>', { zh: '加多少分；减分写负数', en: 'Points more or, with a minus sign, less' })), nodeOption],
  examples: ['zhiheng reviews preview nanjing-2025 xuanwu q-1 --delta 0.5'],
  from: (call) => `${reviewPath(call)}/preview`, moments: false,
  query: ({ given }) => ({ delta: given.text('--delta'), node: given.maybe('--node') }),
  text: ({ effect, others, node, position }, call) => {
    const { out } = call;
    const about = pairs([[call.given.text('UNIT'), effectText(call, effect)], [out.say(reviewTexts.node), out.say(reviewTexts.nodeText, { ...node, obtained: node.obtained ?? '—', possible: node.possible ?? '—' })]]);
    const moved = others.length === 0 ? out.say(reviewTexts.none) : `${out.style.bold(out.say(reviewTexts.others))}\n${rowsTable(call, changeColumns, others)}`;
    return [about, moved, out.say(reviewTexts.decide, { position })].join('\n\n');
  },
});

/** What a correction says besides its reason. @throws CliProblem */
async function correctionOf(call: Call): Promise<Record<string, unknown>> {
  const { given } = call;
  if (!given.has('--previewed-at')) throw badUsage('missing', { name: '--previewed-at' });
  return {
    delta: given.text('--delta'), node: given.maybe('--node'), document: given.maybe('--document'), evidence: await inspectorsEvidence(call), previewedAt: given.whole('--previewed-at'),
  };
}

const decide = actCommand({
  path: 'reviews decide', summary: { zh: '复核决定：维持、更正（须先预览影响）或重新核查', en: 'Decide on a review: uphold, correct (after a preview), or have the unit checked again' },
  details: {
    zh: '更正须先用 reviews preview 查看影响，再以其给出的日志位置（--previewed-at）决定；其后情况有变则不予记录。原评分人员不能决定。',
    en: 'Before a correction look at its effect with reviews preview and give the log position it tells (--previewed-at); where things moved on since, nothing is recorded. Nobody who had a hand in the score decides.',
  },
  arguments: anyPlace,
  options: [
    needed(choiceOption('--outcome <OUTCOME>', reviewOutcomeWords, { zh: '决定', en: 'Decision' })), reasonNeeded, textOption('--delta <POINTS>', { zh: '更正：加多少分；减分写负数', en: 'Of a correction: points more or, with a minus sign, less' }),
    nodeOption, textOption('--previewed-at <POSITION>', { zh: '更正：所看预览的日志位置', en: 'Of a correction: log position of the preview' }), textOption('--document <NUMBER>', { zh: '更正的文号', en: 'Document of a correction' }), evidenceOption, filesUnitOption,
  ],
  examples: ['zhiheng reviews decide nanjing-2025 xuanwu q-1 --outcome corrected --delta 0.5 --previewed-at 4711 --reason counted'],
  request: async (call) => {
    const outcome = call.given.text('--outcome');
    return { path: `${reviewPath(call)}/decision`, body: present({ outcome, ...(outcome === 'corrected' ? await correctionOf(call) : {}) }), reason: call.given.text('--reason') };
  },
  shows: (call) => reviewPath(call),
});

const columns: readonly ListColumn<Review>[] = [
  { head: { zh: '考核', en: 'Round' }, of: ({ round }) => round },
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '申请', en: 'Request' }, of: (row) => row.request },
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '诉求', en: 'Claim' }, wrap: true, of: ({ claim }) => claim },
  { head: { zh: '申请日', en: 'Asked on' }, of: ({ requestedAt }) => dayOf(requestedAt) },
  { head: { zh: '应决定', en: 'Decide by' }, of: ({ decideBy }) => dayOf(decideBy) },
  { head: { zh: '状态', en: 'State' }, of: ({ statusName, stayed, late }, call) => [inLanguage(statusName, call), ...(stayed ? [called(standingWords, 'stayed', call)] : []), ...(late ? [call.out.say(reviewTexts.late)] : [])].join(' ') },
  { head: { zh: '影响', en: 'Effect' }, wrap: true, of: ({ decision, correction }, call) => (decision === null || correction === null ? '' : `${correction.node} ${correction.delta} · ${effectText(call, decision.effect)}`) },
];

const docket = listCommand<Review>({
  path: 'reviews docket', summary: { zh: '复核台账，先到期的在前', en: 'Docket of reviews, due first' },
  options: [
    textOption('--round <ROUND>', { zh: '考核', en: 'Round' }), textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' }), choiceOption('--status <STATUS>', reviewStatusWords, { zh: '状态', en: 'State' }),
    textOption('--late', { zh: '只看逾期未决定的', en: 'Only what is open after its day' }),
  ],
  from: '/reviews',
  query: ({ given }) => ({ round: given.maybe('--round'), unit: given.maybe('--unit'), status: given.maybe('--status'), late: given.has('--late') ? 'true' : undefined }),
  columns,
});

const show = viewCommand<Review>({
  path: 'reviews show', summary: { zh: '一件复核申请及其决定', en: 'One request for review and its decision' }, arguments: anyPlace, from: (call) => reviewPath(call),
  text: (review, call) => {
    const { statusName, decision, ...rest } = review;
    const effect = decision === null ? [] : [effectText(call, decision.effect)];
    return [fieldsText({ ...rest, status: inLanguage(statusName, call), ...(decision === null ? {} : { decision: `${decision.reason} ${decision.by} ${dayOf(decision.at)}` }) }), ...effect].join('\n\n');
  },
});

export const reviewCommands: readonly CommandSpec[] = [docket, show, request, withdraw, stay, preview, decide];
