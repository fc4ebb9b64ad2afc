import { defineRefusals } from '#engine/kernel';

/** Every business "no" of the plan: what it says and what the caller can do. */
export const planRefusals = defineRefusals({
  'plan.unknown-plan': {
    kind: 'not-found',
    title: { zh: '没有方案 {plan}。', en: 'There is no plan {plan}.' },
    remedy: { zh: '请核对方案编码，或先印发方案。', en: 'Check the code, or adopt the plan first.' },
  },
  'plan.already-adopted': {
    kind: 'conflict',
    title: { zh: '方案 {plan} 已经印发。', en: 'Plan {plan} is already adopted.' },
    remedy: { zh: '如需调整，请修订指标口径、措施分工或目标。', en: 'Revise cards, assignments or targets instead.' },
  },
  'plan.bad-code': {
    kind: 'unprocessable',
    title: { zh: '{code} 不能作为编码。', en: '{code} cannot be a code.' },
    remedy: { zh: '编码由小写字母、数字和连字符组成，不含点号。', en: 'A code has lower-case letters, digits and hyphens, and no dots.' },
  },
  'plan.catalogue-invalid': {
    kind: 'unprocessable',
    title: { zh: '方案目录有 {count} 处问题：{problems}。', en: 'The catalogue has {count} problems: {problems}.' },
    remedy: { zh: '请按所列位置修改目录文件后重试；未作任何改动。', en: 'Correct the file at the places listed and try again; nothing was changed.' },
  },
  'plan.unknown-measure': {
    kind: 'not-found',
    title: { zh: '方案中没有第 {no} 条措施。', en: 'The plan has no measure {no}.' },
    remedy: { zh: '请在措施清单中核对序号。', en: 'Check the number in the list of measures.' },
  },
  'plan.unknown-unit': {
    kind: 'not-found',
    title: { zh: '没有责任单位 {unit}。', en: 'There is no unit {unit}.' },
    remedy: { zh: '请在责任单位名录中核对编码；新单位请先登记。', en: 'Check the code in the register of units; register a new unit first.' },
  },
  'plan.unit-gone': {
    kind: 'conflict',
    title: { zh: '责任单位 {unit} 已撤销或合并。', en: 'Unit {unit} was closed or merged.' },
    remedy: { zh: '请改为承接单位。', en: 'Name its successor instead.' },
  },
  'plan.unit-named-twice': {
    kind: 'unprocessable',
    title: { zh: '单位 {unit} 重复出现。', en: 'Unit {unit} is named twice.' },
    remedy: { zh: '每个单位只能出现一次；牵头单位不能同时是配合单位。', en: 'Name each unit once; a lead unit does not also support.' },
  },
  'plan.assignment-before-last': {
    kind: 'unprocessable',
    title: { zh: '第 {no} 条措施的现行分工自 {last} 起，新分工不能早于该日（{from}）。', en: 'Measure {no} is assigned from {last}; a new assignment cannot begin before that ({from}).' },
    remedy: { zh: '请填写不早于现行分工的日期。', en: 'Give a date not before the present assignment.' },
  },
  'plan.reason-required': {
    kind: 'unprocessable',
    title: { zh: '调整分工须写明原因或依据文号。', en: 'A change of assignment needs a reason or the number of a document.' },
    remedy: { zh: '请写明原因（X-Reason）或依据文号（X-Authority）后再提交。', en: 'State the reason (X-Reason) or the document number (X-Authority) and try again.' },
  },
  'plan.document-required': {
    kind: 'unprocessable',
    title: { zh: '须写明批准文号。', en: 'The number of the approval document is needed.' },
    remedy: { zh: '请填写依据文号（X-Authority）后再提交。', en: 'Give the document number (X-Authority) and try again.' },
  },
  'plan.unknown-indicator': {
    kind: 'not-found',
    title: { zh: '方案 {plan} 中没有指标 {indicator}。', en: 'Plan {plan} has no indicator {indicator}.' },
    remedy: { zh: '请在指标目录中核对编码。', en: 'Check the code in the indicator catalogue.' },
  },
  'plan.indicator-exists': {
    kind: 'conflict',
    title: { zh: '指标 {indicator} 已有口径卡。', en: 'Indicator {indicator} already has a definition card.' },
    remedy: { zh: '请修订该口径卡，或为新指标另取编码。', en: 'Revise that card, or give the new indicator another code.' },
  },
  'plan.nobody-reports': {
    kind: 'unprocessable',
    title: { zh: '口径卡没有填报单位。', en: 'The card names no reporting unit.' },
    remedy: { zh: '请至少指定一个填报单位。', en: 'Name at least one reporting unit.' },
  },
  'plan.verifier-reports': {
    kind: 'unprocessable',
    title: { zh: '{verifier} 是填报单位，不能核定。', en: '{verifier} reports the indicator and cannot verify it.' },
    remedy: { zh: '请指定填报单位以外的核定单位。', en: 'Name a verifier that does not report.' },
  },
  'plan.collective-cannot-act': {
    kind: 'unprocessable',
    title: { zh: '{unit} 是单位统称，不能填报或核定。', en: '{unit} stands for several units and cannot report or verify.' },
    remedy: { zh: '请逐一列出具体单位。', en: 'Name the single units.' },
  },
  'plan.range-upside-down': {
    kind: 'unprocessable',
    title: { zh: '取值范围下限 {min} 高于上限 {max}。', en: 'The range begins at {min} and ends lower, at {max}.' },
    remedy: { zh: '请核对取值范围。', en: 'Check the range.' },
  },
  'plan.measure-is-fixed': {
    kind: 'unprocessable',
    title: { zh: '指标 {indicator} 属于 {measure}，修订口径不能改变其所属措施。', en: 'Indicator {indicator} belongs to {measure}; a revised card cannot move it.' },
    remedy: { zh: '请保留所属措施；确需移动的，请另定义指标。', en: 'Keep the measure, or define another indicator.' },
  },
  'plan.nothing-changes': {
    kind: 'unprocessable',
    title: { zh: '{indicator} 的新内容与现行内容相同。', en: 'What you give for {indicator} is what holds already.' },
    remedy: { zh: '请核对需要修订的内容。', en: 'Check what was to change.' },
  },
  'plan.code-differs': {
    kind: 'unprocessable',
    title: { zh: '口径卡编码 {code} 与所修订的指标 {indicator} 不同。', en: 'The card’s code {code} is not that of the indicator revised, {indicator}.' },
    remedy: { zh: '请保留原编码；确需新编码的，请另定义指标。', en: 'Keep the code, or define another indicator.' },
  },
  'plan.card-moved-on': {
    kind: 'conflict',
    title: { zh: '指标 {indicator} 的口径卡已是第 {actual} 版，您修改的是第 {seen} 版。', en: 'The card of {indicator} is now version {actual}; you changed version {seen}.' },
    remedy: { zh: '请刷新后在最新版本上修改。', en: 'Reload and change the latest version.' },
  },
  'plan.target-moved-on': {
    kind: 'conflict',
    title: { zh: '{indicator} 的目标值已是 {actual}，您调整的是 {seen}。', en: 'The target of {indicator} is now {actual}; you revised {seen}.' },
    remedy: { zh: '请刷新后重新核对。', en: 'Reload and look again.' },
  },
  'plan.target-already-set': {
    kind: 'conflict',
    title: { zh: '{unit} {year} 年的 {indicator} 目标已下达。', en: 'The target of {unit} for {indicator} in {year} is already set.' },
    remedy: { zh: '请凭批准文件调整目标。', en: 'Revise it with an approval document.' },
  },
  'plan.target-not-set': {
    kind: 'not-found',
    title: { zh: '{unit} {year} 年的 {indicator} 目标尚未下达。', en: 'No target of {unit} for {indicator} in {year} is set.' },
    remedy: { zh: '请先下达目标。', en: 'Set the target first.' },
  },
  'plan.not-a-reporting-unit': {
    kind: 'unprocessable',
    title: { zh: '按口径卡，{unit} 不填报指标 {indicator}，不能下达目标。', en: 'By its definition card {unit} does not report {indicator}, so it has no target.' },
    remedy: { zh: '请核对单位；确需下达的，先修订口径卡。', en: 'Check the unit, or revise the card first.' },
  },
  'plan.value-required': {
    kind: 'unprocessable',
    title: { zh: '比较方式 {comparator} 须有目标值。', en: 'The comparison {comparator} needs a value.' },
    remedy: { zh: '请填写目标值；原文无数字的，选用“里程碑”或“逐年提高”。', en: 'Give a value; where the plan names none, use milestone or improving.' },
  },
  'plan.value-forbidden': {
    kind: 'unprocessable',
    title: { zh: '比较方式 {comparator} 没有目标值。', en: 'The comparison {comparator} has no value.' },
    remedy: { zh: '请删去目标值，或改用数值比较。', en: 'Leave the value out, or choose a numeric comparison.' },
  },
  'plan.target-out-of-range': {
    kind: 'unprocessable',
    title: { zh: '{indicator} 的目标值应在 {min} 至 {max} 之间（{measurementUnit}），您填写了 {value}。', en: 'A target of {indicator} must be between {min} and {max} ({measurementUnit}); you wrote {value}.' },
    remedy: { zh: '请核对数值和计量单位。', en: 'Check the value and its unit of measurement.' },
  },
  'plan.too-many-decimals': {
    kind: 'unprocessable',
    title: { zh: '{indicator} 保留 {decimals} 位小数，您填写了 {value}。', en: '{indicator} has {decimals} decimal places; you wrote {value}.' },
    remedy: { zh: '请按口径卡的小数位数填写。', en: "Use the card's number of places." },
  },
  'plan.bad-profile': {
    kind: 'unprocessable',
    title: { zh: '季度进度 {profile} 不合规则。', en: 'The quarterly profile {profile} does not fit.' },
    remedy: { zh: '应为四个 0 至 1 之间、不递减的份额，最后一个为 1。', en: 'Give four shares from 0 to 1 that never fall and end with 1.' },
  },
  'plan.no-city-target': {
    kind: 'conflict',
    title: { zh: '{indicator} 没有 {year} 年的全市数值目标可供分解。', en: '{indicator} has no numeric city target of {year} to decompose.' },
    remedy: { zh: '请先下达全市目标。', en: 'Set the city target first.' },
  },
  'plan.decomposition-differs': {
    kind: 'unprocessable',
    title: { zh: '各单位目标合成为 {total}，全市目标为 {comparator}{city}，相差 {difference}。', en: 'The units’ targets come to {total}; the city’s is {comparator} {city}: a difference of {difference}.' },
    remedy: { zh: '请调整各单位目标或权重，使其支撑全市目标。', en: 'Change the units’ targets or weights until they carry the city’s.' },
  },
  'plan.bad-weight': {
    kind: 'unprocessable',
    title: { zh: '单位 {unit} 的份额或权重 {weight} 不合规则。', en: 'The share or weight {weight} of {unit} does not fit.' },
    remedy: { zh: '份额或权重应为正数；按值分解时每个单位都须填写目标值，加权平均时每个单位都须填写权重。', en: 'Shares and weights are positive; give every unit a value when decomposing by value, and a weight for a weighted mean.' },
  },
  'plan.not-responsible': {
    kind: 'forbidden',
    title: { zh: '单位 {unit} 不承担第 {no} 条措施。', en: 'Unit {unit} has no part in measure {no}.' },
    remedy: { zh: '请核对措施；确应承担的，由市市场监管局调整分工。', en: 'Check the measure; if it should, the bureau changes the assignment.' },
  },
  'plan.future-period': {
    kind: 'unprocessable',
    title: { zh: '报告期 {period} 尚未开始。', en: 'Period {period} has not begun.' },
    remedy: { zh: '请在报告期开始后填报。', en: 'Report once the period has begun.' },
  },
  'plan.bad-percent': {
    kind: 'unprocessable',
    title: { zh: '进度 {percent} 应在 0 至 100 之间。', en: 'Progress {percent} must be between 0 and 100.' },
    remedy: { zh: '请核对进度百分比。', en: 'Check the percentage.' },
  },
  'plan.progress-accepted': {
    kind: 'conflict',
    title: { zh: '{period} 的进展已审核通过。', en: 'The progress of {period} is accepted.' },
    remedy: { zh: '新的进展请在下一报告期填报。', en: 'Report what is new in the next period.' },
  },
  'plan.progress-not-reported': {
    kind: 'conflict',
    title: { zh: '{period} 没有待审核的进展。', en: 'No progress of {period} waits for review.' },
    remedy: { zh: '请刷新后核对状态。', en: 'Reload and look at its state.' },
  },
  'plan.progress-moved-on': {
    kind: 'conflict',
    title: { zh: '该进展已改为 {actual}%，您审核的是 {seen}%。', en: 'The progress is now {actual} %; you looked at {seen} %.' },
    remedy: { zh: '请刷新后重新审核。', en: 'Reload and look again.' },
  },
  'plan.own-progress': {
    kind: 'forbidden',
    title: { zh: '填报单位不能审核自己的进展。', en: 'A unit cannot review its own progress.' },
    remedy: { zh: '由其他单位的审核人办理。', en: 'A reviewer of another unit does it.' },
  },
  'plan.remark-required': {
    kind: 'unprocessable',
    title: { zh: '退回须写明意见。', en: 'Returning it needs a remark.' },
    remedy: { zh: '请写明需要补充或修改的内容。', en: 'Say what is to be added or changed.' },
  },
  'plan.evidence-unknown': {
    kind: 'unprocessable',
    title: { zh: '佐证材料 {sha256} 尚未上传。', en: 'Evidence {sha256} has not been uploaded.' },
    remedy: { zh: '请先上传文件，再引用返回的 SHA-256。', en: 'Upload the file first and use the SHA-256 it returns.' },
  },
});
