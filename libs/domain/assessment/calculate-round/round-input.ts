import { indicatorsOf, leavesOf, spanBetween, type Group, type GroupInput, type IndicatorValue, type NodeAdjustment, type PlanFacts, type Scheme, type UnitInput } from '#domain/scoring';
import type { LeafClaim } from '../result.events.js';
import { result, type Entry, type ResultState } from '../result.state.js';
import { acceptedBonuses, countingClaims } from '../self-assess/counting-claims.js';

/** Everything that a calculation of a round rests on. The same basis and engine give the same bytes. */
export interface RoundBasis {
  readonly round: string;
  /** First and last day assessed. */
  readonly from: string;
  readonly to: string;
  readonly scheme: Scheme;
  /** Units of the round, group by group. */
  readonly groups: readonly { readonly code: string; readonly units: readonly string[] }[];
  /** Reports, targets, periods and supervision as known at `frozenAt`. */
  readonly facts: PlanFacts;
  readonly frozenAt: number;
  /** What the round knows of each unit, as known at `upTo`. */
  readonly results: ReadonlyMap<string, ResultState>;
  readonly upTo: number;
}

/** What the engine is told of a group. */
export function groupInputOf(basis: RoundBasis, group: Group): GroupInput {
  const units = group.units === '*' ? basis.groups.filter(({ code }) => code === group.code).flatMap((one) => one.units) : group.units;
  const { units: known, ...when } = basis.facts.groupInput(units, indicatorsOf(group), spanBetween(basis.from, basis.to), basis.frozenAt);
  return { ...when, units: Object.fromEntries(units.map((unit) => [unit, unitInputOf(known[unit]!, basis.results.get(unit) ?? result.initial, group)])) };
}

/**
 * What the engine is told of a unit: what reporting and supervision know, and what the round itself found.
 *
 * Of a leaf's value the strongest word counts: a site check's finding replaces whatever was reported or claimed (one that found nothing
 * leaves nothing reported); a verified report and an approved "not applicable" stand against a claim; a claim with evidence counts where
 * there is neither. Marks of raters are the ratings of their leaf. Only bonus claims that were accepted count. Nothing that was revoked,
 * returned or left without evidence counts.
 */
export function unitInputOf(known: UnitInput, own: ResultState, group: Group): UnitInput {
  const supervision = [...(known.supervision ?? []), ...own.entries.flatMap(conductOf)];
  const [deductions, vetoes] = [own.entries.flatMap(deductionOf), own.entries.flatMap(vetoOf)];
  const [bonuses, adjustments] = [bonusesOf(own), own.adjustments.map(adjustmentOf)];
  return {
    ...known, values: valuesOf(known.values, own, group), supervision,
    ...(bonuses.length > 0 ? { bonuses } : {}), ...(deductions.length > 0 ? { deductions } : {}), ...(vetoes.length > 0 ? { vetoes } : {}), ...(adjustments.length > 0 ? { adjustments } : {}),
  };
}

type Values = Readonly<Record<string, IndicatorValue>>;

/** A fact about a leaf, with its place in the log. */
interface Said {
  readonly node: string;
  readonly position: number;
  readonly eventId: string;
}

function valuesOf(known: Values, own: ResultState, group: Group): Values {
  const values: Record<string, IndicatorValue> = { ...known };
  const leaves = leavesOf(group.tree);
  const indicators = new Map(leaves.map(({ code, indicator }) => [code, indicator]));
  const put = <T extends Said>(said: readonly T[], valueOf: (one: T, indicator: string) => IndicatorValue | undefined): void => {
    for (const one of [...said].sort(byPlace)) {
      const indicator = indicators.get(one.node);
      const value = indicator === undefined ? undefined : valueOf(one, indicator);
      if (value) values[indicator!] = value;
    }
  };
  put(countingClaims(own), ({ claim, position, eventId }, indicator) => (isSettled(known[indicator]) ? undefined : found(claim, { position, eventId })));
  put(Object.values(own.checked), ({ verified, position, eventId }) => found(verified, { position, eventId }));
  put(leaves.filter(({ method }) => method.type === 'raters').flatMap(({ code }) => ratingsOf(code, own)), ({ ratings, position, eventId }) => ({ state: 'reported', ratings, position, eventId }));
  return values;
}

/** Later facts after earlier ones; those of one fact in the order of nodes. */
const byPlace = (a: Said, b: Said): number => a.position - b.position || (a.node < b.node ? -1 : 1);

/** What stands against a claim: a verified value, or that the indicator does not apply, where somebody decided so. */
const isSettled = (value: IndicatorValue | undefined): boolean => value?.state === 'reported' || (value?.state === 'not-applicable' && value.position !== undefined);

const found = (claim: LeafClaim, origin: Pick<Said, 'position' | 'eventId'>): IndicatorValue => ({ state: Object.keys(claim).length > 0 ? 'reported' : 'not-reported', ...claim, ...origin });

/** All marks of a leaf as one value, with the last mark as its origin. */
function ratingsOf(node: string, { marks }: ResultState): (Said & { readonly ratings: readonly string[] })[] {
  const own = marks.filter((mark) => mark.node === node).sort((a, b) => a.position - b.position);
  const last = own.at(-1);
  return last ? [{ node, position: last.position, eventId: last.eventId, ratings: own.map(({ mark }) => mark) }] : [];
}

const bonusesOf = (own: ResultState): NonNullable<UnitInput['bonuses']> =>
  acceptedBonuses(own).map(({ rule, matter, level, documentType, document, position, eventId }) => ({ rule, matter, level, documentType, position, eventId, ...(document === undefined ? {} : { document }) }));

const deductionOf = (entry: Entry): NonNullable<UnitInput['deductions']> =>
  entry.kind === 'deduction' ? [{ points: entry.points, reason: { zh: entry.reason, en: entry.reason }, document: entry.document, position: entry.position, eventId: entry.eventId }] : [];

const vetoOf = (entry: Entry): NonNullable<UnitInput['vetoes']> =>
  entry.kind === 'veto' ? [{ rule: entry.rule, matter: entry.matter, document: entry.document, position: entry.position, eventId: entry.eventId }] : [];

function conductOf(entry: Entry): NonNullable<UnitInput['supervision']> {
  if (entry.kind !== 'conduct') return [];
  const { conduct, matter, document, severity, indicator, position, eventId } = entry;
  return [{ kind: conduct, matter, document, position, eventId, ...(severity === undefined ? {} : { severity }), ...(indicator === undefined ? {} : { indicator }) }];
}

const adjustmentOf = ({ node, delta, reason, document, position, eventId }: ResultState['adjustments'][number]): NodeAdjustment => ({
  node, points: delta, reason, position, eventId, ...(document === undefined ? {} : { document }),
});
