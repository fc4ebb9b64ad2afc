import type { Fold, Instant, Recorded } from '#engine/kernel';
import type { BonusClaimed, LeafClaim, ResultEvent, ResultFigures } from './result.events.js';

type DataOf<Type extends ResultEvent['type']> = Extract<ResultEvent, { type: Type }>['data'];

/** Where a fact stands in the log: what a score sheet names as its origin. */
interface Placed {
  readonly position: number;
  readonly eventId: string;
}

export interface SelfAssessment extends Placed {
  readonly items: DataOf<'assessment.SelfAssessmentSubmitted'>['items'];
  readonly bonuses: readonly BonusClaimed[];
  readonly selfScore: string;
  readonly by: string;
  readonly at: Instant;
}

export interface CheckedItem extends Placed {
  readonly check: string;
  readonly node: string;
  readonly claimed: LeafClaim;
  readonly verified: LeafClaim;
}

export interface Mark extends Placed {
  readonly node: string;
  readonly rater: string;
  readonly mark: string;
}

export interface Adjustment extends Placed {
  readonly adjustment: string;
  readonly node: string;
  readonly delta: string;
  readonly reason: string;
  readonly document?: string;
  readonly by: string;
  readonly request?: string;
}

export interface ReviewRequest extends Placed {
  readonly request: string;
  readonly run: number;
  readonly node: string;
  readonly claim: string;
  readonly decideBy: Instant;
  readonly by: string;
  readonly status: 'open' | 'withdrawn' | 'upheld' | 'corrected' | 're-check';
  readonly stayed: boolean;
  /** Position of the decision. */
  readonly decidedAt?: number;
}

export type Entry = Placed & (
  | ({ readonly kind: 'deduction' } & Pick<DataOf<'assessment.DeductionEntered'>, 'points' | 'reason' | 'document'>)
  | ({ readonly kind: 'conduct' } & Pick<DataOf<'assessment.ConductRecorded'>, 'matter' | 'document' | 'severity' | 'indicator'> & { readonly conduct: DataOf<'assessment.ConductRecorded'>['kind'] })
  | ({ readonly kind: 'veto' } & Pick<DataOf<'assessment.VetoEntered'>, 'rule' | 'matter' | 'document'>)
) & { readonly entry: string };

/** What a round knows of one unit. */
export interface ResultState {
  readonly selfAssessment?: SelfAssessment;
  readonly returned?: { readonly reason: string; readonly resubmitBy?: string };
  readonly siteChecks: readonly { readonly check: string; readonly team: readonly string[]; readonly on: string; readonly sample?: string }[];
  /** The last finding for each node. */
  readonly checked: Readonly<Record<string, CheckedItem>>;
  readonly marks: readonly Mark[];
  readonly bonusDecisions: Readonly<Record<string, { readonly accepted: boolean } & Placed>>;
  readonly entries: readonly Entry[];
  /** Codes of entries that were revoked: none is given twice. */
  readonly revokedEntries: readonly string[];
  readonly adjustments: readonly Adjustment[];
  readonly results: readonly { readonly run: number; readonly figures: ResultFigures; readonly position: number }[];
  readonly reviews: readonly ReviewRequest[];
  /** Users who had a hand in the score: checkers, raters, adjusters, deciders of bonuses and entries. None of them decides a review. */
  readonly scorers: readonly string[];
  /** Position of the last fact that a calculation takes in; 0 while there is none. What a calculation up to here has, it has all of. */
  readonly countsAt: number;
}

/** Folds the facts of one unit in a round. */
export const result: Fold<ResultState, ResultEvent> = {
  name: 'assessment.result',
  initial: { siteChecks: [], checked: {}, marks: [], bonusDecisions: {}, entries: [], revokedEntries: [], adjustments: [], results: [], reviews: [], scorers: [], countsAt: 0 },
  evolve: (state, event) => next(withScorer(withPosition(state, event), event), event),
};

const placed = ({ position, id }: Recorded<ResultEvent>): Placed => ({ position, eventId: id });

const scoring: readonly ResultEvent['type'][] = [
  'assessment.SiteCheckRecorded', 'assessment.ItemMarked', 'assessment.BonusDecided', 'assessment.DeductionEntered', 'assessment.ConductRecorded', 'assessment.VetoEntered', 'assessment.ScoreAdjusted',
];

function withScorer(state: ResultState, event: Recorded<ResultEvent>): ResultState {
  // An adjustment that carries out a decision is the reviewer's, who may decide again.
  if (!scoring.includes(event.type) || (event.type === 'assessment.ScoreAdjusted' && event.data.request !== undefined)) return state;
  const team = event.type === 'assessment.SiteCheckRecorded' ? event.data.team : [];
  return { ...state, scorers: [...new Set([...state.scorers, event.meta.actor, ...team])] };
}

