// A round with its log for specs of calculations; product code never imports it.
import { newId, type DomainEvent, type JsonObject, type Uuid } from '#engine/kernel';
import { CommandEngine, type Envelope } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { appendTo, TestClock } from '#engine/testing';
import { schemeStream } from '#domain/scoring';
import { content, itemMarked, people, plan, round, roundOpened, schemeId, schemePublished, selfAssessed, selfAssessmentClosed, siteChecked, units, type RoundData } from './assessment-examples.js';
import { factsFromLog, type KnownFacts } from './calculate-round/known-facts.js';
import { RoundCalculator, type CalculatorOptions } from './calculate-round/round-calculator.js';
import { resultEvents, resultStream, type ResultEvent } from './result.events.js';
import { roundEvents, roundStream, type RoundEvent } from './round.events.js';

/** A definition card of an indicator that some units report. */
export const cardOf = (code: string, reportedBy: readonly string[], changes: JsonObject = {}): DomainEvent => ({
  type: 'plan.IndicatorDefined',
  data: {
    plan,
    card: {
      code, name: { zh: code, en: code }, measure: 1, kind: 'quantitative', measurementUnit: '个', decimals: 2, direction: 'higher-better', frequency: 'quarter', accumulation: 'latest', releaseLagDays: 0,
      reportedBy: [...reportedBy], verifier: 'statistics', evidenceRequired: false, range: {}, sourceQuote: '…', needsThreshold: false, ...changes,
    },
  },
});
export const targetOf = (indicator: string, unit: string, value: string, year = 2024): DomainEvent => ({ type: 'plan.TargetSet', data: { plan, target: { indicator, unit, year, comparator: '>=', value, profile: 'linear' } } });
const about = (indicator: string, unit: string, period: string) => ({ plan, indicator, unit, period });
export const reported = (indicator: string, unit: string, value: string, period = '2024-Q4'): DomainEvent => ({ type: 'reporting.IndicatorReported', data: { ...about(indicator, unit, period), value, evidence: [], warnings: [], source: 'form' } });
export const verified = (indicator: string, unit: string, value: string, period = '2024-Q4'): DomainEvent => ({ type: 'reporting.ReportVerified', data: { ...about(indicator, unit, period), value } });
export const corrected = (indicator: string, unit: string, from: string, to: string, period = '2024-Q4'): DomainEvent => ({
  type: 'reporting.ReportCorrected', data: { ...about(indicator, unit, period), from, to, reasonCode: 'statistical-revision', reason: '统计核定', authority: '宁统函〔2025〕1号', evidence: [] },
});
export const periodClosed = (period = '2024-Q4'): DomainEvent => ({ type: 'reporting.PeriodClosed', data: { plan, period, how: 'deadline' } });

const districts = ['xuanwu', 'qinhuai', 'gulou'];

/** What planning and reporting say: every district has verified incubators and patents, and the targets for them. */
export const city: readonly DomainEvent[] = [
  ...['tech-incubators', 'patents', 'mechanism', 'complaints', 'service'].map((code) => cardOf(code, code === 'tech-incubators' ? units : districts)), cardOf('satisfaction', ['market-regulation', 'science-tech']),
  ...districts.map((unit, n) => targetOf('tech-incubators', unit, String(20 + n))),
  ...units.map((unit, n) => verified('tech-incubators', unit, String(12 + n))), ...districts.map((unit, n) => verified('patents', unit, String(50 + 7 * n))), periodClosed(),
];

/** What the round itself found of its units before its data were frozen. */
export const found: readonly ResultEvent[] = [
  selfAssessed(), selfAssessed({ unit: 'qinhuai', items: [{ node: 'mechanism', claim: { level: 'in-policy' }, evidence: [{ sha256: 'b'.repeat(64), name: '政策.pdf', size: 3, type: 'application/pdf' }] }], bonuses: [] }),
  siteChecked(), siteChecked({ unit: 'gulou', check: 'c-2', items: [{ node: 'complaints', claimed: { counts: {} }, verified: { counts: { upheld: '2', repeated: '1' } } }] }),
  ...['xuanwu', 'qinhuai', 'gulou'].flatMap((unit, n) => [itemMarked({ unit, mark: String(80 + n) }), itemMarked({ unit, rater: 'leader-sun', mark: String(84 + 2 * n) })]),
  ...['market-regulation', 'science-tech'].map((unit, n) => itemMarked({ unit, node: 'satisfaction', mark: String(90 + n) })),
];

export const record = (log: EventStore, ...facts: readonly (RoundEvent | ResultEvent)[]): Promise<void> =>
  facts.reduce((before, fact) => before.then(() => appendTo(log, 'unit' in fact.data ? resultStream(fact.data.round, fact.data.unit) : roundStream(fact.data.round), fact).then(() => undefined)), Promise.resolve());

export interface FrozenRound {
  readonly city?: readonly DomainEvent[];
  readonly found?: readonly ResultEvent[];
  readonly content?: JsonObject;
  readonly opened?: Partial<RoundData<'assessment.RoundOpened'>>;
}

/** A log in which a round has come to frozen data. */
export async function frozenLog({ city: facts = city, found: own = found, content: of = content, opened }: FrozenRound = {}, log: EventStore = new MemoryEventStore({ clock: new TestClock() })): Promise<EventStore> {
  const scheme = schemePublished(2024, 1, of);
  await appendTo(log, `plan-${plan}`, ...facts);
  await appendTo(log, schemeStream(schemeId), scheme);
  const { hash, document } = scheme.data as { readonly hash: string; readonly document: string };
  await record(log, roundOpened({ scheme: { id: schemeId, version: 1, hash, document }, ...opened }), selfAssessmentClosed(), ...own);
  await record(log, { type: 'assessment.DataFrozen', data: { round, position: await log.head() } });
  return log;
}

export const envelopeOf = (changes: Partial<Envelope> = {}): Envelope => {
  const commandId: Uuid = newId();
  return { commandId, retryable: false, actor: people.secretary, correlation: commandId, ...changes };
};

/** What calculates on a log, and the command engine behind it. */
export function calculating(log: EventStore, options: CalculatorOptions = {}, facts: KnownFacts = factsFromLog(log)) {
  const engine = new CommandEngine(log, { ...roundEvents, ...resultEvents }, new TestClock());
  const calculator = new RoundCalculator(log, facts, options);
  const calculate = (envelope = envelopeOf()) => calculator.calculate(round, (items, from) => engine.executeAll(items, from), envelope);
  return { engine, calculator, calculate };
}
