import { texts } from '../../language/texts.js';

/** Words of the forms: what is asked, and what will come of it. */
export const campaignActTexts = texts('supervision-campaign-acts', {
  sealedEffect: ['解封后，种子和抽中名单向全部可见人员公布，并可由任何人验证；不能再封存。', 'Seed and result become public for everybody who may see the campaign, to be checked by anybody; they cannot be sealed again.'],
  planEffect: ['立项后记入日志；督查单位在督查开始前看不到方案。启动前可以调整，每次调整都留痕。', 'The plan is recorded; the units do not see it before the campaign starts. Until then it can be revised, and each revision stays.'],
  reviseEffect: ['调整单位、人员或回避情况会使已抽取的名单作废，须重新抽取。', 'Changing units, team or recusals voids what was drawn: draw again.'],
  drawEffect: ['从 {units} 个单位、{people} 名督查人员中随机抽取，种子由系统产生，任何人不能选择；结果记入日志。', 'Drawn at random among {units} units and {people} inspectors; the system makes the seed, nobody can choose; the result is recorded.'],
  drawSealedEffect: ['本次为暗访：名单封存，只公布种子指纹。', 'Unannounced: the list is sealed, only the fingerprint of the seed is public.'],
  startEffect: ['启动后，列入督查的单位可以看到本次督查；方案不能再改。', 'Once started, the units inspected can see the campaign; the plan can no longer be changed.'],
  visitEffect: ['核查记录双方签字后登记，登记后不能修改。', 'A visit is recorded when both sides have signed; it cannot be changed later.'],
  concludeEffect: ['逐单位写明事实、证据和结论，一个单位也不能略过；形成结论后逐一反馈。', 'Facts, evidence and conclusion for each unit, none passed over; then each is fed back.'],
  feedbackEffect: ['反馈后{unit}可以看到结论，并自反馈之日起三十日内可提出异议。', '{unit} will read the conclusion and has thirty days to object.'],
  objectEffect: ['异议只能提出一次，须附证据；自提出之日起三十日内作出复核决定，原督查人员回避。', 'An objection can be raised once and needs evidence; it is decided within thirty days by others than the original staff.'],
  decideEffect: ['复核决定告知{unit}；更正时，原结论和新结论都保留。', '{unit} is told the decision; where the conclusion is amended, both stay on record.'],
  cancelEffect: ['取消后不能恢复；已有的核查记录保留。', 'A cancelled campaign cannot be taken up again; visits already recorded stay.'],
});
