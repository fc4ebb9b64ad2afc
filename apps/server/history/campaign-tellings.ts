import { date, instant, list, named, text, texts, unit, units, user, word, yesOrNo, type MaybeShown, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { ToldField } from '../../../libs/domain/history/change-history/telling.js';
import { campaignEvents, type CampaignContent, type DrawnUnit } from '../../../libs/domain/supervision/campaign.events.js';
import { interviewEvents } from '../../../libs/domain/supervision/interview.events.js';
import { approverWords, campaignMeansWords, campaignStatusWords, campaignTypeWords, interviewStatusWords, objectionDecisionWords } from '../../words/supervision-words.js';
import { becomes, evidenceField, field, files, keyOf, tellingsFor, type Words } from './telling-kit.js';

const signedWords: Words = { both: { zh: '双方签字', en: 'both sides signed' }, refused: { zh: '单位拒签', en: 'the unit refused to sign' } };
const partWords: Words = { 'fed-back': { zh: '已反馈', en: 'fed back' }, objected: { zh: '有异议', en: 'objected to' } };
const sampleWords: Words = { sealed: { zh: '封存', en: 'sealed' }, open: { zh: '公开', en: 'open' } };
export const campaignTexts = { signedWords, partWords, sampleWords };

interface About {
  readonly campaign: string;
}
interface OfUnit extends About {
  readonly unit: string;
}
const campaign = { kind: 'campaign', key: (data: About) => data.campaign, audience: 'campaigns', unit: () => undefined } as const;
/** What concerns one unit in a campaign. */
const part = { kind: 'campaign', key: (data: OfUnit) => keyOf(data.campaign, data.unit), audience: 'campaign-parts' } as const;
const about = (data: About): Readonly<Record<string, MaybeShown>> => ({ campaign: named('campaign', data.campaign) });
const ofUnit = (data: OfUnit): Readonly<Record<string, MaybeShown>> => ({ ...about(data), unit: unit(data.unit) });
const drawnUnits = (drawn: readonly DrawnUnit[]): Shown => list(drawn, ({ unit: code }) => unit(code));

interface WithContent {
  readonly content: CampaignContent;
  readonly from?: CampaignContent;
}
const planned = (zh: string, en: string, show: (content: CampaignContent) => MaybeShown): ToldField<WithContent> => field(zh, en, ({ content }) => show(content), ({ from }) => from && show(from));
const contentFields: Readonly<Record<string, ToldField<WithContent>>> = {
  title: planned('名称', 'title', ({ title }) => text(title)), type: planned('类型', 'type', ({ type }) => word(campaignTypeWords, type)), planItem: planned('年度计划项', 'item of the annual plan', ({ planItem }) => text(planItem)),
  units: planned('督查单位', 'units', (content) => units(content.units)), team: planned('督查组', 'team', ({ team }) => list(team, (one) => user(one.user))),
  recusals: planned('回避', 'recusals', ({ recusals }) => list(recusals, (one) => text(`${one.user} – ${one.unit}`))), start: planned('开始日期', 'from', ({ from }) => date(from)), end: planned('结束日期', 'to', ({ to }) => date(to)),
  means: planned('方式', 'means', ({ means }) => list(means, (one) => word(campaignMeansWords, one))), content: planned('内容', 'content', ({ content }) => text(content)), unannounced: planned('暗访', 'without notice', ({ unannounced }) => yesOrNo(unannounced)),
};
const naming = ({ campaign: code, content }: About & WithContent) => [{ of: 'campaign', key: code, name: { zh: `“${content.title}”`, en: `“${content.title}”` } } as const];

export const campaignTellings = tellingsFor(campaignEvents, {
  'supervision.CampaignPlanned': {
    ...campaign, sentence: { zh: '立项{type}“{title}”（年度计划项 {item}）', en: 'planned the {type} campaign “{title}” (item {item} of the annual plan)' },
    says: ({ content }) => ({ type: word(campaignTypeWords, content.type), title: text(content.title), item: text(content.planItem) }), fields: { ...contentFields, state: becomes(campaignStatusWords, 'planned') }, names: naming,
  },
  'supervision.CampaignRevised': {
    ...campaign, sentence: { zh: '调整督查方案“{title}”，理由：{reason}[；第 {draw} 次抽取作废]', en: 'revised the plan of the campaign “{title}”, because: {reason}[; draw {draw} no longer holds]' },
    says: ({ content, reason, voids }) => ({ title: text(content.title), reason: text(reason), draw: text(voids?.draw) }), fields: contentFields, names: naming,
  },
  'supervision.SampleDrawn': {
    ...campaign, period: ({ year }) => String(year),
    sentence: { zh: '为督查活动{campaign}随机抽取（第 {draw} 次）{count} 个单位，结果{state}[：{drawn}][，重抽理由：{reason}]', en: 'drew {count} units for the campaign {campaign} (draw {draw}), {state}[: {drawn}][; drawn again because: {reason}]' },
    says: (data) => ({
      ...about(data), draw: text(data.draw), count: text(data.basis.count), state: word(sampleWords, data.drawn ? 'open' : 'sealed'), drawn: data.drawn && drawnUnits(data.drawn), reason: text(data.reason),
    }),
    fields: { draw: field('抽取次数', 'draw', ({ draw }) => text(draw)), seedHash: field('种子摘要', 'hash of the seed', ({ seedHash }) => text(seedHash)), drawn: field('抽取结果', 'drawn', ({ drawn }) => drawn && drawnUnits(drawn)) },
  },
  'supervision.SampleUnsealed': {
    ...campaign, period: ({ year }) => String(year), sentence: { zh: '解封督查活动{campaign}第 {draw} 次抽取的结果：{drawn}', en: 'unsealed draw {draw} of the campaign {campaign}: {drawn}' },
    says: (data) => ({ ...about(data), draw: text(data.draw), drawn: drawnUnits(data.drawn) }), fields: { drawn: field('抽取结果', 'drawn', ({ drawn }) => drawnUnits(drawn)) },
  },
  'supervision.CampaignStarted': {
    ...campaign, sentence: { zh: '启动督查活动{campaign}[，督查单位：{units}]', en: 'started the campaign {campaign}[ at {units}]' },
    says: (data) => ({ ...about(data), units: data.units.length === 0 ? undefined : units(data.units) }), fields: { state: becomes(campaignStatusWords, 'started') },
  },
  'supervision.SiteVisitRecorded': {
    ...part, sentence: { zh: '记录{date}对{unit}的实地核查（督查活动{campaign}，地点：{place}，{signed}）', en: 'recorded the visit to {unit} on {date} (campaign {campaign}, at {place}, {signed})' },
    says: (data) => ({ ...ofUnit(data), date: date(data.date), place: text(data.place), signed: word(signedWords, 'signer' in data.signatures.unit ? 'both' : 'refused') }),
    fields: {
      claims: field('核查项目', 'claims checked', ({ claims }) => list(claims, ({ item, claimed, verified }) => text(`${item}: ${claimed} → ${verified}`))), observations: field('核查情况', 'observations', ({ observations }) => text(observations)),
      photos: field('照片', 'photos', ({ photos }) => files(photos)),
    },
  },
  'supervision.CampaignConcluded': {
    ...campaign, sentence: { zh: '形成督查活动{campaign}的结论（{count} 个单位）：{summary}', en: 'concluded the campaign {campaign} ({count} units): {summary}' },
    says: (data) => ({ ...about(data), count: text(data.conclusions.length), summary: text(data.summary) }),
    fields: { state: becomes(campaignStatusWords, 'concluded'), conclusions: field('各单位结论', 'conclusions', ({ conclusions }) => list(conclusions, (one) => text(`${one.unit}: ${one.conclusion}`))), notInspected: field('未督查单位', 'not inspected', ({ notInspected }) => list(notInspected, (one) => unit(one.unit))) },
  },
  'supervision.ConclusionFedBack': {
    ...part, sentence: { zh: '向{unit}反馈督查活动{campaign}的结论[（{document}）]，{by}前可提出异议', en: 'fed the conclusion of the campaign {campaign} back to {unit}[ ({document})]; objections until {by}' },
    says: (data) => ({ ...ofUnit(data), document: text(data.document), by: instant(data.objectBy) }), fields: { state: becomes(partWords, 'fed-back'), objectBy: field('异议期限', 'objections until', ({ objectBy }) => instant(objectBy)) },
  },
  'supervision.ObjectionRaised': {
    ...part, sentence: { zh: '代{unit}对督查活动{campaign}的结论提出异议：{reason}', en: 'objected for {unit} to the conclusion of the campaign {campaign}: {reason}' }, says: (data) => ({ ...ofUnit(data), reason: text(data.reason) }),
    fields: { state: becomes(partWords, 'objected'), decideBy: field('复核期限', 'to be decided by', ({ decideBy }) => instant(decideBy)), evidence: evidenceField() },
  },
  'supervision.ObjectionDecided': {
    ...part, sentence: { zh: '对{unit}就督查活动{campaign}结论的异议作出决定：{decision}，理由：{reason}', en: 'decided the objection of {unit} to the conclusion of the campaign {campaign}: {decision}, because: {reason}' },
    says: (data) => ({ ...ofUnit(data), decision: word(objectionDecisionWords, data.decision), reason: text(data.reason) }),
    fields: { state: field('状态', 'state', ({ decision }) => word(objectionDecisionWords, decision)), conclusion: field('结论', 'conclusion', ({ conclusion }) => text(conclusion?.conclusion)) },
  },
  'supervision.CampaignCancelled': {
    ...campaign, period: ({ year }) => String(year), sentence: { zh: '取消督查活动{campaign}，理由：{reason}', en: 'cancelled the campaign {campaign}, because: {reason}' }, says: (data) => ({ ...about(data), reason: text(data.reason) }),
    fields: { state: becomes(campaignStatusWords, 'cancelled') },
  },
});

const interview = { kind: 'interview', key: (data: { readonly interview: string }) => data.interview, audience: 'supervision' } as const;
const meeting = (data: { readonly interview: string; readonly unit: string }): Readonly<Record<string, MaybeShown>> => ({ interview: text(data.interview), unit: unit(data.unit) });

export const interviewTellings = tellingsFor(interviewEvents, {
  'supervision.InterviewCalled': {
    ...interview,
    sentence: { zh: '通知约谈{unit}（{level}，编号 {interview}），定于{at}在{place}进行，理由：{reason}', en: 'called {unit} to an interview ({level}, {interview}) on {at} at {place}, because: {reason}' },
    says: (data) => ({ ...meeting(data), level: word(approverWords, data.level), at: instant(data.at), place: text(data.place), reason: text(data.reason) }),
    fields: {
      at: field('时间', 'at', ({ at }) => instant(at)), place: field('地点', 'place', ({ place }) => text(place)), level: field('层级', 'level', ({ level }) => word(approverWords, level)), interviewer: field('约谈人', 'interviewer', ({ interviewer }) => user(interviewer)),
      post: field('被约谈人职务', 'post of the interviewee', ({ interviewee }) => text(interviewee.post)), findings: field('所涉问题', 'findings', ({ findings }) => list(findings, (one) => named('finding', one))), state: becomes(interviewStatusWords, 'called'),
    },
  },
  'supervision.InterviewMoved': {
    ...interview, sentence: { zh: '将{unit}的约谈（{interview}）由{from}改至{at}，理由：{reason}', en: 'moved the interview of {unit} ({interview}) from {from} to {at}, because: {reason}' },
    says: (data) => ({ ...meeting(data), from: instant(data.from.at), at: instant(data.at), reason: text(data.reason) }),
    fields: { at: field('时间', 'at', ({ at }) => instant(at), ({ from }) => instant(from.at)), place: field('地点', 'place', ({ place }) => text(place), ({ from }) => text(from.place)) },
  },
  'supervision.InterviewCancelled': {
    ...interview, sentence: { zh: '取消{unit}的约谈（{interview}），理由：{reason}', en: 'cancelled the interview of {unit} ({interview}), because: {reason}' }, says: (data) => ({ ...meeting(data), reason: text(data.reason) }),
    fields: { state: becomes(interviewStatusWords, 'cancelled') },
  },
  'supervision.InterviewHeld': {
    ...interview, sentence: { zh: '记录{at}对{unit}的约谈（{interview}，{signed}），{due}前报送整改情况', en: 'recorded the interview of {unit} ({interview}) held on {at}, {signed}; a report is due on {due}' },
    says: (data) => ({ ...meeting(data), at: instant(data.heldAt), signed: word(signedWords, data.signatures.by === 'both' ? 'both' : 'refused'), due: date(data.followUpReportDueOn) }),
    fields: {
      state: becomes(interviewStatusWords, 'held'), statement: field('表态', 'statement', ({ statement }) => text(statement)), commitments: field('整改承诺', 'commitments', ({ commitments }) => texts(commitments.map((one) => `${one.text} (${one.dueOn})`))),
      dueOn: field('报送期限', 'report due on', ({ followUpReportDueOn }) => date(followUpReportDueOn)), minutes: field('纪要', 'minutes', ({ minutes }) => files(minutes)),
    },
  },
  'supervision.InterviewFollowedUp': {
    ...interview, sentence: { zh: '代{unit}报送约谈（{interview}）的整改情况', en: 'reported for {unit} what was done after the interview {interview}' }, says: meeting,
    fields: { state: becomes(interviewStatusWords, 'followed-up'), report: field('整改情况', 'report', ({ report }) => text(report)), late: field('是否逾期', 'late', ({ late }) => yesOrNo(late)), evidence: evidenceField() },
  },
  'supervision.InterviewConcluded': {
    ...interview, sentence: { zh: '办结{unit}的约谈（{interview}），意见：{opinion}', en: 'concluded the interview of {unit} ({interview}): {opinion}' }, says: (data) => ({ ...meeting(data), opinion: text(data.opinion) }),
    fields: { state: becomes(interviewStatusWords, 'concluded') },
  },
});
