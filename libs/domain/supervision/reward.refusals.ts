import { defineRefusals } from '#engine/kernel';

/** Every "no" that has to do with rewards 督查激励. */
export const rewardRefusals = defineRefusals({
  'supervision.unknown-reward': {
    kind: 'not-found',
    title: { zh: '没有督查激励事项 {reward}。', en: 'There is no reward {reward}.' },
    remedy: { zh: '请在督查激励台账中核对编号。', en: 'Look it up in the register of rewards.' },
  },
  'supervision.reward-exists': {
    kind: 'conflict',
    title: { zh: '督查激励事项 {reward} 已存在。', en: 'There is a reward {reward} already.' },
    remedy: { zh: '请使用新的编号；初审退回后，可由原单位修改重报。', en: 'Choose another code; one that the review returned is nominated anew for the same unit.' },
  },
  'supervision.reward-wrong-status': {
    kind: 'conflict',
    title: { zh: '督查激励事项 {reward} 处于“{status}”，不能{act}。', en: 'Reward {reward} is “{statusEn}”; it cannot be {actEn}.' },
    remedy: { zh: '按自荐、初审、推荐申报、公示、授予的顺序办理。', en: 'The order is nomination, review, recommendation, publicity, grant.' },
  },
  'supervision.reward-year-ahead': {
    kind: 'unprocessable',
    title: { zh: '激励年度 {year} 尚未开始。', en: 'The year {year} has not begun.' },
    remedy: { zh: '请填写本年度或以前年度。', en: 'Give this year or an earlier one.' },
  },
  'supervision.reward-evidence-required': {
    kind: 'unprocessable',
    title: { zh: '自荐或提名须附佐证材料。', en: 'A nomination needs evidence.' },
    remedy: { zh: '请先上传佐证材料，再引用。', en: 'Upload it first, then name it.' },
  },
  'supervision.reward-own-unit': {
    kind: 'forbidden',
    title: { zh: '{unit} 的人员不得办理本单位的督查激励。', en: 'Nobody of {unit} decides about a reward of that unit.' },
    remedy: { zh: '请由其他单位的人员办理。', en: 'Somebody of another unit acts.' },
  },
  'supervision.reward-own-nomination': {
    kind: 'forbidden',
    title: { zh: '提名人不得初审自己提名的事项 {reward}。', en: 'Whoever nominated reward {reward} does not review it.' },
    remedy: { zh: '请由其他人员初审。', en: 'Somebody else reviews it.' },
  },
  'supervision.not-the-nominator': {
    kind: 'forbidden',
    title: { zh: '督查激励事项 {reward} 只能由提名方撤回。', en: 'Reward {reward} is withdrawn by whoever nominated it.' },
    remedy: { zh: '自荐的由单位撤回，提名的由市市场监管局撤回。', en: 'The unit withdraws what it brought forward itself, the bureau what it did.' },
  },
  'supervision.publicity-ends-before-it-begins': {
    kind: 'unprocessable',
    title: { zh: '公示止日 {to} 早于起日 {from}。', en: 'The publicity ends on {to}, before it begins on {from}.' },
    remedy: { zh: '请核对公示起止日期。', en: 'Check both dates.' },
  },
  'supervision.publicity-too-short': {
    kind: 'unprocessable',
    title: { zh: '{from} 至 {to} 只有 {days} 个工作日，公示不得少于 {least} 个工作日。', en: 'From {from} to {to} there are {days} working days; a publicity lasts at least {least}.' },
    remedy: { zh: '公示至少到 {earliest}。', en: 'Let it end on {earliest} or later.' },
  },
  'supervision.publicity-over': {
    kind: 'unprocessable',
    title: { zh: '公示止日 {to} 已过，他人无法再提出异议。', en: 'The publicity ended on {to}; nobody could object any more.' },
    remedy: { zh: '请重新确定公示日期。', en: 'Set its dates anew.' },
  },
  'supervision.not-in-publicity': {
    kind: 'conflict',
    title: { zh: '该事项不在公示中。', en: 'The reward is not publicised.' },
    remedy: { zh: '异议在公示期内提出。', en: 'Objections are made during the publicity.' },
  },
  'supervision.reward-objection-of-another-day': {
    kind: 'forbidden',
    title: { zh: '异议以提交当日（{today}）为准。', en: 'An objection counts from the day it is sent, {today}.' },
    remedy: { zh: '此前以其他方式提出的，请由市市场监管局登记。', en: 'The bureau records one that came in before by another way.' },
  },
  'supervision.reward-objection-out-of-time': {
    kind: 'conflict',
    title: { zh: '异议日期 {receivedOn} 不在公示期 {from} 至 {to} 内，或晚于今日。', en: 'The day {receivedOn} is not within the publicity, {from} to {to}, or lies ahead.' },
    remedy: { zh: '请核对收到异议的日期；公示期外的情况请按信访举报渠道反映。', en: 'Check the day; outside the publicity, use the channel for petitions and reports.' },
  },
  'supervision.reward-objection-exists': {
    kind: 'conflict',
    title: { zh: '异议 {objection} 已登记。', en: 'There is an objection {objection} already.' },
    remedy: { zh: '请使用新的编号。', en: 'Choose another code.' },
  },
  'supervision.unknown-reward-objection': {
    kind: 'not-found',
    title: { zh: '没有异议 {objection}。', en: 'There is no objection {objection}.' },
    remedy: { zh: '请核对编号。', en: 'Check the code.' },
  },
  'supervision.reward-objection-settled': {
    kind: 'conflict',
    title: { zh: '异议 {objection} 已处理。', en: 'Objection {objection} is settled.' },
    remedy: { zh: '有新情况的，请另行登记异议。', en: 'Record another objection if there is something new.' },
  },
  'supervision.own-reward-objection': {
    kind: 'forbidden',
    title: { zh: '提出异议 {objection} 的单位不得自行处理。', en: 'The unit that made objection {objection} does not settle it.' },
    remedy: { zh: '请由其他单位的人员处理。', en: 'Somebody of another unit settles it.' },
  },
  'supervision.reward-decided': {
    kind: 'conflict',
    title: { zh: '督查激励事项 {reward} 已有结果。', en: 'Reward {reward} is decided.' },
    remedy: { zh: '已授予的激励有误的，凭文件撤销。', en: 'A grant that was wrong is revoked by a document.' },
  },
  'supervision.publicity-running': {
    kind: 'conflict',
    title: { zh: '公示到 {to} 为止，公示期满后方可授予。', en: 'The publicity runs until {to}; a reward is granted after it.' },
    remedy: { zh: '请核对授予日期。', en: 'Check the date of the grant.' },
  },
  'supervision.granted-ahead': {
    kind: 'unprocessable',
    title: { zh: '授予日期 {on} 尚未到来。', en: 'The date of the grant, {on}, lies ahead.' },
    remedy: { zh: '请核对文件日期。', en: 'Check the date of the document.' },
  },
  'supervision.reward-objections-open': {
    kind: 'conflict',
    title: { zh: '还有 {count} 件异议未处理。', en: '{count} objections are not settled.' },
    remedy: { zh: '请先处理异议。', en: 'Settle them first.' },
  },
  'supervision.reward-objection-stands': {
    kind: 'conflict',
    title: { zh: '{count} 件异议成立，不能授予激励。', en: '{count} objections were upheld; the reward cannot be granted.' },
    remedy: { zh: '请登记未获激励并说明原因。', en: 'Record that it is not granted, with the reason.' },
  },
  'supervision.bad-amount': {
    kind: 'unprocessable',
    title: { zh: '激励金额 {amount} 应大于零。', en: 'The amount {amount} must be above zero.' },
    remedy: { zh: '没有金额的，请不填。', en: 'Leave it out where there is none.' },
  },
});
