import type { Bilingual } from '#engine/kernel';
import { actCommand, present } from '../command-line/act.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { authorityOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { readJson } from '../terminal/input-files.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';
import { dayOf } from './campaigns.js';
import { needed, neededTime, textOption, timeOptions } from './given-content.js';
import { called } from '../command-line/called.js';
import { atOnceTexts, recipientOfWords, ruleDayWords, stepWords, triggerTexts } from '../../words/escalation-words.js';
import { levelWords } from '../../words/supervision-words.js';

type Trigger = Readonly<Record<string, unknown>> & { readonly kind: string };

interface Rule {
  readonly level: string;
  readonly when: readonly Trigger[];
  readonly recipients: readonly { readonly role: string; readonly of: string }[];
  readonly text: Bilingual;
}

interface Policy {
  readonly version: number;
  readonly document: string;
  readonly rules: readonly Rule[];
  readonly adoptedBy: string;
  readonly adoptedAt: string;
  readonly replacedAt: string | null;
  readonly inForce: boolean;
}

export const escalationTexts = {
  ...ruleDayWords, ...recipientOfWords,
  version: { zh: '版本', en: 'Version' }, document: { zh: '文号', en: 'Document' }, adopted: { zh: '发布', en: 'Adopted' }, inForce: { zh: '现行', en: 'in force' },
  issuedAt: { zh: '交办', en: 'Issued' }, acknowledgeBy: { zh: '签收期限', en: 'Acknowledge by' }, dueAt: { zh: '到期', en: 'Due' },
} as const;

function triggerText(trigger: Trigger, { out }: Call): string {
  const text = (trigger['days'] === 0 ? atOnceTexts : (triggerTexts as Readonly<Record<string, Bilingual>>))[trigger.kind];
  const unit = ruleDayWords[trigger['dayKind'] === 'working' ? 'working' : 'calendar'];
  return text ? out.say(text, { ...trigger, unit: out.say(unit) }) : trigger.kind;
}

function recipientText({ role, of }: Rule['recipients'][number], { out }: Call): string {
  const whose = (escalationTexts as Readonly<Record<string, Bilingual>>)[of];
  return role + inBrackets(whose ? out.say(whose) : of, out.language);
}

const ruleColumns: readonly ListColumn<Rule>[] = [
  { head: { zh: '层级', en: 'Level' }, of: ({ level }, call) => called(levelWords, level, call) },
  { head: { zh: '触发', en: 'When' }, wrap: true, of: ({ when }, call) => when.map((trigger) => triggerText(trigger, call)).join(call.out.say({ zh: '；', en: '; ' })) },
  { head: { zh: '通知', en: 'Who is told' }, wrap: true, of: ({ recipients }, call) => recipients.map((one) => recipientText(one, call)).join(call.out.say({ zh: '、', en: ', ' })) },
  { head: { zh: '文本', en: 'Text' }, wrap: true, of: ({ text }, call) => inLanguage(text, call) },
];

const versionArgument: ArgumentSpec = { name: 'VERSION', optional: true, summary: { zh: '版本；默认现行的', en: 'Version; the one in force when absent' } };
const policyPath = '/supervision/escalation-policy';
const rulesOption = { flags: '--rules', summary: { zh: '只输出规则（JSON），可修改后用于 escalation adopt', en: 'Only the rules (JSON), to be changed for escalation adopt' } };

const show = viewCommand<Policy>({
  path: 'escalation show', summary: { zh: '督办升级规则', en: 'The rules of escalation' }, arguments: [versionArgument], options: [rulesOption],
  from: ({ given }) => (given.has('VERSION') ? `${policyPath}${path`/versions/${given.whole('VERSION', 1, 100_000)!}`}` : policyPath),
  text: ({ version, document, rules, adoptedBy, adoptedAt, inForce }, call) => {
    const { out } = call;
    if (call.given.has('--rules')) return JSON.stringify(rules, null, 2);
    const head = pairs([
      [out.say(escalationTexts.version), inForce ? `${version} · ${out.say(escalationTexts.inForce)}` : String(version)], [out.say(escalationTexts.document), document],
      [out.say(escalationTexts.adopted), `${adoptedAt} ${adoptedBy}`],
    ]);
    return `${head}\n\n${rowsTable(call, ruleColumns, rules)}`;
  },
});

