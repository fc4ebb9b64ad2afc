import { actCommand, present } from '../command-line/act.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand } from '../command-line/listing.js';
import { authorityOption, planOption } from '../command-line/usual-options.js';
import type { DefinitionCard } from '#domain/plan';
import { path } from '../connection/api.js';
import { readJson } from '../terminal/input-files.js';
import { planPath, showCommand } from './plan.js';

interface IndicatorLine {
  readonly version: number;
  readonly card: DefinitionCard;
}

const indicatorArgument: ArgumentSpec = { name: 'INDICATOR', summary: { zh: '指标编码', en: 'Code of the indicator' } };
const fileArgument: ArgumentSpec = { name: 'FILE', summary: { zh: '口径卡文件（JSON）', en: 'File with the definition card (JSON)' } };
const indicatorPath = (call: Call): string => `${planPath(call)}${path`/indicators/${call.given.text('INDICATOR')}`}`;

const list = listCommand<IndicatorLine>({
  path: 'plan indicators',
  summary: { zh: '指标目录：现行口径卡', en: 'Indicators with the definition cards in force' },
  options: [
    planOption, { flags: '--measure <NUMBER>', summary: { zh: '所属措施序号，或 general', en: 'Number of the measure, or general' } },
    { flags: '--kind <KIND>', choices: ['quantitative', 'qualitative-milestone', 'veto'], summary: { zh: '类型', en: 'Kind' } },
    { flags: '--frequency <FREQUENCY>', choices: ['month', 'quarter', 'half', 'year', 'event'], summary: { zh: '填报频率', en: 'Frequency' } },
    { flags: '--unit <UNIT>', summary: { zh: '由此单位填报的', en: 'Reported by this unit' } }, { flags: '--verifier <UNIT>', summary: { zh: '由此单位核定的', en: 'Verified by this unit' } },
    { flags: '--needs-threshold', summary: { zh: '方案未给出数值的', en: 'Those for which the plan names no number' } },
  ],
  from: (call) => `${planPath(call)}/indicators`,
  query: ({ given }) => ({
    measure: given.maybe('--measure'), kind: given.maybe('--kind'), frequency: given.maybe('--frequency'), unit: given.maybe('--unit'), verifier: given.maybe('--verifier'),
    needsThreshold: given.has('--needs-threshold') ? 'true' : undefined,
  }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ card }) => card.code },
    { head: { zh: '指标', en: 'Indicator' }, of: ({ card }, call) => inLanguage(card.name, call), wrap: true },
    { head: { zh: '措施', en: 'Measure' }, align: 'right', of: ({ card }) => String(card.measure) },
    { head: { zh: '单位', en: 'Unit' }, of: ({ card }) => card.measurementUnit },
    { head: { zh: '频率', en: 'Frequency' }, of: ({ card }) => card.frequency },
    { head: { zh: '填报单位', en: 'Reported by' }, align: 'right', of: ({ card }) => card.reportedBy.length },
    { head: { zh: '核定单位', en: 'Verifier' }, of: ({ card }) => card.verifier },
    { head: { zh: '版本', en: 'Version' }, align: 'right', of: ({ version }) => version },
  ],
});

const show = showCommand({ path: 'plan indicator', summary: { zh: '一个指标：口径卡及历次修订', en: 'One indicator: its card and every version of it' }, arguments: [indicatorArgument], from: indicatorPath });

/** The card of a file; the server checks what it says. */
const cardOf = ({ given }: Call): { readonly code?: unknown } => readJson(given.text('FILE')) as { readonly code?: unknown };

const define = actCommand({
  path: 'plan define-indicator', summary: { zh: '新增指标及其口径卡', en: 'Add an indicator with its definition card' }, arguments: [fileArgument], options: [planOption, authorityOption],
  request: (call) => ({ path: `${planPath(call)}/indicators`, body: { card: cardOf(call) }, authority: call.given.maybe('--authority') }),
});

const revise = actCommand({
  path: 'plan revise-indicator',
  summary: { zh: '修订口径卡：整卡替换，须有批准文号', en: 'Replace a definition card; needs an approval document number' },
  arguments: [indicatorArgument, fileArgument],
  options: [planOption, { flags: '--version-seen <NUMBER>', required: true, summary: { zh: '您所修改的口径卡版本号', en: 'Number of the version you changed' } }, { ...authorityOption, required: true }],
  request: (call) => ({
    path: `${indicatorPath(call)}/revisions`, body: { card: cardOf(call), version: call.given.whole('--version-seen', 1) }, authority: call.given.text('--authority'),
  }),
  shows: indicatorPath,
});

const card = commandSpec({
  path: 'plan card',
  summary: { zh: '输出口径卡（JSON），可修改后用于 plan revise-indicator', en: 'Print a definition card (JSON), to be changed for plan revise-indicator' },
  arguments: [indicatorArgument],
  options: [planOption],
  run: async (call) => {
    const { card: found } = await call.api.get<IndicatorLine>(indicatorPath(call));
    await call.out.print(JSON.stringify(found, null, 2));
  },
});

