import type { ArgumentSpec, Call } from '../command-line/command.js';
import { path } from '../connection/api.js';

/** What names one report: indicator, unit and period; the plan is an option. */
export const reportArguments: readonly ArgumentSpec[] = [
  { name: 'INDICATOR', summary: { zh: '指标编码', en: 'Code of the indicator' } },
  { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } },
  { name: 'PERIOD', summary: { zh: '报告期：2025、2025-H1、2025-Q3、2025-07', en: 'Period: 2025, 2025-H1, 2025-Q3, 2025-07' } },
];

/** Address of a report, below `/api`. */
export function reportPath({ given }: Call): string {
  return path`/reports/${given.text('--plan')}/${given.text('INDICATOR')}/${given.text('UNIT')}/${given.period('PERIOD')}`;
}

/** A line of the register as the server answers it. */
export interface ReportLine {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
  readonly status: string;
  readonly value: string | null;
  readonly evidence: readonly { readonly sha256: string; readonly name: string }[];
  readonly note: string | null;
  readonly warnings: readonly string[];
  readonly reportedBy: string | null;
  readonly returnReason: string | null;
  readonly resubmitBy: string | null;
  readonly expectedOn: string | null;
  readonly corrections: number;
  readonly revision: number;
  readonly changedAt: string;
}
