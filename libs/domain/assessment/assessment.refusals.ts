import { defineRefusals } from '#engine/kernel';

/** Every "no" that has to do with rounds and with what they come to know of a unit before it is calculated. */
export const assessmentRefusals = defineRefusals({
  'assessment.unknown-round': {
    kind: 'not-found',
    title: { zh: '没有考核 {round}。', en: 'There is no round {round}.' },
    remedy: { zh: '请在考核列表中核对编号。', en: 'Look it up in the list of rounds.' },
  },
  'assessment.wrong-step': {
    kind: 'conflict',
    title: { zh: '考核 {round} 处于“{step}”，不能{act}。', en: 'Round {round} is at the step "{stepEn}": one cannot {actEn} now.' },
    remedy: { zh: '下一步：{next}。', en: 'What comes next: {nextEn}.' },
  },
  'assessment.unit-not-in-round': {
    kind: 'unprocessable',
    title: { zh: '本次考核不包括 {unit}。', en: 'This round does not assess {unit}.' },
    remedy: { zh: '请核对单位编码；被考核单位以评分细则为准。', en: 'Check the code; the scheme says which units are assessed.' },
  },
  'assessment.own-unit': {
    kind: 'forbidden',
    title: { zh: '您属于 {unit}，不能参与对本单位的评定。', en: 'You belong to {unit} and have no part in assessing it.' },
    remedy: { zh: '请由其他单位的人员办理。', en: 'Somebody of another unit does it.' },
  },
  'assessment.units-moved-on': {
    kind: 'conflict',
    title: { zh: '办理期间单位或评分细则有变化。', en: 'Units or scheme changed while this was under way.' },
    remedy: { zh: '请刷新后重试。', en: 'Look again and repeat it.' },
  },
  'assessment.reason-required': {
    kind: 'unprocessable',
    title: { zh: '须写明原因。', en: 'A reason is needed.' },
    remedy: { zh: '请填写原因，或在请求头 X-Reason 中提供。', en: 'Give one in the field or in the header X-Reason.' },
  },
  'assessment.document-required': {
    kind: 'unprocessable',
    title: { zh: '须写明依据文号。', en: 'The number of the document that it rests on is needed.' },
    remedy: { zh: '请填写文号，或在请求头 X-Authority 中提供。', en: 'Give it in the field or in the header X-Authority.' },
  },
  'assessment.named-twice': {
    kind: 'unprocessable',
    title: { zh: '{name} 列了两次。', en: '{name} is named twice.' },
    remedy: { zh: '请删去重复的一项。', en: 'Leave one out.' },
  },
  'assessment.evidence-unknown': {
    kind: 'unprocessable',
    title: { zh: '没有您可以引用的文件 {sha256}。', en: 'There is no file {sha256} that you may refer to.' },
    remedy: { zh: '请先上传该文件。', en: 'Upload the file first.' },
  },
  // Opening, replanning and cancelling a round.
  'assessment.round-exists': {
    kind: 'conflict',
    title: { zh: '考核 {round} 已启动。', en: 'Round {round} was opened already.' },
    remedy: { zh: '新的考核请另取编号。', en: 'Give the new round another code.' },
  },
  'assessment.plan-item-required': {
    kind: 'unprocessable',
    title: { zh: '考核须注明年度督查检查考核计划的项号。', en: 'A round needs the number of its item in the annual plan of inspections and assessments.' },
    remedy: { zh: '未列入年度计划的，先按程序报批。', en: 'What is not in the annual plan is approved first.' },
  },
  'assessment.scheme-not-published': {
    kind: 'unprocessable',
    title: { zh: '评分细则 {scheme} 没有 {year} 年度的印发版本。', en: 'Scheme {scheme} was not published for {year}.' },
    remedy: { zh: '请先印发该年度的评分细则。', en: 'Publish it for the year first.' },
  },
  'assessment.scheme-withdrawn': {
    kind: 'unprocessable',
    title: { zh: '评分细则 {scheme} 第 {version} 版已废止。', en: 'Version {version} of scheme {scheme} was withdrawn.' },
    remedy: { zh: '请印发新的版本。', en: 'Publish a new version.' },
  },
  'assessment.scheme-of-another-plan': {
    kind: 'unprocessable',
    title: { zh: '评分细则 {scheme} 属于方案 {plan}。', en: 'Scheme {scheme} belongs to plan {plan}.' },
    remedy: { zh: '请核对方案编码。', en: 'Check the code of the plan.' },
  },
  'assessment.scheme-without-units': {
    kind: 'unprocessable',
    title: { zh: '评分细则的 {group} 组没有列明单位。', en: 'Group {group} of the scheme names no units.' },
    remedy: { zh: '考核须逐一列明被考核单位，请修订评分细则。', en: 'A round needs every unit by name; revise the scheme.' },
  },
  'assessment.unit-in-two-groups': {
    kind: 'unprocessable',
    title: { zh: '{unit} 在评分细则中列了两次。', en: '{unit} is listed twice in the scheme.' },
    remedy: { zh: '一个单位在一次考核中只有一个结果，请修订评分细则。', en: 'A unit has one result in a round; revise the scheme.' },
  },
  'assessment.unit-not-active': {
    kind: 'unprocessable',
    title: { zh: '{unit} 不存在或已撤并。', en: '{unit} does not exist, or works no more.' },
    remedy: { zh: '请先登记该单位，或修订评分细则。', en: 'Register the unit, or revise the scheme.' },
  },
  'assessment.nothing-to-start-from': {
    kind: 'unprocessable',
    title: { zh: '不能以 {round} 为底稿：同一方案没有这样的往次考核。', en: 'Nothing can be started from {round}: the plan has no such earlier round.' },
    remedy: { zh: '请核对编号和年度。', en: 'Check the code and the year.' },
  },
  'assessment.year-taken': {
    kind: 'conflict',
    title: { zh: '{year} 年度的 {group} 组已由 {by} 考核。', en: 'Round {by} assesses group {group} in {year} already.' },
    remedy: { zh: '每组每年度只有一次考核；确需重开的，先撤销原考核。', en: 'A group is assessed once a year; cancel that round first if it must be opened anew.' },
  },
  'assessment.calendar-out-of-order': {
    kind: 'unprocessable',
    title: { zh: '日程先后有误：{day} 早于上一步的 {before}。', en: 'The calendar is out of order: {day} lies before {before}, the day of the step before it.' },
    remedy: { zh: '请按步骤先后安排日期。', en: 'Give the days in the order of the steps.' },
  },
  'assessment.past-days-changed': {
    kind: 'conflict',
    title: { zh: '已过步骤的日程不能更改（原为 {was}）。', en: 'The calendar of a past step stays as it was: {was}.' },
    remedy: { zh: '只调整以后的日程。', en: 'Change later days only.' },
  },
  // Self-assessment.
  'assessment.not-a-leaf': {
    kind: 'unprocessable',
    title: { zh: '{group} 组的评分细则没有末级指标 {node}。', en: 'The scheme of group {group} has no leaf {node}.' },
    remedy: { zh: '请在自评表中核对指标编码。', en: 'Look up the leaves in the form for self-assessment.' },
  },
  'assessment.claim-of-wrong-kind': {
    kind: 'unprocessable',
    title: { zh: '{node} 应填报{takes}。', en: '{node} takes {takesEn}.' },
    remedy: { zh: '请按评分细则的计分方法填写，且只填一种。', en: "Fill it in as the scheme's method asks, and in one way only." },
  },
  'assessment.not-a-figure': {
    kind: 'unprocessable',
    title: { zh: '{node} 的 {figure} 不是可用的数值。', en: '{figure} is no acceptable figure for {node}.' },
    remedy: { zh: '请填写十进制数；项数不得为负。', en: 'Give a decimal; counts are not negative.' },
  },
  'assessment.unknown-level': {
    kind: 'unprocessable',
    title: { zh: '{node} 没有等级 {level}。', en: '{node} has no level {level}.' },
    remedy: { zh: '请从评分细则列出的等级中选择。', en: 'Choose one of the levels of the scheme.' },
  },
  'assessment.unknown-item': {
    kind: 'unprocessable',
    title: { zh: '{node} 没有扣分项 {item}。', en: '{node} counts no items {item}.' },
    remedy: { zh: '请核对评分细则列出的扣分项。', en: 'Check the items of the scheme.' },
  },
  'assessment.unknown-bonus-rule': {
    kind: 'unprocessable',
    title: { zh: '{group} 组没有加分规则 {rule}。', en: 'Group {group} has no rule {rule} for bonuses.' },
    remedy: { zh: '只能按评分细则列出的规则申报加分。', en: 'Bonuses are claimed under the rules of the scheme only.' },
  },
  'assessment.bonus-level-not-listed': {
    kind: 'unprocessable',
    title: { zh: '加分规则 {rule} 没有级别 {level}。', en: 'Rule {rule} gives no points at the level {level}.' },
    remedy: { zh: '请从规则列出的级别中选择。', en: 'Choose one of the levels of the rule.' },
  },
  'assessment.bonus-document-not-listed': {
    kind: 'unprocessable',
    title: { zh: '加分规则 {rule} 不认可文件类型 {documentType}。', en: 'Rule {rule} does not count documents of the type {documentType}.' },
    remedy: { zh: '请使用规则列出的文件类型。', en: 'Give a document of a type that the rule lists.' },
  },
  'assessment.bonus-needs-document': {
    kind: 'unprocessable',
    title: { zh: '按 {rule} 申报加分须写明文号。', en: 'A claim under {rule} needs the number of its document.' },
    remedy: { zh: '请填写表彰或认定文件的文号。', en: 'Give the number of the document that says so.' },
  },
  'assessment.self-score-out-of-range': {
    kind: 'unprocessable',
    title: { zh: '自评分 {selfScore} 应在 0 至 {scale} 之间。', en: 'The self-score {selfScore} is not between 0 and {scale}.' },
    remedy: { zh: '请核对自评分。', en: 'Check the score.' },
  },
  'assessment.nothing-to-return': {
    kind: 'conflict',
    title: { zh: '{unit} 没有可退回的自评报告。', en: '{unit} has no self-assessment that could be given back.' },
    remedy: { zh: '尚未提交，或已退回待重新提交。', en: 'None was submitted, or it was given back already.' },
  },
  'assessment.resubmit-in-the-past': {
    kind: 'unprocessable',
    title: { zh: '重新提交的期限 {day} 已过。', en: 'The day {day} for submitting it anew has passed.' },
    remedy: { zh: '请填写今天或以后的日期。', en: 'Give today or a later day.' },
  },
  'assessment.self-assessment-open': {
    kind: 'conflict',
    title: { zh: '自评到 {day} 才截止，还有 {missing} 个单位未提交。', en: 'Self-assessment runs until {day}, and {missing} units have not submitted one.' },
    remedy: { zh: '请等到期后再结束；确需提前的，写明原因。', en: 'Wait until its day has passed, or give a reason.' },
  },
  // Site checks and sealed samples.
  'assessment.check-exists': {
    kind: 'conflict',
    title: { zh: '实地核查 {check} 已登记。', en: 'Site check {check} was recorded already.' },
    remedy: { zh: '再次核查请另取编号；以最近一次核定为准。', en: 'Give another check another code; the last finding counts.' },
  },
  'assessment.check-day-out-of-range': {
    kind: 'unprocessable',
    title: { zh: '核查日期 {day} 应在 {from} 至 {to} 之间。', en: 'The day of the check, {day}, is not between {from} and {to}.' },
    remedy: { zh: '请填写实际核查日期。', en: 'Give the day on which it was made.' },
  },
  'assessment.check-team-too-small': {
    kind: 'unprocessable',
    title: { zh: '核查人员不得少于两名。', en: 'Two people check at least.' },
    remedy: { zh: '请补充人员。', en: 'Add people.' },
  },
  'assessment.checker-of-the-unit': {
    kind: 'unprocessable',
    title: { zh: '{user} 属于 {unit}，不能核查本单位。', en: '{user} belongs to {unit} and does not check it.' },
    remedy: { zh: '请改派其他人员，并登记回避。', en: 'Send somebody else, and record the recusal.' },
  },
  'assessment.recused-in-team': {
    kind: 'unprocessable',
    title: { zh: '{user} 已回避，不能列入核查人员。', en: '{user} stepped back and is not of the team.' },
    remedy: { zh: '请更正核查人员或回避事项。', en: 'Correct the team or the recusals.' },
  },
  'assessment.recorder-not-in-team': {
    kind: 'forbidden',
    title: { zh: '实地核查由参加核查的人员登记。', en: 'A site check is recorded by somebody who took part in it.' },
    remedy: { zh: '请由核查人员登记。', en: 'Ask somebody of the team.' },
  },
  'assessment.marked-not-checked': {
    kind: 'unprocessable',
    title: { zh: '{node} 由评委打分，不登记核查值。', en: '{node} is marked by raters; nothing is verified for it on site.' },
    remedy: { zh: '请由评委打分。', en: 'Raters mark it.' },
  },
  'assessment.no-re-check-decided': {
    kind: 'conflict',
    title: { zh: '结果已反馈，{node} 没有待办的重新核查决定。', en: 'Results were notified, and no review asks for another check of {node}.' },
    remedy: { zh: '反馈后只能按复核决定重新核查。', en: 'After notification only a review can ask for one.' },
  },
  'assessment.sample-exists': {
    kind: 'conflict',
    title: { zh: '暗访抽样 {sample} 已封存。', en: 'Sample {sample} was sealed already.' },
    remedy: { zh: '另行抽样请另取编号。', en: 'Give another sample another code.' },
  },
  'assessment.sample-too-large': {
    kind: 'unprocessable',
    title: { zh: '从 {candidates} 个单位中抽不出 {count} 个。', en: '{count} units cannot be drawn from {candidates}.' },
    remedy: { zh: '请减少抽取数量。', en: 'Draw fewer.' },
  },
  'assessment.sample-member-of-candidate': {
    kind: 'unprocessable',
    title: { zh: '{user} 属于候选单位 {unit}，不能知悉暗访名单。', en: '{user} belongs to the candidate {unit} and is not to know the list.' },
    remedy: { zh: '请改派其他人员，或从候选单位中去掉该单位。', en: 'Send somebody else, or leave the unit out of the candidates.' },
  },
  'assessment.unknown-sample': {
    kind: 'not-found',
    title: { zh: '没有暗访抽样 {sample}。', en: 'There is no sample {sample}.' },
    remedy: { zh: '请核对抽样编号。', en: 'Check its code.' },
  },
  'assessment.not-of-the-sample-team': {
    kind: 'forbidden',
    title: { zh: '{user} 不在暗访抽样 {sample} 的核查人员内。', en: '{user} is not of the team of sample {sample}.' },
    remedy: { zh: '由该抽样的核查人员办理。', en: 'Its team does it.' },
  },
  'assessment.unit-not-drawn': {
    kind: 'unprocessable',
    title: { zh: '{unit} 不在暗访抽样 {sample} 的名单内。', en: '{unit} is not on the list of sample {sample}.' },
    remedy: { zh: '请核对单位和抽样编号。', en: 'Check the unit and the sample.' },
  },
  'assessment.seed-not-kept': {
    kind: 'conflict',
    title: { zh: '找不到暗访抽样 {sample} 的种子。', en: 'The seed of sample {sample} is not kept any more.' },
    remedy: { zh: '请从备份中找回种子，在启封时提供。', en: 'Give the seed from a backup when the sample is opened.' },
  },
  'assessment.seed-does-not-match': {
    kind: 'unprocessable',
    title: { zh: '种子与暗访抽样 {sample} 封存时公布的哈希不一致。', en: 'The seed is not the one promised for sample {sample}.' },
    remedy: { zh: '请核对种子。', en: 'Check the seed.' },
  },
  'assessment.sample-not-done': {
    kind: 'conflict',
    title: { zh: '暗访抽样 {sample} 的 {count} 个单位中还有 {unchecked} 个未核查。', en: 'Of the {count} units of sample {sample}, {unchecked} are not checked yet.' },
    remedy: { zh: '请核查后再启封；确需提前启封的，写明文号。', en: 'Check them first, or open it under a document.' },
  },
  // Marks, bonuses and entries.
  'assessment.not-marked-by-raters': {
    kind: 'unprocessable',
    title: { zh: '{node} 不由评委打分。', en: '{node} is not marked by raters.' },
    remedy: { zh: '请核对评分细则的计分方法。', en: 'Look up its method in the scheme.' },
  },
  'assessment.mark-out-of-range': {
    kind: 'unprocessable',
    title: { zh: '{node} 的评分 {mark} 应在 0 至 {full} 之间。', en: 'The mark {mark} for {node} is not between 0 and {full}.' },
    remedy: { zh: '请核对评分。', en: 'Check the mark.' },
  },
  'assessment.unknown-bonus-claim': {
    kind: 'not-found',
    title: { zh: '{unit} 没有申报加分 {claim}。', en: '{unit} claimed no bonus {claim}.' },
    remedy: { zh: '请在自评报告中核对加分编号。', en: 'Look it up in the self-assessment.' },
  },
  'assessment.bonus-without-evidence': {
    kind: 'unprocessable',
    title: { zh: '加分 {claim} 没有佐证，不能认定。', en: 'The bonus {claim} came without evidence and cannot be accepted.' },
    remedy: { zh: '没有佐证的申报不计分。', en: 'A claim without evidence scores nothing.' },
  },
  'assessment.entry-exists': {
    kind: 'conflict',
    title: { zh: '编号 {entry} 已经用过。', en: 'The code {entry} was used already.' },
    remedy: { zh: '请另取编号；已撤销的编号不再使用。', en: 'Give another code; that of a revoked entry is not used again.' },
  },
  'assessment.no-manual-deductions': {
    kind: 'unprocessable',
    title: { zh: '{group} 组的评分细则不允许手工扣分。', en: 'The scheme of group {group} allows no deductions by hand.' },
    remedy: { zh: '请按评分细则的扣分规则办理。', en: "Points are taken off by the scheme's rules only." },
  },
  'assessment.deduction-out-of-range': {
    kind: 'unprocessable',
    title: { zh: '扣分 {points} 应大于 0 且不超过 {most}。', en: 'A deduction of {points} is not above 0 and at most {most}.' },
    remedy: { zh: '请核对扣分。', en: 'Check the points.' },
  },
  'assessment.no-rule-for-conduct': {
    kind: 'unprocessable',
    title: { zh: '{group} 组的评分细则没有针对 {kind} 的扣分规则。', en: 'The scheme of group {group} has no rule for {kind}.' },
    remedy: { zh: '确需扣分的，按手工扣分办理。', en: 'Enter a deduction by hand if points are to be taken off.' },
  },
  'assessment.severity-not-listed': {
    kind: 'unprocessable',
    title: { zh: '{kind} 的程度应为下列之一：{listed}。', en: 'The severity of {kind} is one of: {listed}.' },
    remedy: { zh: '请从扣分规则列出的程度中选择。', en: 'Choose one that the rule lists.' },
  },
  'assessment.indicator-required': {
    kind: 'unprocessable',
    title: { zh: '登记 {kind} 须写明涉及的指标。', en: 'A record of {kind} names the indicator concerned.' },
    remedy: { zh: '该指标按规则清零，请填写指标编码。', en: 'The rule takes all its points; give its code.' },
  },
  'assessment.indicator-not-scored': {
    kind: 'unprocessable',
    title: { zh: '{group} 组的评分细则不考核指标 {indicator}。', en: 'The scheme of group {group} does not score the indicator {indicator}.' },
    remedy: { zh: '请核对指标编码。', en: 'Check its code.' },
  },
  'assessment.unknown-veto-rule': {
    kind: 'unprocessable',
    title: { zh: '{group} 组没有否决规则 {rule}。', en: 'Group {group} has no veto {rule}.' },
    remedy: { zh: '只能按评分细则列出的情形否决。', en: 'Only what the scheme lists is a veto.' },
  },
  'assessment.unknown-entry': {
    kind: 'not-found',
    title: { zh: '{unit} 没有有效的登记 {entry}。', en: '{unit} has no entry {entry} that holds.' },
    remedy: { zh: '请核对编号；已撤销的不能再次撤销。', en: 'Check its code; a revoked one cannot be revoked again.' },
  },
  // Freezing the data.
  'assessment.samples-sealed': {
    kind: 'conflict',
    title: { zh: '暗访抽样 {samples} 尚未启封。', en: 'These samples are still sealed: {samples}.' },
    remedy: { zh: '请先启封全部抽样。', en: 'Open them first.' },
  },
  'assessment.site-checks-open': {
    kind: 'conflict',
    title: { zh: '实地核查到 {day} 才截止。', en: 'Site checks run until {day}.' },
    remedy: { zh: '请等到期后再冻结；确需提前的，写明原因。', en: 'Wait until its day has passed, or give a reason.' },
  },
});
