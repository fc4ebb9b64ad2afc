import { decimal, Decimal } from '#engine/kernel';
import type { Band, Quota } from '../scheme/rule-schema.js';
import type { Group } from '../scheme/scheme.js';
import type { VetoLine } from './adjust.js';

/** A unit's figures as far as its place and grade depend on them. */
export interface Placed {
  readonly raw: Decimal | undefined;
  readonly published: Decimal | undefined;
  readonly vetoes: readonly VetoLine[];
}

export interface Standing {
  readonly rank: number | undefined;
  /** Grade by score alone. */
  readonly scoreGrade: string | undefined;
  /** Grade after vetoes and quotas. */
  readonly grade: string | undefined;
  readonly vetoed: boolean;
  readonly quota: QuotaEffect | undefined;
}

export interface QuotaEffect {
  readonly grade: string;
  /** Units that the quota admits. */
  readonly places: number;
  /** Units that would have had the grade. */
  readonly candidates: number;
  readonly outcome: 'inside' | 'pushed-out';
}

/** Finds the band a figure falls in: `from` included, `to` not. */
export function bandFinder(bands: readonly Band[]): (figure: Decimal) => Band | undefined {
  const read = bands.map((band) => ({
    band,
    from: band.from === undefined ? undefined : decimal(band.from),
    to: band.to === undefined ? undefined : decimal(band.to),
  }));
  return (figure) => read.find(({ from, to }) => (!from || figure.gte(from)) && (!to || figure.lt(to)))?.band;
}

/** A grade by score and vetoes, before quotas: it depends on the unit alone. */
export type OwnGrade = Pick<Standing, 'scoreGrade' | 'grade' | 'vetoed'>;

/** Finds the grade that a unit's own figures and vetoes give. */
export function grader(group: Group): (unit: Placed) => OwnGrade {
  const bandOf = bandFinder(group.bands);
  return (unit) => {
    const figure = group.gradeOn === 'published' ? unit.published : unit.raw;
    const scoreGrade = figure === undefined ? undefined : bandOf(figure)?.code;
    const grade = vetoedGrade(group.bands, scoreGrade, unit.vetoes);
    return { scoreGrade, grade, vetoed: grade !== scoreGrade };
  };
}

/** Ranks on the published figures, grades from bands, then vetoes, then quotas; in the order of the units given. */
export function standings(group: Group, units: readonly Placed[], gradeOf = grader(group)): Standing[] {
  const ranks = ranksOf(units.map((unit) => unit.published), group.ranks.ties);
  const result = units.map((unit, index): Standing => ({ rank: ranks[index], ...gradeOf(unit), quota: undefined }));
  for (const quota of group.quotas) applyQuota(group, quota, result);
  return result;
}

/** Competition ranks (1, 2, 2, 4) or dense ones (1, 2, 2, 3), highest first; none without a figure. */
export function ranksOf(figures: readonly (Decimal | undefined)[], ties: 'competition' | 'dense' = 'competition'): (number | undefined)[] {
  const placed = figures.flatMap((figure, index) => (figure === undefined ? [] : [{ index, figure, key: figure.toNumber() }]));
  // Rounding to doubles keeps the order; only equal doubles need the exact comparison.
  placed.sort((a, b) => (a.key === b.key ? b.figure.cmp(a.figure) : b.key - a.key));
  const ranks: (number | undefined)[] = figures.map(() => undefined);
  let rank = 0;
  placed.forEach((entry, position) => {
    const before = placed[position - 1];
    const tied = before !== undefined && before.key === entry.key && before.figure.eq(entry.figure);
    if (!tied) rank = ties === 'dense' ? rank + 1 : position + 1;
    ranks[entry.index] = rank;
  });
  return ranks;
}

function vetoedGrade(bands: readonly Band[], grade: string | undefined, vetoes: readonly VetoLine[]): string | undefined {
  const place = (code: string | undefined) => bands.findIndex((band) => band.code === code);
  let result = grade;
  for (const veto of vetoes) {
    const worse = place(veto.grade) > place(result);
    if (result === undefined ? veto.effect === 'set' : worse) result = veto.grade;
  }
  return result;
}

function applyQuota(group: Group, quota: Quota, standing: Standing[]): void {
  const candidates = standing.filter((unit) => unit.grade === quota.grade && unit.rank !== undefined);
  const places = placesOf(quota, standing.filter((unit) => unit.rank !== undefined).length);
  const inside = candidates.length <= places ? Infinity : lastRankInside(candidates, places, quota.ties);
  const next = group.bands[group.bands.findIndex((band) => band.code === quota.grade) + 1]?.code;
  standing.forEach((unit, index) => {
    if (unit.grade !== quota.grade || unit.rank === undefined) return;
    const stays = unit.rank <= inside;
    standing[index] = {
      ...unit,
      grade: stays ? unit.grade : (quota.overflow ?? next),
      quota: { grade: quota.grade, places, candidates: candidates.length, outcome: stays ? 'inside' : 'pushed-out' },
    };
  });
}

/** Units that a quota admits of so many. With both a share and a count, the smaller. */
export function placesOf(quota: Quota, units: number): number {
  const mode = { 'half-up': Decimal.ROUND_HALF_UP, down: Decimal.ROUND_DOWN, up: Decimal.ROUND_UP }[quota.rounding];
  const byShare = quota.share === undefined ? Infinity : decimal(quota.share).times(units).toDecimalPlaces(0, mode).toNumber();
  return Math.min(byShare, quota.count ?? Infinity);
}

/** The worst rank that stays in. Ties across the edge stay in or go out together. */
function lastRankInside(candidates: readonly Standing[], places: number, ties: Quota['ties']): number {
  if (places === 0) return 0;
  const ranks = candidates.map((unit) => unit.rank!).sort((a, b) => a - b);
  const edge = ranks[places - 1]!;
  const split = ranks[places] === edge;
  return split && ties === 'all-out' ? edge - 1 : edge;
}
