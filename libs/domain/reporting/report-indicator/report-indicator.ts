import { cityDate, command, daysOf, decimal, parsePeriod, refuse, type Refusal } from '#engine/kernel';
import type { DefinitionCard } from '#domain/plan';
import { reportStream, type EvidenceReference, type ReportEvent } from '../report.events.js';
import { report, type PeriodReport } from '../report.state.js';
import { lockOf, period as periodFold, type PeriodState } from '../period.state.js';
import { periodStream } from '../period.events.js';
import { toldRules, toldUnit, type ReportingRules, type UnitStanding } from '../reporting-rules.state.js';
import { mayReport } from '../report.policies.js';
import { softChecks } from '../soft-checks/soft-checks.js';
import { told } from '#engine/kernel';

/** A unit reports a value: what, for when, with which proof. */
export interface ReportIndicator {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
  /** Decimal as text, in the card's unit of measurement. */
  readonly value: string;
  readonly evidence: readonly EvidenceReference[];
  readonly note?: string;
  readonly source: 'form' | 'import' | 'feed';
  /** Verified values of the other units for the same indicator and period, when known: for the outlier check. */
  readonly peers?: readonly string[];
}

export const reportIndicator = command({
  name: 'reporting.ReportIndicator',
  policy: mayReport,
  unit: (c: ReportIndicator) => c.unit,
  stream: (c) => reportStream(c.plan, c.indicator, c.unit, yearOf(c.period)),
  state: report,
  told: (c) => ({
    rules: toldRules(c.plan),
    unit: toldUnit(c.unit),
    period: told(periodStream(c.plan, c.period), periodFold),
    lastYear: told(reportStream(c.plan, c.indicator, c.unit, yearOf(c.period) - 1), report),
  }),
  decide: (state, c, { told: { rules, unit, period, lastYear }, now }) => {
    const card = rules.cards[c.indicator];
    if (!card) return refuse('reporting.unknown-indicator', { indicator: c.indicator }, 'body.indicator');
    const before = state.periods[c.period];
    const no = unitProblem(c, card, unit) ?? periodProblem(c, card, period, now) ?? stateProblem(c, before) ?? valueProblem(c, card);
    if (no) return no;
    if (before?.status === 'reported' && same(before, c)) return [];
    const warnings = softChecks({ card, value: c.value, period: c.period, state, lastYear, peers: c.peers ?? [], ...targetOf(rules, c) });
    if (warnings.length > 0 && c.note === undefined) return refuse('reporting.note-required', { warnings: [...warnings] }, 'body.note');
    return [reported(c, warnings, before)];
  },
});

/** The year of a period; a text that is no period has been refused before. */
export const yearOf = (text: string): number => Number(text.slice(0, 4));

function unitProblem(c: ReportIndicator, card: DefinitionCard, unit: UnitStanding): Refusal | undefined {
  if (unit === 'unknown') return refuse('reporting.unknown-unit', { unit: c.unit }, 'body.unit');
  if (unit === 'gone') return refuse('reporting.unit-gone', { unit: c.unit }, 'body.unit');
  if (!card.reportedBy.includes(c.unit)) return refuse('reporting.not-a-reporting-unit', { unit: c.unit, indicator: c.indicator }, 'body.unit');
  return undefined;
}

/** Period of the right kind, begun, and open for this unit now. */
export function periodProblem(c: { readonly indicator: string; readonly unit: string; readonly period: string }, card: DefinitionCard, state: PeriodState, now: string): Refusal | undefined {
  const period = parsePeriod(c.period)!;
  if (card.frequency !== 'event' && period.kind !== card.frequency) {
    return refuse('reporting.wrong-frequency', { indicator: c.indicator, frequency: card.frequency, period: c.period }, 'body.period');
  }
  if (daysOf(period).first > cityDate(now)) return refuse('reporting.future-period', { period: c.period }, 'body.period');
  switch (lockOf(state, c.unit, now)) {
    case 'not-opened':
      return refuse('reporting.period-not-opened', { period: c.period }, 'body.period');
    case 'closed':
      return refuse('reporting.period-closed', { period: c.period }, 'body.period');
    case 'past-due':
      return refuse('reporting.period-past-due', { period: c.period, dueAt: state.status === 'not-opened' ? '' : state.dueAt }, 'body.period');
    default:
      return undefined;
  }
}

function stateProblem(c: ReportIndicator, before: PeriodReport | undefined): Refusal | undefined {
  if (before?.status === 'verified') return refuse('reporting.already-verified', { period: c.period, value: before.value });
  return undefined;
}

function valueProblem(c: ReportIndicator, card: DefinitionCard): Refusal | undefined {
  const { min, max } = card.range;
  const value = decimal(c.value);
  if ((min !== undefined && value.lt(min)) || (max !== undefined && value.gt(max))) {
    return refuse('reporting.out-of-range', { indicator: c.indicator, min: min ?? '−∞', max: max ?? '+∞', measurementUnit: card.measurementUnit, value: c.value }, 'body.value');
  }
  if (card.evidenceRequired && c.evidence.length === 0) return refuse('reporting.evidence-required', { indicator: c.indicator }, 'body.evidence');
  return undefined;
}

const same = (before: Extract<PeriodReport, { status: 'reported' }>, c: ReportIndicator): boolean =>
  before.value === c.value && before.note === c.note && before.evidence.map((e) => e.sha256).join() === c.evidence.map((e) => e.sha256).join();

function targetOf(rules: ReportingRules, c: ReportIndicator): { target?: string } {
  const value = rules.targets[`${c.unit}/${yearOf(c.period)}/${c.indicator}`]?.value;
  return value === undefined ? {} : { target: value };
}

function reported(c: ReportIndicator, warnings: readonly string[], before: PeriodReport | undefined): ReportEvent {
  const { plan, indicator, unit, period, value, evidence, note, source } = c;
  return {
    type: 'reporting.IndicatorReported',
    validAt: period,
    data: {
      plan, indicator, unit, period, value, evidence: [...evidence], warnings: [...warnings], source,
      ...(note === undefined ? {} : { note }),
      ...(before?.status === 'reported' ? { replaces: before.value } : {}),
    },
  };
}
