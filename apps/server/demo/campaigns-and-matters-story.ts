import { addDays, cityDate, derivedId, zhihengNamespace, type Actor, type DateText, type Instant } from '#engine/kernel';
import type { CommandItem } from '#engine/commands';
import type { CampaignContent } from '#domain/supervision';
import { concludeCampaign } from '../../../libs/domain/supervision/conclude-campaign/conclude-campaign.js';
import { feedBackConclusion } from '../../../libs/domain/supervision/conclude-campaign/feed-back-conclusion.js';
import { drawBasisOf, drawSample as drawn } from '../../../libs/domain/supervision/draw-sample/draw.js';
import { drawSample } from '../../../libs/domain/supervision/draw-sample/draw-sample.js';
import { decideObjection } from '../../../libs/domain/supervision/object-to-conclusion/decide-objection.js';
import { raiseObjection } from '../../../libs/domain/supervision/object-to-conclusion/raise-objection.js';
import { planCampaign } from '../../../libs/domain/supervision/run-campaign/plan-campaign.js';
import { startCampaign } from '../../../libs/domain/supervision/run-campaign/start-campaign.js';
import { callInterview } from '../../../libs/domain/supervision/call-interview/call-interview.js';
import { giveInstruction } from '../../../libs/domain/supervision/give-instruction/give-instruction.js';
import { settleMatter } from '../../../libs/domain/supervision/settle-matter/settle-matter.js';
import { nominateReward } from '../../../libs/domain/supervision/nominate-reward/nominate-reward.js';
import { publiciseReward } from '../../../libs/domain/supervision/publicise-reward/publicise-reward.js';
import { recommendReward } from '../../../libs/domain/supervision/publicise-reward/recommend-reward.js';
import { reportMatter } from '../../../libs/domain/supervision/report-matter/report-matter.js';
import { reviewReward } from '../../../libs/domain/supervision/review-reward/review-reward.js';
import { grantReward } from '../../../libs/domain/supervision/settle-reward/grant-reward.js';
import { demoEvidence } from './demo-evidence.js';
import { morning, type Act, type Cast } from './story.js';

const plan = 'nanjing-2023';
const demo = '演示数据。';
const areas = ['xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun', 'jiangbei-new-area'];
const team = [{ user: 'inspector', unit: 'market-regulation', leader: true as const }, { user: 'inspector-two', unit: 'market-regulation' }, { user: 'inspector-three', unit: 'science-tech' }];
/** A draw of the demo city is the same at every start: its seed follows from its name. */
const seedOf = (campaign: string): string => [1, 2].map((part) => derivedId(zhihengNamespace, `demo/${campaign}/${part}`).replaceAll('-', '')).join('');
const one = (at: Instant, by: Actor, definition: CommandItem['definition'], command: object, more: Pick<Act, 'reason' | 'authority'> = {}): Act => ({ at, by, items: [{ definition, command }], ...more });

/** Campaigns, rewards, major matters and an interview of the demo city. 演示数据: none of them took place. */
export function* upwardsUntil(cast: Cast, now: Instant): Generator<Act> {
  yield* concludedCampaign(cast);
  yield* runningCampaign(cast, now);
  yield* rewards(cast, now);
  yield* matters(cast, now);
}

function* concludedCampaign(cast: Cast): Generator<Act> {
  const campaign = 'c-2025-basics';
  const content: CampaignContent = {
    type: 'special', title: '质量基础设施“一站式”服务专项督查（演示）', planItem: '2025年度计划第3项（演示）', plan, measures: [19, 20], units: areas, team, recusals: [{ user: 'inspector-three', unit: 'pukou', reason: '曾在该区任职' }],
    from: '2025-05-06', to: '2025-05-30', means: ['on-site', 'documents'], content: `核查服务点运行、服务清单公开和台账情况。${demo}`, unannounced: false,
  };
  yield one(morning('2025-04-21'), cast.inspector, planCampaign, { campaign, content });
  yield one(morning('2025-04-25'), cast.inspector, drawSample, { campaign, count: 3, teamSize: 2, seed: seedOf(campaign) });
  yield one(morning('2025-05-06'), cast.inspector, startCampaign, { campaign });
  const found = drawn(drawBasisOf(content, 3, 2), seedOf(campaign)).map(({ unit }) => unit);
  const objector = found[0]!;
  const conclusions = found.map((unit) => ({ unit, facts: '服务清单未更新，2 项服务无办理记录。', evidence: [demoEvidence(unit)], conclusion: '基本落实，存在台账不实问题。' }));
  yield one(morning('2025-05-30'), cast.inspector, concludeCampaign, { campaign, summary: `完成抽查并形成结论。${demo}`, conclusions, notInspected: [] });
  for (const unit of found) yield one(morning('2025-06-03', found.indexOf(unit)), cast.inspector, feedBackConclusion, { campaign, unit, document: '演示文号 宁质督函〔2025〕4号' });
  yield one(morning('2025-06-16'), cast.reporter(objector), raiseObjection, { campaign, unit: objector, reason: '办理记录保存于区平台，未在现场系统显示。', evidence: [demoEvidence(objector)] });
  yield one(morning('2025-06-27'), cast.bureau, decideObjection, { campaign, unit: objector, decision: 'upheld', reason: '区平台记录晚于督查时点生成，维持原结论。', evidence: [] });
}

