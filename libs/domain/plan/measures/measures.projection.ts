import { rows } from '#engine/projections';
import type { MeasureProgressEvent, PlanEvent } from '../plan.events.js';

/** Who was responsible from a day on, and who decided it. */
export type AssignmentLine = {
  readonly lead: string;
  readonly supporting: readonly string[];
  readonly participants: readonly string[];
  readonly from: string;
  readonly decidedBy: string;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly recordedAt: string;
};

/** How far a unit said it was, last. */
export type ProgressMark = { readonly unit: string; readonly period: string; readonly percent: string; readonly status: 'reported' | 'accepted' | 'returned' };

/** A measure with the plan's words, who is responsible, what measures it, and how far it is. */
export type MeasureRow = {
  readonly plan: string;
  readonly no: number;
  readonly chapter: number;
  readonly title: string;
  readonly text: string;
  /** As the plan prints them. */
  readonly responsibleUnits: readonly string[];
  readonly open: boolean;
  /** The assignment decided last; {@link assignmentOn} gives the one of a date. */
  readonly lead: string | null;
  readonly supporting: readonly string[];
  readonly assignedFrom: string | null;
  readonly assignments: readonly AssignmentLine[];
  /** Units that take part, each between bars, so that a list can be filtered by one: `|finance|health|`. */
  readonly participants: string;
  readonly indicators: readonly string[];
  /** Latest period reported, by unit. */
  readonly progress: readonly ProgressMark[];
  readonly changedAt: string;
};

type MeasureEvent = PlanEvent | MeasureProgressEvent;

export const measures = rows<MeasureRow, MeasureEvent>({
  name: 'measures',
  version: 1,
  events: ['plan.Measure', 'plan.IndicatorDefined', 'plan.Progress'],
  table: {
    name: 'measures',
    fields: { plan: 'text', no: 'number', chapter: 'number', lead: 'text', participants: 'text' },
    indexes: [['plan', 'no'], ['plan', 'lead']],
    temporal: true,
  },
  keys: (event) => {
    if (event.type === 'plan.IndicatorDefined') return event.data.card.measure === 'general' ? [] : [measureKey({ plan: event.data.plan, no: event.data.card.measure })];
    return 'no' in event.data ? [measureKey(event.data)] : [];
  },
  fold: (row, event) => {
    const changedAt = event.recordedAt;
    if (event.type === 'plan.MeasureDefined') return { ...event.data, ...unassigned, changedAt };
    if (row === undefined) return undefined;
    switch (event.type) {
      case 'plan.MeasureAssigned': {
        const { lead, supporting, from, participants = [lead, ...supporting] } = event.data;
        const { actor, reason, authority } = event.meta;
        const line = { lead, supporting, participants, from, decidedBy: actor, reason: reason ?? null, authority: authority ?? null, recordedAt: changedAt };
        return { ...row, lead, supporting, assignedFrom: from, participants: barred(participants), assignments: [...row.assignments, line], changedAt };
      }
      case 'plan.IndicatorDefined':
        return { ...row, indicators: [...row.indicators, event.data.card.code], changedAt };
      case 'plan.ProgressReported': {
        const { unit, period, percent } = event.data;
        return { ...row, progress: marked(row.progress, { unit, period, percent, status: 'reported' }), changedAt };
      }
      case 'plan.ProgressReviewed': {
        const { unit, period, verdict } = event.data;
        return { ...row, progress: row.progress.map((mark) => (mark.unit === unit && mark.period === period ? { ...mark, status: verdict } : mark)), changedAt };
      }
      default:
        return row;
    }
  },
});

const unassigned = { lead: null, supporting: [], assignedFrom: null, assignments: [], participants: '|', indicators: [], progress: [] };

/** Key of a measure. */
export const measureKey = (c: { readonly plan: string; readonly no: number }): string => `${c.plan}/${c.no}`;

/** Codes between bars, so that `contains '|code|'` finds exactly one of them. */
export const barred = (codes: readonly string[]): string => `|${codes.map((code) => `${code}|`).join('')}`;

/** Periods of a year and of its parts are compared by what they end with: `2025-Q1` before `2025-06`, `2025-H1` and `2025`. */
function marked(marks: readonly ProgressMark[], mark: ProgressMark): ProgressMark[] {
  const known = marks.find((m) => m.unit === mark.unit);
  if (known && lastMonth(known.period) > lastMonth(mark.period)) return [...marks];
  return [...marks.filter((m) => m.unit !== mark.unit), mark].sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

function lastMonth(period: string): string {
  const [year = '', part = ''] = period.split('-');
  if (part.startsWith('Q')) return `${year}-${String(Number(part.slice(1)) * 3).padStart(2, '0')}`;
  if (part.startsWith('H')) return `${year}-${String(Number(part.slice(1)) * 6).padStart(2, '0')}`;
  return `${year}-${part === '' ? '12' : part}`;
}

/** Who was responsible on a date; none before the first assignment began. Of several from one day, the one decided last. */
export const assignmentOn = (row: Pick<MeasureRow, 'assignments'>, date: string): AssignmentLine | undefined => row.assignments.findLast((line) => line.from <= date);
