import type { Instant, Recorded } from '#engine/kernel';
import type { ResultEvent } from '../result.events.js';
import type { ReviewRequest } from '../result.state.js';

type DataOf<Type extends ResultEvent['type']> = Extract<ResultEvent, { type: Type }>['data'];
type Decided = DataOf<'assessment.ReviewDecided'>;

/** Facts of a request for review. */
export type ReviewEvent = Extract<ResultEvent, { type: `assessment.Review${string}` | 'assessment.ResultStayed' }>;

/** A request for review with everything that became of it. */
export type ReviewLine = {
  readonly request: string;
  readonly round: string;
  readonly unit: string;
  /** The calculation it is about. */
  readonly run: number;
  readonly node: string;
  readonly claim: string;
  readonly reason: string;
  readonly evidence: DataOf<'assessment.ReviewRequested'>['evidence'];
  readonly by: string;
  readonly requestedAt: Instant;
  readonly decideBy: Instant;
  readonly status: ReviewRequest['status'];
  /** Whether the result has no effect while it is open. */
  readonly stayed: boolean;
  readonly stay: { readonly reason: string; readonly by: string; readonly at: Instant } | null;
  readonly decision: (Pick<Decided, 'outcome' | 'reason' | 'late' | 'effect'> & { readonly by: string; readonly at: Instant }) | null;
  /** Points that the decision gave or took. */
  readonly correction: { readonly node: string; readonly delta: string } | null;
  readonly withdrawn: { readonly reason: string; readonly at: Instant } | null;
};

/** Key of a request among those of every round. */
export const reviewKey = ({ round, unit, request }: Pick<ReviewLine, 'round' | 'unit' | 'request'>): string => `${round}.${unit}.${request}`;

export function isReviewEvent(event: Recorded<ResultEvent>): event is Recorded<ReviewEvent> {
  return event.type.startsWith('assessment.Review') || event.type === 'assessment.ResultStayed';
}

/** The line after a fact about the request; nothing where the request was never made. */
export function reviewAfter(line: ReviewLine | undefined, event: Recorded<ReviewEvent>): ReviewLine | undefined {
  const { recordedAt: at, meta: { actor: by } } = event;
  if (event.type === 'assessment.ReviewRequested') {
    return { ...event.data, by, requestedAt: at, status: 'open', stayed: false, stay: null, decision: null, correction: null, withdrawn: null };
  }
  if (!line) return undefined;
  switch (event.type) {
    case 'assessment.ReviewWithdrawn':
      return { ...line, status: 'withdrawn', stayed: false, withdrawn: { reason: event.data.reason, at } };
    case 'assessment.ResultStayed':
      return { ...line, stayed: true, stay: { reason: event.data.reason, by, at } };
    case 'assessment.ReviewDecided': {
      const { outcome, reason, late, effect } = event.data;
      return { ...line, status: outcome, stayed: false, decision: { outcome, reason, late, effect, by, at } };
    }
  }
}

/** The line after the adjustment that carries its decision out. */
export const correctedBy = (line: ReviewLine | undefined, { node, delta }: DataOf<'assessment.ScoreAdjusted'>): ReviewLine | undefined => line && { ...line, correction: { node, delta } };
