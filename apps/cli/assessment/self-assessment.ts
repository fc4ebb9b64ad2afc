import type { Bilingual } from '#engine/kernel';
import { actCommand, present, showReceipt } from '../command-line/act.js';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { commandOptions, reasonOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import type { Receipt } from '../connection/api.js';
import { dayOf } from '../supervision/campaigns.js';
import { actingUnit, contentOf, fileOption, ownUnitOption, textOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';
import { leafKindWords } from '../../words/assessment-words.js';
import { bonusClaims, claimItems, withAddresses } from './claim-tables.js';
import { reasonNeeded, roundArgument, roundPath, unitPath, unitPlace } from './round-place.js';

interface Claim {
  readonly value?: string;
  readonly level?: string;
  readonly counts?: Readonly<Record<string, string>>;
}

interface Form {
  readonly unit: string;
  readonly group: string;
  readonly title: Bilingual;
  readonly scale: string;
  readonly leaves: readonly { readonly node: string; readonly title: Bilingual; readonly indicator: string; readonly points: string | null; readonly takes: string; readonly levels: readonly string[]; readonly items: readonly string[] }[];
  readonly bonusRules: readonly { readonly rule: string; readonly title: Bilingual; readonly documentTypes: readonly string[]; readonly points: Readonly<Record<string, string>>; readonly cap: string | null }[];
}

interface Page {
  readonly unit: string;
  readonly submittedAt: string;
  readonly situation: string;
  readonly problems: string;
  readonly nextSteps: string;
  readonly selfScore: string;
  readonly late: boolean;
  readonly returned: { readonly reason: string; readonly resubmitBy?: string } | null;
  readonly items: readonly { readonly node: string; readonly claim: Claim; readonly note?: string; readonly evidence: readonly { readonly name: string }[]; readonly counts: boolean }[];
  readonly bonuses: readonly { readonly claim: string; readonly rule: string; readonly matter: string; readonly level: string; readonly documentType: string; readonly document?: string; readonly evidence: readonly { readonly name: string }[]; readonly counts: boolean; readonly accepted: boolean | null }[];
}

export const selfAssessmentTexts = {
  scale: { zh: '满分 {scale}', en: 'full score {scale}' }, leaves: { zh: '可申报的项目', en: 'Items that can be claimed' }, bonusRules: { zh: '加分规则', en: 'Rules for bonuses' },
  submitted: { zh: '提交', en: 'Submitted' }, late: { zh: '逾期', en: 'late' }, selfScore: { zh: '自评分', en: 'Own score' }, situation: { zh: '基本情况', en: 'Situation' }, problems: { zh: '存在问题', en: 'Problems' },
  nextSteps: { zh: '下步打算', en: 'Next steps' }, returned: { zh: '退回', en: 'Returned' }, bonuses: { zh: '加分申报', en: 'Bonus claims' }, counts: { zh: '计分', en: 'counts' }, no: { zh: '否', en: 'no' }, yes: { zh: '是', en: 'yes' },
  accepted: { zh: '已认定', en: 'accepted' }, rejected: { zh: '不认定', en: 'rejected' }, undecided: { zh: '待认定', en: 'not decided' },
  notCounting: { zh: '以下内容没有佐证，不计分：{claims}', en: 'Without evidence these score nothing: {claims}' },
} as const;

/** What is claimed or was found, on one line. */
export const claimText = ({ value, level, counts }: Claim): string =>
  [...(value === undefined ? [] : [value]), ...(level === undefined ? [] : [level]), ...Object.entries(counts ?? {}).map(([code, count]) => `${code}=${count}`)].join('; ');

const leafColumns: readonly ListColumn<Form['leaves'][number]>[] = [
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '指标', en: 'Indicator' }, of: ({ indicator }) => indicator },
  { head: { zh: '分值', en: 'Points' }, align: 'right', of: ({ points }) => points },
  { head: { zh: '填写', en: 'Takes' }, of: ({ takes }, call) => called(leafKindWords, takes, call) },
  { head: { zh: '可选编码', en: 'Codes' }, wrap: true, of: ({ levels, items }) => [...levels, ...items].join(', ') },
];
const ruleColumns: readonly ListColumn<Form['bonusRules'][number]>[] = [
  { head: { zh: '规则', en: 'Rule' }, of: ({ rule }) => rule },
  { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '级别和分值', en: 'Levels and points' }, wrap: true, of: ({ points }) => Object.entries(points).map(([level, value]) => `${level}=${value}`).join('; ') },
  { head: { zh: '文件类型', en: 'Documents' }, wrap: true, of: ({ documentTypes }) => documentTypes.join(', ') },
  { head: { zh: '上限', en: 'At most' }, align: 'right', of: ({ cap }) => cap },
];