interface TargetLine {
  readonly indicator: string;
  readonly unit: string;
  readonly year: number;
  readonly comparator: string;
  readonly value: string | null;
  readonly qualifier: string | null;
  readonly profile: string | readonly string[];
  readonly history: readonly unknown[];
}

const targets = listCommand<TargetLine>({
  path: 'plan targets',
  summary: { zh: '目标：全市（city）和各单位，分年度', en: 'Targets of the city (city) and of units by year' },
  options: [
    planOption, { flags: '--indicator <INDICATOR>', summary: { zh: '指标', en: 'Indicator' } }, { flags: '--unit <UNIT>', summary: { zh: '单位，或 city', en: 'Unit, or city' } },
    { flags: '--year <YEAR>', summary: { zh: '年度', en: 'Year' } },
  ],
  from: (call) => `${planPath(call)}/targets`,
  query: ({ given }) => ({ indicator: given.maybe('--indicator'), unit: given.maybe('--unit'), year: given.whole('--year', 1949, 2200) }),
  columns: [
    { head: { zh: '指标', en: 'Indicator' }, of: ({ indicator }) => indicator },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '年度', en: 'Year' }, of: ({ year }) => year },
    { head: { zh: '要求', en: 'Asks' }, align: 'right', of: ({ comparator, value }) => `${comparator} ${value ?? ''}`.trim() },
    { head: { zh: '限定', en: 'Qualifier' }, of: ({ qualifier }) => qualifier },
    { head: { zh: '时序', en: 'Profile' }, of: ({ profile }) => (typeof profile === 'string' ? profile : profile.join(' ')) },
    { head: { zh: '历次', en: 'Versions' }, align: 'right', of: ({ history }) => history.length || '' },
  ],
});

const targetArguments: readonly ArgumentSpec[] = [
  indicatorArgument, { name: 'UNIT', summary: { zh: '单位编码，全市为 city', en: 'Code of the unit; city for the city itself' } }, { name: 'YEAR', summary: { zh: '年度', en: 'Year' } },
];
const targetOptions: readonly OptionSpec[] = [
  planOption,
  { flags: '--comparator <SIGN>', fallback: '>=', choices: ['>=', '<=', '~', '=', 'improving', 'full-coverage', 'none-occur', 'milestone'], summary: { zh: '比较方式', en: 'How the value is compared' } },
  { flags: '--value <VALUE>', summary: { zh: '目标值；无数值的目标不写', en: 'The value; left out where the target names no number' } },
  { flags: '--qualifier <TEXT>', summary: { zh: '限定语，如“左右”', en: 'Qualifying words' } },
  { flags: '--profile <PROFILE>', fallback: 'linear', summary: { zh: '季度时序：linear、year-end，或四个累计比例 0.2,0.5,0.8,1', en: 'Quarterly profile: linear, year-end, or four cumulative shares 0.2,0.5,0.8,1' } },
];
const targetPath = (call: Call): string => `${planPath(call)}${path`/targets/${call.given.text('INDICATOR')}/${call.given.text('UNIT')}/${call.given.text('YEAR')}`}`;

function targetOf({ given }: Call): Record<string, unknown> {
  const profile = given.text('--profile');
  return present({
    indicator: given.text('INDICATOR'), unit: given.text('UNIT'), year: given.whole('YEAR', 1949, 2200), comparator: given.text('--comparator'), value: given.maybe('--value'),
    qualifier: given.maybe('--qualifier'), profile: profile.includes(',') ? profile.split(',').map((share) => share.trim()) : profile,
  });
}

const setTarget = actCommand({
  path: 'plan set-target', summary: { zh: '下达目标（全市或单位，分年度）', en: 'Set a target of the city or a unit for a year' }, arguments: targetArguments, options: [...targetOptions, authorityOption],
  examples: ['zhiheng plan set-target tech-incubators xuanwu 2025 --value 20'],
  request: (call) => ({ path: `${planPath(call)}/targets`, body: { target: targetOf(call) }, authority: call.given.maybe('--authority') }),
  shows: targetPath,
});

const reviseTarget = actCommand({
  path: 'plan revise-target', summary: { zh: '调整目标，全年适用；须有批准文号', en: 'Revise a target for its whole year; needs an approval document number' }, arguments: targetArguments,
  options: [...targetOptions, { flags: '--replaces <VALUE>', summary: { zh: '您所看到的原目标值', en: 'The value you looked at' } }, { ...authorityOption, required: true }],
  request: (call) => ({
    path: `${planPath(call)}/targets/revisions`, body: present({ target: targetOf(call), replaces: call.given.maybe('--replaces') }), authority: call.given.text('--authority'),
  }),
  shows: targetPath,
});

export const indicatorCommands: readonly CommandSpec[] = [list, show, card, define, revise, targets, setTarget, reviseTarget];
