import { cityDate, refuse, textProblem, type DateText, type DecisionContext, type Refusal } from '#engine/kernel';

/** Reason and authority as an act states them: in its own field, or with the request. */
export function stated(own: string | undefined, ofRequest: string | undefined, max: number): string | undefined {
  const text = own ?? ofRequest;
  return text === undefined || textProblem(text, { max }) ? undefined : text.trim();
}

/** The reason of an act, or the refusal of one without. */
export function reasonOf(c: { readonly reason?: string }, context: Pick<DecisionContext<unknown>, 'reason'>): string | Refusal {
  return stated(c.reason, context.reason, 2000) ?? refuse('reporting.reason-required', {}, 'body.reason');
}

/** A day by which something is awaited lies ahead. */
export function aheadProblem(day: DateText | undefined, now: string, field: string): Refusal | undefined {
  return day !== undefined && day < cityDate(now) ? refuse('reporting.date-passed', { date: day }, field) : undefined;
}
