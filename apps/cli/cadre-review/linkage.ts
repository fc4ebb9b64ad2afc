import type { Bilingual } from '#engine/kernel';
import { actCommand } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { cliProblem } from '../command-line/problem.js';
import { authorityOption, reasonOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path, type Page } from '../connection/api.js';
import { dayOf } from '../supervision/campaigns.js';
import { choiceOption, needed } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { readJson } from '../terminal/input-files.js';
import { pairs } from '../terminal/table.js';
import { inclusionWords } from '../../words/cadre-words.js';

interface Condition {
  readonly grades?: readonly string[];
  readonly vetoed?: boolean;
  readonly rankAtMost?: number;
  readonly bottomRanks?: { readonly places: number; readonly running: number };
}

interface LinkageContent {
  readonly rules: readonly { readonly code: string; readonly when: readonly Condition[]; readonly advice: Bilingual; readonly document?: string }[];
  readonly quotas: { readonly groupsExcellent: string; readonly personsExcellent: string; readonly personsByGroup: { readonly excellent: string; readonly fair: string; readonly poor: string } };
  readonly weight: string;
}

interface LinkageRules {
  readonly rules: string;
  readonly version: number;
  readonly document: string;
  readonly content: LinkageContent;
  readonly adoptedBy: string;
  readonly adoptedAt: string;
  readonly replacedAt: string | null;
  readonly inForce: boolean;
}

export const linkageTexts = {
  none: {
    title: { zh: '没有发布编码为 {rules} 的结果运用规则。', en: 'No rules on the use of results are adopted under the code {rules}.' },
    remedy: { zh: '请先发布（linkage adopt），范本见 linkage shipped。', en: 'Adopt some with linkage adopt; linkage shipped prints a model.' },
  },
  grades: { zh: '等次为 {grades}', en: 'grade {grades}' }, vetoed: { zh: '一票否决', en: 'vetoed' }, notVetoed: { zh: '没有一票否决', en: 'not vetoed' }, rank: { zh: '名次在前 {rankAtMost}', en: 'rank {rankAtMost} or better' },
  bottom: { zh: '连续 {running} 年位于末 {places} 位', en: 'among the last {places}, {running} years running' }, or: { zh: '；或 ', en: '; or ' },
  version: { zh: '版本', en: 'Version' }, document: { zh: '文号', en: 'Document' }, adopted: { zh: '发布', en: 'Adopted' }, inForce: { zh: '现行', en: 'in force' }, weight: { zh: '质量考核结果的权重', en: 'Weight of the quality result' },
  quotas: { zh: '优秀比例上限', en: 'At most excellent' },
  quotasText: {
    zh: '领导班子 {groupsExcellent}%，干部 {personsExcellent}%；班子优秀、一般、较差的分别为 {excellent}%、{fair}%、{poor}%',
    en: 'groups {groupsExcellent}%, persons {personsExcellent}%; in a group that is excellent, fair or poor {excellent}%, {fair}%, {poor}%',
  },
} as const;

function conditionText({ grades, vetoed, rankAtMost, bottomRanks }: Condition, { out }: Call): string {
  const t = linkageTexts;
  return [
    ...(grades ? [out.say(t.grades, { grades: grades.join(' | ') })] : []), ...(vetoed === undefined ? [] : [out.say(vetoed ? t.vetoed : t.notVetoed)]), ...(rankAtMost === undefined ? [] : [out.say(t.rank, { rankAtMost })]),
    ...(bottomRanks ? [out.say(t.bottom, { ...bottomRanks })] : []),
  ].join(out.say({ zh: '，', en: ', ' }));
}

const ruleColumns: readonly ListColumn<LinkageContent['rules'][number]>[] = [
  { head: { zh: '规则', en: 'Rule' }, of: ({ code }) => code },
  { head: { zh: '条件', en: 'When' }, wrap: true, of: ({ when }, call) => when.map((condition) => conditionText(condition, call)).join(call.out.say(linkageTexts.or)) },
  { head: { zh: '建议', en: 'Advice' }, wrap: true, of: ({ advice }, call) => inLanguage(advice, call) },
  { head: { zh: '文号', en: 'Document' }, of: ({ document }) => document },
];

function contentText(call: Call, { rules, quotas: { personsByGroup, ...quotas }, weight }: LinkageContent): string {
  const { out } = call;
  return `${rowsTable(call, ruleColumns, rules)}\n\n${pairs([[out.say(linkageTexts.quotas), out.say(linkageTexts.quotasText, { ...quotas, ...personsByGroup })], [out.say(linkageTexts.weight), `${weight}%`]])}`;
}

const rulesPath = '/cadre-review/linkage-rules';
const codeOption: OptionSpec = { flags: '--rules <CODE>', fallback: 'city', summary: { zh: '规则编码', en: 'Code of the rules' } };
const contentOption: OptionSpec = { flags: '--content', summary: { zh: '只输出内容（JSON），可修改后用于 linkage adopt', en: 'Only the content (JSON), to be changed for linkage adopt' } };
const versionArgument: ArgumentSpec = { name: 'VERSION', optional: true, summary: { zh: '版本；默认现行的', en: 'Version; the one in force when absent' } };

