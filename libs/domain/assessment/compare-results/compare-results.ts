import { textOf, Decimal, type DecimalText } from '#engine/kernel';
import type { ScoreSheet, UnitResult } from '#domain/scoring';
import type { RoundScores } from '../calculate-round/score-round.js';
import { movesBetween, type MoveReason } from './compare-sheets.js';

/** Something from one side to the other; null where a side has none. */
export type FromTo<T> = { readonly from: T | null; readonly to: T | null };

/** Why a grade is not the one that the score gives. */
export type GradeReason = { readonly kind: 'veto'; readonly rule: string; readonly matter: string; readonly side: 'from' | 'to' } | { readonly kind: 'quota'; readonly grade: string; readonly outcome: string; readonly side: 'from' | 'to' };

/** One unit on both sides, and what moved it. */
export type UnitComparison = {
  readonly unit: string;
  readonly group: FromTo<string>;
  readonly score: FromTo<DecimalText>;
  readonly raw: FromTo<DecimalText>;
  /** Change of the exact total; null where a side has none. */
  readonly delta: DecimalText | null;
  readonly grade: FromTo<string>;
  readonly rank: FromTo<number>;
  /** Places gained, or with a minus sign lost. */
  readonly places: number | null;
  /** What moved the total, the strongest first; the deltas add up to it. */
  readonly reasons: readonly MoveReason[];
  readonly gradeReasons: readonly GradeReason[];
  /** Units of the group that it passed, and that passed it: so many, and the first of them. */
  readonly overtook: Passing;
  readonly overtakenBy: Passing;
};

export type Passing = { readonly count: number; readonly units: readonly string[] };

const namedAtMost = 20;

/**
 * Two sets of scores side by side: two rounds, two calculations of one, or two schemes on the same data. Units of either side in the
 * order of codes, one at a time, so that whoever drives it can let others go between two. Pure.
 */
export function* comparing(from: RoundScores, to: RoundScores, of: (unit: string) => boolean = () => true): Generator<UnitComparison> {
  const units = [...new Set([...from.units, ...to.units])].sort();
  const places = new Places(from, to);
  const [before, after] = [new Set(from.units), new Set(to.units)];
  for (const unit of units) if (of(unit)) yield compared(unit, before.has(unit) ? side(from, unit) : undefined, after.has(unit) ? side(to, unit) : undefined, places);
}

interface Side {
  readonly group: string;
  readonly result: UnitResult;
  readonly sheet: () => ScoreSheet;
}

const side = (scores: RoundScores, unit: string): Side => ({ group: scores.groupOf(unit), result: scores.result(unit), sheet: () => scores.sheet(unit) });

function compared(unit: string, from: Side | undefined, to: Side | undefined, places: Places): UnitComparison {
  const each = <T>(pick: (one: Side) => T | null): FromTo<T> => ({ from: from ? pick(from) : null, to: to ? pick(to) : null });
  const [raw, grade, rank] = [each(({ result }) => result.raw), each(({ result }) => result.grade), each(({ result }) => result.rank)];
  const delta = raw.from === null || raw.to === null ? null : textOf(new Exact(raw.to).minus(raw.from));
  const isSame = delta === '0' && grade.from === grade.to;
  const sheets = from && to && !isSame ? [from.sheet(), to.sheet()] as const : undefined;
  return {
    unit, group: each(({ group }) => group), score: each(({ result }) => result.published), raw, delta, grade, rank,
    places: rank.from === null || rank.to === null ? null : rank.from - rank.to,
    reasons: (sheets && movesBetween(...sheets)) ?? [],
    gradeReasons: sheets && grade.from !== grade.to ? [...gradeReasons(sheets[0], 'from'), ...gradeReasons(sheets[1], 'to')] : [],
    ...places.passing(unit),
  };
}

const Exact = Decimal.clone({ precision: 120 });

function gradeReasons({ grade: { vetoes, quota } }: ScoreSheet, at: 'from' | 'to'): readonly GradeReason[] {
  return [
    ...vetoes.map(({ rule, matter }): GradeReason => ({ kind: 'veto', rule, matter, side: at })),
    ...(quota ? [{ kind: 'quota', grade: quota.grade, outcome: quota.outcome, side: at } as const] : []),
  ];
}

interface Place {
  readonly unit: string;
  readonly from: number;
  readonly to: number;
}

const nobody: Passing = { count: 0, units: [] };

/** Who passed whom within a group. */
class Places {
  private readonly own = new Map<string, Place & { readonly group: readonly Place[] }>();

  constructor(from: RoundScores, to: RoundScores) {
    const before = new Set(from.units);
    const groups = new Map<string, Place[]>();
    for (const unit of to.units) {
      if (!before.has(unit) || from.groupOf(unit) !== to.groupOf(unit)) continue;
      const [was, is] = [from.result(unit).rank, to.result(unit).rank];
      if (was === null || is === null) continue;
      const group = groups.get(to.groupOf(unit)) ?? [];
      groups.set(to.groupOf(unit), group);
      group.push({ unit, from: was, to: is });
      this.own.set(unit, { unit, from: was, to: is, group });
    }
  }

  passing(unit: string): Pick<UnitComparison, 'overtook' | 'overtakenBy'> {
    const own = this.own.get(unit);
    if (!own) return { overtook: nobody, overtakenBy: nobody };
    return {
      overtook: named(own.group.filter((other) => other.from < own.from && other.to > own.to)),
      overtakenBy: named(own.group.filter((other) => other.from > own.from && other.to < own.to)),
    };
  }
}

const named = (units: readonly Place[]): Passing => ({ count: units.length, units: units.slice(0, namedAtMost).map(({ unit }) => unit) });
