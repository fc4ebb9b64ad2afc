import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { listCommand } from '../command-line/listing.js';
import { reasonOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { actingUnit, choiceOption, codeOption, contentOf, evidenceOf, evidenceOption, fileOption, needed, ownUnitOption, textOption } from './given-content.js';
import { called } from '../command-line/called.js';
import { rewardLevelWords, rewardStatusWords } from '../../words/supervision-words.js';
import { withTimeline, type TimelineEntry } from './timeline.js';

interface Publicity {
  readonly from: string;
  readonly to: string;
  readonly where: string;
}

interface RewardLine {
  readonly reward: string;
  readonly year: number;
  readonly level: string;
  readonly policyItem: string;
  readonly unit: string;
  readonly grounds: string;
  readonly status: string;
  readonly publicity: Publicity | null;
  readonly openObjections: number;
  readonly granted: { readonly form: string; readonly on: string; readonly amount?: { readonly value: string; readonly unit: string } } | null;
  readonly revision: number;
}

const rewardArgument: ArgumentSpec = { name: 'REWARD', summary: { zh: '激励编码', en: 'Code of the reward' } };
const rewardPath = ({ given }: Pick<Call, 'given'>): string => path`/rewards/${given.text('REWARD')}`;
const reasonNeeded = { ...reasonOption, required: true };
const yearOption = textOption('--year <YEAR>', { zh: '年度', en: 'Year' });
const levelOption = choiceOption('--level <LEVEL>', rewardLevelWords, { zh: '级别', en: 'Level' });
const documentNeeded = needed(textOption('--document <NUMBER>', { zh: '文号', en: 'Number of the document' }));
const year = ({ given }: Call): number | undefined => given.whole('--year', 2_000, 2_200);
const days = ({ from, to }: Publicity): string => `${from} – ${to}`;

const list = listCommand<RewardLine>({
  path: 'rewards list', summary: { zh: '督查激励台账', en: 'Register of rewards' },
  options: [yearOption, levelOption, textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' }), choiceOption('--status <STATUS>', rewardStatusWords, { zh: '状态', en: 'State' })],
  from: '/rewards',
  query: (call) => ({ year: year(call), level: call.given.maybe('--level'), unit: call.given.maybe('--unit'), status: call.given.maybe('--status') }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ reward }) => reward },
    { head: { zh: '年度', en: 'Year' }, of: (row) => row.year },
    { head: { zh: '级别', en: 'Level' }, of: ({ level }, call) => called(rewardLevelWords, level, call) },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '激励事项', en: 'Policy item' }, wrap: true, of: ({ policyItem }) => policyItem },
    { head: { zh: '状态', en: 'State' }, of: ({ status }, call) => called(rewardStatusWords, status, call) },
    { head: { zh: '公示', en: 'Publicised' }, of: ({ publicity }) => publicity && days(publicity) },
    { head: { zh: '未决异议', en: 'Open objections' }, align: 'right', of: ({ openObjections }) => openObjections || '' },
    { head: { zh: '激励', en: 'Granted' }, wrap: true, of: ({ granted }) => granted && [granted.on, granted.form, ...(granted.amount ? [`${granted.amount.value} ${granted.amount.unit}`] : [])].join(' ') },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const show = viewCommand<RewardLine & { readonly timeline: readonly TimelineEntry[] }>({
  path: 'rewards show', summary: { zh: '一项督查激励及其经过', en: 'One reward with its timeline' }, arguments: [rewardArgument], from: rewardPath, text: withTimeline,
});

interface RewardCount {
  readonly unit: string;
  readonly nominated: number;
  readonly pending: number;
  readonly granted: number;
  readonly notGranted: number;
  readonly takenBack: number;
  readonly byLevel: Readonly<Record<string, number>>;
}

const counts = listCommand<RewardCount>({
  path: 'rewards counts', summary: { zh: '各单位督查激励数', en: 'Rewards per unit' }, options: [yearOption, levelOption], from: '/reward-counts', paged: false,
  query: (call) => ({ year: year(call), level: call.given.maybe('--level') }),
  columns: [
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '提名', en: 'Nominated' }, align: 'right', of: ({ nominated }) => nominated },
    { head: { zh: '办理中', en: 'Pending' }, align: 'right', of: ({ pending }) => pending },
    { head: { zh: '获激励', en: 'Granted' }, align: 'right', of: ({ granted }) => granted },
    { head: { zh: '未获激励', en: 'Not granted' }, align: 'right', of: ({ notGranted }) => notGranted },
    { head: { zh: '撤回或撤销', en: 'Taken back' }, align: 'right', of: ({ takenBack }) => takenBack },
    { head: { zh: '获激励级别', en: 'Granted by level' }, wrap: true, of: ({ byLevel }, call) => Object.entries(byLevel).filter(([, count]) => count > 0).map(([level, count]) => `${called(rewardLevelWords, level, call)} ${count}`).join(' ') },
  ],
});