const form = viewCommand<Form>({
  path: 'self-assessment form', summary: { zh: '自评表：可申报的项目和加分规则', en: 'What a unit can claim: items of its tree and rules for bonuses' }, arguments: unitPlace,
  from: (call) => `${unitPath(call)}/self-assessment-form`,
  text: ({ group, title, scale, leaves, bonusRules }, call) => {
    const { out } = call;
    const heading = `${out.style.bold(inLanguage(title, call))}${inBrackets(`${group} · ${out.say(selfAssessmentTexts.scale, { scale })}`, out.language)}`;
    const bonuses = bonusRules.length === 0 ? [] : ['', out.style.bold(out.say(selfAssessmentTexts.bonusRules)), rowsTable(call, ruleColumns, bonusRules)];
    return [heading, '', out.style.bold(out.say(selfAssessmentTexts.leaves)), rowsTable(call, leafColumns, leaves), ...bonuses].join('\n');
  },
});

const yesNo = (counts: boolean, { out }: Call): string => out.say(counts ? selfAssessmentTexts.yes : selfAssessmentTexts.no);
const itemColumns: readonly ListColumn<Page['items'][number]>[] = [
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '申报', en: 'Claimed' }, of: ({ claim }) => claimText(claim) },
  { head: { zh: '佐证', en: 'Evidence' }, align: 'right', of: ({ evidence }) => evidence.length },
  { head: selfAssessmentTexts.counts, of: ({ counts }, call) => yesNo(counts, call) },
  { head: { zh: '说明', en: 'Note' }, wrap: true, of: ({ note }) => note },
];
const bonusColumns: readonly ListColumn<Page['bonuses'][number]>[] = [
  { head: { zh: '申报', en: 'Claim' }, of: ({ claim }) => claim },
  { head: { zh: '规则', en: 'Rule' }, of: ({ rule }) => rule },
  { head: { zh: '级别', en: 'Level' }, of: ({ level }) => level },
  { head: { zh: '事项', en: 'Matter' }, wrap: true, of: ({ matter }) => matter },
  { head: { zh: '文件', en: 'Document' }, of: ({ documentType, document }) => [documentType, document ?? ''].join(' ').trim() },
  { head: { zh: '佐证', en: 'Evidence' }, align: 'right', of: ({ evidence }) => evidence.length },
  { head: { zh: '认定', en: 'Decision' }, of: ({ accepted }, { out }) => out.say(accepted === null ? selfAssessmentTexts.undecided : accepted ? selfAssessmentTexts.accepted : selfAssessmentTexts.rejected) },
];

const show = viewCommand<Page>({
  path: 'self-assessment show', summary: { zh: '一个单位的自评报告：每项是否计分、加分是否认定', en: "A unit's self-assessment: which claims count, and what became of the bonus claims" }, arguments: unitPlace,
  from: (call) => `${unitPath(call)}/self-assessment`,
  text: ({ submittedAt, situation, problems, nextSteps, selfScore, late, returned, items, bonuses }, call) => {
    const { out } = call;
    const t = selfAssessmentTexts;
    const head = pairs([
      [out.say(t.submitted), `${dayOf(submittedAt)}${late ? ` ${out.say(t.late)}` : ''}`], [out.say(t.selfScore), selfScore],
      ...(returned === null ? [] : [[out.say(t.returned), [returned.reason, returned.resubmitBy ?? ''].join(' ').trim()] as const]),
      [out.say(t.situation), situation], [out.say(t.problems), problems], [out.say(t.nextSteps), nextSteps],
    ]);
    return [head, '', rowsTable(call, itemColumns, items), ...(bonuses.length === 0 ? [] : ['', out.style.bold(out.say(t.bonuses)), rowsTable(call, bonusColumns, bonuses)])].join('\n');
  },
});

