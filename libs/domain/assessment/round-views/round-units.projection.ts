import type { Instant, Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { ResultEvent, ResultFigures } from '../result.events.js';
import type { RoundEvent } from '../round.events.js';
import { isReviewEvent, reviewAfter, type ReviewEvent, type ReviewLine } from './review-line.js';

/** Where a unit stands with its self-assessment. */
export const selfAssessmentStates = ['missing', 'submitted', 'late', 'returned'] as const;

/** A review as far as the board of its round needs it. */
export type OpenLine = Pick<ReviewLine, 'request' | 'node' | 'status' | 'stayed' | 'decideBy'>;

/** What the views of a round know of one unit. */
export type RoundUnitRow = {
  readonly round: string;
  readonly unit: string;
  readonly group: string;
  readonly plan: string;
  readonly year: number;
  readonly self: (typeof selfAssessmentStates)[number];
  readonly selfAt: Instant | null;
  readonly selfScore: string | null;
  readonly resubmitBy: string | null;
  readonly siteChecks: readonly { readonly check: string; readonly on: string; readonly unannounced: boolean }[];
  /** Who has marked each node. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
  /** Claims of bonus of the last self-assessment, and those that were decided. */
  readonly claims: readonly string[];
  readonly decided: Readonly<Record<string, boolean>>;
  /** Deductions, conduct and vetoes that stand, by entry. */
  readonly entries: Readonly<Record<string, 'deduction' | 'conduct' | 'veto'>>;
  readonly adjustments: readonly { readonly adjustment: string; readonly node: string; readonly delta: string; readonly request: string | null }[];
  readonly results: readonly { readonly run: number; readonly at: Instant; readonly figures: ResultFigures }[];
  readonly reviews: readonly OpenLine[];
  readonly revision: number;
};

type Opened = Extract<RoundEvent, { type: 'assessment.RoundOpened' }>;
type UnitEvent = ResultEvent | Opened;

export const unitKey = (round: string, unit: string): string => `${round}.${unit}`;

/** Every unit of every round. */
export const roundUnits = rows<RoundUnitRow, UnitEvent>({
  name: 'assessment-units',
  version: 1,
  events: [
    'assessment.RoundOpened', 'assessment.SelfAssessmentSubmitted', 'assessment.SelfAssessmentReturned', 'assessment.SiteCheckRecorded', 'assessment.ItemMarked', 'assessment.BonusDecided', 'assessment.DeductionEntered',
    'assessment.ConductRecorded', 'assessment.VetoEntered', 'assessment.EntryRevoked', 'assessment.ResultCalculated', 'assessment.ScoreAdjusted', 'assessment.Review', 'assessment.ResultStayed',
  ],
  table: {
    name: 'assessment-units',
    fields: { round: 'text', unit: 'text', group: 'text', plan: 'text', year: 'number', self: 'text' },
    indexes: [['round', 'unit'], ['unit', 'year']],
    temporal: true,
  },
  keys: (event) => (event.type === 'assessment.RoundOpened' ? event.data.groups.flatMap(({ units }) => units).map((unit) => unitKey(event.data.round, unit)) : [unitKey(event.data.round, event.data.unit)]),
  fold: (row, event, key) => {
    if (event.type === 'assessment.RoundOpened') return begun(event, key);
    if (!row) return row;
    return { ...row, ...(isReviewEvent(event) ? reviewed(row, event) : changesOf(row, event)), revision: event.revision };
  },
});

function begun({ data: { round, plan, year, groups } }: Recorded<Opened>, key: string): RoundUnitRow {
  const unit = key.slice(round.length + 1);
  return {
    round, unit, group: groups.find(({ units }) => units.includes(unit))!.code, plan, year, self: 'missing', selfAt: null, selfScore: null, resubmitBy: null, siteChecks: [], marks: {}, claims: [], decided: {}, entries: {},
    adjustments: [], results: [], reviews: [], revision: -1,
  };
}

const reviewed = ({ reviews }: RoundUnitRow, event: Recorded<ReviewEvent>): Partial<RoundUnitRow> => {
  const line = ({ request, node, status, stayed, decideBy }: OpenLine): OpenLine => ({ request, node, status, stayed, decideBy });
  if (event.type === 'assessment.ReviewRequested') return { reviews: [...reviews, line(reviewAfter(undefined, event)!)] };
  return { reviews: reviews.map((one) => (one.request === event.data.request ? line(reviewAfter(one as ReviewLine, event)!) : one)) };
};

function changesOf(row: RoundUnitRow, { type, data, recordedAt: at }: Recorded<ResultEvent>): Partial<RoundUnitRow> {
  switch (type) {
    case 'assessment.SelfAssessmentSubmitted':
      return { self: data.late ? 'late' : 'submitted', selfAt: at, selfScore: data.selfScore, resubmitBy: null, claims: data.bonuses.map(({ claim }) => claim) };
    case 'assessment.SelfAssessmentReturned':
      return { self: 'returned', resubmitBy: data.resubmitBy ?? null };
    case 'assessment.SiteCheckRecorded':
      return { siteChecks: [...row.siteChecks, { check: data.check, on: data.on, unannounced: data.unannounced }] };
    case 'assessment.ItemMarked':
      return { marks: { ...row.marks, [data.node]: [...new Set([...(row.marks[data.node] ?? []), data.rater])] } };
    case 'assessment.BonusDecided':
      return { decided: { ...row.decided, [data.claim]: data.accepted } };
    case 'assessment.DeductionEntered':
      return { entries: { ...row.entries, [data.deduction]: 'deduction' } };
    case 'assessment.ConductRecorded':
      return { entries: { ...row.entries, [data.record]: 'conduct' } };
    case 'assessment.VetoEntered':
      return { entries: { ...row.entries, [data.veto]: 'veto' } };
    case 'assessment.EntryRevoked':
      return { entries: Object.fromEntries(Object.entries(row.entries).filter(([entry]) => entry !== data.entry)) };
    case 'assessment.ScoreAdjusted':
      return { adjustments: [...row.adjustments, { adjustment: data.adjustment, node: data.node, delta: data.delta, request: data.request ?? null }] };
    case 'assessment.ResultCalculated':
      return { results: [...row.results, { run: data.run, at, figures: data.figures }] };
    default:
      return {};
  }
}