const publicity = listCommand<RewardLine>({
  path: 'rewards publicity', summary: { zh: '正在公示的督查激励', en: 'Rewards before the public now' }, from: '/reward-publicity',
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ reward }) => reward },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '激励事项', en: 'Policy item' }, wrap: true, of: ({ policyItem }) => policyItem },
    { head: { zh: '事由', en: 'Grounds' }, wrap: true, of: ({ grounds }) => grounds },
    { head: { zh: '公示', en: 'Publicised' }, of: (row) => row.publicity && days(row.publicity) },
    { head: { zh: '载体', en: 'Where' }, wrap: true, of: (row) => row.publicity?.where },
  ],
});

const nominate = actCommand({
  path: 'rewards nominate', summary: { zh: '督查激励自荐或提名；初审退回后以同一编码重报', en: 'Bring a unit forward for a reward; one that the review returned, anew under its code' },
  options: [
    codeOption, fileOption, yearOption, levelOption, textOption('--policy-item <TEXT>', { zh: '激励事项', en: 'Item of the policy' }), ownUnitOption,
    textOption('--plan <PLAN>', { zh: '方案', en: 'Plan' }), textOption('--measure <NUMBER>', { zh: '措施序号', en: 'Number of the measure' }),
    textOption('--grounds <TEXT>', { zh: '事由', en: 'Grounds' }), evidenceOption, textOption('--form <TEXT>', { zh: '建议的激励方式', en: 'Form of the reward proposed' }),
  ],
  request: async (call) => {
    const { given } = call;
    const options = {
      reward: given.maybe('--code'), year: year(call), level: given.maybe('--level'), policyItem: given.maybe('--policy-item'), unit: await actingUnit(call), plan: given.maybe('--plan'),
      measure: given.whole('--measure', 1, 999),
      grounds: given.maybe('--grounds'), evidence: await evidenceOf(call), form: given.maybe('--form'),
    };
    return { path: '/rewards', body: contentOf(call, options) };
  },
  shows: (_call, _request, { reward }) => path`/rewards/${String(reward)}`,
});

/** An act on one reward. */
const act = (definition: Omit<Parameters<typeof actCommand>[0], 'arguments' | 'shows'>): CommandSpec => actCommand({ ...definition, arguments: [rewardArgument], shows: rewardPath });

const withdraw = act({
  path: 'rewards withdraw', summary: { zh: '撤回自荐或提名', en: 'Withdraw a nomination' }, options: [reasonNeeded],
  request: (call) => ({ path: `${rewardPath(call)}/withdrawal`, reason: call.given.text('--reason') }),
});

const review = act({
  path: 'rewards review', summary: { zh: '督查激励初审：通过或退回', en: 'First review of a reward: passed or returned' },
  options: [
    { flags: '--verdict <VERDICT>', required: true, choices: ['passed', 'returned'], summary: { zh: '通过或退回', en: 'Passed or returned' } },
    needed(textOption('--opinion <TEXT>', { zh: '意见', en: 'Opinion' })),
  ],
  request: (call) => ({ path: `${rewardPath(call)}/review`, body: { verdict: call.given.text('--verdict'), opinion: call.given.text('--opinion') } }),
});

const recommend = act({
  path: 'rewards recommend', summary: { zh: '督查激励推荐申报', en: 'Recommend a reward upwards' }, options: [needed(textOption('--to <TEXT>', { zh: '推荐至', en: 'To whom' })), documentNeeded],
  request: (call) => ({ path: `${rewardPath(call)}/recommendation`, body: { to: call.given.text('--to'), document: call.given.text('--document') } }),
});

