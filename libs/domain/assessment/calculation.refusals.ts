import { defineRefusals } from '#engine/kernel';

/** Every business "no" about calculations, adjustments, comparisons and proofs. */
export const calculationRefusals = defineRefusals({
  'assessment.basis-moved-on': {
    kind: 'conflict',
    title: { zh: '考核 {round} 在计算期间又有新的记录，本次计算未保存。', en: 'Something was recorded in round {round} while it was calculated; the calculation was not kept.' },
    remedy: { zh: '请稍候重新计算。', en: 'Calculate again in a moment.' },
  },
  'assessment.scheme-not-as-published': {
    kind: 'conflict',
    title: { zh: '日志中没有与考核所记内容一致的评分细则 {scheme} 第 {version} 版。', en: 'The log has no version {version} of scheme {scheme} with the content that the round names.' },
    remedy: { zh: '日志可能被改动过，请用 zhiheng doctor 检查，并与备份核对。', en: 'The log may have been altered: check it with zhiheng doctor and against a backup.' },
  },
  'assessment.engine-not-kept': {
    kind: 'conflict',
    title: { zh: '本程序没有该次计算所用的计分引擎 {engine}。', en: 'This program does not have the scoring engine {engine} that the calculation names.' },
    remedy: { zh: '请使用当时或更新版本的程序。', en: 'Use the program of that time or a later one.' },
  },
  'assessment.not-calculated': {
    kind: 'conflict',
    title: { zh: '考核 {round} 尚未计分。', en: 'Round {round} has not been calculated yet.' },
    remedy: { zh: '请先冻结数据并计算得分。', en: 'Freeze the data and calculate the results first.' },
  },
  'assessment.unknown-run': {
    kind: 'not-found',
    title: { zh: '考核 {round} 没有第 {run} 次计分。', en: 'Round {round} has no calculation {run}.' },
    remedy: { zh: '请核对计分次数。', en: 'Check the number of the calculation.' },
  },
  'assessment.result-not-visible': {
    kind: 'forbidden',
    title: { zh: '该结果尚未通报，您不能查看 {unit} 的得分。', en: 'This result is not published, and you may not see the score of {unit} yet.' },
    remedy: { zh: '通报后即可查看；本单位结果由本单位填报人查看。', en: 'Look again after publication; a unit’s reporters see their own result.' },
  },
  'assessment.adjustment-exists': {
    kind: 'conflict',
    title: { zh: '{unit} 已有编号为 {adjustment} 的调整。', en: 'There is an adjustment {adjustment} of {unit} already.' },
    remedy: { zh: '请换一个编号；要改回，请另作一次反向调整。', en: 'Use another code; to take it back, adjust the other way.' },
  },
  'assessment.adjustment-without-basis': {
    kind: 'unprocessable',
    title: { zh: '得分调整须有佐证或文号。', en: 'An adjustment needs evidence or a document.' },
    remedy: { zh: '请上传佐证或填写文号。', en: 'Attach evidence or give a document number.' },
  },
  'assessment.unknown-scheme-version': {
    kind: 'not-found',
    title: { zh: '没有已印发的评分细则 {scheme} 第 {version} 版。', en: 'There is no published version {version} of scheme {scheme}.' },
    remedy: { zh: '请核对细则编码和版本。', en: 'Check the scheme’s code and version.' },
  },
  'assessment.nothing-to-compare': {
    kind: 'unprocessable',
    title: { zh: '没有可比较的两次结果：{round} 只有一次计分。', en: 'There are no two results to compare: round {round} has been calculated once.' },
    remedy: { zh: '请指定另一次计分、另一考核或另一版评分细则。', en: 'Name another calculation, another round or another version of the scheme.' },
  },
});
