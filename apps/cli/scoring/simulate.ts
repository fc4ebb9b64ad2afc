import type { EffectiveWeight, UnitRobustness, UnitShift } from '../../../libs/domain/scoring/engine.js';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { rendered, type ListColumn } from '../command-line/listing.js';
import { badUsage } from '../command-line/given.js';
import { momentOptions, momentQuery, planOption, yearOf, yearOption } from '../command-line/usual-options.js';
import { figure, statistic } from '../terminal/figure.js';
import { readJson } from '../terminal/input-files.js';
import { scoreWords as words } from './texts.js';

const groupArgument = { name: 'GROUP', summary: { zh: '分组编码', en: 'Code of the group' } };

export const simulationTexts = {
  before: { zh: '现得分', en: 'Now' },
  after: { zh: '假设得分', en: 'Supposed' },
  shift: { zh: '变化', en: 'Change' },
  rankBefore: { zh: '现名次', en: 'Rank now' },
  rankAfter: { zh: '假设名次', en: 'Rank then' },
  movers: { zh: '主要变动项', en: 'Moved most by' },
  nothing: { zh: '仅作推演，未作任何记录。', en: 'A supposition only; nothing was recorded.' },
  interval: { zh: '名次区间（5%–95%）', en: 'Rank, 5 to 95 %' },
  median: { zh: '中位名次', en: 'Median rank' },
  extremes: { zh: '最好–最差', en: 'Best to worst' },
  drawn: { zh: '{draws} 次抽样，种子 {seed}；平均名次变动 {shift}', en: '{draws} draws, seed {seed}; average rank shift {shift}' },
  leaf: { zh: '指标项', en: 'Item' },
  nominal: { zh: '名义权重', en: 'Nominal' },
  effective: { zh: '有效权重', en: 'Effective' },
  correlation: { zh: '与总分相关', en: 'Correlation' },
  effectiveTitle: { zh: '有效权重：各项实际对总分差异的影响', en: 'Effective weights: what each item does to the spread of totals' },
} as const;

/** `UNIT:INDICATOR=VALUE`, as `--value` takes them. */
function supposedValues({ given }: Call): Record<string, Record<string, string>> {
  const values: Record<string, Record<string, string>> = {};
  for (const [place, value] of given.keyed('--value')) {
    const [unit = '', indicator = ''] = place.split(':');
    if (unit === '' || indicator === '') throw badUsage('not-a-pair', { name: '--value', value: `${place}=${value}` });
    (values[unit] ??= {})[indicator] = value;
  }
  return values;
}

const sign = (text: string | null): string => (text === null ? '—' : text.startsWith('-') || text === '0' ? figure(text) : `+${figure(text)}`);

/** The best first, as they would stand. */
const byRank = (units: readonly UnitShift[]): UnitShift[] => [...units].sort((a, b) => (a.after?.rank ?? Infinity) - (b.after?.rank ?? Infinity));

const shiftColumns: readonly ListColumn<UnitShift>[] = [
  { head: words.unit, of: ({ unit }) => unit },
  { head: simulationTexts.before, align: 'right', of: ({ before }) => before?.published ?? '—' },
  { head: simulationTexts.after, align: 'right', of: ({ after }) => after?.published ?? '—' },
  { head: simulationTexts.shift, align: 'right', of: ({ shift }) => sign(shift) },
  { head: simulationTexts.rankBefore, align: 'right', of: ({ before }) => before?.rank ?? '—' },
  { head: simulationTexts.rankAfter, align: 'right', of: ({ after }) => after?.rank ?? '—' },
  { head: words.grade, of: ({ before, after, gradeChanged }) => (gradeChanged ? `${before?.grade ?? '—'} → ${after?.grade ?? '—'}` : (after?.grade ?? '—')) },
  { head: simulationTexts.movers, wrap: true, of: ({ movers }, { out }) => movers.slice(0, 3).map(({ title, shift }) => `${out.say(title)} ${sign(shift)}`).join(', ') },
];

