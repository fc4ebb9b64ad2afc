import { date, instant, list, named, text, unit, user, word, yesOrNo, type MaybeShown, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { ToldField } from '../../../libs/domain/history/change-history/telling.js';
import { resultEvents, type LeafClaim, type ResultFigures } from '../../../libs/domain/assessment/result.events.js';
import { reviewStatusNames } from '../../../libs/domain/assessment/request-review/review-acts.js';
import { conductWords, reviewOutcomeWords, selfAssessmentWords } from '../../words/assessment-words.js';
import { closedGate, runGate } from './round-tellings.js';
import { becomes, documentField, evidenceField, field, keyOf, tellingsFor, type Words } from './telling-kit.js';

const entryWords: Words = { entered: { zh: '已登记', en: 'entered' }, revoked: { zh: '已撤销', en: 'revoked' } };
const decidedWords: Words = { accepted: { zh: '认定', en: 'accepted' }, rejected: { zh: '不认定', en: 'rejected' } };
const signedWords: Words = { both: { zh: '双方签字', en: 'both sides signed' }, refused: { zh: '单位拒签', en: 'the unit refused to sign' } };
const nodeWords: Words = { total: { zh: '总分', en: 'the total' }, grade: { zh: '等次', en: 'the grade' } };
const lateWords: Words = { late: { zh: '逾期', en: 'late' } };
export const resultTexts = { entryWords, decidedWords, signedWords, nodeWords, lateWords };

interface About {
  readonly round: string;
  readonly unit: string;
}
const ofUnit = (data: About): string => keyOf(data.round, data.unit);
const about = (data: About): Readonly<Record<string, MaybeShown>> => ({ round: named('round', data.round), unit: unit(data.unit) });
/** What a unit is told of as soon as it is recorded. */
const known = { audience: 'unit-assessment' } as const;
/** What a unit is told of once it is shown to it. */
const figure = { kind: 'result', key: ofUnit, audience: 'figures' } as const;
const entry = (code: (data: any) => string) => ({ ...known, kind: 'entry', key: (data: About) => keyOf(data.round, data.unit, code(data)) }) as const;
const review = { ...known, kind: 'review', key: (data: About & { readonly request: string }) => keyOf(data.round, data.unit, data.request) } as const;
const node = (code: string): Shown => word(nodeWords, code);

const claimed = ({ value, level, counts }: LeafClaim): string => [value, level, ...Object.entries(counts ?? {}).map(([item, count]) => `${item}=${count}`)].filter((one) => one !== undefined).join(' ') || '—';

const figureField = (zh: string, en: string, of: (figures: ResultFigures) => MaybeShown): ToldField<{ readonly figures: ResultFigures }> => field(zh, en, ({ figures }) => of(figures));
const figureFields: Readonly<Record<string, ToldField<{ readonly figures: ResultFigures }>>> = {
  published: figureField('得分', 'score', ({ published }) => text(published)), raw: figureField('未取舍得分', 'exact score', ({ raw }) => text(raw)), bonus: figureField('加分', 'bonus', ({ bonus }) => text(bonus)), deduction: figureField('扣分', 'deduction', ({ deduction }) => text(deduction)),
  grade: figureField('等次', 'grade', ({ grade }) => text(grade)), rank: figureField('名次', 'rank', ({ rank }) => text(rank)), vetoed: figureField('一票否决', 'vetoed', ({ vetoed }) => yesOrNo(vetoed)), sheet: figureField('得分表摘要', 'hash of the sheet', ({ sheet }) => text(sheet)),
};

export const resultTellings = tellingsFor(resultEvents, {
  'assessment.SelfAssessmentSubmitted': {
    ...known, kind: 'self-assessment', key: ofUnit, sentence: { zh: '代{unit}提交{round}的自评，自评分 {score}[（{late}）]', en: 'submitted the self-assessment of {unit} for {round}, self-score {score}[ ({late})]' },
    says: (data) => ({ ...about(data), score: text(data.selfScore), late: data.late ? word(lateWords, 'late') : undefined }),
    fields: {
      selfScore: field('自评分', 'self-score', ({ selfScore }) => text(selfScore)), state: becomes(selfAssessmentWords, ({ late }) => (late ? 'late' : 'submitted')), items: field('自评项目', 'items claimed', ({ items }) => list(items, (one) => text(`${one.node}: ${claimed(one.claim)}`))),
      bonuses: field('申报加分', 'bonus claims', ({ bonuses }) => list(bonuses, (one) => text(`${one.claim}: ${one.matter}`))), situation: field('基本情况', 'situation', ({ situation }) => text(situation)), problems: field('存在问题', 'problems', ({ problems }) => text(problems)),
      nextSteps: field('下步打算', 'next steps', ({ nextSteps }) => text(nextSteps)),
    },
  },
  'assessment.SelfAssessmentReturned': {
    ...known, kind: 'self-assessment', key: ofUnit, sentence: { zh: '退回{unit}在{round}的自评，理由：{reason}[，须于{by}前重报]', en: 'returned the self-assessment of {unit} for {round}, because: {reason}[; to be submitted anew by {by}]' },
    says: (data) => ({ ...about(data), reason: text(data.reason), by: date(data.resubmitBy) }), fields: { state: becomes(selfAssessmentWords, 'returned') },
  },
  'assessment.SiteCheckRecorded': {
    ...known, kind: 'site-check', key: (data) => keyOf(data.round, data.unit, data.check), sentence: { zh: '记录{on}对{unit}的实地核查（{round}，地点：{place}，{signed}）', en: 'recorded the site check of {unit} on {on} ({round}, at {place}, {signed})' },
    says: (data) => ({ ...about(data), on: date(data.on), place: text(data.place), signed: word(signedWords, 'both' in data.signatures ? 'both' : 'refused') }),
    fields: {
      items: field('核查项目', 'items checked', ({ items }) => list(items, (one) => text(`${one.node}: ${claimed(one.claimed)} → ${claimed(one.verified)}`))), unannounced: field('暗访', 'without notice', ({ unannounced }) => yesOrNo(unannounced)),
      team: field('核查人员', 'team', ({ team }) => list(team, user)), evidence: evidenceField(),
    },
  },
  'assessment.ItemMarked': {
    kind: 'mark', key: (data) => keyOf(data.round, data.unit, data.node, data.rater), audience: 'marks', sentence: { zh: '为{unit}在{round}的项目 {node} 打 {mark} 分', en: 'marked {node} of {unit} in {round} with {mark}' },
    says: (data) => ({ ...about(data), node: text(data.node), mark: text(data.mark) }), fields: { mark: field('打分', 'mark', ({ mark }) => text(mark)), remark: field('评语', 'remark', ({ remark }) => text(remark)) },
  },
  'assessment.BonusDecided': {
    ...entry((data) => data.claim), sentence: { zh: '对{unit}在{round}申报的加分 {claim} 作出决定：{decided}，理由：{reason}', en: 'decided the bonus claim {claim} of {unit} in {round}: {decided}, because: {reason}' },
    says: (data) => ({ ...about(data), claim: text(data.claim), decided: word(decidedWords, data.accepted ? 'accepted' : 'rejected'), reason: text(data.reason) }), fields: { state: becomes(decidedWords, ({ accepted }) => (accepted ? 'accepted' : 'rejected')) },
  },
  'assessment.DeductionEntered': {
    ...entry((data) => data.deduction), sentence: { zh: '依据{document}登记{unit}在{round}扣 {points} 分，理由：{reason}', en: 'entered a deduction of {points} points for {unit} in {round} under {document}, because: {reason}' },
    says: (data) => ({ ...about(data), points: text(data.points), document: text(data.document), reason: text(data.reason) }), fields: { state: becomes(entryWords, 'entered'), points: field('扣分', 'points', ({ points }) => text(points)), document: documentField() },
  },
  'assessment.ConductRecorded': {
    ...entry((data) => data.record), sentence: { zh: '依据{document}登记{unit}在{round}的{kind}：{matter}', en: 'recorded {kind} of {unit} in {round} under {document}: {matter}' },
    says: (data) => ({ ...about(data), kind: word(conductWords, data.kind), matter: text(data.matter), document: text(data.document) }), fields: { state: becomes(entryWords, 'entered'), matter: field('事由', 'matter', ({ matter }) => text(matter)), document: documentField() },
  },
  'assessment.VetoEntered': {
    ...entry((data) => data.veto), sentence: { zh: '依据{document}登记{unit}在{round}的一票否决（{rule}）：{matter}', en: 'entered a veto ({rule}) for {unit} in {round} under {document}: {matter}' },
    says: (data) => ({ ...about(data), rule: text(data.rule), matter: text(data.matter), document: text(data.document) }), fields: { state: becomes(entryWords, 'entered'), matter: field('事由', 'matter', ({ matter }) => text(matter)), document: documentField() },
  },
  'assessment.EntryRevoked': {
    ...entry((data) => data.entry), sentence: { zh: '依据{authority}撤销{unit}在{round}的登记 {entry}，理由：{reason}', en: 'revoked the entry {entry} of {unit} in {round} under {authority}, because: {reason}' },
    says: (data) => ({ ...about(data), entry: text(data.entry), authority: text(data.authority), reason: text(data.reason) }), fields: { state: becomes(entryWords, 'revoked') },
  },
  'assessment.ResultCalculated': {
    ...figure, gate: (data) => runGate(data.round, data.run), sentence: { zh: '计算{unit}在{round}的得分（第 {run} 次）：[{score} 分]{nothing}', en: 'calculated the result of {unit} in {round} (run {run}): [{score}]{nothing}' },
    says: (data) => ({ ...about(data), run: text(data.run), score: text(data.figures.published), nothing: data.figures.published === null ? { as: 'words', words: { zh: '无总分', en: 'no total' } } : text('') }),
    fields: { ...figureFields, run: field('计分次数', 'run', ({ run }) => text(run)) },
  },
  'assessment.ScoreAdjusted': {
    // Until all is settled, an adjustment may belong to a calculation that is still worked on.
    ...figure, gate: (data) => closedGate(data.round), sentence: { zh: '调整{unit}在{round}的项目{node}：{delta} 分，理由：{reason}[，依据：{document}]', en: 'adjusted {node} of {unit} in {round} by {delta} points, because: {reason}[, under {document}]' },
    says: (data) => ({ ...about(data), node: node(data.node), delta: text(data.delta), reason: text(data.reason), document: text(data.document) }),
    fields: { adjustment: field('调整', 'adjustment', (data) => text(`${data.adjustment}: ${data.node} ${data.delta}`), () => undefined), evidence: evidenceField() },
  },
  'assessment.ReviewRequested': {
    ...review, sentence: { zh: '代{unit}就{round}的{node}申请复核：{claim}，理由：{reason}', en: 'asked for a review of {node} of {unit} in {round}: {claim}, because: {reason}' },
    says: (data) => ({ ...about(data), node: node(data.node), claim: text(data.claim), reason: text(data.reason) }),
    fields: { state: becomes(reviewStatusNames, 'open'), claim: field('诉求', 'claim', ({ claim }) => text(claim)), decideBy: field('复核期限', 'to be decided by', ({ decideBy }) => instant(decideBy)), evidence: evidenceField() },
  },
  'assessment.ReviewWithdrawn': {
    ...review, sentence: { zh: '撤回{unit}在{round}的复核申请 {request}，理由：{reason}', en: 'withdrew the request {request} of {unit} in {round}, because: {reason}' }, says: (data) => ({ ...about(data), request: text(data.request), reason: text(data.reason) }),
    fields: { state: becomes(reviewStatusNames, 'withdrawn') },
  },
  'assessment.ResultStayed': {
    ...review, sentence: { zh: '暂缓执行{unit}在{round}的结果（复核申请 {request}），理由：{reason}', en: 'stayed the result of {unit} in {round} (request {request}), because: {reason}' }, says: (data) => ({ ...about(data), request: text(data.request), reason: text(data.reason) }),
    fields: { stayed: field('暂缓执行', 'stayed', () => yesOrNo(true)) },
  },
  'assessment.ReviewDecided': {
    ...review, sentence: { zh: '对{unit}在{round}的复核申请 {request} 作出决定：{outcome}，理由：{reason}', en: 'decided the request {request} of {unit} in {round}: {outcome}, because: {reason}' },
    says: (data) => ({ ...about(data), request: text(data.request), outcome: word(reviewOutcomeWords, data.outcome), reason: text(data.reason) }),
    fields: {
      state: becomes(reviewStatusNames, ({ outcome }) => outcome), score: field('得分', 'score', ({ effect }) => text(effect.scoreTo), ({ effect }) => text(effect.scoreFrom)), grade: field('等次', 'grade', ({ effect }) => text(effect.gradeTo), ({ effect }) => text(effect.gradeFrom)),
      rank: field('名次', 'rank', ({ effect }) => text(effect.rankTo), ({ effect }) => text(effect.rankFrom)),
    },
  },
});
