import { parsePeriod } from '#engine/kernel';
import type { DefinitionCard } from '#domain/plan';
import { completenessRow, goneFor, type CompletenessRow, type PeriodFacts, type ReportCell } from './completeness-row.js';

/** What of a card matters here. */
export interface CardBrief {
  readonly frequency: DefinitionCard['frequency'];
  readonly reportedBy: readonly string[];
}

type Frequency = DefinitionCard['frequency'];

/** One plan: its cards, which unit owes which indicators how often, and its periods. */
interface PlanModel {
  readonly cards: Map<string, CardBrief>;
  /** Unit → frequency → indicators. */
  readonly owed: Map<string, Map<Frequency, Set<string>>>;
  readonly periods: Map<string, PeriodFacts>;
}

const nothing: ReadonlySet<string> = new Set();
const noCells: ReadonlyMap<string, ReportCell> = new Map();

/** Who owes which reports, and which there are. Kept in memory by the projection and brought back from its rows. */
export class CompletenessModel {
  private readonly plans = new Map<string, PlanModel>();
  private readonly gone = new Map<string, string>();
  /** Plan → period → unit → indicator. */
  private readonly cells = new Map<string, Map<string, Map<string, ReportCell>>>();

  setCard(plan: string, indicator: string, card: CardBrief): void {
    const model = this.plan(plan);
    for (const unit of model.cards.get(indicator)?.reportedBy ?? []) for (const set of model.owed.get(unit)!.values()) set.delete(indicator);
    model.cards.set(indicator, card);
    for (const unit of card.reportedBy) {
      const byFrequency = entry(model.owed, unit, () => new Map<Frequency, Set<string>>());
      entry(byFrequency, card.frequency, () => new Set<string>()).add(indicator);
    }
  }

  card(plan: string, indicator: string): CardBrief | undefined {
    return this.plan(plan).cards.get(indicator);
  }

  setPeriod(plan: string, period: string, facts: PeriodFacts): void {
    this.plan(plan).periods.set(period, facts);
  }

  period(plan: string, period: string): PeriodFacts | undefined {
    return this.plan(plan).periods.get(period);
  }

  setGone(unit: string, from: string): void {
    this.gone.set(unit, from);
  }

  setCell(plan: string, period: string, unit: string, indicator: string, cell: ReportCell): void {
    const units = entry(this.cells, `${plan}/${period}`, () => new Map<string, Map<string, ReportCell>>());
    entry(units, unit, () => new Map<string, ReportCell>()).set(indicator, cell);
  }

  cell(plan: string, period: string, unit: string, indicator: string): ReportCell | undefined {
    return this.cells.get(`${plan}/${period}`)?.get(unit)?.get(indicator);
  }

  /** Every plan and period that was opened. */
  *openedPeriods(plan?: string): Iterable<{ readonly plan: string; readonly period: string }> {
    for (const [name, model] of this.plans) {
      if (plan === undefined || plan === name) for (const period of model.periods.keys()) yield { plan: name, period };
    }
  }

  /** Units with a row in a period: those who owe something, and those who reported. */
  unitsIn(plan: string, period: string): readonly string[] {
    return [...new Set([...this.plan(plan).owed.keys(), ...(this.cells.get(`${plan}/${period}`)?.keys() ?? [])])];
  }

  /** The row of a unit in a period; undefined where it neither owes nor reported anything, or the period was never opened. */
  row(plan: string, period: string, unit: string): CompletenessRow | undefined {
    const facts = this.period(plan, period);
    if (!facts) return undefined;
    const { kind } = parsePeriod(period)!;
    const owed = this.plan(plan).owed.get(unit)?.get(kind) ?? nothing;
    const expected = goneFor(period, this.gone.get(unit)) ? nothing : owed;
    const cells = this.cells.get(`${plan}/${period}`)?.get(unit) ?? noCells;
    return expected.size + cells.size === 0 ? undefined : completenessRow({ plan, period, unit, facts, expected, cells });
  }

  private plan(name: string): PlanModel {
    return entry(this.plans, name, () => ({ cards: new Map(), owed: new Map(), periods: new Map() }));
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
