import { date, indicator, instant, list, period as periodShown, text, unit, units, word, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import { periodEvents } from '../../../libs/domain/reporting/period.events.js';
import { statusNames } from '../../../libs/domain/reporting/export-reports/register-csv.js';
import { softCheckTexts, type SoftCheck } from '../../../libs/domain/reporting/soft-checks/soft-checks.js';
import { reportEvents } from '../../../libs/domain/reporting/report.events.js';
import { becomes, evidenceField, field, keyOf, tellingsFor, type Words } from './telling-kit.js';

const reasonWords: Words = {
  'input-error': { zh: '填报差错', en: 'input error' }, 'statistical-revision': { zh: '统计修订', en: 'statistical revision' }, 'definition-change': { zh: '口径变化', en: 'change of definition' },
  'review-decision': { zh: '复核决定', en: 'decision of a review' },
};
const sourceWords: Words = { form: { zh: '表单', en: 'form' }, import: { zh: '批量导入', en: 'import' }, feed: { zh: '数据接口', en: 'feed' } };
const periodWords: Words = { open: { zh: '开放', en: 'open' }, closed: { zh: '关闭', en: 'closed' } };
const closedWords: Words = { deadline: { zh: '到期自动', en: 'at the deadline' }, 'by-hand': { zh: '人工', en: 'by hand' } };

export const reportingTexts = { reasonWords, sourceWords, periodWords, closedWords };

interface About {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
}
const key = ({ plan, indicator: code, unit: of, period }: About): string => keyOf(plan, code, of, period);
const about = ({ plan, indicator: code, unit: of, period }: About) => ({ unit: unit(of), indicator: indicator(plan, code), period: periodShown(period) });
const warning = (code: string): Shown => word(softCheckTexts, code as SoftCheck);
const report = { kind: 'report', key, audience: 'reports' } as const;

export const reportTellings = tellingsFor(reportEvents, {
  'reporting.IndicatorReported': {
    ...report,
    sentence: { zh: '填报{unit}{period}“{indicator}”的数值为 {value}[（原为 {replaces}）]', en: 'reported {value} for “{indicator}” of {unit} in {period}[, in place of {replaces}]' },
    says: (data) => ({ ...about(data), value: text(data.value), replaces: text(data.replaces) }),
    fields: {
      value: field('数值', 'value', ({ value }) => text(value)), state: becomes(statusNames, 'reported'), note: field('情况说明', 'note', ({ note }) => text(note)), evidence: evidenceField(),
      warnings: field('校核提示', 'checks', ({ warnings }) => list(warnings, warning)), source: field('填报方式', 'source', ({ source }) => word(sourceWords, source)),
    },
  },
  'reporting.ReportVerified': {
    ...report,
    sentence: { zh: '核定{unit}{period}“{indicator}”的数值 {value}', en: 'verified {value} for “{indicator}” of {unit} in {period}' }, says: (data) => ({ ...about(data), value: text(data.value) }),
    fields: { state: becomes(statusNames, 'verified'), value: field('数值', 'value', ({ value }) => text(value)) },
  },
  'reporting.ReportReturned': {
    ...report,
    sentence: { zh: '退回{unit}{period}“{indicator}”的数值 {value}，理由：{reason}[，须于{by}前重报]', en: 'returned {value} for “{indicator}” of {unit} in {period}, because: {reason}[; to be reported anew by {by}]' },
    says: (data) => ({ ...about(data), value: text(data.value), reason: text(data.reason), by: date(data.resubmitBy) }),
    fields: { state: becomes(statusNames, 'returned'), resubmitBy: field('重报期限', 'report anew by', ({ resubmitBy }) => date(resubmitBy)) },
  },
  'reporting.ReportCorrected': {
    ...report,
    sentence: {
      zh: '将{unit}{period}“{indicator}”的数值由 {from} 更正为 {to}（{code}），理由：{reason}，依据：{authority}',
      en: 'corrected “{indicator}” of {unit} in {period} from {from} to {to} ({code}), because: {reason}, under {authority}',
    },
    says: (data) => ({ ...about(data), from: text(data.from), to: text(data.to), code: word(reasonWords, data.reasonCode), reason: text(data.reason), authority: text(data.authority) }),
    fields: {
      value: field('数值', 'value', ({ to }) => text(to), ({ from }) => text(from)), reasonCode: field('更正原因', 'reason for the correction', ({ reasonCode }) => word(reasonWords, reasonCode), () => undefined), evidence: evidenceField(),
    },
  },
  'reporting.NotApplicableDeclared': {
    ...report,
    sentence: { zh: '申报{unit}{period}不适用“{indicator}”，理由：{reason}', en: 'declared “{indicator}” not applicable to {unit} in {period}, because: {reason}' }, says: (data) => ({ ...about(data), reason: text(data.reason) }),
    fields: { state: becomes(statusNames, 'not-applicable-declared') },
  },
  'reporting.NotApplicableApproved': {
    ...report,
    sentence: { zh: '同意{unit}{period}不适用“{indicator}”', en: 'agreed that “{indicator}” is not applicable to {unit} in {period}' }, says: about,
    fields: { state: becomes(statusNames, 'not-applicable') },
  },
  'reporting.NotApplicableRefused': {
    ...report,
    sentence: { zh: '不同意{unit}{period}不适用“{indicator}”，理由：{reason}[，须于{by}前填报]', en: 'refused to hold “{indicator}” not applicable to {unit} in {period}, because: {reason}[; to be reported by {by}]' },
    says: (data) => ({ ...about(data), reason: text(data.reason), by: date(data.resubmitBy) }),
    fields: { state: becomes(statusNames, 'returned'), resubmitBy: field('重报期限', 'report anew by', ({ resubmitBy }) => date(resubmitBy)) },
  },
  'reporting.ReleaseDeferred': {
    ...report,
    sentence: { zh: '说明{unit}{period}“{indicator}”的数据尚未发布，预计{on}发布，理由：{reason}', en: 'deferred “{indicator}” of {unit} in {period}, expected on {on}, because: {reason}' },
    says: (data) => ({ ...about(data), on: date(data.expectedOn), reason: text(data.reason) }),
    fields: { state: becomes(statusNames, 'not-released'), expectedOn: field('预计发布日期', 'expected on', ({ expectedOn }) => date(expectedOn)) },
  },
});

interface OfPeriod {
  readonly plan: string;
  readonly period: string;
}
const period = { kind: 'period', key: ({ plan, period: of }: OfPeriod) => keyOf(plan, of), audience: 'periods', unit: () => undefined } as const;
const forUnits = (codes: readonly string[] | undefined) => codes && units(codes);

export const periodTellings = tellingsFor(periodEvents, {
  'reporting.PeriodOpened': {
    ...period, sentence: { zh: '开放{period}填报期，截至{due}', en: 'opened the period {period}, due {due}' }, says: (data) => ({ period: periodShown(data.period), due: instant(data.dueAt) }),
    fields: { state: becomes(periodWords, 'open'), dueAt: field('截止时间', 'due', ({ dueAt }) => instant(dueAt)) },
  },
  'reporting.PeriodExtended': {
    ...period,
    sentence: { zh: '将{period}填报期延长至{due}[（限{units}）]，理由：{reason}', en: 'extended the period {period} to {due}[ for {units}], because: {reason}' },
    says: (data) => ({ period: periodShown(data.period), due: instant(data.dueAt), units: forUnits(data.units), reason: text(data.reason) }),
    fields: { dueAt: field('截止时间', 'due', ({ dueAt, units: only }) => (only ? undefined : instant(dueAt))), unitDueAt: field('部分单位截止时间', 'due for some units', ({ dueAt, units: only }) => only && instant(dueAt)) },
  },
  'reporting.PeriodClosed': {
    ...period, sentence: { zh: '关闭{period}填报期（{how}）', en: 'closed the period {period} ({how})' }, says: (data) => ({ period: periodShown(data.period), how: word(closedWords, data.how) }),
    fields: { state: becomes(periodWords, 'closed') },
  },
  'reporting.PeriodReopened': {
    ...period,
    sentence: { zh: '重新开放{period}填报期至{due}[（限{units}）]，理由：{reason}', en: 'reopened the period {period} until {due}[ for {units}], because: {reason}' },
    says: (data) => ({ period: periodShown(data.period), due: instant(data.dueAt), units: forUnits(data.units), reason: text(data.reason) }),
    fields: { state: becomes(periodWords, 'open'), dueAt: field('截止时间', 'due', ({ dueAt, units: only }) => (only ? undefined : instant(dueAt))), unitDueAt: field('部分单位截止时间', 'due for some units', ({ dueAt, units: only }) => only && instant(dueAt)) },
  },
});
