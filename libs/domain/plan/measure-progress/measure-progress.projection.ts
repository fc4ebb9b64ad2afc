import { rows } from '#engine/projections';
import type { MeasureProgressEvent } from '../plan.events.js';

type Reported = Extract<MeasureProgressEvent, { type: 'plan.ProgressReported' }>['data'];

/** What a unit reported about a measure for a period, and the review of it. */
export type ProgressRow = {
  readonly plan: string;
  readonly no: number;
  readonly unit: string;
  readonly period: string;
  readonly percent: string;
  readonly summary: string;
  readonly nextStep: string | null;
  readonly evidence: Reported['evidence'];
  readonly status: 'reported' | 'accepted' | 'returned';
  readonly reportedBy: string;
  readonly reportedAt: string;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly remark: string | null;
  /** Times it was sent back. */
  readonly returns: number;
  readonly revision: number;
  readonly changedAt: string;
};

export const measureProgressView = rows<ProgressRow, MeasureProgressEvent>({
  name: 'measure-progress',
  version: 1,
  events: ['plan.Progress'],
  table: {
    name: 'measure-progress',
    fields: { plan: 'text', no: 'number', unit: 'text', period: 'text', status: 'text', percent: 'decimal' },
    indexes: [['plan', 'no', 'period'], ['plan', 'unit', 'period'], ['plan', 'status']],
    temporal: true,
  },
  keys: ({ data }) => [progressKey(data)],
  fold: (row, event) => {
    const { meta, recordedAt, revision } = event;
    if (event.type === 'plan.ProgressReported') {
      const { nextStep, ...report } = event.data;
      return {
        ...report, nextStep: nextStep ?? null, status: 'reported', reportedBy: meta.actor, reportedAt: recordedAt, reviewedBy: null, reviewedAt: null, remark: null,
        returns: row?.returns ?? 0, revision, changedAt: recordedAt,
      };
    }
    if (row === undefined) return undefined;
    const { verdict, remark } = event.data;
    return {
      ...row, status: verdict, reviewedBy: meta.actor, reviewedAt: recordedAt, remark: remark ?? null,
      returns: row.returns + (verdict === 'returned' ? 1 : 0), revision, changedAt: recordedAt,
    };
  },
});

/** Key of a progress line. */
export const progressKey = (c: { readonly plan: string; readonly no: number; readonly unit: string; readonly period: string }): string =>
  `${c.plan}/${c.no}/${c.unit}/${c.period}`;
