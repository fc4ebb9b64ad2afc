import { defineRefusals } from '#engine/kernel';

/** Every business "no" of the units: what it says and what the caller can do. */
export const unitRefusals = defineRefusals({
  'units.unknown-unit': {
    kind: 'not-found',
    title: { zh: '没有责任单位 {code}。', en: 'There is no unit {code}.' },
    remedy: { zh: '请在责任单位名录中核对编码。', en: 'Check the code in the register of units.' },
  },
  'units.already-registered': {
    kind: 'conflict',
    title: { zh: '责任单位 {code} 已登记，内容与本次不同。', en: 'Unit {code} is registered already, with other content.' },
    remedy: { zh: '更名、合并、撤销请另行办理；新单位请另取编码。', en: 'Rename, merge or close it instead, or give a new unit another code.' },
  },
  'units.bad-code': {
    kind: 'unprocessable',
    title: { zh: '{code} 不能作为编码。', en: '{code} cannot be a code.' },
    remedy: { zh: '编码由小写字母、数字和连字符组成，不含点号，也不能是 city 或 all。', en: 'A code has lower-case letters, digits and hyphens, no dots, and is neither city nor all.' },
  },
  'units.not-a-collective': {
    kind: 'unprocessable',
    title: { zh: '{code} 的类别为 {kind}，不能有成员。', en: '{code} is of kind {kind} and cannot have members.' },
    remedy: { zh: '只有单位统称（collective）可以列出成员。', en: 'Only a collective lists members.' },
  },
  'units.member-of-itself': {
    kind: 'unprocessable',
    title: { zh: '{code} 不能是自己的成员。', en: '{code} cannot be its own member.' },
    remedy: { zh: '请从成员中删去该单位。', en: 'Take it off the members.' },
  },
  'units.unit-gone': {
    kind: 'conflict',
    title: { zh: '责任单位 {code} 自 {from} 起已撤销或合并。', en: 'Unit {code} is closed or merged from {from}.' },
    remedy: { zh: '请对承接单位办理。', en: 'Act on its successor instead.' },
  },
  'units.not-after-last-name': {
    kind: 'unprocessable',
    title: { zh: '{code} 的现名自 {last} 起使用，新名称须晚于该日（{from}）。', en: 'The present name of {code} holds from {last}; the new one must begin later ({from}).' },
    remedy: { zh: '请核对更名日期。', en: 'Check the date.' },
  },
  'units.document-required': {
    kind: 'unprocessable',
    title: { zh: '更名、合并、撤销须写明依据文号。', en: 'Renaming, merging or closing a unit needs the number of a document.' },
    remedy: { zh: '请填写依据文号（X-Authority）后再提交。', en: 'Give the document number (X-Authority) and try again.' },
  },
  'units.end-before-last': {
    kind: 'unprocessable',
    title: { zh: '{code} 在 {last} 还有名称或任职记录，不能自 {from} 起撤销或合并。', en: 'A name or post of {code} is recorded at {last}; it cannot end from {from}.' },
    remedy: { zh: '请核对日期。', en: 'Check the date.' },
  },
  'units.into-itself': {
    kind: 'unprocessable',
    title: { zh: '{code} 不能并入自己。', en: '{code} cannot be merged into itself.' },
    remedy: { zh: '请填写承接单位的编码。', en: 'Give the code of the unit that takes over.' },
  },
  'units.unknown-person': {
    kind: 'not-found',
    title: { zh: '人员库中没有 {person}。', en: 'The registry has no person {person}.' },
    remedy: { zh: '请先登记人员，再用其编号。', en: 'Add the person first and use the reference.' },
  },
  'units.person-exists': {
    kind: 'conflict',
    title: { zh: '人员编号 {person} 已使用过。', en: 'The reference {person} was used before.' },
    remedy: { zh: '请更正已有人员，或另取编号；已删除的编号不再使用。', en: 'Correct that person or choose another reference; an erased one is not used again.' },
  },
  'units.reason-required': {
    kind: 'unprocessable',
    title: { zh: '删除人员信息须写明原因。', en: 'Erasing a person needs a reason.' },
    remedy: { zh: '请写明原因（X-Reason）后再提交。', en: 'State the reason (X-Reason) and try again.' },
  },
  'units.appointment-exists': {
    kind: 'conflict',
    title: { zh: '任职编号 {appointment} 已使用。', en: 'The appointment {appointment} exists already.' },
    remedy: { zh: '请另取编号。', en: 'Choose another id.' },
  },
  'units.collective-has-no-leaders': {
    kind: 'unprocessable',
    title: { zh: '{code} 是单位统称，没有领导班子。', en: '{code} stands for several units and has no leading group.' },
    remedy: { zh: '请在具体单位登记任职。', en: 'Record the appointment in the single unit.' },
  },
  'units.main-leader-has-no-portfolio': {
    kind: 'unprocessable',
    title: { zh: '主要领导对整个单位负责，不设分管领域。', en: 'A main leader answers for the whole unit and has no portfolio.' },
    remedy: { zh: '请删去分管领域，或登记为副职。', en: 'Leave the portfolio out, or record a deputy.' },
  },
  'units.main-leader-in-post': {
    kind: 'conflict',
    title: { zh: '{post} 自 {from} 起在任，任期重叠。', en: 'The post {post} is held from {from}; the terms overlap.' },
    remedy: { zh: '请先登记前任离任，或核对任职日期。', en: "Record that the predecessor left, or check the date." },
  },
  'units.already-in-post': {
    kind: 'conflict',
    title: { zh: '此人自 {from} 起已任该职（{appointment}）。', en: 'The person holds this post from {from} ({appointment}).' },
    remedy: { zh: '请核对人员和职务。', en: 'Check person and post.' },
  },
  'units.unknown-appointment': {
    kind: 'not-found',
    title: { zh: '{unit} 没有任职 {appointment}。', en: '{unit} has no appointment {appointment}.' },
    remedy: { zh: '请核对任职编号。', en: 'Check the id.' },
  },
  'units.appointment-ended': {
    kind: 'conflict',
    title: { zh: '该任职已于 {until} 结束。', en: 'The appointment ended on {until}.' },
    remedy: { zh: '请核对任职编号。', en: 'Check the id.' },
  },
  'units.left-before-taken': {
    kind: 'unprocessable',
    title: { zh: '离任日期 {until} 早于任职日期 {from}。', en: 'The last day {until} lies before the first, {from}.' },
    remedy: { zh: '请核对日期。', en: 'Check the dates.' },
  },
});