/** The report of a unit, from files and options. @throws CliProblem */
async function reportOf(call: Call, unit: string): Promise<Record<string, unknown>> {
  const { given } = call;
  const { unit: _unit, ...content } = contentOf(call, {
    situation: given.maybe('--situation'), problems: given.maybe('--problems'), nextSteps: given.maybe('--next-steps'), selfScore: given.maybe('--self-score'),
    items: given.has('--items') ? claimItems(given.text('--items')) : undefined, bonuses: given.has('--bonuses') ? bonusClaims(given.text('--bonuses')) : undefined,
  });
  const owner = () => Promise.resolve(unit);
  return { ...content, ...present({ items: await withAddresses(call, owner, content['items']), bonuses: await withAddresses(call, owner, content['bonuses']) }) };
}

const submit = commandSpec({
  path: 'self-assessment submit', summary: { zh: '提交自评报告；自评结束前可重新提交', en: 'Submit a self-assessment, again until it is closed' },
  details: {
    zh: '逐项申报用 JSON（--file）或 CSV（--items）。CSV 的列：node、value、level、counts（编码=项数，分号隔开）、note、evidence（文件或 SHA-256，分号隔开）。加分申报的列：claim、rule、matter、level、documentType、document、evidence。佐证文件先上传；没有佐证的内容不计分。',
    en: 'Items come from JSON (--file) or CSV (--items) with the columns node, value, level, counts (code=number, semicolons between), note, evidence (files or SHA-256, semicolons between). Bonus claims have claim, rule, matter, level, documentType, document, evidence. Files are uploaded first; what has no evidence scores nothing.',
  },
  arguments: [roundArgument],
  options: [
    ownUnitOption, fileOption, textOption('--items <FILE>', { zh: '逐项申报（CSV）', en: 'Items (CSV)' }), textOption('--bonuses <FILE>', { zh: '加分申报（CSV）', en: 'Bonus claims (CSV)' }),
    textOption('--situation <TEXT>', { zh: '基本情况', en: 'Situation' }), textOption('--problems <TEXT>', { zh: '存在问题', en: 'Problems' }), textOption('--next-steps <TEXT>', { zh: '下步打算', en: 'Next steps' }),
    textOption('--self-score <NUMBER>', { zh: '自评分', en: 'Score that the unit gives itself' }), ...commandOptions,
  ],
  examples: ['zhiheng self-assessment submit nanjing-2025 --file report.json --items items.csv'],
  run: async (call) => {
    const unit = await actingUnit(call);
    const address = `${unitPath(call, unit)}/self-assessment`;
    const receipt = await call.api.command<Receipt & { readonly notCounting: readonly string[] }>('POST', address, await reportOf(call, unit), { ifRevision: call.given.whole('--if-revision') });
    await showReceipt(call, receipt, address);
    if (receipt.notCounting.length > 0) await call.out.warn(selfAssessmentTexts.notCounting, { claims: receipt.notCounting.join(', ') });
  },
});

const giveBack = actCommand({
  path: 'self-assessment return', summary: { zh: '退回自评报告', en: 'Give a self-assessment back' }, arguments: unitPlace,
  options: [reasonNeeded, textOption('--resubmit-by <DATE>', { zh: '重新提交期限', en: 'Day by which it is to be there again' })],
  request: (call) => ({ path: `${unitPath(call)}/self-assessment/return`, body: present({ resubmitBy: call.given.date('--resubmit-by') }), reason: call.given.text('--reason') }),
  shows: (call) => `${unitPath(call)}/self-assessment`,
});

const close = actCommand({
  path: 'self-assessment close', summary: { zh: '结束自评，列出未提交的单位；提前结束须写明原因', en: 'Close self-assessment and name the units without one; early only with a reason' },
  arguments: [roundArgument], options: [reasonOption],
  request: (call) => ({ path: `${roundPath(call)}/self-assessment/closing`, reason: call.given.maybe('--reason') }),
  shows: roundPath,
});

export const selfAssessmentCommands: readonly CommandSpec[] = [form, show, submit, giveBack, close];
