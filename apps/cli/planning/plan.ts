import type { Bilingual } from '#engine/kernel';
import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { inLanguage, listCommand } from '../command-line/listing.js';
import { planOption, reasonOption } from '../command-line/usual-options.js';
import { viewCommand, type View } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { readInput } from '../terminal/input-files.js';

export const planPath = ({ given }: Call): string => path`/plans/${given.text('--plan')}`;

/** A command that shows one thing of a plan with all its fields. */
export function showCommand({ options = [], ...view }: Pick<View<Record<string, unknown>>, 'path' | 'summary' | 'arguments' | 'options' | 'from'>): CommandSpec {
  const dated = options.some(({ flags }) => flags.startsWith('--on'));
  return viewCommand({ ...view, options: [planOption, ...options], query: ({ given }) => (dated ? { on: given.date('--on') } : {}) });
}

interface PlanLine {
  readonly plan: string;
  readonly title: Bilingual;
  readonly date: string;
  readonly measures: number;
  readonly indicators: number;
}

const plans = listCommand<PlanLine>({
  path: 'plan list', summary: { zh: '方案', en: 'Plans' }, from: '/plans',
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ plan }) => plan },
    { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
    { head: { zh: '印发日期', en: 'Issued' }, of: ({ date }) => date },
    { head: { zh: '措施', en: 'Measures' }, align: 'right', of: ({ measures }) => measures },
    { head: { zh: '指标', en: 'Indicators' }, align: 'right', of: ({ indicators }) => indicators },
  ],
});

const show = showCommand({ path: 'plan show', summary: { zh: '一个方案：印发信息、总体要求和章节', en: 'One plan: how it was issued, its overall requirements and chapters' }, from: planPath });

const adopt = actCommand({
  path: 'plan adopt',
  summary: { zh: '按目录印发方案：内置目录或目录文件', en: 'Adopt a plan from a shipped catalogue or a catalogue file' },
  arguments: [{ name: 'PLAN', summary: { zh: '方案编码', en: 'Code of the plan' } }],
  options: [
    { flags: '--catalogue <NAME>', summary: { zh: '内置目录，如 nanjing-2023', en: 'Shipped catalogue, such as nanjing-2023' } },
    { flags: '--file <FILE>', summary: { zh: '目录文件（JSON）', en: 'Catalogue file (JSON)' } },
  ],
  request: ({ given }) => {
    const [catalogue, file] = [given.maybe('--catalogue'), given.maybe('--file')];
    if (catalogue !== undefined && file !== undefined) throw badUsage('together', { name: '--catalogue, --file' });
    if (file === undefined && catalogue === undefined) throw badUsage('missing', { name: '--catalogue | --file' });
    return { path: '/plans', body: present({ plan: given.text('PLAN'), catalogue, file: file === undefined ? undefined : readInput(file).toString('utf8') }) };
  },
  shows: ({ given }) => path`/plans/${given.text('PLAN')}`,
});

interface MeasureLine {
  readonly no: number;
  readonly chapter: number;
  readonly title: string;
  readonly responsibleUnits: readonly string[];
  readonly lead: string | null;
  readonly supporting: readonly string[];
  readonly indicators: readonly string[];
}

const onOption: OptionSpec = { flags: '--on <DATE>', summary: { zh: '某日的分工', en: 'Assignments of a date' } };
const measureArgument: ArgumentSpec = { name: 'MEASURE', summary: { zh: '措施序号', en: 'Number of the measure' } };
const measurePath = (call: Call): string => `${planPath(call)}${path`/measures/${call.given.text('MEASURE')}`}`;

const measures = listCommand<MeasureLine>({
  path: 'plan measures',
  summary: { zh: '措施清单及分工', en: 'Measures with their assignments' },
  options: [
    planOption, { flags: '--chapter <NUMBER>', summary: { zh: '章', en: 'Chapter' } }, { flags: '--lead <UNIT>', summary: { zh: '牵头单位', en: 'Lead unit' } },
    { flags: '--unit <UNIT>', summary: { zh: '参与单位', en: 'Unit that takes part' } }, onOption,
  ],
  from: (call) => `${planPath(call)}/measures`,
  query: ({ given }) => ({ chapter: given.whole('--chapter', 1, 999), lead: given.maybe('--lead'), unit: given.maybe('--unit'), on: given.date('--on') }),
  columns: [
    { head: { zh: '序号', en: 'No.' }, align: 'right', of: ({ no }) => no },
    { head: { zh: '措施', en: 'Measure' }, of: ({ title }) => title },
    { head: { zh: '牵头', en: 'Lead' }, of: ({ lead }) => lead ?? '—' },
    { head: { zh: '配合', en: 'Supporting' }, wrap: true, of: ({ supporting }) => supporting.join(', ') },
    { head: { zh: '责任单位（原文）', en: 'Responsible (as printed)' }, wrap: true, of: ({ responsibleUnits }) => responsibleUnits.join('、') },
    { head: { zh: '指标', en: 'Indicators' }, align: 'right', of: ({ indicators }) => indicators.length },
  ],
});

const measure = showCommand({
  path: 'plan measure', summary: { zh: '一条措施：原文、历次分工、指标和进展', en: 'One measure: text, assignments, indicators, progress' }, arguments: [measureArgument], options: [onOption], from: measurePath,
});

const assign = actCommand({
  path: 'plan assign',
  summary: { zh: '确定措施的牵头单位和配合单位，自某日起', en: 'Assign lead and supporting units of a measure from a date on' },
  arguments: [measureArgument],
  options: [
    planOption, { flags: '--lead <UNIT>', required: true, summary: { zh: '牵头单位', en: 'Lead unit' } }, { flags: '--supporting <UNIT>', many: true, summary: { zh: '配合单位', en: 'Supporting unit' } },
    { flags: '--from <DATE>', required: true, summary: { zh: '自何日起', en: 'From this date on' } }, reasonOption,
  ],
  request: (call) => ({
    path: `${measurePath(call)}/assignments`, body: { lead: call.given.text('--lead'), supporting: call.given.many('--supporting'), from: call.given.date('--from') }, reason: call.given.maybe('--reason'),
  }),
  shows: measurePath,
});

export const planCommands: readonly CommandSpec[] = [plans, show, adopt, measures, measure, assign];
