import type { ResultFigures } from '../result.events.js';
import type { OpenRound } from '../round.state.js';
import type { RoundUnitRow } from './round-units.projection.js';

/** How much a figure counts: still under way · confirmed by the committee · without effect while a review is open. */
export const resultStandings = ['provisional', 'final', 'stayed'] as const;

/** A line of the result table. Rank is the competition rank on the published, rounded score. */
export interface ResultLine extends ResultFigures {
  readonly unit: string;
  readonly run: number;
  readonly standing: (typeof resultStandings)[number];
  /** What was published before, where a correction changed it. */
  readonly corrected: Pick<ResultFigures, 'published' | 'grade' | 'rank'> & { readonly run: number } | null;
}

/** Which calculation a table shows. */
export interface ShownRun {
  readonly run: number;
  /** The first published calculation, where corrections replaced it. */
  readonly first?: number | undefined;
}

/** The calculation that counts: the published one; before publication the last one. */
export const runShown = ({ run, publishedRun }: Pick<OpenRound, 'run' | 'publishedRun'>, publications: readonly { readonly run: number }[]): ShownRun => ({ run: publishedRun ?? run, first: publications[0]?.run });

export const isStayed = ({ reviews }: Pick<RoundUnitRow, 'reviews'>): boolean => reviews.some(({ status, stayed }) => status === 'open' && stayed);

/** A unit's line; nothing where it has no result of that calculation. */
export function resultLine(known: Pick<OpenRound, 'confirmedRun' | 'publishedRun'>, row: Pick<RoundUnitRow, 'unit' | 'results' | 'reviews'>, { run, first }: ShownRun): ResultLine | undefined {
  const figures = (of: number | undefined) => row.results.find((one) => one.run === of)?.figures;
  const shown = figures(run);
  if (!shown) return undefined;
  const before = first === undefined || first === run ? undefined : figures(first);
  const moved = before && (before.published !== shown.published || before.grade !== shown.grade || before.rank !== shown.rank);
  const isConfirmed = run === known.confirmedRun || run === known.publishedRun;
  return {
    unit: row.unit, run, ...shown, standing: isStayed(row) ? 'stayed' : isConfirmed ? 'final' : 'provisional',
    corrected: moved ? { run: first!, published: before.published, grade: before.grade, rank: before.rank } : null,
  };
}

/** Lines by group, in the order of the round; in a group by rank, units without one last, in the order of the round. */
export function resultTable(known: Pick<OpenRound, 'groups' | 'confirmedRun' | 'publishedRun'>, rows: readonly RoundUnitRow[], shown: ShownRun): readonly { readonly group: string; readonly lines: readonly ResultLine[] }[] {
  const byUnit = new Map(rows.map((row) => [row.unit, row]));
  return known.groups.map(({ code, units }) => {
    const lines = units.flatMap((unit) => {
      const row = byUnit.get(unit);
      return (row && resultLine(known, row, shown)) ?? [];
    });
    return { group: code, lines: lines.sort((a, b) => byRank(a.rank, b.rank)) };
  });
}

const byRank = (a: number | null, b: number | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a - b);
