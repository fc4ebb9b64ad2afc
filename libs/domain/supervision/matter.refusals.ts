import { defineRefusals } from '#engine/kernel';

/** Every "no" that has to do with major matters 重大事项请示报告. */
export const matterRefusals = defineRefusals({
  'supervision.unknown-matter': {
    kind: 'not-found',
    title: { zh: '没有重大事项 {matter}。', en: 'There is no matter {matter}.' },
    remedy: { zh: '请在重大事项台账中核对编号。', en: 'Look it up in the register of matters.' },
  },
  'supervision.matter-exists': {
    kind: 'conflict',
    title: { zh: '重大事项 {matter} 已存在。', en: 'There is a matter {matter} already.' },
    remedy: { zh: '请使用新的编号；补充情况请续报，退文后由原单位重报。', en: 'Choose another code; tell more as a supplement, and report a returned one anew for the same unit.' },
  },
  'supervision.matter-wrong-status': {
    kind: 'conflict',
    title: { zh: '重大事项 {matter} 处于“{status}”，不能{act}。', en: 'Matter {matter} is “{statusEn}”; it cannot be {actEn}.' },
    remedy: { zh: '退文的由原单位修改后重报；办结后有新批示的，按新批示办理。', en: 'A returned one is reported anew by its unit; a new instruction opens a settled one again.' },
  },
  'supervision.decision-sought-required': {
    kind: 'unprocessable',
    title: { zh: '请示须写明请求批示的一个事项。', en: 'A request names the one decision it asks for.' },
    remedy: { zh: '一文一事；只通报情况的，请改用报告。', en: 'One paper, one matter; to inform only, send a report.' },
  },
  'supervision.request-in-report': {
    kind: 'unprocessable',
    title: { zh: '报告不得夹带请示事项。', en: 'A report must not ask for a decision.' },
    remedy: { zh: '需要批示的，请另行请示。', en: 'Ask for it in a request of its own.' },
  },
  'supervision.signer-required': {
    kind: 'unprocessable',
    title: { zh: '请示须注明签发人。', en: 'A request names who signed it.' },
    remedy: { zh: '请填写单位主要负责人的人员编号。', en: 'Give the reference of the head of the unit.' },
  },
  'supervision.incident-ahead': {
    kind: 'unprocessable',
    title: { zh: '事发时间晚于当前时间。', en: 'The incident lies ahead.' },
    remedy: { zh: '请核对事发时间。', en: 'Check when it happened.' },
  },
  'supervision.phoned-out-of-time': {
    kind: 'unprocessable',
    title: { zh: '电话报告时间应在事发之后、当前时间之前。', en: 'The phone call lies after the incident and before now.' },
    remedy: { zh: '请核对电话报告时间；未作电话报告的请不填。', en: 'Check it; leave it out when nobody phoned.' },
  },
  'supervision.own-matter': {
    kind: 'forbidden',
    title: { zh: '{unit} 的人员不得处理本单位的请示报告。', en: 'Nobody of {unit} handles a matter of that unit.' },
    remedy: { zh: '请由其他单位的人员处理。', en: 'Somebody of another unit acts.' },
  },
  'supervision.instruction-exists': {
    kind: 'conflict',
    title: { zh: '批示 {instruction} 已登记。', en: 'There is an instruction {instruction} already.' },
    remedy: { zh: '请使用新的编号。', en: 'Choose another code.' },
  },
  'supervision.finding-incomplete': {
    kind: 'unprocessable',
    title: { zh: '转督办的批示须写明责任单位、严重程度、要求和时限。', en: 'An instruction that becomes a finding names unit, severity, requirement and time.' },
    remedy: { zh: '请补齐，或改为阅示。', en: 'Complete it, or have it noted only.' },
  },
  'supervision.note-with-finding': {
    kind: 'unprocessable',
    title: { zh: '阅示的批示不转督办，不应填写责任单位和时限。', en: 'An instruction that is noted only has no unit and no time.' },
    remedy: { zh: '需要督办的，请选择转督办。', en: 'Have it become a finding if something is to be done.' },
  },
  'supervision.outcome-does-not-fit': {
    kind: 'unprocessable',
    title: { zh: '报告以“已阅”办结，请示以“同意”“部分同意”或“不同意”办结。', en: 'A report is noted; a request is approved, partly approved or declined.' },
    remedy: { zh: '请核对办结结果。', en: 'Check the outcome.' },
  },
  'supervision.request-not-instructed': {
    kind: 'conflict',
    title: { zh: '请示尚无领导批示，不能办结。', en: 'The request has no instruction yet and cannot be settled.' },
    remedy: { zh: '请先登记批示。', en: 'Record the instruction first.' },
  },
});
