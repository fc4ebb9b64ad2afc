import type { ActForm } from '../acts/act-dialog.js';
import type { Bilingual } from '../language/texts.js';
import { correctionReasonWords } from '../../words/reporting-words.js';
import { optionsOf } from '../show/facts.js';
import { ReportEffect } from './report-effect.js';

/** Which value of which unit. */
export interface ReportKey {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
}

/** A report and what it is called, for the forms of its acts. */
export interface NamedReport extends ReportKey {
  readonly name: Bilingual;
  readonly measurementUnit: string;
  readonly value: string | null;
}

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const pathOf = ({ plan, indicator, unit, period }: ReportKey) => ({ plan, indicator, unit, period });
const reason = { name: 'reason', label: both('原因', 'Reason'), kind: 'area', required: true, maxLength: 2000 } as const;
const resubmitBy = { name: 'resubmitBy', label: both('重报期限', 'To be reported anew by'), kind: 'date', help: both('填写后，即使填报期已关闭，该单位在此日前仍可重报。', 'With a date the unit may report until then, even where the period has closed.') } as const;

/** The unit says that the indicator does not apply to it. */
export const declareForm = (report: NamedReport): ActForm<'POST /reports/:plan/:indicator/:unit/:period/not-applicable'> => ({
  route: 'POST /reports/:plan/:indicator/:unit/:period/not-applicable', title: both('申报不适用', 'Declare not applicable'), path: pathOf(report),
  fields: [{ ...reason, help: both('如“辖区内无农业生产主体”。', 'Such as: no farms in the district.') }],
  effect: <ReportEffect report={report} text={both('由核定单位审核；同意前仍计为应报。', 'The verifier decides; until then the report is still due.')} />,
});

/** The statistic is not published yet. */
export const deferForm = (report: NamedReport): ActForm<'POST /reports/:plan/:indicator/:unit/:period/deferral'> => ({
  route: 'POST /reports/:plan/:indicator/:unit/:period/deferral', title: both('数据尚未发布', 'Not yet released'), path: pathOf(report),
  fields: [{ name: 'expectedOn', label: both('预计发布日期', 'Expected release'), kind: 'date', required: true }, { ...reason, help: both('如“由统计部门次年核定发布”。', 'Such as: released by the statistics office next year.') }],
  effect: <ReportEffect report={report} text={both('到预计发布日期当天为止，即使填报期已关闭也可报送。', 'The value may be reported until the end of that day, even where the period has closed.')} />,
});

export const verifyForm = (report: NamedReport): ActForm<'POST /reports/:plan/:indicator/:unit/:period/verification'> => ({
  route: 'POST /reports/:plan/:indicator/:unit/:period/verification', title: both('核定', 'Verify'), path: pathOf(report), fixed: { value: report.value ?? '' },
  effect: <ReportEffect report={report} text={both('核定后填报单位不能再改，只能更正。', 'Once verified the unit cannot change it; it can only be corrected.')} />,
});

export const returnForm = (report: NamedReport): ActForm<'POST /reports/:plan/:indicator/:unit/:period/return'> => ({
  route: 'POST /reports/:plan/:indicator/:unit/:period/return', title: both('退回', 'Return'), path: pathOf(report), fixed: { value: report.value ?? '' },
  fields: [{ ...reason, label: both('退回原因', 'Reason') }, resubmitBy],
  effect: <ReportEffect report={report} text={both('填报单位将收到通知，须重新报送。', 'The unit is notified and has to report anew.')} />,
});

/** A verified value is changed; both values stay in the record. */
export const correctForm = (report: NamedReport): ActForm<'POST /reports/:plan/:indicator/:unit/:period/correction'> => ({
  route: 'POST /reports/:plan/:indicator/:unit/:period/correction', title: both('更正核定值', 'Correct the verified value'), path: pathOf(report), fixed: { from: report.value ?? '' },
  fields: [
    { name: 'to', label: both('更正为', 'Correct to'), kind: 'decimal', required: true, suffix: report.measurementUnit },
    { name: 'reasonCode', label: both('原因类别', 'Kind of reason'), kind: 'choice', required: true, options: optionsOf(correctionReasonWords).map(({ value, label }) => ({ value, label: label! })) },
    { ...reason, label: both('更正原因', 'Reason') },
    { name: 'authority', label: both('依据文号', 'Document number'), kind: 'text', required: true, maxLength: 200, help: both('如“宁统〔2025〕18号”。', 'Such as 宁统〔2025〕18号.') },
    { name: 'evidence', label: both('佐证材料', 'Evidence'), kind: 'evidence', evidenceUnit: report.unit, help: both('上传后替换原佐证；不传则保留原佐证。', 'Replaces the evidence of the value; without any the former stays.') },
  ],
  effect: (typed) => (
    <ReportEffect report={report} {...(typed['to'] ? { to: String(typed['to']) } : {})} text={both('原值保留在日志中；得分随即按新值重算；数据已冻结的考核不随之改变，须在考核中另行更正。', 'The former value stays in the log; scores are worked out anew; assessments whose data are frozen do not change by it and are corrected there.')} />
  ),
});

export const approveForm = (report: NamedReport): ActForm<'POST /reports/:plan/:indicator/:unit/:period/not-applicable/approval'> => ({
  route: 'POST /reports/:plan/:indicator/:unit/:period/not-applicable/approval', title: both('同意不适用', 'Approve “not applicable”'), path: pathOf(report),
  effect: <ReportEffect report={report} text={both('该单位此期不再应报此指标，得分时不计。', 'The unit owes no report of it for this period, and it does not count in the score.')} />,
});

export const refuseForm = (report: NamedReport): ActForm<'POST /reports/:plan/:indicator/:unit/:period/not-applicable/refusal'> => ({
  route: 'POST /reports/:plan/:indicator/:unit/:period/not-applicable/refusal', title: both('不同意不适用', 'Refuse “not applicable”'), path: pathOf(report), fields: [reason, resubmitBy],
  effect: <ReportEffect report={report} text={both('该单位须填报此指标。', 'The unit has to report the indicator.')} />,
});