function* runningCampaign(cast: Cast, now: Instant): Generator<Act> {
  const [campaign, today] = ['c-now-food', cityDate(now)];
  const ago = (days: number): DateText => addDays(today, -days);
  const content = {
    type: 'routine', title: '食品药品安全例行督查（演示）', planItem: `${today.slice(0, 4)}年度计划第7项（演示）`, plan, measures: [8], units: areas, team, recusals: [], from: ago(7), to: ago(-21), means: ['on-site'],
    content: `核查抽检后处置与公示情况。${demo}`, unannounced: false,
  };
  yield one(morning(ago(12)), cast.inspector, planCampaign, { campaign, content });
  yield one(morning(ago(9)), cast.inspector, drawSample, { campaign, count: 4, teamSize: 2, seed: seedOf(campaign) });
  yield one(morning(ago(7)), cast.inspector, startCampaign, { campaign });
}

function* rewards(cast: Cast, now: Instant): Generator<Act> {
  const policyItem = '推进质量工作成效突出、改革创新成效明显';
  const [reward, unit] = ['r-2025-01', 'jiangning'];
  yield one(morning('2025-02-17'), cast.reporter(unit), nominateReward, { reward, year: 2024, level: 'provincial', policyItem, unit, plan, measure: 17, grounds: `首席质量官制度覆盖面扩大。${demo}`, evidence: [demoEvidence(unit)] });
  yield one(morning('2025-02-24'), cast.bureau, reviewReward, { reward, verdict: 'passed', opinion: '材料齐全，同意推荐。' });
  yield one(morning('2025-03-03'), cast.bureau, recommendReward, { reward, to: '省市场监管局', document: '演示文号 宁质函〔2025〕2号' });
  yield one(morning('2025-03-10'), cast.bureau, publiciseReward, { reward, from: '2025-03-10', to: '2025-03-17', where: '市市场监管局网站' });
  yield one(morning('2025-04-07'), cast.bureau, grantReward, { reward, document: '演示文号 苏质〔2025〕1号', form: '优先安排质量提升试点', on: '2025-04-03' });
  const day = addDays(cityDate(now), -5);
  yield one(morning(day), cast.reporter('xuanwu'), nominateReward, { reward: 'r-now-01', year: Number(day.slice(0, 4)), level: 'municipal', policyItem, unit: 'xuanwu', plan, measure: 21, grounds: `网格化质量治理经验在全市推广。${demo}`, evidence: [demoEvidence('xuanwu')] });
}

function* matters(cast: Cast, now: Instant): Generator<Act> {
  const unit = 'market-regulation';
  yield one(morning('2025-08-11'), cast.reporter(unit), reportMatter, {
    matter: 'm-2025-01', kind: 'report', title: '关于消费品质量安全风险处置情况的报告（演示）', unit, content: `监测发现某类消费品不合格率上升，已部署专项抽查。${demo}`, urgency: 'ordinary', documents: ['演示文号 宁质〔2025〕21号'], evidence: [],
  });
  yield one(morning('2025-08-13'), cast.leader, giveInstruction, {
    matter: 'm-2025-01', instruction: 'i-1', text: '请加强源头治理，限期形成闭环。', handling: 'finding',
    finding: { unit: 'industry-it', severity: 'serious', requirement: '督促生产企业整改，月底前报送闭环情况。', due: { days: 20, kind: 'working' } },
  });
  yield one(morning('2025-08-29'), cast.leader, settleMatter, { matter: 'm-2025-01', outcome: 'noted', opinion: '已阅并转办。' });
  const ago = (days: number): DateText => addDays(cityDate(now), -days);
  yield one(morning(ago(4)), cast.reporter('jiangbei-new-area'), reportMatter, {
    matter: 'm-now-01', kind: 'request', title: '关于承办质量技术交流活动的请示（演示）', unit: 'jiangbei-new-area', content: `拟于明年承办全市质量技术交流活动。${demo}`, decisionSought: '是否同意由江北新区承办。', signer: 'p-jiangbei-new-area-1',
    urgency: 'ordinary', documents: ['演示文号 宁新区〔2026〕5号'], evidence: [],
  });
  const at = `${addDays(cityDate(now), 5)}T02:00:00.000Z`;
  yield one(morning(ago(1), 120), cast.inspector, callInterview, {
    interview: 'v-now-01', unit: 'xuanwu', findings: ['f-now-01'], level: 'inspector', interviewer: 'inspector', interviewee: { person: 'p-xuanwu-2', post: '副区长' }, reason: '电梯追溯数据接入严重逾期。', at, place: '市市场监管局 301 会议室',
  });
}
