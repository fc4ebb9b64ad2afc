import { defineRefusals } from '#engine/kernel';

/** Every "no" that has to do with campaigns, their samples and objections to their conclusions. */
export const campaignRefusals = defineRefusals({
  'supervision.unknown-campaign': {
    kind: 'not-found',
    title: { zh: '没有督查活动 {campaign}。', en: 'There is no campaign {campaign}.' },
    remedy: { zh: '请在督查活动列表中核对编号。', en: 'Look it up in the list of campaigns.' },
  },
  'supervision.campaign-exists': {
    kind: 'conflict',
    title: { zh: '督查活动 {campaign} 已立项，内容与本次不同。', en: 'Campaign {campaign} is planned already, with other content.' },
    remedy: { zh: '启动前可以调整方案；新的活动请另取编号。', en: 'Revise it before it starts, or give the new one another code.' },
  },
  'supervision.campaign-wrong-status': {
    kind: 'conflict',
    title: { zh: '督查活动 {campaign} 处于“{status}”，不能{act}。', en: 'Campaign {campaign} is {statusEn}; it cannot be {actEn}.' },
    remedy: { zh: '请在活动页面查看当前可办理的事项。', en: 'See on its page what can be done now.' },
  },
  'supervision.campaign-unit-out-of-reach': {
    kind: 'forbidden',
    title: { zh: '您的授权不包括 {unit}。', en: 'Your grant does not cover {unit}.' },
    remedy: { zh: '由授权覆盖全部督查对象的人员或市市场监管局办理。', en: 'Somebody whose grant covers every unit of the campaign, or the bureau, does it.' },
  },
  'supervision.plan-item-required': {
    kind: 'unprocessable',
    title: { zh: '督查活动须注明年度计划项目编号。', en: 'A campaign needs the number of its item in the annual plan.' },
    remedy: { zh: '未列入年度计划的，先按程序报批后再立项。', en: 'What is not in the annual plan is approved first.' },
  },
  'supervision.campaign-ends-before-it-begins': {
    kind: 'unprocessable',
    title: { zh: '结束日期 {to} 早于开始日期 {from}。', en: 'The last day, {to}, lies before the first, {from}.' },
    remedy: { zh: '请核对日期。', en: 'Check the dates.' },
  },
  'supervision.campaign-named-twice': {
    kind: 'unprocessable',
    title: { zh: '{name} 列了两次。', en: '{name} is named twice.' },
    remedy: { zh: '请删去重复的一项。', en: 'Leave one out.' },
  },
  'supervision.team-too-small': {
    kind: 'unprocessable',
    title: { zh: '督查组和现场核查人员均不得少于两名不同的人员。', en: 'A team, and those who visit a unit, are two different people at least.' },
    remedy: { zh: '请补充人员。', en: 'Add people.' },
  },
  'supervision.team-needs-one-leader': {
    kind: 'unprocessable',
    title: { zh: '督查组须有且仅有一名组长，现有 {leaders} 名。', en: 'A team has exactly one leader; {leaders} are named.' },
    remedy: { zh: '请指定一名组长。', en: 'Name one leader.' },
  },
  'supervision.recusal-of-nobody': {
    kind: 'unprocessable',
    title: { zh: '回避事项有误：{user} 不在督查组内，或 {unit} 不是督查对象。', en: '{user} is not of the team, or {unit} is not inspected: the recusal is about nothing.' },
    remedy: { zh: '请核对回避人员和单位。', en: 'Check the person and the unit.' },
  },
  'supervision.leader-recused': {
    kind: 'unprocessable',
    title: { zh: '组长 {leader} 须回避 {unit}，不能对整个活动负责。', en: 'The leader {leader} is recused for {unit} and cannot answer for the whole campaign.' },
    remedy: { zh: '请另行指定组长，或调整督查对象。', en: 'Name another leader, or leave the unit out.' },
  },
  'supervision.team-too-small-for-unit': {
    kind: 'unprocessable',
    title: { zh: '对 {unit} 无须回避的组员不足两名。', en: 'Fewer than two of the team may act for {unit}.' },
    remedy: { zh: '请补充组员，或调整督查对象。', en: 'Add people to the team, or leave the unit out.' },
  },
  'supervision.follow-up-of-nothing': {
    kind: 'unprocessable',
    title: { zh: '回头看须写明所针对的督查活动或问题。', en: 'A follow-up names the campaign or the findings it comes back to.' },
    remedy: { zh: '请填写原督查活动或问题编号。', en: 'Name the campaign or the findings.' },
  },
  'supervision.measures-of-no-plan': {
    kind: 'unprocessable',
    title: { zh: '列了措施，但没有写明方案。', en: 'Measures are named, but no plan.' },
    remedy: { zh: '请填写方案编码。', en: 'Give the code of the plan.' },
  },
  'supervision.campaign-unknown-plan': {
    kind: 'unprocessable',
    title: { zh: '没有方案 {plan}。', en: 'There is no plan {plan}.' },
    remedy: { zh: '请核对方案编码。', en: 'Check the code.' },
  },
  'supervision.campaign-unknown-measure': {
    kind: 'unprocessable',
    title: { zh: '方案 {plan} 没有第 {measure} 项措施。', en: 'Plan {plan} has no measure {measure}.' },
    remedy: { zh: '请核对措施序号。', en: 'Check the number.' },
  },
  'supervision.campaign-outside-its-days': {
    kind: 'conflict',
    title: { zh: '今天（{today}）不在方案确定的 {from} 至 {to} 之内。', en: 'Today, {today}, is outside the days of the plan, {from} to {to}.' },
    remedy: { zh: '请按期启动，或先调整方案。', en: 'Start it within its days, or revise the plan first.' },
  },
  'supervision.campaign-not-the-leader': {
    kind: 'forbidden',
    title: { zh: '此事由组长 {leader} 或市市场监管局办理。', en: 'This is for the leader {leader} or the bureau.' },
    remedy: { zh: '请转请组长办理。', en: 'Ask the leader.' },
  },
  'supervision.campaign-own-unit': {
    kind: 'forbidden',
    title: { zh: '您属于 {unit}，不能办理对本单位的督查。', en: 'You belong to {unit} and do not inspect it.' },
    remedy: { zh: '由其他单位的人员办理。', en: 'Somebody of another unit does it.' },
  },
  'supervision.campaign-recused': {
    kind: 'forbidden',
    title: { zh: '{user} 须对 {unit} 回避。', en: '{user} is recused for {unit}.' },
    remedy: { zh: '由其他组员办理。', en: 'Another member of the team does it.' },
  },
  'supervision.campaign-not-this-unit': {
    kind: 'unprocessable',
    title: { zh: '{unit} 不是本次督查的对象。', en: 'The campaign does not inspect {unit}.' },
    remedy: { zh: '请核对单位编码。', en: 'Check the unit code.' },
  },
  'supervision.not-a-seed': {
    kind: 'unprocessable',
    title: { zh: '种子须为 32 个字节（64 位小写十六进制）。', en: 'A seed has 32 bytes: 64 lower-case hex digits.' },
    remedy: { zh: '种子由系统随机产生，无须填写。', en: 'The system draws it at random; it is not given by hand.' },
  },
  'supervision.sample-visited-already': {
    kind: 'conflict',
    title: { zh: '已有现场核查记录，不能再抽取。', en: 'A visit is recorded already; nothing is drawn any more.' },
    remedy: { zh: '确需另行抽取的，请取消后重新立项。', en: 'If it must be drawn anew, cancel it and plan another campaign.' },
  },
  'supervision.sample-too-large': {
    kind: 'unprocessable',
    title: { zh: '候选单位只有 {units} 个，不能抽取 {count} 个。', en: 'There are {units} units to draw from; {count} cannot be drawn.' },
    remedy: { zh: '请减少抽取数量。', en: 'Draw fewer.' },
  },
  'supervision.sample-too-few-inspectors': {
    kind: 'unprocessable',
    title: { zh: '对 {unit} 无须回避的人员不足 {teamSize} 名。', en: 'Fewer than {teamSize} inspectors may act for {unit}.' },
    remedy: { zh: '请减少每组人数，或先调整方案。', en: 'Draw smaller teams, or revise the plan first.' },
  },
  'supervision.redraw-needs-reason': {
    kind: 'unprocessable',
    title: { zh: '重新抽取须写明原因。', en: 'Drawing again needs a reason.' },
    remedy: { zh: '请写明原因，原抽取结果仍会保留。', en: 'Give the reason; the earlier draw stays on record.' },
  },
  'supervision.sample-voided': {
    kind: 'conflict',
    title: { zh: '方案调整后，原抽取结果已失效。', en: 'The plan was revised; the sample holds no longer.' },
    remedy: { zh: '请重新抽取后再启动。', en: 'Draw again, then start.' },
  },
  'supervision.unknown-draw': {
    kind: 'not-found',
    title: { zh: '没有第 {draw} 次抽取。', en: 'There is no draw {draw}.' },
    remedy: { zh: '请核对抽取次序。', en: 'Check its number.' },
  },
  'supervision.seed-does-not-match': {
    kind: 'unprocessable',
    title: { zh: '种子与第 {draw} 次抽取公布的散列值不符。', en: 'The seed does not fit the hash that draw {draw} made public.' },
    remedy: { zh: '请核对种子；只有抽取时封存的种子才能解封。', en: 'Check it: only the seed that was sealed with the draw opens it.' },
  },
  'supervision.sample-not-as-drawn': {
    kind: 'unprocessable',
    title: { zh: '所列名单不是第 {draw} 次抽取的种子抽出的结果。', en: 'The list is not what the seed of draw {draw} draws.' },
    remedy: { zh: '请按公布的算法重新抽取核对。', en: 'Draw again by the published steps and compare.' },
  },
  'supervision.seed-not-kept': {
    kind: 'not-found',
    title: { zh: '封存库中没有第 {draw} 次抽取的种子。', en: 'The sealed store has no seed of draw {draw}.' },
    remedy: { zh: '请从备份恢复封存库，或填写另行保存的种子；尚未核查的，可说明原因重新抽取。', en: 'Restore the sealed store from a backup, or give the seed as kept elsewhere; before the first visit the sample can be drawn again with a reason.' },
  },
  'supervision.sample-still-sealed': {
    kind: 'conflict',
    title: { zh: '第 {draw} 次抽取结果尚未解封。', en: 'The sample of draw {draw} is still sealed.' },
    remedy: { zh: '请先解封，再形成结论。', en: 'Unseal it, then conclude.' },
  },
  'supervision.not-of-the-team': {
    kind: 'unprocessable',
    title: { zh: '{user} 不在督查组内。', en: '{user} is not of the team.' },
    remedy: { zh: '请核对人员。', en: 'Check the people.' },
  },
  'supervision.unit-not-drawn': {
    kind: 'unprocessable',
    title: { zh: '{unit} 未被抽中。', en: '{unit} was not drawn.' },
    remedy: { zh: '只核查抽中的单位。', en: 'Only the units drawn are visited.' },
  },
  'supervision.substitution-needs-reason': {
    kind: 'unprocessable',
    title: { zh: '核查人员不是抽中的人员（{inspectors}），须写明原因。', en: 'Others than the inspectors drawn ({inspectors}) went; that needs a reason.' },
    remedy: { zh: '请核对人员，或写明替换原因。', en: 'Check the people, or say why they were replaced.' },
  },
  'supervision.visit-exists': {
    kind: 'conflict',
    title: { zh: '核查记录 {visit} 已存在，内容与本次不同。', en: 'Visit {visit} is recorded already, with other content.' },
    remedy: { zh: '请另取编号。', en: 'Choose another code.' },
  },
  'supervision.visit-outside-campaign': {
    kind: 'unprocessable',
    title: { zh: '核查日期 {date} 不在活动启动之日（{first}）至今天（{last}）之间。', en: 'The visit of {date} does not lie between the start of the campaign, {first}, and today, {last}.' },
    remedy: { zh: '请核对日期。', en: 'Check the date.' },
  },
  'supervision.visit-not-signed': {
    kind: 'unprocessable',
    title: { zh: '核查记录须由全部核查人员签字。', en: 'A record of a visit is signed by all who made it.' },
    remedy: { zh: '请补签后再提交；被核查单位拒绝签字的，请记录原因。', en: 'Have it signed; if the unit refuses, record its refusal.' },
  },
  'supervision.conclusion-missing': {
    kind: 'unprocessable',
    title: { zh: '没有对 {unit} 作出结论，也没有说明未检查的原因。', en: 'Nothing is concluded about {unit}, nor said why it was not inspected.' },
    remedy: { zh: '请逐个单位写明结论或未检查的原因。', en: 'State for each unit a conclusion, or why there is none.' },
  },
  'supervision.visited-needs-conclusion': {
    kind: 'unprocessable',
    title: { zh: '{unit} 已现场核查，须作出结论。', en: '{unit} was visited, so it needs a conclusion.' },
    remedy: { zh: '请补充对该单位的结论。', en: 'Add the conclusion about it.' },
  },
  'supervision.concludes-nothing': {
    kind: 'unprocessable',
    title: { zh: '没有对任何单位作出结论。', en: 'Nothing is concluded about any unit.' },
    remedy: { zh: '一个单位也没有检查的，请取消活动并说明原因。', en: 'If no unit was inspected, cancel the campaign with the reason.' },
  },
  'supervision.conclusion-evidence-required': {
    kind: 'unprocessable',
    title: { zh: '对 {unit} 的结论缺少证据。', en: 'The conclusion about {unit} lacks evidence.' },
    remedy: { zh: '请上传证据材料后再提交。', en: 'Upload the evidence and try again.' },
  },
  'supervision.no-conclusion-about': {
    kind: 'not-found',
    title: { zh: '本次督查没有对 {unit} 作出结论。', en: 'The campaign has no conclusion about {unit}.' },
    remedy: { zh: '请核对单位编码。', en: 'Check the unit code.' },
  },
  'supervision.not-fed-back': {
    kind: 'conflict',
    title: { zh: '督查活动 {campaign} 没有向 {unit} 反馈过结论。', en: 'Campaign {campaign} has fed no conclusion back to {unit}.' },
    remedy: { zh: '收到反馈后才能提出异议。', en: 'An objection is possible once a conclusion is fed back.' },
  },
  'supervision.objection-exists': {
    kind: 'conflict',
    title: { zh: '{unit} 已对该结论提出过异议。', en: '{unit} has objected to this conclusion already.' },
    remedy: { zh: '每个结论只复核一次，请等待或查看复核决定。', en: 'A conclusion is reviewed once: wait for the decision, or read it.' },
  },
  'supervision.objection-too-late': {
    kind: 'conflict',
    title: { zh: '提出异议的期限已于 {day} 届满。', en: 'The time to object ended on {day}.' },
    remedy: { zh: '如有新的重要事实，请向市市场监管局说明。', en: 'If there are new facts of weight, tell the bureau.' },
  },
  'supervision.objection-evidence-required': {
    kind: 'unprocessable',
    title: { zh: '提出异议须附证据材料。', en: 'An objection needs evidence.' },
    remedy: { zh: '请上传证据材料后再提交。', en: 'Upload it and try again.' },
  },
  'supervision.no-objection': {
    kind: 'conflict',
    title: { zh: '{unit} 没有提出异议。', en: '{unit} has not objected.' },
    remedy: { zh: '请核对单位。', en: 'Check the unit.' },
  },
  'supervision.objection-own-work': {
    kind: 'forbidden',
    title: { zh: '原督查人员和记录人员须回避复核。', en: 'Those who inspected, or wrote it down, do not review it.' },
    remedy: { zh: '由未参与本次督查的人员复核。', en: 'Somebody who had no part in the campaign decides.' },
  },
  'supervision.objection-decided': {
    kind: 'conflict',
    title: { zh: '{unit} 的异议已作出复核决定。', en: 'The objection of {unit} is decided already.' },
    remedy: { zh: '请查看复核决定。', en: 'Read the decision.' },
  },
});
