import type { SchemeFinding } from '../../../libs/domain/scoring/engine.js';
import { actCommand, fieldsText } from '../command-line/act.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { listCommand } from '../command-line/listing.js';
import { authorityOption, momentOptions, momentQuery, planOption, reasonOption, yearOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';
import { readJson } from '../terminal/input-files.js';
import { schemeFindingWords, schemeStatusWords } from '../../words/scoring-words.js';
import { readScheme } from './read-scheme.js';

export const schemeTexts = {
  ...schemeStatusWords, ...schemeFindingWords,
  clean: { zh: '未发现设置问题。', en: 'Nothing wrong with the set-up.' },
  counts: { zh: '错误 {error} 项，警告 {warning} 项，提示 {hint} 项', en: '{error} errors, {warning} warnings, {hint} hints' },
} as const;

interface SchemeLine {
  readonly scheme: string;
  readonly plan: string;
  readonly status: string;
  readonly draft: unknown;
  readonly published: unknown;
  readonly version: number;
  readonly year: number | null;
  readonly document: string | null;
  readonly hash: string | null;
  readonly revision: number;
}

const schemeArgument: ArgumentSpec = { name: 'SCHEME', summary: { zh: '细则编码', en: 'Code of the scheme' } };
const fileArgument: ArgumentSpec = { name: 'FILE', summary: { zh: '评分细则文件（JSON）', en: 'File with the scheme (JSON)' } };
const documentOption: OptionSpec = { ...authorityOption, required: true };
const schemePath = ({ given }: Call): string => path`/schemes/${given.text('SCHEME')}`;

const list = listCommand<SchemeLine>({
  path: 'schemes list',
  summary: { zh: '评分细则', en: 'Schemes' },
  options: [
    planOption, { flags: '--year <YEAR>', summary: { zh: '适用年度', en: 'Year it is for' } },
    { flags: '--status <STATUS>', choices: Object.keys(schemeStatusWords), summary: { zh: '状态', en: 'State' } },
  ],
  from: '/schemes',
  query: ({ given }) => ({ plan: given.text('--plan'), year: given.whole('--year', 1900, 2200), status: given.maybe('--status') }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ scheme }) => scheme },
    { head: { zh: '状态', en: 'State' }, of: ({ status }, { out }) => out.say(schemeStatusWords[status] ?? { zh: status, en: status }) },
    { head: { zh: '版本', en: 'Version' }, align: 'right', of: ({ version }) => version || '' },
    { head: { zh: '年度', en: 'Year' }, of: ({ year }) => year },
    { head: { zh: '文号', en: 'Document' }, of: ({ document }) => document },
    { head: { zh: '待印发草稿', en: 'Draft' }, of: ({ draft }, { out }) => (draft === null ? '' : out.say({ zh: '有', en: 'yes' })) },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const show = commandSpec({
  path: 'schemes show',
  summary: { zh: '一份评分细则；--content 输出其内容（JSON）', en: 'One scheme; --content prints what it says (JSON)' },
  arguments: [schemeArgument],
  options: [{ flags: '--content', summary: { zh: '只输出内容：草稿优先，否则为已印发的', en: 'Only the content: the draft if there is one, else what is published' } }, ...momentOptions],
  run: async (call) => {
    const line = await call.api.get<SchemeLine>(schemePath(call), momentQuery(call));
    const content = line.draft ?? line.published;
    if (call.given.has('--content')) return call.out.print(JSON.stringify(content, null, 2));
    const { draft: _d, published: _p, ...rest } = line;
    await call.out.result(line, () => fieldsText(rest));
  },
});

const check = commandSpec({
  path: 'schemes check',
  offline: true,
  summary: { zh: '检查评分细则的设置：权重、目标、等次、编码', en: "Check a scheme's set-up: weights, targets, bands, codes" },
  arguments: [fileArgument],
  options: [{ flags: '--catalogue <FILE>', summary: { zh: '方案目录（JSON），用于核对指标和单位编码', en: 'Plan catalogue (JSON) to check the codes of indicators and units against' } }],
  run: async ({ given, out }) => {
    const scheme = await readScheme(given.text('FILE'));
    const { checkScheme } = await import('../../../libs/domain/scoring/engine.js');
    const file = given.maybe('--catalogue');
    const findings = checkScheme(scheme, file === undefined ? {} : (readJson(file) as Parameters<typeof checkScheme>[1]));
    const count = (level: SchemeFinding['level']): number => findings.filter((finding) => finding.level === level).length;
    const counts = { error: count('error'), warning: count('warning'), hint: count('hint') };
    await out.result({ valid: counts.error === 0, findings }, () => (findings.length === 0 ? out.say(schemeTexts.clean) : [
      out.table(
        [{ title: out.say({ zh: '级别', en: 'Level' }) }, { title: out.say({ zh: '位置', en: 'Where' }) }, { title: out.say({ zh: '问题', en: 'What' }), wrap: true }],
        findings.map((finding) => [out.say(schemeFindingWords[finding.level]), finding.path, `${finding[out.language]} [${finding.code}]`]),
      ),
      '',
      out.say(schemeTexts.counts, counts),
    ].join('\n')));
    return counts.error > 0 ? 'different' : undefined;
  },
});

const jsonSchema = commandSpec({
  path: 'schemes json-schema',
  offline: true,
  summary: { zh: '输出评分细则的 JSON Schema，供编辑器校验', en: 'Print the JSON Schema of schemes, for editors' },
  run: async ({ out }) => {
    const { schemeJsonSchema } = await import('../../../libs/domain/scoring/engine.js');
    await out.print(JSON.stringify(schemeJsonSchema(), null, 2));
  },
});

/** The content of a scheme file, checked before it goes to the server; the code is the scheme's own. */
async function written({ given }: Call): Promise<{ readonly path: string; readonly body: unknown }> {
  const file = given.text('FILE');
  const { id } = await readScheme(file);
  return { path: path`/schemes/${id}`, body: { plan: given.text('--plan'), content: readJson(file) } };
}

const draft = actCommand({
  path: 'schemes draft', summary: { zh: '起草评分细则', en: 'Draft a scheme' }, arguments: [fileArgument], options: [planOption],
  request: written,
  shows: (_, request) => request.path,
});

const revise = actCommand({
  path: 'schemes revise', summary: { zh: '修改评分细则草稿', en: 'Revise the draft of a scheme' }, arguments: [fileArgument], options: [planOption],
  request: async (call) => ({ method: 'PUT', ...(await written(call)) }),
  shows: (_, request) => request.path,
});

const publish = actCommand({
  path: 'schemes publish',
  summary: { zh: '印发评分细则（须文号）；印发的内容不再变更', en: 'Publish a scheme (needs a document number); what is published stays as it is' },
  arguments: [schemeArgument],
  options: [planOption, { ...yearOption, required: true, summary: { zh: '适用年度', en: 'Year it is for' } }, documentOption],
  request: (call) => ({
    path: `${schemePath(call)}/publication`, body: { plan: call.given.text('--plan'), year: call.given.whole('--year', 1900, 2200) }, authority: call.given.text('--authority'),
  }),
  shows: schemePath,
});

const withdraw = actCommand({
  path: 'schemes withdraw', summary: { zh: '废止评分细则（须原因和文号）', en: 'Withdraw a scheme (needs reason and document number)' },
  arguments: [schemeArgument], options: [{ ...reasonOption, required: true }, documentOption],
  request: (call) => ({ path: `${schemePath(call)}/withdrawal`, reason: call.given.text('--reason'), authority: call.given.text('--authority') }),
  shows: schemePath,
});

export const schemeCommands: readonly CommandSpec[] = [list, show, check, jsonSchema, draft, revise, publish, withdraw];
