import { actCommand, fieldsText, present } from '../command-line/act.js';
import type { Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { choiceOption, contentOf, fileOption, textOption } from '../supervision/given-content.js';
import { assessmentYearWords } from '../../words/assessment-words.js';
import { authorityNeeded, reasonNeeded, roundArgument, roundPath } from './round-place.js';

type Fields = Readonly<Record<string, unknown>>;

/** The content of a round that would follow another. */
interface Successor {
  readonly round: string;
  readonly content: Fields;
  readonly schemeVersion: number | null;
  readonly units: { readonly added: readonly string[]; readonly left: readonly string[] } | null;
}

export const roundPlanTexts = {
  code: { zh: '建议编码', en: 'Suggested code' },
  noScheme: { zh: '该年度尚无印发的评分细则，印发后才能启动。', en: 'No scheme is published for that year yet; the round can be opened once there is one.' },
  added: { zh: '新增单位：{units}', en: 'New units: {units}' },
  left: { zh: '不再考核的单位：{units}', en: 'Units no longer assessed: {units}' },
} as const;

const calendarOptions: readonly OptionSpec[] = [
  textOption('--self-assessment-by <DATE>', { zh: '自评截止日', en: 'Last day of self-assessment' }), textOption('--site-checks-by <DATE>', { zh: '核查截止日', en: 'Last day of site checks' }),
  textOption('--freeze-by <DATE>', { zh: '数据冻结日', en: 'Day the data are frozen by' }), textOption('--results-by <DATE>', { zh: '结果反馈日', en: 'Day the results are notified by' }),
  textOption('--confirm-by <DATE>', { zh: '结果审定日', en: 'Day the results are confirmed by' }),
  textOption('--request-days <NUMBER>', { zh: '申请复核的工作日数', en: 'Working days in which a review may be asked for' }),
  textOption('--decision-days <NUMBER>', { zh: '作出复核决定的工作日数', en: 'Working days in which a review is decided' }),
];

/** What was there before with what was given in its place; undefined when there is neither. */
function merged(before: unknown, changes: Fields): Fields | undefined {
  const whole = { ...(typeof before === 'object' ? before : {}), ...present(changes) };
  return Object.keys(whole).length === 0 ? undefined : whole;
}

/** @throws CliProblem */
const calendarOf = ({ given }: Call, before: unknown): Fields | undefined => merged(before, {
  selfAssessmentBy: given.date('--self-assessment-by'), siteChecksBy: given.date('--site-checks-by'), freezeBy: given.date('--freeze-by'), resultsBy: given.date('--results-by'),
  confirmBy: given.date('--confirm-by'), requestDays: given.whole('--request-days', 1, 60), decisionDays: given.whole('--decision-days', 1, 90),
});

const titleOf = ({ given }: Call, before: unknown): Fields | undefined => merged(before, { zh: given.maybe('--title-zh'), en: given.maybe('--title-en') });

/** What a round would say if it were started from an earlier one. @throws CliProblem */
async function draftFrom({ api, given }: Call, earlier: string): Promise<Fields> {
  const { content } = await api.get<Successor>(path`/rounds/${earlier}/successor`, { year: given.whole('--year', 2000, 2200) });
  return content;
}

const open = actCommand({
  path: 'rounds open', summary: { zh: '启动考核：内容来自文件、选项，或以往年考核为底稿', en: 'Open a round, from a file, from options, or started from an earlier round' },
  details: {
    zh: '组别和单位取自该年度已印发的评分细则，不在此处填写。考核须列入年度计划（--plan-item）。',
    en: 'Groups and units are those of the scheme published for the year and are not given here. A round has to be in the annual plan (--plan-item).',
  },
  arguments: [roundArgument],
  options: [
    fileOption, textOption('--from-round <ROUND>', { zh: '以此考核为底稿，不含已办事项', en: 'Start from this round, without anything done in it' }),
    textOption('--title-zh <TEXT>', { zh: '中文名称', en: 'Title in Chinese' }), textOption('--title-en <TEXT>', { zh: '英文名称', en: 'Title in English' }),
    textOption('--plan <PLAN>', { zh: '方案编码', en: 'Code of the plan' }), textOption('--year <YEAR>', { zh: '考核年度', en: 'Year that is assessed' }),
    choiceOption('--assessment-year <MONTHS>', assessmentYearWords, { zh: '考核的起止月份', en: 'Months that are assessed' }),
    textOption('--plan-item <ITEM>', { zh: '年度计划项号', en: 'Item of the annual plan that allows it' }), textOption('--scheme <SCHEME>', { zh: '评分细则编码', en: 'Code of the scheme' }), ...calendarOptions,
  ],
  examples: ['zhiheng rounds open nanjing-2026 --from-round nanjing-2025 --plan-item 12', 'zhiheng rounds open nanjing-2026 --file round.json'],
  request: async (call) => {
    const { given } = call;
    const earlier = given.maybe('--from-round');
    const content = contentOf(call, { startedFrom: earlier });
    const before = earlier === undefined ? content : { ...(await draftFrom(call, earlier)), ...content };
    const options = {
      title: titleOf(call, before['title']), plan: given.maybe('--plan'), year: given.whole('--year', 2000, 2200), assessmentYear: given.maybe('--assessment-year'), planItem: given.maybe('--plan-item'),
      scheme: given.maybe('--scheme'), calendar: calendarOf(call, before['calendar']),
    };
    return { path: roundPath(call), body: { ...before, ...present(options) } };
  },
  shows: roundPath,
});

const successor = viewCommand<Successor>({
  path: 'rounds successor', summary: { zh: '以某轮考核为底稿的下一轮内容；--content 输出 JSON，可修改后用于 rounds open --file', en: 'What a round started from this one would say; --content prints it as JSON for rounds open --file' },
  arguments: [roundArgument],
  options: [textOption('--year <YEAR>', { zh: '考核年度；默认下一年', en: 'Year that is assessed; the next one when absent' }), textOption('--content', { zh: '只输出内容（JSON）', en: 'Only the content (JSON)' })],
  from: (call) => `${roundPath(call)}/successor`,
  query: ({ given }) => ({ year: given.whole('--year', 2000, 2200) }),
  text: ({ round, content, schemeVersion, units }, { given, out }) => {
    if (given.has('--content')) return JSON.stringify(content, null, 2);
    const listed = (text: typeof roundPlanTexts.added | typeof roundPlanTexts.left, codes: readonly string[] = []): readonly string[] => (codes.length === 0 ? [] : [out.say(text, { units: codes.join(', ') })]);
    return [
      fieldsText({ [out.say(roundPlanTexts.code)]: round, ...content }), ...(schemeVersion === null ? ['', out.say(roundPlanTexts.noScheme)] : []),
      ...listed(roundPlanTexts.added, units?.added), ...listed(roundPlanTexts.left, units?.left),
    ].join('\n');
  },
});

const replan = actCommand({
  path: 'rounds replan', summary: { zh: '调整考核日程；不写的日期不变，已过步骤的日期不能变', en: 'Change the calendar of a round; what is not given stays, and the days of past steps have to' },
  arguments: [roundArgument], options: [{ ...fileOption, summary: { zh: '日程文件（JSON），写全各项；同时给出的选项优先', en: 'File with the whole calendar (JSON); options given beside it win' } }, ...calendarOptions, reasonNeeded],
  examples: ['zhiheng rounds replan nanjing-2025 --confirm-by 2026-06-30 --reason postponed'],
  request: async (call) => {
    const before = call.given.has('--file') ? contentOf(call, {}) : (await call.api.get<{ readonly calendar: Fields }>(roundPath(call))).calendar;
    return { path: `${roundPath(call)}/replanning`, body: { calendar: calendarOf(call, before) }, reason: call.given.text('--reason') };
  },
  shows: roundPath,
});

const cancel = actCommand({
  path: 'rounds cancel', summary: { zh: '通报前撤销考核', en: 'Call a round off before publication' }, arguments: [roundArgument], options: [reasonNeeded, authorityNeeded],
  request: (call) => ({ path: `${roundPath(call)}/cancellation`, reason: call.given.text('--reason'), authority: call.given.text('--authority') }),
  shows: roundPath,
});

export const roundPlanCommands: readonly CommandSpec[] = [open, successor, replan, cancel];
