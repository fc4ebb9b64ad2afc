import { reportStream } from './report.events.js';

/** Which value of which unit: one indicator of one unit in one period. */
export interface ReportKey {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
}

/** The year of a period; a text that is no period has been refused before. */
export const yearOf = (period: string): number => Number(period.slice(0, 4));

/** The stream that holds the facts of a report. */
export const streamOf = ({ plan, indicator, unit, period }: ReportKey): string => reportStream(plan, indicator, unit, yearOf(period));

/** The key alone, without what else a command carries. */
export const keyOf = ({ plan, indicator, unit, period }: ReportKey): { plan: string; indicator: string; unit: string; period: string } => ({ plan, indicator, unit, period });
