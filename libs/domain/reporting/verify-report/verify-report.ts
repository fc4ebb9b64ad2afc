import { command, refuse, type Actor, type Refusal } from '#engine/kernel';
import type { DefinitionCard } from '#domain/plan';
import { reportStream } from '../report.events.js';
import { report, type PeriodReport } from '../report.state.js';
import { toldRules } from '../reporting-rules.state.js';
import { mayVerify } from '../report.policies.js';
import { yearOf } from '../report-indicator/report-indicator.js';

/** A verifier confirms a reported value. */
export interface VerifyReport {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
  /** The value the verifier looked at: if it moved on meanwhile, nothing is verified. */
  readonly value: string;
}

export const verifyReport = command({
  name: 'reporting.VerifyReport',
  policy: mayVerify,
  unit: (c: VerifyReport) => c.unit,
  stream: (c) => reportStream(c.plan, c.indicator, c.unit, yearOf(c.period)),
  state: report,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, { actor, told: { rules } }) => {
    const card = rules.cards[c.indicator];
    if (!card) return refuse('reporting.unknown-indicator', { indicator: c.indicator }, 'params.indicator');
    const before = state.periods[c.period];
    if (before?.status === 'verified' && before.value === c.value && before.verifiedBy === actor.id) return [];
    const no = verifierProblem(actor, card, c.unit, before);
    if (no) return no;
    if (before?.status === 'verified') return refuse('reporting.already-verified', { period: c.period, value: before.value });
    if (before?.status !== 'reported') return refuse('reporting.not-reported', { period: c.period });
    if (before.value !== c.value) return refuse('reporting.value-moved-on', { actual: before.value, seen: c.value }, 'body.value');
    const { plan, indicator, unit, period, value } = c;
    return [{ type: 'reporting.ReportVerified' as const, validAt: period, data: { plan, indicator, unit, period, value } }];
  },
});

/** Nobody verifies for the own unit or the own entry, and only the unit on the card verifies at all. */
export function verifierProblem(actor: Actor, card: DefinitionCard, unit: string, before: PeriodReport | undefined): Refusal | undefined {
  const own = actor.unit === unit || (before !== undefined && 'reportedBy' in before && before.reportedBy === actor.id);
  if (own) return refuse('reporting.own-report');
  if (actor.unit !== card.verifier) return refuse('reporting.not-the-verifier', { indicator: card.code, verifier: card.verifier });
  return undefined;
}
