import { defineRefusals } from '#engine/kernel';

/** Every "no" that has to do with interviews 约谈. */
export const interviewRefusals = defineRefusals({
  'supervision.unknown-interview': {
    kind: 'not-found',
    title: { zh: '没有约谈 {interview}。', en: 'There is no interview {interview}.' },
    remedy: { zh: '请在约谈台账中核对编号。', en: 'Look it up in the register of interviews.' },
  },
  'supervision.interview-exists': {
    kind: 'conflict',
    title: { zh: '约谈 {interview} 已存在。', en: 'There is an interview {interview} already.' },
    remedy: { zh: '请使用新的编号；时间地点有变的，请办理改期。', en: 'Choose another code; move it if time or place changes.' },
  },
  'supervision.interview-wrong-status': {
    kind: 'conflict',
    title: { zh: '约谈 {interview} 处于“{status}”，不能{act}。', en: 'Interview {interview} is “{statusEn}”; it cannot be {actEn}.' },
    remedy: { zh: '按通知、约谈、报送整改情况、办结的顺序办理。', en: 'The order is call, interview, report, conclusion.' },
  },
  'supervision.own-interview': {
    kind: 'forbidden',
    title: { zh: '{unit} 的人员不得约谈本单位。', en: 'Nobody of {unit} interviews that unit.' },
    remedy: { zh: '请由其他单位的人员办理。', en: 'Somebody of another unit acts.' },
  },
  'supervision.level-above-caller': {
    kind: 'forbidden',
    title: { zh: '约谈层级 {level} 高于发起人的权限。', en: 'The level {level} is above whoever calls.' },
    remedy: { zh: '请由相应层级发起；市市场监管局代市领导发起的，须有文件依据。', en: 'That level calls; the bureau calls for the leadership by its document.' },
  },
  'supervision.finding-of-another-unit': {
    kind: 'unprocessable',
    title: { zh: '问题 {number} 与 {unit} 无关。', en: 'Finding {number} does not concern {unit}.' },
    remedy: { zh: '请核对约谈事由中的问题编号。', en: 'Check the findings that the interview is about.' },
  },
  'supervision.interview-in-the-past': {
    kind: 'unprocessable',
    title: { zh: '约谈时间已过。', en: 'The time of the interview has passed.' },
    remedy: { zh: '请填写以后的时间。', en: 'Give a later time.' },
  },
  'supervision.notice-too-short': {
    kind: 'unprocessable',
    title: { zh: '约谈须提前 {days} 日通知，最早为 {earliest}。', en: 'An interview is called {days} days ahead: on {earliest} or later.' },
    remedy: { zh: '请改期；情况紧急的，凭文件或批准人标为紧急。', en: 'Choose a later day; in urgent cases mark it so, with the document or approval.' },
  },
  'supervision.interview-not-moved': {
    kind: 'unprocessable',
    title: { zh: '时间和地点均未改变。', en: 'Neither time nor place changes.' },
    remedy: { zh: '请填写新的时间或地点。', en: 'Give another time or place.' },
  },
  'supervision.held-ahead': {
    kind: 'unprocessable',
    title: { zh: '约谈尚未进行，不能登记纪要。', en: 'The interview has not taken place yet.' },
    remedy: { zh: '请核对约谈时间。', en: 'Check when it was held.' },
  },
  'supervision.held-before-notice': {
    kind: 'conflict',
    title: { zh: '约谈早于通知的日期 {noticed}。', en: 'The interview was held before the day of the notice, {noticed}.' },
    remedy: { zh: '请先改期；情况紧急的，凭文件或批准人标为紧急。', en: 'Move it first; in urgent cases mark it so, with the document or approval.' },
  },
  'supervision.minutes-required': {
    kind: 'unprocessable',
    title: { zh: '须附约谈纪要。', en: 'The minutes are required.' },
    remedy: { zh: '请先上传纪要，再引用。', en: 'Upload them first, then name them.' },
  },
  'supervision.commitments-required': {
    kind: 'unprocessable',
    title: { zh: '双方签字的约谈须有整改承诺。', en: 'An interview that both sides signed has commitments.' },
    remedy: { zh: '请填写整改承诺和时限。', en: 'Give what was promised, and until when.' },
  },
  'supervision.commitment-due-before': {
    kind: 'unprocessable',
    title: { zh: '整改承诺的时限 {dueOn} 早于约谈日期。', en: 'A commitment is due on {dueOn}, before the interview.' },
    remedy: { zh: '请核对承诺时限。', en: 'Check the dates of the commitments.' },
  },
  'supervision.follow-up-out-of-range': {
    kind: 'unprocessable',
    title: { zh: '整改情况报告应在约谈后 {least} 至 {most} 个工作日内报送，即 {earliest} 至 {latest}。', en: 'The report is due {least} to {most} working days after the interview: from {earliest} to {latest}.' },
    remedy: { zh: '请在此范围内确定日期。', en: 'Choose a day within.' },
  },
  'supervision.follow-up-awaited': {
    kind: 'conflict',
    title: { zh: '单位应在 {dueOn} 前报送整改情况，尚未到期。', en: 'The unit reports until {dueOn}, which has not passed.' },
    remedy: { zh: '收到报告后再办结。', en: 'Conclude it when the report is there.' },
  },
});
