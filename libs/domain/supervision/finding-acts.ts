import { cityDate, refuse, textProblem, type Actor, type Bilingual, type DateText, type DecisionContext, type Instant, type Refusal } from '#engine/kernel';
import type { FindingState, FindingStatus, IssuedFinding } from './finding.state.js';
import { isIssued } from './finding.state.js';

/** What each status is called. */
export const statusNames: Readonly<Record<FindingStatus | 'draft' | 'discarded', Bilingual>> = {
  draft: { zh: '拟稿', en: 'draft' },
  discarded: { zh: '作废', en: 'discarded' },
  issued: { zh: '待签收', en: 'to acknowledge' },
  contested: { zh: '异议中', en: 'contested' },
  acknowledged: { zh: '已签收', en: 'acknowledged' },
  rectifying: { zh: '整改中', en: 'rectifying' },
  reported: { zh: '待核查', en: 'to check' },
  returned: { zh: '退回重改', en: 'returned' },
  closed: { zh: '已销号', en: 'closed' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
};

/** An act on a finding: from which statuses it is possible, and what it is called in a refusal (`提交整改报告`, `reported on`). */
export interface FindingAct {
  readonly from: readonly FindingStatus[];
  readonly called: Bilingual;
  /** Whether it is possible while the finding is suspended. */
  readonly whileSuspended?: boolean;
}

/** Why an act is not possible in a finding's state; undefined when it is. */
export function actProblem(state: FindingState, finding: string, { from, called, whileSuspended = false }: FindingAct): Refusal | undefined {
  if (state.status === 'none') return refuse('supervision.unknown-finding', { finding }, 'params.finding');
  if (!isIssued(state)) return refuse('supervision.not-issued', { finding });
  const { number, status } = state;
  if (status === 'withdrawn' && !from.includes(status)) return refuse('supervision.finding-withdrawn', { number });
  if (status === 'closed' && !from.includes(status)) return refuse('supervision.finding-closed', { number });
  if (state.suspended && !whileSuspended) return refuse('supervision.finding-suspended', { number });
  if (from.includes(status)) return undefined;
  const name = statusNames[status];
  return refuse('supervision.wrong-status', { number, status: name.zh, statusEn: name.en, act: called.zh, actEn: called.en });
}

/** The lead unit answers: whoever acts must act for it. */
export function leadProblem({ content, number }: IssuedFinding, unit: string): Refusal | undefined {
  return content.unit === unit ? undefined : refuse('supervision.not-the-unit', { number, unit: content.unit });
}

/** Unit that an act on a finding concerns: the lead unit. */
export const leadOf = (_: { readonly finding: string }, state: FindingState): string | undefined => ('content' in state ? state.content.unit : undefined);

/** Reason of an act from its own field or the request; the refusal of one without. */
export function reasonOf(c: { readonly reason?: string | undefined }, context: Pick<DecisionContext<unknown>, 'reason'>): string | Refusal {
  return stated(c.reason ?? context.reason) ?? refuse('supervision.reason-required', {}, 'body.reason');
}

/** Document that an act rests on, from its own field or the request; the refusal of one without. */
export function authorityOf(c: { readonly authority?: string | undefined }, context: Pick<DecisionContext<unknown>, 'authority'>): string | Refusal {
  return stated(c.authority ?? context.authority) ?? refuse('supervision.authority-required', {}, 'body.authority');
}

function stated(text: string | undefined): string | undefined {
  return text === undefined || textProblem(text, { max: 2_000 }) ? undefined : text.trim();
}

/** A day that is awaited lies ahead. */
export function aheadProblem(day: DateText | undefined, now: Instant, field: string): Refusal | undefined {
  return day !== undefined && day < cityDate(now) ? refuse('supervision.date-passed', { date: day }, field) : undefined;
}

/** Whether a person belongs to a unit that a finding concerns: such a person neither issues nor checks it. */
export const isParty = ({ content }: Pick<IssuedFinding, 'content'>, actor: Actor): boolean =>
  actor.unit !== undefined && (actor.unit === content.unit || content.supporting.includes(actor.unit));