const counting: readonly ResultEvent['type'][] = [...scoring, 'assessment.SelfAssessmentSubmitted', 'assessment.SelfAssessmentReturned', 'assessment.EntryRevoked'];

const withPosition = (state: ResultState, { type, position }: Recorded<ResultEvent>): ResultState => (counting.includes(type) ? { ...state, countsAt: position } : state);

function next(state: ResultState, event: Recorded<ResultEvent>): ResultState {
  const at = placed(event);
  switch (event.type) {
    case 'assessment.SelfAssessmentSubmitted': {
      const { returned: _done, ...rest } = state;
      const { items, bonuses, selfScore } = event.data;
      return { ...rest, selfAssessment: { items, bonuses, selfScore, by: event.meta.actor, at: event.recordedAt, ...at } };
    }
    case 'assessment.SelfAssessmentReturned': {
      const { reason, resubmitBy } = event.data;
      return { ...state, returned: { reason, ...(resubmitBy === undefined ? {} : { resubmitBy }) } };
    }
    case 'assessment.SiteCheckRecorded': {
      const { check, team, on, sample, items } = event.data;
      const found = Object.fromEntries(items.map(({ node, claimed, verified }) => [node, { check, node, claimed, verified, ...at }]));
      return { ...state, siteChecks: [...state.siteChecks, { check, team, on, ...(sample === undefined ? {} : { sample }) }], checked: { ...state.checked, ...found } };
    }
    case 'assessment.ItemMarked': {
      const { node, rater, mark } = event.data;
      return { ...state, marks: [...state.marks.filter((m) => m.node !== node || m.rater !== rater), { node, rater, mark, ...at }] };
    }
    case 'assessment.BonusDecided':
      return { ...state, bonusDecisions: { ...state.bonusDecisions, [event.data.claim]: { accepted: event.data.accepted, ...at } } };
    case 'assessment.DeductionEntered':
    case 'assessment.ConductRecorded':
    case 'assessment.VetoEntered':
      return { ...state, entries: [...state.entries, entryOf(event)] };
    case 'assessment.EntryRevoked':
      return { ...state, entries: state.entries.filter(({ entry }) => entry !== event.data.entry), revokedEntries: [...state.revokedEntries, event.data.entry] };
    case 'assessment.ResultCalculated':
      return { ...state, results: [...state.results, { run: event.data.run, figures: event.data.figures, position: event.position }] };
    case 'assessment.ScoreAdjusted': {
      const { round: _round, unit: _unit, evidence: _evidence, document, request, ...adjustment } = event.data;
      const adjusted = { ...adjustment, by: event.meta.actor, ...at, ...(document === undefined ? {} : { document }), ...(request === undefined ? {} : { request }) };
      return { ...state, adjustments: [...state.adjustments, adjusted] };
    }
    default:
      return reviewed(state, event);
  }
}

function entryOf(event: Recorded<Extract<ResultEvent, { type: 'assessment.DeductionEntered' | 'assessment.ConductRecorded' | 'assessment.VetoEntered' }>>): Entry {
  const at = placed(event);
  switch (event.type) {
    case 'assessment.DeductionEntered': {
      const { deduction, points, reason, document } = event.data;
      return { kind: 'deduction', entry: deduction, points, reason, document, ...at };
    }
    case 'assessment.ConductRecorded': {
      const { record, kind, severity, indicator, matter, document } = event.data;
      return { kind: 'conduct', entry: record, conduct: kind, severity, indicator, matter, document, ...at };
    }
    case 'assessment.VetoEntered': {
      const { veto, rule, matter, document } = event.data;
      return { kind: 'veto', entry: veto, rule, matter, document, ...at };
    }
  }
}

type ReviewEvent = Extract<ResultEvent, { type: `assessment.Review${string}` | 'assessment.ResultStayed' }>;

function reviewed(state: ResultState, event: Recorded<ReviewEvent>): ResultState {
  if (event.type === 'assessment.ReviewRequested') {
    const { request, run, node, claim, decideBy } = event.data;
    const asked: ReviewRequest = { request, run, node, claim, decideBy, by: event.meta.actor, status: 'open', stayed: false, ...placed(event) };
    return { ...state, reviews: [...state.reviews, asked] };
  }
  const change = (changes: Partial<ReviewRequest>): ResultState => ({
    ...state, reviews: state.reviews.map((review) => (review.request === event.data.request ? { ...review, ...changes } : review)),
  });
  if (event.type === 'assessment.ReviewWithdrawn') return change({ status: 'withdrawn', stayed: false });
  if (event.type === 'assessment.ResultStayed') return change({ stayed: true });
  return change({ status: event.data.outcome, stayed: false, decidedAt: event.position });
}

/** The result that holds: of the last calculation. */
export const lastResult = (state: ResultState) => state.results.at(-1);

export const openReviews = (state: ResultState): readonly ReviewRequest[] => state.reviews.filter(({ status }) => status === 'open');
