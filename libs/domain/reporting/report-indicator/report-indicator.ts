import { command, decimal, refuse, told, type DecisionContext, type Facts, type Language, type Refusal } from '#engine/kernel';
import type { DefinitionCard } from '#domain/plan';
import type { UnitStanding } from '#domain/units';
import { reportStream, type EvidenceReference, type ReportEvent } from '../report.events.js';
import { report, type PeriodReport, type ReportState } from '../report.state.js';
import { period as periodFold } from '../period.state.js';
import { periodStream } from '../period.events.js';
import { periodProblem } from '../period-problem.js';
import { keyOf, streamOf, yearOf, type ReportKey } from '../report-key.js';
import { cardOf, toldRules, toldUnit, type ReportingRules } from '../reporting-rules.state.js';
import { targetFor } from '../target-index.js';
import { mayReport } from '../report.policies.js';
import { softChecks, softCheckTexts, type SoftCheck } from '../soft-checks/soft-checks.js';

/** A unit reports a value: what, for when, with which proof. */
export interface ReportIndicator extends ReportKey {
  /** Decimal as text, in the card's unit of measurement. */
  readonly value: string;
  readonly evidence: readonly EvidenceReference[];
  readonly note?: string;
  readonly source: 'form' | 'import' | 'feed';
}

/**
 * Verified values of the other units for the same indicator and period, for the outlier check. Looked up beside the command and no
 * part of it: a repetition of the command is the same command, whatever others had verified meanwhile.
 */
export type PeersOf = (key: ReportKey) => readonly string[];

/** What a unit's own act on its report is decided on. */
export const toldForUnit = (c: ReportKey) => ({
  rules: toldRules(c.plan),
  unit: toldUnit(c.unit),
  period: told(periodStream(c.plan, c.period), periodFold),
});

/** What a unit's own act is decided in. */
export type UnitContext = DecisionContext<Facts<ReturnType<typeof toldForUnit>>>;

const toldForValue = (c: ReportKey) => ({
  ...toldForUnit(c),
  lastYear: told(reportStream(c.plan, c.indicator, c.unit, yearOf(c.period) - 1), report),
});

/** The use case, with the peers that its outlier check compares with. */
export const reportIndicatorAmong = (peersOf: PeersOf) =>
  command({
    name: 'reporting.ReportIndicator',
    policy: mayReport,
    unit: (c: ReportIndicator) => c.unit,
    stream: streamOf,
    state: report,
    told: toldForValue,
    decide: (state, c, context) => {
      const no = reportingProblem(state, c, context);
      if (no) return no;
      const { rules, lastYear } = context.told;
      const card = cardOf(rules, c.indicator)!;
      const before = state.periods[c.period];
      const bad = valueProblem(c, card) ?? evidenceProblem(c, card);
      if (bad) return bad;
      if (before?.status === 'reported' && same(before, c)) return [];
      const warnings = softChecks({ card, value: c.value, period: c.period, state, lastYear, peers: peersOf(c), ...targetOf(rules, c) });
      if (warnings.length > 0 && c.note === undefined) return noteNeeded(warnings);
      return [reported(c, warnings, before)];
    },
  });

/** The use case where no peers are known. */
export const reportIndicator = reportIndicatorAmong(() => []);

/** Why a unit may not report here now, whatever the value; a form asks the same before anything is typed. */
export function reportingProblem(state: ReportState, c: ReportKey, context: UnitContext): Refusal | undefined {
  const { told: { rules, unit, period }, now } = context;
  const card = cardOf(rules, c.indicator);
  if (!card) return refuse('reporting.unknown-indicator', { indicator: c.indicator }, 'body.indicator');
  const before = state.periods[c.period];
  return unitProblem(c, card, unit) ?? periodProblem(c, card, period, before, now) ?? verifiedProblem(c, before);
}

function unitProblem(c: ReportKey, card: DefinitionCard, unit: UnitStanding): Refusal | undefined {
  if (unit === 'unknown') return refuse('reporting.unknown-unit', { unit: c.unit }, 'body.unit');
  if (unit === 'gone') return refuse('reporting.unit-gone', { unit: c.unit }, 'body.unit');
  if (!reportersOf(card).has(c.unit)) return refuse('reporting.not-a-reporting-unit', { unit: c.unit, indicator: c.indicator }, 'body.unit');
  return undefined;
}

const reporters = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The card's reporting units for looking up: a plan may name thousands. */
function reportersOf({ reportedBy }: DefinitionCard): ReadonlySet<string> {
  const known = reporters.get(reportedBy) ?? new Set(reportedBy);
  reporters.set(reportedBy, known);
  return known;
}

function verifiedProblem(c: ReportKey, before: PeriodReport | undefined): Refusal | undefined {
  return before?.status === 'verified' ? refuse('reporting.already-verified', { period: c.period, value: before.value }) : undefined;
}

/** The card's hard range. */
export function valueProblem(c: { readonly value: string }, card: DefinitionCard, field = 'body.value'): Refusal | undefined {
  const { min, max } = card.range;
  const value = decimal(c.value);
  if ((min === undefined || value.gte(min)) && (max === undefined || value.lte(max))) return undefined;
  return refuse('reporting.out-of-range', { indicator: card.code, name: card.name.zh, nameEn: card.name.en, min: min ?? '−∞', max: max ?? '+∞', measurementUnit: card.measurementUnit, value: c.value }, field);
}

function evidenceProblem(c: ReportIndicator, card: DefinitionCard): Refusal | undefined {
  return card.evidenceRequired && c.evidence.length === 0 ? refuse('reporting.evidence-required', { indicator: c.indicator }, 'body.evidence') : undefined;
}

function noteNeeded(warnings: readonly SoftCheck[]): Refusal {
  const words = (language: Language): string => warnings.map((code) => softCheckTexts[code][language]).join(language === 'zh' ? '；' : '; ');
  return refuse('reporting.note-required', { warnings: [...warnings], checks: words('zh'), checksEn: words('en') }, 'body.note');
}

const same = (before: Extract<PeriodReport, { status: 'reported' }>, c: ReportIndicator): boolean =>
  before.value === c.value && before.note === c.note && before.evidence.map((e) => e.sha256).join() === c.evidence.map((e) => e.sha256).join();

function targetOf(rules: ReportingRules, c: ReportKey): { target?: string } {
  const value = targetFor(rules.targets, c.unit, yearOf(c.period), c.indicator)?.value;
  return value === undefined ? {} : { target: value };
}

function reported(c: ReportIndicator, warnings: readonly string[], before: PeriodReport | undefined): ReportEvent {
  const { value, evidence, note, source } = c;
  return {
    type: 'reporting.IndicatorReported',
    validAt: c.period,
    data: {
      ...keyOf(c), value, evidence: [...evidence], warnings: [...warnings], source,
      ...(note === undefined ? {} : { note }),
      ...(before?.status === 'reported' ? { replaces: before.value } : {}),
    },
  };
}
