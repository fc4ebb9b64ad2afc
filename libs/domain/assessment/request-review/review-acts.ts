import { refuse, type Bilingual, type Refusal } from '#engine/kernel';
import type { ResultState, ReviewRequest } from '../result.state.js';
import type { UnitKey } from '../round-acts.js';

/** Which request for review a command is about. */
export interface ReviewKey extends UnitKey {
  readonly request: string;
}

/** What each state of a request is called. */
export const reviewStatusNames: Readonly<Record<ReviewRequest['status'], Bilingual>> = {
  open: { zh: '待复核', en: 'open' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  upheld: { zh: '维持', en: 'upheld' },
  corrected: { zh: '更正', en: 'corrected' },
  're-check': { zh: '重新核查', en: 'to be checked again' },
};

/** The request while it waits for its decision; otherwise why nothing can be done about it. */
export function openRequest({ reviews }: ResultState, { request }: ReviewKey): ReviewRequest | Refusal {
  const asked = reviews.find((review) => review.request === request);
  if (!asked) return refuse('assessment.unknown-review', { request }, 'params.request');
  const { zh, en } = reviewStatusNames[asked.status];
  return asked.status === 'open' ? asked : refuse('assessment.review-settled', { request, status: zh, statusEn: en });
}
