import { defineRefusals } from '#engine/kernel';

/** The "no" that rectifying, checking and what follows from a finding may meet. */
export const rectificationRefusals = defineRefusals({
  'supervision.own-rectification': {
    kind: 'forbidden',
    title: { zh: '您参与了问题 {number} 的整改，不能核查。', en: 'You took part in rectifying finding {number} and cannot check it.' },
    remedy: { zh: '请由未参与整改的人员核查。', en: 'Somebody who took no part in it checks it.' },
  },
  'supervision.extension-pending': {
    kind: 'conflict',
    title: { zh: '问题 {number} 已申请延期至 {until}，尚未批复。', en: 'More time for finding {number}, until {until}, has been asked for and is not decided.' },
    remedy: { zh: '请等待批复，或联系批准人。', en: 'Wait for the decision, or get in touch with the approver.' },
  },
  'supervision.extension-too-late': {
    kind: 'conflict',
    title: { zh: '问题 {number} 的时限 {due} 已过，不能再申请延期。', en: 'Finding {number} was due {due}; more time is asked for before that.' },
    remedy: { zh: '请尽快提交整改报告；报告会注明逾期。', en: 'Report the rectification as soon as possible; it is marked late.' },
  },
  'supervision.extension-not-later': {
    kind: 'unprocessable',
    title: { zh: '{until} 不晚于现时限 {due}。', en: '{until} is not later than the due time {due}.' },
    remedy: { zh: '请填写晚于现时限的日期；不延长的，请选择“不同意”。', en: 'Give a later date; to give no more time, refuse the request.' },
  },
  'supervision.extension-beyond-request': {
    kind: 'unprocessable',
    title: { zh: '{until} 晚于申请的 {asked}。', en: '{until} is later than {asked}, which was asked for.' },
    remedy: { zh: '批准的日期可以早于申请日期，不能晚于申请日期。', en: 'Less time than asked for may be given, not more.' },
  },
  'supervision.no-extension-request': {
    kind: 'conflict',
    title: { zh: '问题 {number} 没有待批的延期申请。', en: 'No request for more time waits on finding {number}.' },
    remedy: { zh: '申请可能已批复，或因提交整改报告而失效，请刷新页面。', en: 'It may have been decided, or fallen away with a report; look again.' },
  },
  'supervision.own-request': {
    kind: 'forbidden',
    title: { zh: '不能批复自己为问题 {number} 提出的延期申请。', en: 'Nobody decides about the own request for more time on finding {number}.' },
    remedy: { zh: '请由其他有权限的人员批复。', en: 'Somebody else with the right decides.' },
  },
  'supervision.approver-level': {
    kind: 'forbidden',
    title: { zh: '问题 {number} 的本次延期须由{approver}或更高层级批准。', en: 'This extension of finding {number} is decided by {approver} or above.' },
    remedy: { zh: '第一次延期由督查人员批准，第二次由市市场监管局批准，第三次起由市领导批准。', en: 'The first is the inspector’s to decide, the second the bureau’s, any later one the leadership’s.' },
  },
  'supervision.plan-required': {
    kind: 'conflict',
    title: { zh: '问题 {number} 性质较重，须先提交整改方案。', en: 'Finding {number} is grave: its rectification needs a plan first.' },
    remedy: { zh: '请先提交整改方案，列明措施、责任和时限。', en: 'Hand in the plan with measures, persons and dates, then report.' },
  },
  'supervision.report-incomplete': {
    kind: 'unprocessable',
    title: { zh: '整改报告缺少：{fields}。', en: 'The report lacks: {fieldsEn}.' },
    remedy: { zh: '问题、整改措施、整改成效、佐证材料四项缺一不可，请补齐后提交。', en: 'Problem, measures, results and evidence are all needed; add what is missing.' },
  },
  'supervision.supports-nothing': {
    kind: 'unprocessable',
    title: { zh: '{unit} 不是该问题的配合单位。', en: '{unit} is not a supporting unit of this finding.' },
    remedy: { zh: '请只填写尚未报送的配合单位。', en: 'Name only supporting units that have not reported.' },
  },
  'supervision.named-twice': {
    kind: 'unprocessable',
    title: { zh: '{unit} 填写了两次。', en: '{unit} is named twice.' },
    remedy: { zh: '每个单位只填写一次。', en: 'Name each unit once.' },
  },
  'supervision.support-missing': {
    kind: 'conflict',
    title: { zh: '配合单位尚未报送：{units}。', en: 'Supporting units have not reported: {unitsEn}.' },
    remedy: { zh: '请催办，或逐个说明未报送的原因后提交。', en: 'Ask them for it, or say for each why you report without it.' },
  },
  'supervision.closing-test-failed': {
    kind: 'conflict',
    title: { zh: '不符合销号条件：{tests}。', en: 'It cannot be closed; not met: {testsEn}.' },
    remedy: { zh: '四项条件全部符合才能销号；否则请退回重改。', en: 'All four must hold; otherwise return the report.' },
  },
  'supervision.still-listed': {
    kind: 'conflict',
    title: { zh: '问题 {number} 仍在挂牌督办。', en: 'Finding {number} is still listed.' },
    remedy: { zh: '请先摘牌，再销号。', en: 'Take it off the list first, then close it.' },
  },
  'supervision.follow-up-required': {
    kind: 'unprocessable',
    title: { zh: '问题 {number} 曾经反弹，销号时须确定回头看日期。', en: 'Finding {number} has relapsed before: closing it takes a follow-up date.' },
    remedy: { zh: '请填写三至六个月内的回头看日期。', en: 'Give a date three to six months ahead.' },
  },
  'supervision.already-listed': {
    kind: 'conflict',
    title: { zh: '问题 {number} 已挂牌督办。', en: 'Finding {number} is listed already.' },
    remedy: { zh: '无须重复挂牌。', en: 'There is nothing more to do.' },
  },
  'supervision.not-red': {
    kind: 'conflict',
    title: { zh: '问题 {number} 未达到红牌，挂牌督办须有批准依据。', en: 'Finding {number} has not been red; listing it takes the authority of a decision.' },
    remedy: { zh: '请随请求写明批准文件号，或待升级后再挂牌。', en: 'Name the document with the request, or wait until the level is raised.' },
  },
  'supervision.not-listed': {
    kind: 'conflict',
    title: { zh: '问题 {number} 未挂牌督办。', en: 'Finding {number} is not listed.' },
    remedy: { zh: '无须摘牌。', en: 'There is nothing to take off the list.' },
  },
  'supervision.contest-pending': {
    kind: 'conflict',
    title: { zh: '问题 {number} 的扣分依据正在复核。', en: 'A review of what finding {number} does to the score is under way.' },
    remedy: { zh: '请等待复核决定后再申请。', en: 'Wait for its decision before asking again.' },
  },
  'supervision.no-such-effect': {
    kind: 'unprocessable',
    title: { zh: '问题 {number} 没有所列的扣分依据：{effects}。', en: 'Finding {number} has no such effect on the score: {effectsEn}.' },
    remedy: { zh: '请在问题页面查看现有的扣分依据。', en: 'See on its page which effects it has.' },
  },
  'supervision.nothing-contested': {
    kind: 'conflict',
    title: { zh: '问题 {number} 没有待复核的扣分依据。', en: 'No review of the effect of finding {number} has been asked for.' },
    remedy: { zh: '由责任单位申请复核后再决定。', en: 'The unit asks for one; then it is decided.' },
  },
  'supervision.not-contested': {
    kind: 'unprocessable',
    title: { zh: '问题 {number} 的“{effect}”未申请复核。', en: 'A review of “{effect}” of finding {number} was not asked for.' },
    remedy: { zh: '只能取消申请复核的扣分依据。', en: 'Only what was contested can be lifted.' },
  },
  'supervision.judged-before': {
    kind: 'forbidden',
    title: { zh: '您交办、核查过问题 {number} 或提出了复核申请，不能决定复核。', en: 'You issued or checked finding {number}, or asked for the review, and cannot decide it.' },
    remedy: { zh: '请由未经办该问题的人员决定。', en: 'Somebody who has not dealt with the finding decides.' },
  },
});
