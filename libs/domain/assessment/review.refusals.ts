import { defineRefusals } from '#engine/kernel';

/** The "no" that notification, reviews, confirmation and publication may meet. */
export const reviewRefusals = defineRefusals({
  'assessment.calculation-outdated': {
    kind: 'conflict',
    title: { zh: '第{run}次计分之后又有影响得分的事项，涉及 {count} 个单位（{units}）。', en: 'Facts that count came after calculation {run}, for {count} units ({units}).' },
    remedy: { zh: '请先重新计分。', en: 'Calculate again first.' },
  },
  'assessment.reviews-open': {
    kind: 'conflict',
    title: { zh: '{count} 个单位（{units}）的复核尚未决定。', en: 'Reviews of {count} units ({units}) are not decided.' },
    remedy: { zh: '请先作出复核决定；审定前可对有关单位暂缓执行。', en: 'Decide them first; before confirmation, the results of these units may be stayed.' },
  },
  'assessment.re-check-outstanding': {
    kind: 'conflict',
    title: { zh: '{count} 个单位（{units}）的重新核查尚未完成。', en: 'New site checks of {count} units ({units}) are still to be made.' },
    remedy: { zh: '请先记录重新核查的结果。', en: 'Record the new checks first.' },
  },
  'assessment.requests-still-open': {
    kind: 'conflict',
    title: { zh: '各单位可在 {until} 前（含当日）申请复核。', en: 'Units may ask for a review up to and including {until}.' },
    remedy: { zh: '申请期满后再审定。', en: 'Confirm after that day.' },
  },
  'assessment.date-ahead': {
    kind: 'unprocessable',
    title: { zh: '日期 {date} 尚未到来。', en: 'The date {date} lies ahead.' },
    remedy: { zh: '请填写今天或以前的日期。', en: 'Give today’s or an earlier date.' },
  },
  'assessment.nothing-to-correct': {
    kind: 'conflict',
    title: { zh: '通报的第{run}次计分就是最新结果。', en: 'The published calculation {run} is the latest one.' },
    remedy: { zh: '请先重新计分，再更正通报结果。', en: 'Calculate again before correcting what was published.' },
  },
  'assessment.correction-pending': {
    kind: 'conflict',
    title: { zh: '第{run}次计分尚未通报，目前通报的是第{published}次。', en: 'Calculation {run} is not published; calculation {published} is.' },
    remedy: { zh: '请先更正通报结果。', en: 'Correct the published results first.' },
  },
  'assessment.unknown-review': {
    kind: 'not-found',
    title: { zh: '没有复核申请 {request}。', en: 'There is no request for review {request}.' },
    remedy: { zh: '请在复核台账中核对编号。', en: 'Look it up in the docket.' },
  },
  'assessment.review-exists': {
    kind: 'conflict',
    title: { zh: '复核申请 {request} 已存在。', en: 'There is a request for review {request} already.' },
    remedy: { zh: '请使用新的编号。', en: 'Choose another code.' },
  },
  'assessment.review-open': {
    kind: 'conflict',
    title: { zh: '关于 {node} 的复核申请尚未决定。', en: 'A request about {node} waits for its decision.' },
    remedy: { zh: '请等待决定，或撤回原申请后重新提出。', en: 'Wait for the decision, or withdraw the request and make another.' },
  },
  'assessment.review-decided': {
    kind: 'conflict',
    title: { zh: '对第{run}次计分中的 {node} 已作出复核决定。', en: 'A review of {node} in calculation {run} was decided.' },
    remedy: { zh: '同一结果同一事项只复核一次；重新计分后可对新结果提出申请。', en: 'One result is reviewed once; a later calculation may be contested anew.' },
  },
  'assessment.review-settled': {
    kind: 'conflict',
    title: { zh: '复核申请 {request} 已办结（{status}）。', en: 'The request for review {request} is settled ({statusEn}).' },
    remedy: { zh: '请在复核台账中查看结果。', en: 'See the outcome in the docket.' },
  },
  'assessment.review-too-late': {
    kind: 'conflict',
    title: { zh: '申请复核的期限已于 {until} 届满。', en: 'The time to ask for a review ended on {until}.' },
    remedy: { zh: '确有错误的，请向考核办公室反映，由其依据文件更正。', en: 'Report a mistake to the secretariat, which may correct it by a document.' },
  },
  'assessment.node-not-on-sheet': {
    kind: 'unprocessable',
    title: { zh: '该单位的评分细则中没有 {node}。', en: 'The unit’s sheet has no node {node}.' },
    remedy: { zh: '请填写得分表中的项目代码，或 total（总分）、grade（等次）。', en: 'Name a node of the score sheet, or total, or grade.' },
  },
  'assessment.review-without-evidence': {
    kind: 'unprocessable',
    title: { zh: '申请复核须附佐证材料。', en: 'A request for review needs evidence.' },
    remedy: { zh: '请先上传佐证材料，再提出申请。', en: 'Upload the evidence first and name it in the request.' },
  },
  'assessment.own-review': {
    kind: 'forbidden',
    title: { zh: '复核申请 {request} 由本人提出。', en: 'You made the request for review {request} yourself.' },
    remedy: { zh: '请由他人决定。', en: 'Somebody else has to decide.' },
  },
  'assessment.own-scoring': {
    kind: 'forbidden',
    title: { zh: '本人参与过该单位的核查、打分或调整，不得办理其复核。', en: 'You had a hand in the unit’s score: you do not decide its reviews.' },
    remedy: { zh: '请由未参与评分的人员决定。', en: 'Somebody who had no hand in the score has to decide.' },
  },
  'assessment.node-required': {
    kind: 'unprocessable',
    title: { zh: '请说明调整哪一项的得分。', en: 'Name the node whose points change.' },
    remedy: { zh: '对总分或等次提出的复核，更正须落到评分细则的某一项。', en: 'Where the total or the grade is contested, points go to a node of the scheme.' },
  },
  'assessment.node-not-contested': {
    kind: 'unprocessable',
    title: { zh: '申请复核的是 {contested}，不是 {node}。', en: 'The request is about {contested}, not about {node}.' },
    remedy: { zh: '请只更正申请复核的项目；其他项目由单位另行申请。', en: 'Correct what is contested; for another node the unit makes another request.' },
  },
  'assessment.preview-moved-on': {
    kind: 'conflict',
    title: { zh: '预览之后，影响得分的事项有变化（日志位置 {at}）。', en: 'Since the preview, facts that count have changed (log position {at}).' },
    remedy: { zh: '请重新预览更正的影响，再作决定。', en: 'Look at the effect again before deciding.' },
  },
  'assessment.no-points': {
    kind: 'unprocessable',
    title: { zh: '更正的分值不能为 0。', en: 'A correction changes points; 0 changes none.' },
    remedy: { zh: '不改变得分的，请决定“维持”。', en: 'To leave the score as it is, uphold it.' },
  },
  'assessment.node-not-scored': {
    kind: 'unprocessable',
    title: { zh: '{node} 没有计分，无分可调。', en: '{node} is not scored: it has no points to change.' },
    remedy: { zh: '不适用或不计分的项目，请在计分的上级项目中更正。', en: 'Correct a node above it that is scored.' },
  },
  'assessment.points-out-of-range': {
    kind: 'unprocessable',
    title: { zh: '{node} 的得分只能调整 {least} 至 {most} 分。', en: 'The points of {node} can change by {least} to {most}.' },
    remedy: { zh: '请填写该范围内的分值。', en: 'Give points within that range.' },
  },
});
