import { createHash } from 'node:crypto';
import { currentEngine, sheetHash, type GroupResult, type ScoreSheet, type ScoringEngine, type UnitResult } from '#domain/scoring';
import type { ResultFigures } from '../result.events.js';
import { groupInputOf, type RoundBasis } from './round-input.js';

/** Scores of every unit of a round. Sheets are written when asked for. */
export interface RoundScores {
  readonly engineVersion: string;
  /** Units in the order in which results are listed and hashed: groups as the round has them, then unit codes. */
  readonly units: readonly string[];
  /** @throws RangeError for a unit that is not scored here */
  groupOf(unit: string): string;
  result(unit: string): UnitResult;
  sheet(unit: string): ScoreSheet;
  /** Units of the same group that have a rank. */
  rankedWith(unit: string): number;
}

/** A calculation ready to be recorded. */
export interface SealedRun {
  readonly engineVersion: string;
  readonly results: readonly { readonly unit: string; readonly figures: ResultFigures }[];
  readonly hash: string;
}

/** Score every unit of a round under its scheme. Pure; ranks and quotas are within groups. */
export function scoreRound(basis: RoundBasis, engine: ScoringEngine = currentEngine): RoundScores {
  const home = new Map<string, { readonly code: string; readonly scored: GroupResult; readonly ranked: number }>();
  for (const { code, units } of basis.groups) {
    const group = basis.scheme.groups.find((one) => one.code === code);
    if (!group) throw new RangeError(`scheme ${basis.scheme.id} has no group ${code}`);
    const scored = engine.calculate(basis.scheme, code, groupInputOf(basis, group));
    const ranked = scored.units.filter(({ rank }) => rank !== null).length;
    for (const unit of [...units].sort()) home.set(unit, { code, scored, ranked });
  }
  const of = (unit: string) => {
    const found = home.get(unit);
    if (!found) throw new RangeError(`unit ${unit} is not scored in round ${basis.round}`);
    return found;
  };
  return {
    engineVersion: engine.version,
    units: [...home.keys()],
    groupOf: (unit) => of(unit).code,
    result: (unit) => of(unit).scored.unit(unit),
    sheet: (unit) => of(unit).scored.sheet(unit),
    rankedWith: (unit) => of(unit).ranked,
  };
}

/**
 * The hash of a run: SHA-256, hex, over one line `<unit>:<hash of its sheet>` and a line feed for each unit, groups in the order of the
 * round and units in the order of their codes.
 */
export function runHash(results: Iterable<readonly [unit: string, sheet: string]>): string {
  const hash = createHash('sha256');
  for (const [unit, sheet] of results) hash.update(`${unit}:${sheet}\n`, 'utf8');
  return hash.digest('hex');
}

/** What is recorded of a unit. */
export function figuresOf(scores: RoundScores, unit: string): ResultFigures {
  const { raw, published, bonus, deduction, scoreGrade, grade, vetoed, rank } = scores.result(unit);
  return { group: scores.groupOf(unit), raw, published, bonus, deduction, gradeByScore: scoreGrade, grade, vetoed, rank, of: scores.rankedWith(unit), sheet: sheetHash(scores.sheet(unit)) };
}

/** Work out figures and hashes unit by unit, so that whoever drives it can let others go between two. */
export function* sealing(scores: RoundScores): Generator<string, SealedRun> {
  const results: { unit: string; figures: ResultFigures }[] = [];
  for (const unit of scores.units) {
    results.push({ unit, figures: figuresOf(scores, unit) });
    yield unit;
  }
  return { engineVersion: scores.engineVersion, results, hash: runHash(results.map(({ unit, figures }) => [unit, figures.sheet])) };
}

/** The same in one go. */
export function sealed(scores: RoundScores): SealedRun {
  const steps = sealing(scores);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
