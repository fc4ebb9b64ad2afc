import { parsePeriod } from '#engine/kernel';
import { rows } from '#engine/projections';
import { escalationLevels, type EscalationLevel } from '../finding.events.js';
import { progressWarningStream, type ProgressLight, type ProgressWarningEvent } from './progress-warning.events.js';

type Bilingual = { readonly zh: string; readonly en: string };

/** A period that was behind, or in time again. */
export type ProgressPeriod = {
  readonly period: string;
  readonly behind: boolean;
  readonly target: string;
  readonly expected: string;
  readonly actual: string;
  readonly share: string;
  readonly light: ProgressLight;
  readonly judgedAt: string;
};

/** Where a unit's indicator stands against its schedule in a year; there is a row from the first period behind on. */
export type ProgressWarningRow = {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly year: number;
  readonly name: Bilingual;
  readonly measure: number | 'general';
  readonly status: 'behind' | 'caught-up';
  /** The last period that says something, with its figures. */
  readonly period: string;
  readonly target: string;
  readonly expected: string;
  readonly actual: string;
  readonly share: string;
  readonly light: ProgressLight;
  /** Periods running that are behind now; 0 when caught up. */
  readonly running: number;
  /** In the order of the year. */
  readonly periods: readonly ProgressPeriod[];
  readonly warnings: readonly { readonly level: EscalationLevel; readonly trigger: string; readonly period: string; readonly text: Bilingual; readonly at: string }[];
  /** Highest level warned about; null before the first. */
  readonly level: EscalationLevel | null;
  /** Stream of the facts: what a finding raised from it names as its source. */
  readonly stream: string;
  readonly changedAt: string;
};

export const progressWarnings = rows<ProgressWarningRow, ProgressWarningEvent>({
  name: 'progress-warnings',
  version: 1,
  events: ['supervision.Progress'],
  table: {
    name: 'progress-warnings',
    fields: { plan: 'text', indicator: 'text', unit: 'text', year: 'number', status: 'text', light: 'text', level: 'text', share: 'decimal', running: 'number' },
    indexes: [['plan', 'year', 'share'], ['unit', 'year', 'share'], ['year', 'status', 'share']],
    temporal: true,
  },
  keys: ({ data }) => [warningKey({ ...data, year: parsePeriod(data.period)!.year })],
  fold: (row, event) => {
    const { recordedAt } = event;
    if (event.type === 'supervision.ProgressWarned') {
      if (!row) return undefined;
      const { level, trigger, period, text } = event.data;
      const warnings = [...row.warnings, { level, trigger, period, text, at: recordedAt }];
      return { ...row, warnings, level: escalationLevels.findLast((one) => warnings.some((warned) => warned.level === one))!, changedAt: recordedAt };
    }
    const { plan, indicator, unit, name, measure, period, target, expected, actual, share, light } = event.data;
    const behind = event.type === 'supervision.ProgressFellBehind';
    const figures = { period, target, expected, actual, share, light };
    const periods = [...(row?.periods ?? []).filter((one) => one.period !== period), { ...figures, behind, judgedAt: recordedAt }].sort((a, b) => (a.period < b.period ? -1 : 1));
    const { behind: nowBehind, judgedAt: _at, ...last } = periods.at(-1)!;
    return {
      plan, indicator, unit, year: parsePeriod(period)!.year, name, measure, status: nowBehind ? 'behind' : 'caught-up', ...last, running: runOf(periods), periods,
      warnings: row?.warnings ?? [], level: row?.level ?? null, stream: progressWarningStream(plan, indicator, unit), changedAt: recordedAt,
    };
  },
});

/** Key of a row. */
export const warningKey = (c: { readonly plan: string; readonly indicator: string; readonly unit: string; readonly year: number }): string => `${c.plan}/${c.indicator}/${c.unit}/${c.year}`;

/** Periods behind at the end of a year's list, one right after the other. */
function runOf(periods: readonly ProgressPeriod[]): number {
  let run = 0;
  for (let at = periods.length - 1; at >= 0 && periods[at]!.behind; at -= 1) {
    const later = periods[at + 1];
    if (later && parsePeriod(later.period)!.index !== parsePeriod(periods[at]!.period)!.index + 1) break;
    run += 1;
  }
  return run;
}
