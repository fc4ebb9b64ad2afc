import { decimal, isRefusal, refuse, type Refusal } from '#engine/kernel';
import type { Views, ViewMoment } from '#engine/http';
import { everyUnit } from '../live-board/board-facts.js';
import { indicatorsOf, unitsOf } from '../live-board/board-model.js';
import { boardKey, liveBoard, scoreTable, type ScoreRow } from '../live-board/live-board.projection.js';
import type { Group, Scheme } from '../scheme/scheme.js';
import { calculate } from '../sheet/calculate.js';
import { compile } from '../sheet/compile.js';
import type { IndicatorValue, UnitInput } from '../sheet/input.js';
import type { ScoreSheet } from '../sheet/score-sheet.js';
import { ranksOf } from '../sheet/standing.js';
import { factsAt, schemeOf, scoreGroup, someFactsAt, type ScoringMoment } from './score-at.js';

/** Whose score, on which board. */
export interface SheetAddress {
  readonly plan: string;
  readonly year: number;
  readonly group: string;
  readonly unit: string;
}

export interface SheetAt {
  readonly sheet: ScoreSheet;
  /** Log position the sheet reflects. */
  readonly position: number;
}

/**
 * A unit's score sheet as known at a moment. What is read grows with the unit's own facts and the indicators that
 * compare units, not with everything the group reports: the rank comes from the board's rows of the same position.
 */
export async function sheetAt(views: Views, address: SheetAddress, moment: ViewMoment): Promise<SheetAt | Refusal> {
  const { plan, year, group: code, unit } = address;
  const wide = await someFactsAt(views, plan, moment, [[{ field: 'unit', is: 'eq', value: everyUnit }]]);
  const scheme = schemeOf(wide, year, code);
  if (isRefusal(scheme)) return scheme;
  const group = scheme.groups.find((g) => g.code === code)!;
  const units = unitsOf(group, wide.facts);
  if (!units.includes(unit)) return refuse('scoring.unit-not-in-group', { unit, group: code });
  const { position } = wide;
  // From here on everything is of one position, whatever is written meanwhile.
  const fixed: ViewMoment = { asKnownAt: String(position) };
  if (group.quotas.length > 0) {
    // A quota grades by the grades of all, before vetoes: the whole group has to be scored.
    return { sheet: scoreGroup(await factsAt(views, plan, fixed), scheme, code, year).sheet(unit), position };
  }
  const compared = comparedIndicators(scheme, code);
  const about = (field: string, values: readonly string[]) => values.map((value) => [{ field, is: 'eq' as const, value }]);
  const some = await someFactsAt(views, plan, fixed, [...about('unit', ['city', unit]), ...about('indicator', compared)], wide.facts);
  const sheet = calculate(scheme, code, inputOf(some, group, units, address, compared)).sheet(unit);
  return { sheet: { ...sheet, rank: { ...sheet.rank, ...(await rankOf(views, address, group, fixed)) } }, position };
}

/** Indicators whose values of other units count: of leaves that compare, with their denominators and second numbers. */
function comparedIndicators(scheme: Scheme, group: string): readonly string[] {
  const { leavesOf } = compile(scheme, group);
  return [...leavesOf].flatMap(([indicator, leaves]) => (leaves.some((leaf) => leaf.relative) ? [indicator] : []));
}

/** The unit with all its facts; the others with those they are compared by. */
function inputOf({ facts, position }: ScoringMoment, group: Group, units: readonly string[], { unit, year }: SheetAddress, compared: readonly string[]) {
  const indicators = indicatorsOf(group);
  const leftOut = Object.fromEntries(indicators.map((indicator): [string, IndicatorValue] => [indicator, { state: 'not-applicable' }]));
  const { units: others, ...basis } = facts.groupInput(units, compared, year, position);
  const own = facts.groupInput([unit], indicators, year, position).units[unit]!;
  const inputs = units.map((code): [string, UnitInput] => [code, code === unit ? own : { ...others[code]!, values: { ...leftOut, ...others[code]!.values } }]);
  return { ...basis, units: Object.fromEntries(inputs) };
}

async function rankOf(views: Views, { plan, year, group, unit }: SheetAddress, { ranks }: Group, moment: ViewMoment): Promise<Pick<ScoreSheet['rank'], 'rank' | 'of'>> {
  const { rows } = await views.all<ScoreRow>(liveBoard.name, scoreTable.name, { ...moment, where: [{ field: 'board', is: 'eq', value: boardKey(plan, year, group) }] });
  const places = ranksOf(rows.map(({ row }) => (row.published === null ? undefined : decimal(row.published))), ranks.ties);
  return { rank: places[rows.findIndex(({ row }) => row.unit === unit)] ?? null, of: places.filter((place) => place !== undefined).length };
}