const publicise = act({
  path: 'rewards publicise', summary: { zh: '督查激励公示（不少于 5 个工作日）', en: 'Put a reward before the public, for five working days at least' },
  options: [
    needed(textOption('--from <DATE>', { zh: '第一天', en: 'First day' })), needed(textOption('--to <DATE>', { zh: '最后一天', en: 'Last day' })),
    needed(textOption('--where <TEXT>', { zh: '公示载体', en: 'Where' })),
  ],
  request: (call) => ({ path: `${rewardPath(call)}/publicity`, body: { from: call.given.date('--from'), to: call.given.date('--to'), where: call.given.text('--where') } }),
});

/** Who objects: a unit, or somebody of the public. */
async function objectorOf(call: Call): Promise<Record<string, unknown>> {
  const { given } = call;
  if (!given.has('--public')) return { kind: 'unit', unit: await actingUnit(call) };
  return present({ kind: 'public', person: given.maybe('--person') });
}

const object = act({
  path: 'rewards object', summary: { zh: '对公示提出异议，或登记收到的异议', en: 'Object to a publicised reward, or record an objection that came in' },
  options: [
    codeOption, ownUnitOption, textOption('--public', { zh: '公众提出的异议', en: 'An objection of the public' }),
    textOption('--person <PERSON>', { zh: '提出人（人员编号）；匿名不写', en: 'Who objects (reference of the person); left out where not known' }),
    needed(textOption('--content <TEXT>', { zh: '内容', en: 'What is objected' })), evidenceOption, textOption('--received-on <DATE>', { zh: '收到日期', en: 'Day it came in' }),
  ],
  request: async (call) => {
    const { given } = call;
    if (given.has('--person') && !given.has('--public')) throw badUsage('missing', { name: '--public' });
    const body = present({ objection: given.maybe('--code'), by: await objectorOf(call), content: given.text('--content'), evidence: await evidenceOf(call), receivedOn: given.date('--received-on') });
    return { path: `${rewardPath(call)}/objections`, body };
  },
});

const settle = actCommand({
  path: 'rewards settle', summary: { zh: '处理公示异议：成立或不成立', en: 'Settle an objection: upheld or dismissed' },
  arguments: [rewardArgument, { name: 'OBJECTION', summary: { zh: '异议编码', en: 'Code of the objection' } }],
  options: [
    { flags: '--outcome <OUTCOME>', required: true, choices: ['upheld', 'dismissed'], summary: { zh: '成立或不成立', en: 'Upheld or dismissed' } },
    needed(textOption('--opinion <TEXT>', { zh: '意见', en: 'Opinion' })),
  ],
  request: (call) => ({
    path: `${rewardPath(call)}${path`/objections/${call.given.text('OBJECTION')}/settlement`}`, body: { outcome: call.given.text('--outcome'), opinion: call.given.text('--opinion') },
  }),
  shows: rewardPath,
});

const grant = act({
  path: 'rewards grant', summary: { zh: '登记获得激励', en: 'Record that a reward is granted' },
  options: [
    documentNeeded, needed(textOption('--form <TEXT>', { zh: '激励方式', en: 'Form of the reward' })), needed(textOption('--on <DATE>', { zh: '日期', en: 'Day' })),
    textOption('--amount <NUMBER>', { zh: '金额等数额', en: 'Amount' }), textOption('--amount-unit <TEXT>', { zh: '数额的单位', en: 'Unit of the amount' }),
  ],
  request: (call) => {
    const { given } = call;
    const amount = given.has('--amount') ? { value: given.text('--amount'), unit: given.text('--amount-unit') } : undefined;
    return { path: `${rewardPath(call)}/grant`, body: present({ document: given.text('--document'), form: given.text('--form'), on: given.date('--on'), amount }) };
  },
});

const decline = act({
  path: 'rewards decline', summary: { zh: '登记未获激励', en: 'Record that a reward is not granted' }, options: [reasonNeeded],
  request: (call) => ({ path: `${rewardPath(call)}/non-grant`, reason: call.given.text('--reason') }),
});

const revoke = act({
  path: 'rewards revoke', summary: { zh: '撤销激励', en: 'Revoke a granted reward' }, options: [documentNeeded, reasonNeeded],
  request: (call) => ({ path: `${rewardPath(call)}/revocation`, body: { document: call.given.text('--document') }, reason: call.given.text('--reason') }),
});

export const rewardCommands: readonly CommandSpec[] = [list, show, counts, publicity, nominate, withdraw, review, recommend, publicise, object, settle, grant, decline, revoke];