const whatIf = commandSpec({
  path: 'what-if',
  summary: { zh: '推演：另一套细则、权重或假设数值下的得分与名次，不作记录', en: 'What if: scores and ranks under another scheme, other weights or supposed values; nothing is recorded' },
  arguments: [groupArgument],
  options: [
    planOption, yearOption,
    { flags: '--value <UNIT:INDICATOR=VALUE>', many: true, summary: { zh: '假设某单位某指标的数值', en: 'Suppose a value of a unit' } },
    { flags: '--weight <NODE=WEIGHT>', many: true, summary: { zh: '假设某项的权重或分值', en: 'Suppose another weight or other points of a node' } },
    { flags: '--scheme <FILE>', summary: { zh: '假设采用此细则', en: 'Suppose this scheme' } },
    ...momentOptions,
  ],
  examples: ['zhiheng what-if districts --value xuanwu:tech-incubators=30', 'zhiheng what-if districts --weight tech-incubators=20'],
  run: async (call) => {
    const { api, given, out } = call;
    const year = await yearOf(call);
    const file = given.maybe('--scheme');
    const [weights, values] = [Object.fromEntries(given.keyed('--weight')), supposedValues(call)];
    const reply = await api.ask<{ readonly position: number; readonly units: readonly UnitShift[] }>('/what-if', {
      plan: given.text('--plan'), year, group: given.text('GROUP'),
      ...(file === undefined ? {} : { scheme: readJson(file) }),
      ...(Object.keys(weights).length > 0 ? { weights } : {}),
      ...(Object.keys(values).length > 0 ? { values } : {}),
    }, momentQuery(call));
    await out.result(reply, () => `${rendered(call, shiftColumns, byRank(reply.units), undefined, reply.position)}\n${out.say(simulationTexts.nothing)}`);
  },
});

interface RobustnessReply {
  readonly position: number;
  readonly seed: number;
  readonly draws: number;
  readonly averageRankShift: number;
  readonly units: readonly UnitRobustness[];
  readonly effectiveWeights: readonly EffectiveWeight[];
}

const rankColumns: readonly ListColumn<UnitRobustness>[] = [
  { head: words.unit, of: ({ unit }) => unit },
  { head: words.rank, align: 'right', of: ({ rank }) => rank },
  { head: simulationTexts.interval, align: 'right', of: ({ rank5, rank95 }) => `${rank5}–${rank95}` },
  { head: simulationTexts.median, align: 'right', of: ({ medianRank }) => medianRank },
  { head: simulationTexts.extremes, align: 'right', of: ({ bestRank, worstRank }) => `${bestRank}–${worstRank}` },
];

const weightColumns: readonly ListColumn<EffectiveWeight>[] = [
  { head: simulationTexts.leaf, of: ({ leaf }) => leaf },
  { head: simulationTexts.nominal, align: 'right', of: ({ nominal }) => statistic(nominal) },
  { head: simulationTexts.effective, align: 'right', of: ({ effective }) => statistic(effective) },
  { head: simulationTexts.correlation, align: 'right', of: ({ correlation }) => statistic(correlation) },
];

const robustness = commandSpec({
  path: 'robustness',
  summary: { zh: '名次稳健性：权重随机变动下的名次区间（可重复的种子）', en: 'How far ranks depend on the weights: rank intervals under seeded random weights' },
  arguments: [groupArgument],
  options: [
    planOption, yearOption,
    { flags: '--seed <NUMBER>', fallback: '1', summary: { zh: '随机种子：相同种子结果相同', en: 'Seed: the same seed gives the same result' } },
    { flags: '--draws <NUMBER>', fallback: '1000', summary: { zh: '抽样次数', en: 'Draws of weights' } },
    { flags: '--share <PERCENT>', summary: { zh: '各权重上下浮动的百分比；默认 25', en: 'Each weight varies by this per cent of itself; 25 when absent' } },
    { flags: '--concentration <NUMBER>', summary: { zh: '改用狄利克雷分布，数值越大越接近原权重', en: 'Draw from a Dirichlet distribution instead, the closer the higher' } },
    ...momentOptions,
  ],
  run: async (call) => {
    const { api, given, out } = call;
    if (given.has('--share') && given.has('--concentration')) throw badUsage('together', { name: '--share, --concentration' });
    const concentration = given.whole('--concentration', 1, 100_000);
    const vary = concentration === undefined ? { type: 'share', share: (given.whole('--share', 1, 100) ?? 25) / 100 } : { type: 'dirichlet', concentration };
    const reply = await api.ask<RobustnessReply>('/robustness', {
      plan: given.text('--plan'), year: await yearOf(call), group: given.text('GROUP'), seed: given.whole('--seed', 0, 2 ** 31 - 1), draws: given.whole('--draws', 10, 10_000), vary,
    }, momentQuery(call));
    await out.result(reply, () => [
      rendered(call, rankColumns, [...reply.units].sort((a, b) => a.rank - b.rank), undefined, reply.position),
      out.say(simulationTexts.drawn, { ...reply, shift: statistic(reply.averageRankShift, 2) }), '',
      out.style.bold(out.say(simulationTexts.effectiveTitle)), rendered(call, weightColumns, reply.effectiveWeights, undefined, undefined),
    ].join('\n'));
  },
});

export const simulationCommands: readonly CommandSpec[] = [whatIf, robustness];
