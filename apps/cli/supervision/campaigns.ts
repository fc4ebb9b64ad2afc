import { cityDate, type Bilingual } from '#engine/kernel';
import { fieldsText } from '../command-line/act.js';
import type { Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { campaignArgument, campaignPath } from './campaign-plans.js';
import { choiceOption, textOption } from './given-content.js';
import { called } from '../command-line/called.js';
import { campaignStatusWords, campaignTypeWords, objectionDecisionWords, unitStageWords } from '../../words/supervision-words.js';

interface CampaignLine {
  readonly campaign: string;
  readonly type: string;
  readonly title: string;
  readonly planItem: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly unannounced: boolean;
  readonly revision: number;
}

interface CampaignUnit {
  readonly campaign: string;
  readonly unit: string;
  readonly title: string;
  readonly year: number;
  readonly stage: string;
  readonly drawn: boolean | null;
  readonly visits: readonly { readonly visit: string; readonly date: string }[];
  readonly conclusion: { readonly conclusion: string } | null;
  readonly fedBackAt: string | null;
  readonly objectBy: string | null;
  readonly objection: string;
  readonly objectionReason: string | null;
  readonly raisedAt: string | null;
  readonly decideBy: string | null;
  readonly decision: string | null;
  readonly decidedLate: boolean | null;
}

export const campaignTexts = {
  units: { zh: '各单位', en: 'Unit by unit' },
  unannounced: { zh: '暗访', en: 'unannounced' },
  drawn: { zh: '抽中', en: 'drawn' },
  late: { zh: '逾期', en: 'late' },
} as const;

/** The day of an instant in the city; nothing for none. */
export const dayOf = (at: string | null | undefined): string => (at === null || at === undefined ? '' : cityDate(at));

const cityAheadMs = 8 * 3_600_000;

/** Date and time of an instant by the city's clock, to the minute. */
export const cityTime = (at: string): string => new Date(Date.parse(at) + cityAheadMs).toISOString().slice(0, 16).replace('T', ' ');

const unitOption = textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' });
const yearOption: OptionSpec = textOption('--year <YEAR>', { zh: '年度', en: 'Year' });
const year = ({ given }: Call): number | undefined => given.whole('--year', 1949, 2200);

const list = listCommand<CampaignLine>({
  path: 'campaigns list',
  summary: { zh: '督查活动', en: 'Campaigns' },
  options: [
    yearOption, choiceOption('--type <TYPE>', campaignTypeWords, { zh: '类型', en: 'Kind' }), choiceOption('--status <STATUS>', campaignStatusWords, { zh: '状态', en: 'State' }),
    textOption('--plan-item <ITEM>', { zh: '年度督查计划项', en: 'Item of the annual plan' }), unitOption,
  ],
  from: '/campaigns',
  query: (call) => ({ year: year(call), type: call.given.maybe('--type'), status: call.given.maybe('--status'), planItem: call.given.maybe('--plan-item'), unit: call.given.maybe('--unit') }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ campaign }) => campaign },
    { head: { zh: '名称', en: 'Title' }, wrap: true, of: ({ title }) => title },
    { head: { zh: '类型', en: 'Kind' }, of: ({ type, unannounced }, call) => [called(campaignTypeWords, type, call), ...(unannounced ? [call.out.say(campaignTexts.unannounced)] : [])].join(' ') },
    { head: { zh: '计划项', en: 'Plan item' }, of: ({ planItem }) => planItem },
    { head: { zh: '起止', en: 'Days' }, of: ({ from, to }) => `${from} – ${to}` },
    { head: { zh: '状态', en: 'State' }, of: ({ status }, call) => called(campaignStatusWords, status, call) },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const unitColumns: readonly ListColumn<CampaignUnit>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '阶段', en: 'Stage' }, of: ({ stage, drawn }, call) => [called(unitStageWords, stage, call), ...(drawn ? [call.out.say(campaignTexts.drawn)] : [])].join(' ') },
  { head: { zh: '核查', en: 'Visits' }, wrap: true, of: ({ visits }) => visits.map(({ visit, date }) => `${visit} ${date}`).join(', ') },
  { head: { zh: '结论', en: 'Conclusion' }, wrap: true, of: ({ conclusion }) => conclusion?.conclusion },
  { head: { zh: '反馈', en: 'Fed back' }, of: ({ fedBackAt }) => dayOf(fedBackAt) },
  { head: { zh: '异议截止', en: 'Object by' }, of: ({ objectBy }) => dayOf(objectBy) },
  { head: { zh: '复核', en: 'Review' }, of: ({ decision }, call) => called(objectionDecisionWords, decision, call) },
];

