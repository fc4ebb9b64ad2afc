import { defineRefusals } from '#engine/kernel';

/** Every business "no" of reporting: what it says and what the caller can do. */
export const reportRefusals = defineRefusals({
  'reporting.unknown-indicator': {
    kind: 'not-found',
    title: { zh: '方案中没有指标 {indicator}。', en: 'The plan has no indicator {indicator}.' },
    remedy: { zh: '请在指标目录中核对编码。', en: 'Check the code in the indicator catalogue.' },
  },
  'reporting.unknown-unit': {
    kind: 'not-found',
    title: { zh: '没有责任单位 {unit}。', en: 'There is no unit {unit}.' },
    remedy: { zh: '请在责任单位名录中核对编码。', en: 'Check the code in the register of units.' },
  },
  'reporting.unit-gone': {
    kind: 'conflict',
    title: { zh: '责任单位 {unit} 已撤销或合并，不能再填报。', en: 'Unit {unit} was closed or merged and can no longer report.' },
    remedy: { zh: '请由承接单位填报。', en: 'The successor unit reports instead.' },
  },
  'reporting.not-a-reporting-unit': {
    kind: 'unprocessable',
    title: { zh: '按口径卡，{unit} 不填报指标 {indicator}。', en: 'By its definition card, {unit} does not report {indicator}.' },
    remedy: { zh: '请核对单位和指标；确需填报的，由市市场监管局修订口径卡。', en: 'Check unit and indicator; if it should report, the bureau revises the card.' },
  },
  'reporting.wrong-frequency': {
    kind: 'unprocessable',
    title: { zh: '按口径卡，指标 {indicator} 的报告期形如 {example}，{period} 不是这样的报告期。', en: 'By its definition card, {indicator} is reported for periods such as {example}; {period} is no such period.' },
    remedy: { zh: '请选择与口径卡频率一致的报告期。', en: "Choose a period of the card's frequency." },
  },
  'reporting.future-period': {
    kind: 'unprocessable',
    title: { zh: '报告期 {period} 尚未开始。', en: 'Period {period} has not begun.' },
    remedy: { zh: '请在报告期开始后填报。', en: 'Report once the period has begun.' },
  },
  'reporting.out-of-range': {
    kind: 'unprocessable',
    title: { zh: '“{name}”的值应在 {min} 至 {max} 之间（{measurementUnit}），您填写了 {value}。', en: '{nameEn} must be between {min} and {max} ({measurementUnit}); you wrote {value}.' },
    remedy: { zh: '请核对数值和计量单位。', en: 'Check the value and its unit of measurement.' },
  },
  'reporting.evidence-required': {
    kind: 'unprocessable',
    title: { zh: '指标 {indicator} 须附佐证材料。', en: '{indicator} needs evidence.' },
    remedy: { zh: '请上传佐证材料后再报送。', en: 'Upload evidence, then report.' },
  },
  'reporting.note-required': {
    kind: 'unprocessable',
    title: { zh: '请核对数值：{checks}。', en: 'Check the value: {checksEn}.' },
    remedy: { zh: '确认无误的，在情况说明中写明原因后即可报送。', en: 'If it is right, say why in the note; it can then be reported.' },
  },
  'reporting.already-verified': {
    kind: 'conflict',
    title: { zh: '{period} 的值 {value} 已核定。', en: 'The value {value} of {period} is verified.' },
    remedy: { zh: '核定后只能更正：写明原因类别和依据。', en: 'A verified value is changed by a correction, with reason code and authority.' },
  },
  'reporting.not-reported': {
    kind: 'conflict',
    title: { zh: '{period} 没有待核的填报。', en: 'There is no report of {period} that waits for this.' },
    remedy: { zh: '请刷新后核对填报状态。', en: "Reload and look at the report's state." },
  },
  'reporting.own-report': {
    kind: 'forbidden',
    title: { zh: '填报单位不能核定自己的填报。', en: 'A unit cannot verify its own report.' },
    remedy: { zh: '由口径卡指定的核定单位核定。', en: 'The verifier named on the definition card does it.' },
  },
  'reporting.not-the-verifier': {
    kind: 'forbidden',
    title: { zh: '指标 {indicator} 由 {verifier} 核定。', en: '{indicator} is verified by {verifier}.' },
    remedy: { zh: '请由该单位的核定人办理。', en: 'A verifier of that unit does it.' },
  },
  'reporting.value-moved-on': {
    kind: 'conflict',
    title: { zh: '该填报的值已变为 {actual}，您核对的是 {seen}。', en: 'The reported value is now {actual}; you looked at {seen}.' },
    remedy: { zh: '请刷新后重新核对。', en: 'Reload and look again.' },
  },
  'reporting.reason-required': {
    kind: 'unprocessable',
    title: { zh: '须写明原因。', en: 'A reason is needed.' },
    remedy: { zh: '请写明原因后再提交。', en: 'State the reason and try again.' },
  },
  'reporting.authority-required': {
    kind: 'unprocessable',
    title: { zh: '更正已核定的值须写明依据文号。', en: 'Correcting a verified value needs the document number of its authority.' },
    remedy: { zh: '请填写依据文号后再提交。', en: 'Give the document number and try again.' },
  },
  'reporting.correction-changes-nothing': {
    kind: 'unprocessable',
    title: { zh: '更正后的值与现值 {value} 相同。', en: 'The corrected value equals the present one, {value}.' },
    remedy: { zh: '请核对更正值。', en: 'Check the corrected value.' },
  },
  'reporting.not-yet-verified': {
    kind: 'conflict',
    title: { zh: '{period} 的填报尚未核定，不需要更正。', en: 'The report of {period} is not verified yet, so it needs no correction.' },
    remedy: { zh: '由填报单位直接重新填报；核定人认为有误的，请退回。', en: 'The unit simply reports again; a verifier who finds it wrong returns it.' },
  },
  'reporting.already-reported': {
    kind: 'conflict',
    title: { zh: '{period} 已填报 {value}，待核定。', en: '{period} is reported as {value} and waits for verification.' },
    remedy: { zh: '数据有误的，请直接重新填报。', en: 'If the value is wrong, report again.' },
  },
  'reporting.already-not-applicable': {
    kind: 'conflict',
    title: { zh: '{period} 已认定为不适用。', en: 'For {period} it has been approved as not applicable.' },
    remedy: { zh: '确有数据的，请直接填报。', en: 'If there is a value after all, report it.' },
  },
  'reporting.nothing-declared': {
    kind: 'conflict',
    title: { zh: '{period} 没有待审的不适用申报。', en: 'There is no declaration of "not applicable" to settle for {period}.' },
    remedy: { zh: '请刷新后核对填报状态。', en: "Reload and look at the report's state." },
  },
  'reporting.date-passed': {
    kind: 'unprocessable',
    title: { zh: '日期 {date} 应在今天之后。', en: 'The date {date} must lie ahead.' },
    remedy: { zh: '请填写以后的日期。', en: 'Give a later date.' },
  },
  'reporting.deferred-too-far': {
    kind: 'unprocessable',
    title: { zh: '预计发布日期不能晚于 {latest}。', en: 'The expected release cannot be later than {latest}.' },
    remedy: { zh: '更晚发布的，请与市市场监管局商定该指标的处理办法。', en: 'If it comes later, agree with the bureau how the indicator is to be treated.' },
  },
});
