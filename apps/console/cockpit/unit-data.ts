import { useMemo } from 'react';
import { usePlanYear } from '../frame/plan-year.js';
import { useView } from '../server/views.js';
import { useBoard, useGroups, type BoardLine } from '../scores/board/board-data.js';
import type { ScoreSheet } from '../scores/sheet.js';
import { useWarnings, type Warning } from './city-data.js';

/** The group in which a unit is scored in the year, with its line and its sheet; the group is `null` when there is none. */
export function useUnitScore(unit: string): { readonly group: string | null | undefined; readonly line: BoardLine | undefined; readonly of: number; readonly sheet: ScoreSheet | undefined; readonly position: number | undefined } {
  const { plan, year } = usePlanYear();
  const { groups } = useGroups(plan, year);
  const codes = groups.data?.groups.map(({ group }) => group) ?? [];
  // At most two groups share a year's units; a third would be looked for in the same way.
  const boards = [useBoard({ plan, year, group: codes[0] ?? '' }), useBoard({ plan, year, group: codes[1] ?? '' }), useBoard({ plan, year, group: codes[2] ?? '' })];
  const found = boards.find(({ data }) => data?.lines.some((line) => line.unit === unit))?.data;
  const known = groups.data !== undefined && codes.every((_, index) => index > 2 || boards[index]!.data !== undefined || boards[index]!.problem !== undefined);
  const group = found?.group ?? (known ? null : undefined);
  const score = useView('GET /scores/:plan/:year/:group/:unit', { path: { plan, year, group: found?.group ?? '', unit } }, { enabled: found !== undefined });
  return { group, line: found?.lines.find((line) => line.unit === unit), of: found?.of ?? 0, sheet: score.data?.sheet as unknown as ScoreSheet | undefined, position: score.data?.position };
}

/** Warnings of a unit by indicator. */
export function useWarningsOf(unit: string): ReadonlyMap<string, Warning> {
  const { data } = useWarnings(unit);
  return useMemo(() => new Map(data?.items.map((warning) => [warning.indicator, warning])), [data]);
}

/** The year's targets of a unit by indicator. */
export function useTargetsOf(unit: string) {
  const { plan, year } = usePlanYear();
  const { data } = useView('GET /plans/:plan/targets', { path: { plan }, query: { unit, year, limit: 500 } }, { enabled: plan !== '' && year !== '' });
  return useMemo(() => new Map(data?.items.map((target) => [target.indicator, target])), [data]);
}
