import { addDays, cityDate, isRefusal, refuse, type DecisionContext, type Instant, type Refusal } from '#engine/kernel';
import { authorityOf } from '../finding-acts.js';

/** 约谈通知 goes out three days ahead. The rule says days 日, not working days 工作日: they are calendar days, whatever day of the week. */
export const noticeDays = 3;

/** A short notice that is asked for: its document is in a field of its own or comes with the request. */
export interface ShortNotice {
  readonly urgent?: boolean;
  readonly authority?: string;
}

/** The document a short notice rests on; nothing where the usual notice is kept. A refusal without one. */
export function urgencyOf(c: ShortNotice, context: Pick<DecisionContext<unknown>, 'authority'>): { readonly urgent?: { readonly authority: string } } | Refusal {
  if (c.urgent !== true) return {};
  const authority = authorityOf(c, context);
  return isRefusal(authority) ? authority : { urgent: { authority } };
}

/** An interview lies ahead, by the days of notice unless it is urgent. */
export function noticeProblem(at: Instant, urgent: boolean, now: Instant): Refusal | undefined {
  if (Date.parse(at) <= Date.parse(now)) return refuse('supervision.interview-in-the-past', {}, 'body.at');
  const earliest = addDays(cityDate(now), noticeDays);
  return urgent || cityDate(at) >= earliest ? undefined : refuse('supervision.notice-too-short', { days: noticeDays, earliest }, 'body.at');
}