/** The version that was named, or the one in force. @throws CliProblem when none is */
async function versionOf({ api, given }: Call): Promise<number> {
  const named = given.whole('VERSION', 1, 100_000);
  if (named !== undefined) return named;
  const rules = given.text('--rules');
  const { items } = await api.get<Page<LinkageRules>>(rulesPath, { rules, limit: 1, asKnownAt: given.maybe('--as-known-at'), waitFor: given.whole('--wait-for') });
  if (!items[0]) throw cliProblem('cli.no-linkage-rules', 'refused', linkageTexts.none, { rules });
  return items[0].version;
}

const show = viewCommand<LinkageRules>({
  path: 'linkage show', summary: { zh: '考核结果运用规则的一个版本', en: 'One version of the rules on the use of results' }, arguments: [versionArgument], options: [codeOption, contentOption],
  from: async (call) => `${rulesPath}${path`/${call.given.text('--rules')}/${await versionOf(call)}`}`,
  text: ({ version, document, content, adoptedBy, adoptedAt, inForce }, call) => {
    const { out, given } = call;
    if (given.has('--content')) return JSON.stringify(content, null, 2);
    const head = pairs([
      [out.say(linkageTexts.version), inForce ? `${version} · ${out.say(linkageTexts.inForce)}` : String(version)], [out.say(linkageTexts.document), document], [out.say(linkageTexts.adopted), `${dayOf(adoptedAt)} ${adoptedBy}`],
    ]);
    return `${head}\n\n${contentText(call, content)}`;
  },
});

const list = listCommand<LinkageRules>({
  path: 'linkage list', summary: { zh: '考核结果运用规则的各个版本', en: 'Versions of the rules on the use of results' }, options: [{ flags: '--rules <CODE>', summary: { zh: '规则编码', en: 'Code of the rules' } }], from: rulesPath,
  query: ({ given }) => ({ rules: given.maybe('--rules') }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ rules }) => rules },
    { head: linkageTexts.version, align: 'right', of: ({ version }) => version },
    { head: linkageTexts.document, of: ({ document }) => document },
    { head: linkageTexts.adopted, of: ({ adoptedAt, adoptedBy }) => `${dayOf(adoptedAt)} ${adoptedBy}` },
    { head: { zh: '替换', en: 'Replaced' }, of: ({ replacedAt }) => dayOf(replacedAt) },
    { head: { zh: '规则', en: 'Rules' }, align: 'right', of: ({ content }) => content.rules.length },
    { head: { zh: '状态', en: 'State' }, of: ({ inForce }, { out }) => (inForce ? out.say(linkageTexts.inForce) : '') },
  ],
});

const shipped = viewCommand<{ readonly content: LinkageContent }>({
  path: 'linkage shipped', summary: { zh: '随系统提供的结果运用规则范本', en: 'The rules on the use of results that are shipped as a model' }, options: [contentOption], from: '/cadre-review/shipped-linkage-rules', moments: false,
  text: ({ content }, call) => (call.given.has('--content') ? JSON.stringify(content, null, 2) : contentText(call, content)),
});

/** The content of a file, by itself or as `content`. @throws CliProblem */
function contentOfFile(file: string): unknown {
  const found = readJson(file);
  return (found as { readonly content?: unknown } | null)?.content ?? found;
}

const adopt = actCommand({
  path: 'linkage adopt', summary: { zh: '发布考核结果运用规则（新版本）', en: 'Adopt rules on the use of results, as a new version' },
  arguments: [{ name: 'FILE', summary: { zh: '规则文件（JSON）', en: 'File with the rules (JSON)' } }], options: [codeOption, { ...authorityOption, required: true }],
  examples: ['zhiheng linkage shipped --content', 'zhiheng linkage adopt rules.json --authority 2026-8'],
  request: ({ given }) => ({ path: `${rulesPath}${path`/${given.text('--rules')}`}`, body: { content: contentOfFile(given.text('FILE')) }, authority: given.text('--authority') }),
});

const decide = actCommand({
  path: 'inclusions decide', summary: { zh: '决定垂直管理单位是否纳入政绩考核材料', en: 'Decide whether a vertically managed unit is included in the dossiers' },
  arguments: [{ name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } }],
  options: [needed(choiceOption('--decision <DECISION>', inclusionWords, { zh: '决定', en: 'Decision' })), { ...authorityOption, required: true }, reasonOption],
  request: ({ given }) => ({
    path: path`/cadre-review/inclusions/${given.text('UNIT')}`, body: { included: given.text('--decision') === 'included' }, authority: given.text('--authority'), reason: given.maybe('--reason'),
  }),
});

interface Inclusion {
  readonly unit: string;
  readonly included: boolean;
  readonly document: string;
  readonly reason: string | null;
  readonly decidedBy: string;
  readonly changedAt: string;
  readonly revision: number;
}

const inclusions = listCommand<Inclusion>({
  path: 'inclusions list', summary: { zh: '垂直管理单位纳入决定', en: 'Decisions on vertically managed units' }, from: '/cadre-review/inclusions',
  columns: [
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '决定', en: 'Decision' }, of: ({ included }, call) => called(inclusionWords, included ? 'included' : 'excluded', call) },
    { head: { zh: '文号', en: 'Document' }, of: ({ document }) => document },
    { head: { zh: '原因', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
    { head: { zh: '决定人', en: 'By' }, of: ({ decidedBy }) => decidedBy },
    { head: { zh: '日期', en: 'On' }, of: ({ changedAt }) => dayOf(changedAt) },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

export const linkageCommands: readonly CommandSpec[] = [list, show, shipped, adopt, decide, inclusions];
