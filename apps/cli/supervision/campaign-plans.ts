import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { reasonOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';
import { choiceOption, contentOf, fileOption, textOption } from './given-content.js';
import { campaignMeansWords, campaignTypeWords } from '../../words/supervision-words.js';

export const campaignArgument: ArgumentSpec = { name: 'CAMPAIGN', summary: { zh: '督查活动编码', en: 'Code of the campaign' } };
export const campaignPath = ({ given }: Call): string => path`/campaigns/${given.text('CAMPAIGN')}`;

const planOptions: readonly OptionSpec[] = [
  fileOption,
  choiceOption('--type <TYPE>', campaignTypeWords, { zh: '类型', en: 'Kind' }),
  textOption('--title <TEXT>', { zh: '名称', en: 'Title' }),
  textOption('--plan-item <ITEM>', { zh: '年度督查计划项', en: 'Item of the annual plan that covers it' }),
  textOption('--plan <PLAN>', { zh: '所督查的方案', en: 'Plan it looks at' }),
  { flags: '--measure <NUMBER>', many: true, summary: { zh: '所督查的措施序号', en: 'Measure it looks at' } },
  { flags: '--unit <UNIT>', many: true, summary: { zh: '被督查单位，或供抽取的单位', en: 'Unit it concerns, or among which is drawn' } },
  textOption('--leader <USER>', { zh: '组长；写作 USER 或 USER=UNIT（所属单位）', en: 'Leader of the team: USER, or USER=UNIT with the own unit' }),
  { flags: '--member <USER>', many: true, summary: { zh: '组员；写作 USER 或 USER=UNIT', en: 'Member of the team: USER, or USER=UNIT' } },
  { flags: '--recuse <RECUSAL>', many: true, summary: { zh: '回避：USER=UNIT=REASON', en: 'Recusal: USER=UNIT=REASON' } },
  textOption('--from <DATE>', { zh: '第一天', en: 'First day' }), textOption('--to <DATE>', { zh: '最后一天', en: 'Last day' }),
  { ...choiceOption('--means <MEANS>', campaignMeansWords, { zh: '方式', en: 'Means' }), many: true },
  textOption('--content <TEXT>', { zh: '督查内容', en: 'What is looked at, and how' }),
  { flags: '--unannounced', summary: { zh: '暗访：抽取结果封存', en: 'Without notice: what is drawn is sealed' } },
  textOption('--follows-campaign <CAMPAIGN>', { zh: '回头看：所对应的活动', en: 'The campaign a follow-up comes back to' }),
  { flags: '--follows-finding <FINDING>', many: true, summary: { zh: '回头看：所对应的问题', en: 'A finding a follow-up comes back to' } },
];

function teamOf({ given }: Call): readonly Record<string, unknown>[] {
  const people = (name: string) => given.parted(name, ['user', 'unit'], 1);
  return [...people('--leader').map((one) => ({ ...one, leader: true })), ...people('--member')];
}

function followed({ given }: Call): Record<string, unknown> | undefined {
  const follows = present({ campaign: given.maybe('--follows-campaign'), findings: given.many('--follows-finding') });
  return Object.keys(follows).length === 0 ? undefined : follows;
}

/** The plan of a campaign, from a file and options. @throws CliProblem */
function planOf(call: Call): Record<string, unknown> {
  const { given } = call;
  return contentOf(call, {
    type: given.maybe('--type'), title: given.maybe('--title'), planItem: given.maybe('--plan-item'), plan: given.maybe('--plan'), measures: given.wholes('--measure', 1, 999),
    units: given.many('--unit'),
    team: teamOf(call), recusals: given.parted('--recuse', ['user', 'unit', 'reason']), from: given.date('--from'), to: given.date('--to'), means: given.many('--means'),
    content: given.maybe('--content'),
    unannounced: given.has('--unannounced') ? true : undefined, follows: followed(call),
  });
}

const plan = actCommand({
  path: 'campaigns plan', summary: { zh: '督查活动立项（督查方案）', en: 'Plan a campaign' }, arguments: [campaignArgument], options: planOptions,
  examples: [
    'zhiheng campaigns plan spring-2026 --file campaign.json',
    'zhiheng campaigns plan spring-2026 --type special --title Spring --plan-item 3 --unit xuanwu --unit qinhuai --leader inspector-1 --member inspector-2 --from 2026-03-02 --to 2026-03-20 --means on-site --content records',
  ],
  request: (call) => ({ path: campaignPath(call), body: planOf(call) }),
  shows: campaignPath,
});

const revise = actCommand({
  path: 'campaigns revise', summary: { zh: '启动前调整督查方案：写明调整后的全部内容', en: 'Revise the plan before the campaign starts: give the whole plan anew' },
  arguments: [campaignArgument], options: [...planOptions, { ...reasonOption, required: true }],
  request: (call) => ({ path: `${campaignPath(call)}/revision`, body: planOf(call), reason: call.given.text('--reason') }),
  shows: campaignPath,
});

const start = actCommand({
  path: 'campaigns start', summary: { zh: '启动督查活动', en: 'Start a campaign' }, arguments: [campaignArgument],
  request: (call) => ({ path: `${campaignPath(call)}/start` }),
  shows: campaignPath,
});

const cancel = actCommand({
  path: 'campaigns cancel', summary: { zh: '取消督查活动', en: 'Call a campaign off' }, arguments: [campaignArgument], options: [{ ...reasonOption, required: true }],
  request: (call) => ({ path: `${campaignPath(call)}/cancellation`, reason: call.given.text('--reason') }),
  shows: campaignPath,
});

export const campaignPlanCommands: readonly CommandSpec[] = [plan, revise, start, cancel];