const versions = listCommand<Policy>({
  path: 'escalation versions', summary: { zh: '督办升级规则的各个版本', en: 'Versions of the rules of escalation' }, from: `${policyPath}/versions`,
  columns: [
    { head: escalationTexts.version, align: 'right', of: ({ version }) => version },
    { head: escalationTexts.document, of: ({ document }) => document },
    { head: escalationTexts.adopted, of: ({ adoptedAt }) => adoptedAt },
    { head: { zh: '发布人', en: 'By' }, of: ({ adoptedBy }) => adoptedBy },
    { head: { zh: '替换', en: 'Replaced' }, of: ({ replacedAt }) => replacedAt },
    { head: { zh: '规则', en: 'Rules' }, align: 'right', of: ({ rules }) => rules.length },
    { head: { zh: '状态', en: 'State' }, of: ({ inForce }, { out }) => (inForce ? out.say(escalationTexts.inForce) : '') },
  ],
});

const shipped = viewCommand<{ readonly rules: readonly Rule[] }>({
  path: 'escalation shipped', summary: { zh: '随系统提供的升级规则范本', en: 'The rules of escalation that are shipped as a model' }, options: [rulesOption], from: `${policyPath}/shipped`, moments: false,
  text: ({ rules }, call) => (call.given.has('--rules') ? JSON.stringify(rules, null, 2) : rowsTable(call, ruleColumns, rules)),
});

/** Rules of a file: a list, or an object with `rules`. @throws CliProblem */
function rulesOf(file: string): unknown {
  const content = readJson(file);
  return Array.isArray(content) ? content : (content as { readonly rules?: unknown } | null)?.rules;
}

const adopt = actCommand({
  path: 'escalation adopt', summary: { zh: '发布督办升级规则（新版本）', en: 'Adopt rules of escalation, as a new version' },
  arguments: [{ name: 'FILE', summary: { zh: '规则文件（JSON）', en: 'File with the rules (JSON)' } }], options: [{ ...authorityOption, required: true }],
  examples: ['zhiheng escalation shipped --rules', 'zhiheng escalation adopt rules.json --authority 2026-3'],
  request: ({ given }) => ({ path: policyPath, body: { rules: rulesOf(given.text('FILE')) }, authority: given.text('--authority') }),
  shows: () => policyPath,
});

interface Preview {
  readonly issuedAt: string;
  readonly acknowledgeBy: string;
  readonly deadline: { readonly dueAt: string; readonly steps: readonly { readonly level: string; readonly at: string; readonly trigger: string }[] };
}

const stepColumns: readonly ListColumn<Preview['deadline']['steps'][number]>[] = [
  { head: { zh: '层级', en: 'Level' }, of: ({ level }, call) => called(levelWords, level, call) },
  { head: { zh: '时间', en: 'At' }, of: ({ at }) => at },
  { head: { zh: '日期', en: 'Date' }, of: ({ at }) => dayOf(at) },
  { head: { zh: '触发', en: 'When' }, of: ({ trigger }, call) => called(stepWords, trigger, call) },
];

const preview = commandSpec({
  path: 'escalation preview',
  summary: { zh: '试算升级规则：按举例的交办日和时限列出各级触发时间，不保存', en: 'Try rules on an example: when each level would be raised; nothing is recorded' },
  arguments: [{ name: 'FILE', optional: true, summary: { zh: '规则文件（JSON）；默认现行规则', en: 'File with the rules (JSON); those in force when absent' } }],
  options: [needed(textOption('--issued-on <DATE>', { zh: '交办日', en: 'Day of issue' })), ...timeOptions],
  examples: ['zhiheng escalation preview --issued-on 2026-03-02 --days 15'],
  run: async (call) => {
    const { api, given, out } = call;
    const file = given.maybe('FILE');
    const found = await api.ask<Preview>(`${policyPath}/preview`, present({ rules: file === undefined ? undefined : rulesOf(file), issuedOn: given.date('--issued-on'), due: neededTime(call) }));
    const { issuedAt, acknowledgeBy, deadline } = found;
    await out.result(found, () => [
      pairs([[out.say(escalationTexts.issuedAt), dayOf(issuedAt)], [out.say(escalationTexts.acknowledgeBy), dayOf(acknowledgeBy)], [out.say(escalationTexts.dueAt), dayOf(deadline.dueAt)]]),
      '', rowsTable(call, stepColumns, deadline.steps),
    ].join('\n'));
  },
});

export const escalationCommands: readonly CommandSpec[] = [show, versions, shipped, adopt, preview];
