import { defineRefusals } from '#engine/kernel';

/** The "no" that any act on a finding may meet. */
export const findingRefusals = defineRefusals({
  'supervision.unknown-finding': {
    kind: 'not-found',
    title: { zh: '没有问题 {finding}。', en: 'There is no finding {finding}.' },
    remedy: { zh: '请在督查台账中核对编号。', en: 'Look it up in the ledger.' },
  },
  'supervision.finding-exists': {
    kind: 'conflict',
    title: { zh: '问题 {finding} 已存在。', en: 'There is a finding {finding} already.' },
    remedy: { zh: '请使用新的编号，或修改原有拟稿。', en: 'Choose another code, or change the existing draft.' },
  },
  'supervision.not-issued': {
    kind: 'conflict',
    title: { zh: '该问题尚未交办。', en: 'The finding has not been issued.' },
    remedy: { zh: '交办后再办理。', en: 'Issue it first.' },
  },
  'supervision.finding-closed': {
    kind: 'conflict',
    title: { zh: '问题 {number} 已销号。', en: 'Finding {number} is closed.' },
    remedy: { zh: '问题反弹的，由督查人员按原编号重开。', en: 'If it has relapsed, an inspector reopens it under its number.' },
  },
  'supervision.finding-withdrawn': {
    kind: 'conflict',
    title: { zh: '问题 {number} 已撤销交办。', en: 'Finding {number} was withdrawn.' },
    remedy: { zh: '确需督办的，请重新拟稿交办。', en: 'If it must be supervised after all, draft and issue it anew.' },
  },
  'supervision.finding-suspended': {
    kind: 'conflict',
    title: { zh: '问题 {number} 已挂起。', en: 'Finding {number} is suspended.' },
    remedy: { zh: '恢复办理后再操作。', en: 'Resume it first.' },
  },
  'supervision.wrong-status': {
    kind: 'conflict',
    title: { zh: '问题 {number} 处于“{status}”，不能{act}。', en: 'Finding {number} is “{statusEn}”; it cannot be {actEn}.' },
    remedy: { zh: '请在问题页面查看当前可办理的事项。', en: 'See on its page what can be done now.' },
  },
  'supervision.not-the-unit': {
    kind: 'forbidden',
    title: { zh: '问题 {number} 的责任单位是 {unit}。', en: 'Finding {number} is answered for by {unit}.' },
    remedy: { zh: '由该单位办理；交办单位有误的，由该单位提出异议。', en: 'That unit acts; if the assignment is wrong, it contests it.' },
  },
  'supervision.reason-required': {
    kind: 'unprocessable',
    title: { zh: '请说明理由。', en: 'A reason is required.' },
    remedy: { zh: '在“理由”栏填写原因，会随该事项长期保存。', en: 'Give the reason; it stays with the matter.' },
  },
  'supervision.authority-required': {
    kind: 'unprocessable',
    title: { zh: '请填写依据的文件号或批准人。', en: 'The document or approval it rests on is required.' },
    remedy: { zh: '在“依据”栏填写文件号。', en: 'Give the document number.' },
  },
  'supervision.date-passed': {
    kind: 'unprocessable',
    title: { zh: '日期 {date} 已过。', en: 'The date {date} has passed.' },
    remedy: { zh: '请填写以后的日期。', en: 'Give a later date.' },
  },
  'supervision.unknown-unit': {
    kind: 'unprocessable',
    title: { zh: '没有在用的单位 {unit}。', en: 'There is no active unit {unit}.' },
    remedy: { zh: '请核对单位编码。', en: 'Check the unit code.' },
  },
  'supervision.no-escalation-policy': {
    kind: 'conflict',
    title: { zh: '尚未发布督办升级规则。', en: 'No escalation policy has been adopted.' },
    remedy: { zh: '由市市场监管局发布升级规则后再交办。', en: 'The bureau adopts one; then orders can be issued.' },
  },
  'supervision.own-unit': {
    kind: 'forbidden',
    title: { zh: '该问题涉及您所在的单位 {unit}。', en: 'The finding concerns your own unit, {unit}.' },
    remedy: { zh: '请由其他单位的人员办理。', en: 'Somebody of another unit acts.' },
  },
  'supervision.evidence-unknown': {
    kind: 'unprocessable',
    title: { zh: '没有您可以引用的佐证材料 {sha256}。', en: 'There is no evidence {sha256} that you can refer to.' },
    remedy: { zh: '请先上传佐证材料，再引用。', en: 'Upload the file first, then name it.' },
  },
  'supervision.already-issued': {
    kind: 'conflict',
    title: { zh: '该问题已按 {number} 交办。', en: 'The finding has been issued as {number}.' },
    remedy: { zh: '交办后不再修改拟稿；确需更改的，请改派或撤销交办。', en: 'An order is not redrafted; reassign or withdraw it if it must change.' },
  },
  'supervision.draft-discarded': {
    kind: 'conflict',
    title: { zh: '问题 {finding} 的拟稿已作废。', en: 'The draft of finding {finding} was discarded.' },
    remedy: { zh: '确需督办的，请用新的编号重新拟稿。', en: 'Draft it anew under another code if it must be supervised.' },
  },
  'supervision.not-the-drafter': {
    kind: 'forbidden',
    title: { zh: '拟稿只能由拟稿人或市市场监管局修改、作废。', en: 'A draft is changed or discarded by its drafter or the bureau.' },
    remedy: { zh: '请联系拟稿人或市市场监管局。', en: 'Ask the drafter or the bureau.' },
  },
  'supervision.unit-named-twice': {
    kind: 'unprocessable',
    title: { zh: '单位 {unit} 重复出现在责任单位和配合单位中。', en: 'Unit {unit} is named twice among lead and supporting units.' },
    remedy: { zh: '每个单位只列一次。', en: 'Name each unit once.' },
  },
  'supervision.plan-missing': {
    kind: 'unprocessable',
    title: { zh: '写明措施、指标或报告期的，须同时写明所属方案。', en: 'A measure, indicator or period is named without its plan.' },
    remedy: { zh: '请补充方案编码。', en: 'Name the plan as well.' },
  },
  'supervision.unknown-plan': {
    kind: 'unprocessable',
    title: { zh: '没有方案 {plan}。', en: 'There is no plan {plan}.' },
    remedy: { zh: '请核对方案编码。', en: 'Check the code of the plan.' },
  },
  'supervision.unknown-measure': {
    kind: 'unprocessable',
    title: { zh: '方案 {plan} 中没有第 {measure} 项措施。', en: 'Plan {plan} has no measure {measure}.' },
    remedy: { zh: '请核对措施编号。', en: 'Check the number of the measure.' },
  },
  'supervision.unknown-indicator': {
    kind: 'unprocessable',
    title: { zh: '方案 {plan} 中没有指标 {indicator}。', en: 'Plan {plan} has no indicator {indicator}.' },
    remedy: { zh: '请核对指标编码。', en: 'Check the code of the indicator.' },
  },
  'supervision.nothing-to-repeat': {
    kind: 'unprocessable',
    title: { zh: '{repeats} 不是向 {unit} 交办过的问题，不能作为重复发生的前一次。', en: '{repeats} is no finding issued to {unit} that this could repeat.' },
    remedy: { zh: '请填写同一责任单位此前已交办的问题编号。', en: 'Name an earlier finding that was issued to the same unit.' },
  },
  'supervision.draft-changed': {
    kind: 'conflict',
    title: { zh: '问题 {finding} 的拟稿刚被修改。', en: 'The draft of finding {finding} has just been changed.' },
    remedy: { zh: '请核对修改后的内容再交办。', en: 'Look at what it says now, then issue it.' },
  },
  'supervision.not-numbered': {
    kind: 'conflict',
    title: { zh: '督办单 {finding} 尚未取得 {year} 年的编号。', en: 'Order {finding} has not been given a number of {year}.' },
    remedy: { zh: '请重新交办，系统随交办一并编号。', en: 'Issue it again; the number is given together with the order.' },
  },
  'supervision.due-before-acknowledgement': {
    kind: 'unprocessable',
    title: { zh: '整改期限 {due} 早于签收期限 {acknowledgeBy}。', en: 'The due date {due} lies before {acknowledgeBy}, until when the unit acknowledges or contests.' },
    remedy: { zh: '请给出不早于签收期限的整改期限。', en: 'Give a due date that is not earlier.' },
  },
  'supervision.contest-too-late': {
    kind: 'conflict',
    title: { zh: '对交办的异议应在 {until} 前提出。', en: 'The assignment could be contested until {until}.' },
    remedy: { zh: '请签收办理；确需更多时间的，可申请延期。', en: 'Acknowledge it; ask for an extension if more time is needed.' },
  },
  'supervision.issuer-decides-not': {
    kind: 'forbidden',
    title: { zh: '签发人不得处理对自己交办的异议。', en: 'Whoever issued the order does not uphold it against the unit.' },
    remedy: { zh: '请由其他督查人员处理；同意异议的，可以改派。', en: 'Another inspector decides; the issuer may reassign it.' },
  },
  'supervision.nothing-reassigned': {
    kind: 'unprocessable',
    title: { zh: '改派后的单位和期限与现在相同。', en: 'Units and due date are what they are already.' },
    remedy: { zh: '维持原交办的，请办理“维持交办”。', en: 'To leave it as it is, uphold the assignment.' },
  },
  'supervision.measure-after-due': {
    kind: 'unprocessable',
    title: { zh: '措施完成日期 {by} 晚于整改期限 {due}。', en: 'A measure is to be done by {by}, after the due date {due}.' },
    remedy: { zh: '请调整时限；确需更多时间的，先申请延期。', en: 'Bring it forward, or ask for an extension first.' },
  },
  'supervision.bad-percent': {
    kind: 'unprocessable',
    title: { zh: '整改进度 {percent} 不在 0 到 100 之间。', en: 'Progress {percent} is not between 0 and 100.' },
    remedy: { zh: '请填写百分数，例如 60。', en: 'Give a percentage, such as 60.' },
  },
  'supervision.not-supporting': {
    kind: 'forbidden',
    title: { zh: '{unit} 不是问题 {number} 的配合单位。', en: '{unit} does not support finding {number}.' },
    remedy: { zh: '责任单位请填报整改进展。', en: 'The unit in charge reports progress instead.' },
  },
  'supervision.not-suspended': {
    kind: 'conflict',
    title: { zh: '问题 {number} 未挂起。', en: 'Finding {number} is not suspended.' },
    remedy: { zh: '无需恢复办理。', en: 'There is nothing to resume.' },
  },
});
