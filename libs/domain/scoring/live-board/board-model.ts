import type { JsonObject } from '#engine/kernel';
import { LiveBoard } from '../board/live-board.js';
import { leavesOf } from '../scheme/check.js';
import { parseScheme, type Group, type Scheme } from '../scheme/scheme.js';
import type { RunningResult } from '../sheet/result.js';
import { PlanFacts, type BoardFact, type everyUnit } from './board-facts.js';
import { everyPlan, SupervisionFacts, unitFactKey, type UnitFact } from './supervision-facts.js';

/** A line of a board: a unit's running score. The rank is told when the board is read: it depends on every line. */
export type ScoreRow = RunningResult & {
  /** Plan, year and group in one, as rows of a board are looked up: {@link boardKey}. */
  readonly board: string;
  readonly plan: string;
  readonly year: number;
  readonly group: string;
  readonly scheme: string;
  readonly schemeVersion: number;
};

/** A published scheme that a board runs on. */
export type BoardScheme = { readonly kind: 'scheme'; readonly plan: string; readonly unit: typeof everyUnit; readonly year: number; readonly scheme: string; readonly version: number; readonly position: number; readonly content: JsonObject };

export interface Board {
  readonly year: number;
  readonly group: string;
  readonly scheme: Scheme;
  readonly indicators: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly live: LiveBoard;
}

/** One plan: what is known of it, its schemes and boards. */
export class PlanModel {
  readonly facts: PlanFacts;
  readonly schemes = new Map<string, BoardScheme>();
  /** By year and group. */
  readonly boards = new Map<string, Board>();
  /** Rows as written, to write only what changes. */
  readonly shown = new Map<string, ScoreRow>();
  private built = false;

  constructor(readonly code: string, everywhere: SupervisionFacts) {
    this.facts = new PlanFacts(everywhere);
  }

  /** Boards are built when first needed, so that restoring facts costs no calculation. */
  build(): void {
    if (this.built) return;
    this.built = true;
    for (const year of new Set([...this.schemes.values()].map((s) => s.year))) this.buildYear(year);
  }

  /** The boards of a year, from the schemes in force: where two cover a group, the one published last holds. */
  buildYear(year: number): Board[] {
    for (const [key, board] of this.boards) if (board.year === year) this.boards.delete(key);
    const inForce = [...this.schemes.values()].filter((s) => s.year === year).sort((a, b) => a.position - b.position);
    const groups = new Map<string, { readonly scheme: Scheme; readonly group: Group }>();
    for (const { content, version } of inForce) {
      const parsed = parseScheme(content);
      if ('problems' in parsed) continue;
      for (const group of parsed.scheme.groups) groups.set(group.code, { scheme: { ...parsed.scheme, version }, group });
    }
    return [...groups.values()].map(({ scheme, group }) => this.buildBoard(scheme, group, year));
  }

  /** A board anew, from its scheme and everything that is known. */
  rebuild({ scheme, group, year }: Board): Board {
    return this.buildBoard(scheme, scheme.groups.find((g) => g.code === group)!, year);
  }

  private buildBoard(scheme: Scheme, group: Group, year: number): Board {
    const indicators = indicatorsOf(group);
    const units = unitsOf(group, this.facts);
    const live = new LiveBoard(scheme, group.code, this.facts.groupInput(units, indicators, year));
    const board: Board = { year, group: group.code, scheme, indicators: new Set(indicators), units: new Set(units), live };
    this.boards.set(`${year}/${group.code}`, board);
    return board;
  }
}

export class BoardModel {
  readonly plans = new Map<string, PlanModel>();
  /** Findings and interviews by row key: their later facts name no plan. */
  readonly unitFacts = new Map<string, UnitFact>();
  private readonly everywhere = new SupervisionFacts();

  plan(code: string): PlanModel {
    let plan = this.plans.get(code);
    if (!plan) this.plans.set(code, (plan = new PlanModel(code, this.everywhere)));
    return plan;
  }

  /** Take in a finding or interview; answers the plans whose boards it counts on. */
  putUnitFact(fact: UnitFact): readonly PlanModel[] {
    this.unitFacts.set(unitFactKey(fact), fact);
    if (fact.plan === everyPlan) {
      this.everywhere.put(fact);
      return [...this.plans.values()];
    }
    const plan = this.plan(fact.plan);
    plan.facts.put(fact);
    return [plan];
  }

  /** Bring back what a row says. */
  restore(fact: BoardFact | BoardScheme): void {
    if (fact.kind === 'supervision' || fact.kind === 'interview') this.putUnitFact(fact);
    else if (fact.kind === 'scheme') this.plan(fact.plan).schemes.set(schemeKey(fact), fact);
    else this.plan(fact.plan).facts.put(fact);
  }
}

export const schemeKey = (s: { readonly year: number; readonly scheme: string }): string => `${s.year}/${s.scheme}`;

/** Units of a group; `*` is every unit that reports one of its indicators. */
export function unitsOf(group: Group, facts: PlanFacts): readonly string[] {
  if (group.units !== '*') return group.units;
  const units = new Set<string>();
  for (const indicator of indicatorsOf(group)) for (const unit of facts.cards.get(indicator)?.card.reportedBy ?? []) units.add(unit);
  return [...units].sort();
}

/** Codes of every indicator that a group reads: scored ones, denominators, those a method or a veto looks at. */
export function indicatorsOf(group: Group): readonly string[] {
  const found = new Set<string>(group.vetoes.flatMap((veto) => (veto.indicator ? [veto.indicator.code] : [])));
  for (const leaf of leavesOf(group.tree)) {
    found.add(leaf.indicator);
    for (const treatment of leaf.treat ?? []) if (treatment.type === 'per') found.add(treatment.indicator);
    for (const part of Object.values(leaf.method)) if (typeof part === 'object' && part !== null && 'indicator' in part) found.add(String(part.indicator));
  }
  return [...found];
}