const show = viewCommand<CampaignLine & { readonly parts: readonly CampaignUnit[] }>({
  path: 'campaigns show',
  summary: { zh: '一项督查活动及其对各单位的核查、结论和异议', en: 'One campaign, with visits, conclusions and objections unit by unit' },
  arguments: [campaignArgument],
  from: campaignPath,
  text: ({ parts, ...campaign }, call) => [fieldsText(campaign), '', call.out.style.bold(call.out.say(campaignTexts.units)), rowsTable(call, unitColumns, parts)].join('\n'),
});

const ofCampaign: ListColumn<CampaignUnit> = { head: { zh: '活动', en: 'Campaign' }, of: ({ campaign }) => campaign };

const units = listCommand<CampaignUnit>({
  path: 'campaigns units',
  summary: { zh: '各单位接受督查的情况', en: 'What campaigns came to for each unit' },
  options: [unitOption, yearOption, choiceOption('--stage <STAGE>', unitStageWords, { zh: '阶段', en: 'Stage' })],
  from: '/campaign-units',
  query: (call) => ({ unit: call.given.maybe('--unit'), year: year(call), stage: call.given.maybe('--stage') }),
  columns: [ofCampaign, ...unitColumns],
});

const objections = listCommand<CampaignUnit>({
  path: 'campaigns objections',
  summary: { zh: '异议复核台账，按应办结时间排列', en: 'Docket of objections by the time they are due' },
  options: [{ flags: '--state <STATE>', choices: ['raised', 'decided'], fallback: 'raised', summary: { zh: '待决定或已决定', en: 'Waiting or decided' } }, unitOption],
  from: '/campaign-objections',
  query: ({ given }) => ({ state: given.text('--state'), unit: given.maybe('--unit') }),
  columns: [
    ofCampaign, unitColumns[0]!,
    { head: { zh: '提出', en: 'Raised' }, of: ({ raisedAt }) => dayOf(raisedAt) },
    { head: { zh: '理由', en: 'Reason' }, wrap: true, of: ({ objectionReason }) => objectionReason },
    { head: { zh: '应办结', en: 'Due' }, of: ({ decideBy }) => dayOf(decideBy) },
    { head: { zh: '决定', en: 'Decision' }, of: ({ decision, decidedLate }, call) => [called(objectionDecisionWords, decision, call), ...(decidedLate ? [call.out.say(campaignTexts.late)] : [])].join(' ') },
  ],
});

interface InspectionCount {
  readonly unit: string;
  readonly year: number;
  readonly timesDrawn: number;
  readonly timesVisited: number;
  readonly note: Bilingual | null;
}

const counts = listCommand<InspectionCount>({
  path: 'campaigns counts',
  summary: { zh: '各单位每年被抽中和被核查的次数', en: 'How often each unit was drawn and visited in a year' },
  options: [yearOption, unitOption, textOption('--at-most <NUMBER>', { zh: '超过多少次附提示；默认 4', en: 'Times a year above which a note is given; 4 when absent' })],
  from: '/inspection-counts',
  query: (call) => ({ year: year(call), unit: call.given.maybe('--unit'), atMost: call.given.whole('--at-most', 0, 366) }),
  columns: [
    { head: { zh: '年度', en: 'Year' }, of: (row) => row.year },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '抽中', en: 'Drawn' }, align: 'right', of: ({ timesDrawn }) => timesDrawn },
    { head: { zh: '核查', en: 'Visited' }, align: 'right', of: ({ timesVisited }) => timesVisited },
    { head: { zh: '提示', en: 'Note' }, wrap: true, of: ({ note }, call) => inLanguage(note, call) },
  ],
});

export const campaignCommands: readonly CommandSpec[] = [list, show, units, objections, counts];
