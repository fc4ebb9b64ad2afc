import { filters, within } from '#engine/http';
import { tableView, type ComparableView } from '../../../libs/domain/history/comparing/comparable-view.js';
import { periods, type PeriodRow } from '../../../libs/domain/reporting/period-list/periods.projection.js';
import { statusNames } from '../../../libs/domain/reporting/export-reports/register-csv.js';
import { reportRegister, type RegisterRow } from '../../../libs/domain/reporting/report-register/report-register.projection.js';
import { maySeeReports } from '../../../libs/domain/reporting/report.policies.js';
import { joined, labels } from './words.js';

const reports = tableView<RegisterRow>({
  code: 'reports', title: { zh: '填报台账', en: 'Register of reports' }, policy: maySeeReports, projection: reportRegister.name, table: reportRegister.table.name,
  filters: ['plan', 'indicator', 'unit', 'period', 'year', 'status'],
  conditions: ({ actor, given }) => [...within(maySeeReports.scope(actor)), ...filters(given)],
  unit: ({ unit }) => unit,
  about: [
    { name: 'plan', label: labels.plan, of: (row) => row.plan }, { name: 'indicator', label: labels.indicator, of: (row) => row.indicator }, { name: 'unit', label: labels.unit, of: (row) => row.unit },
    { name: 'period', label: labels.period, of: (row) => row.period },
  ],
  fields: [
    { name: 'status', label: labels.status, of: (row) => row.status, words: statusNames },
    { name: 'value', label: labels.value, of: (row) => row.value },
    { name: 'note', label: { zh: '情况说明', en: 'note' }, of: (row) => row.note },
    { name: 'evidence', label: { zh: '佐证材料（SHA-256）', en: 'evidence (SHA-256)' }, of: (row) => joined(row.evidence.map(({ sha256 }) => sha256)) },
    { name: 'warnings', label: { zh: '校核提示', en: 'checks' }, of: (row) => joined(row.warnings) },
    { name: 'reportedBy', label: { zh: '填报人', en: 'reported by' }, of: (row) => row.reportedBy },
    { name: 'reportedAt', label: { zh: '填报时间', en: 'reported at' }, of: (row) => row.reportedAt },
    { name: 'verifiedBy', label: { zh: '核定人', en: 'verified by' }, of: (row) => row.verifiedBy },
    { name: 'verifiedAt', label: { zh: '核定时间', en: 'verified at' }, of: (row) => row.verifiedAt },
    { name: 'returnReason', label: { zh: '退回原因', en: 'return reason' }, of: (row) => row.returnReason },
    { name: 'resubmitBy', label: { zh: '重新填报截止日', en: 'to report anew by' }, of: (row) => row.resubmitBy },
    { name: 'expectedOn', label: { zh: '预计发布日期', en: 'expected release' }, of: (row) => row.expectedOn },
    { name: 'corrections', label: { zh: '更正次数', en: 'corrections' }, of: (row) => row.corrections },
  ],
});

const periodView = tableView<PeriodRow>({
  code: 'periods', title: { zh: '填报期', en: 'Reporting periods' }, policy: maySeeReports, projection: periods.name, table: periods.table.name, filters: ['plan', 'year', 'status'],
  conditions: ({ given }) => filters(given),
  about: [{ name: 'plan', label: labels.plan, of: (row) => row.plan }, { name: 'period', label: labels.period, of: (row) => row.period }],
  fields: [
    { name: 'status', label: labels.status, of: (row) => row.status, words: { open: { zh: '开放', en: 'open' }, closed: { zh: '已关闭', en: 'closed' } } },
    { name: 'dueAt', label: { zh: '截止时间', en: 'due at' }, of: (row) => row.dueAt },
    { name: 'exceptions', label: { zh: '个别延长', en: 'later for single units' }, of: (row) => joined(Object.entries(row.exceptions).sort().map(([unit, dueAt]) => `${unit} ${dueAt}`)) },
    { name: 'extensions', label: { zh: '延长次数', en: 'extensions' }, of: (row) => row.extensions },
    { name: 'reopenings', label: { zh: '重开次数', en: 'reopenings' }, of: (row) => row.reopenings },
    { name: 'reason', label: { zh: '原因', en: 'reason' }, of: (row) => row.reason },
  ],
});

export const reportingViews: readonly ComparableView[] = [reports, periodView];
