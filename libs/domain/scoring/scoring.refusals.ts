import { defineRefusals } from '#engine/kernel';

/** Every business "no" of scoring. */
export const scoringRefusals = defineRefusals({
  'scoring.not-a-scheme': {
    kind: 'unprocessable',
    title: { zh: '评分细则内容有误：{problems}', en: 'The scheme is not valid: {problems}' },
    remedy: { zh: '请按评分细则的 JSON Schema 修改后重试。', en: "Correct it by the scheme's JSON Schema and try again." },
  },
  'scoring.scheme-id-differs': {
    kind: 'unprocessable',
    title: { zh: '内容中的编码 {content} 与细则编码 {scheme} 不一致。', en: 'The content names scheme {content}, the address {scheme}.' },
    remedy: { zh: '请统一编码。', en: 'Use one code.' },
  },
  'scoring.scheme-exists': {
    kind: 'conflict',
    title: { zh: '评分细则 {scheme} 已存在。', en: 'Scheme {scheme} exists already.' },
    remedy: { zh: '请修改现有细则，或换一个编码起草。', en: 'Revise it, or draft under another code.' },
  },
  'scoring.no-such-scheme': {
    kind: 'not-found',
    title: { zh: '没有评分细则 {scheme}。', en: 'There is no scheme {scheme}.' },
    remedy: { zh: '请核对编码，或先起草。', en: 'Check the code, or draft it first.' },
  },
  'scoring.nothing-to-publish': {
    kind: 'conflict',
    title: { zh: '评分细则 {scheme} 没有待印发的草稿。', en: 'Scheme {scheme} has no draft to publish.' },
    remedy: { zh: '已印发的内容不再变更；请先起草修改稿。', en: 'What is published stays as it is; draft a revision first.' },
  },
  'scoring.setup-errors': {
    kind: 'unprocessable',
    title: { zh: '评分细则存在设置错误，不能印发：{problems}', en: 'The scheme has set-up errors and cannot be published: {problems}' },
    remedy: { zh: '请逐项更正（如权重合计、缺少目标值）后再印发。', en: 'Correct each (weights, missing targets …), then publish.' },
  },
  'scoring.document-required': {
    kind: 'unprocessable',
    title: { zh: '印发或废止评分细则须有文号。', en: 'Publishing or withdrawing a scheme needs a document number.' },
    remedy: { zh: '请填写文号。', en: 'Give the document number.' },
  },
  'scoring.reason-required': {
    kind: 'unprocessable',
    title: { zh: '须写明原因。', en: 'A reason is needed.' },
    remedy: { zh: '请写明原因后再提交。', en: 'State the reason and try again.' },
  },
  'scoring.not-published': {
    kind: 'conflict',
    title: { zh: '评分细则 {scheme} 未印发或已废止。', en: 'Scheme {scheme} is not published, or withdrawn already.' },
    remedy: { zh: '请核对细则状态。', en: "Check the scheme's state." },
  },
  'scoring.no-board': {
    kind: 'not-found',
    title: { zh: '{year} 年 {group} 组没有已印发的评分细则。', en: 'No published scheme covers group {group} in {year}.' },
    remedy: { zh: '请先印发覆盖该组和年度的评分细则。', en: 'Publish a scheme for this group and year first.' },
  },
  'scoring.unit-not-in-group': {
    kind: 'not-found',
    title: { zh: '{unit} 不在 {group} 组中。', en: '{unit} is not in group {group}.' },
    remedy: { zh: '请核对单位和分组。', en: 'Check unit and group.' },
  },
  'scoring.supposition-unknown': {
    kind: 'unprocessable',
    title: { zh: '假设中有不存在的单位、节点或组：{reason}', en: 'The supposition names a unit, node or group that does not exist: {reason}' },
    remedy: { zh: '请核对编码后重试。', en: 'Check the codes and try again.' },
  },
});
