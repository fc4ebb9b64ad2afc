import { useMemo } from 'react';
import { useMoment } from '../frame/address.js';
import { usePlanYear } from '../frame/plan-year.js';
import type { ItemOf, ReplyOf } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { useBoard, useBoardStream, type Board, type BoardAddress } from '../scores/board/board-data.js';

export type Warning = ItemOf<'GET /supervision/warnings'>;
export type FindingCounts = ReplyOf<'GET /supervision/board'>['items'][number];

/** A group's board at the page's moment, followed live while it is the present. */
export function useFollowedBoard(group: string) {
  const { plan, year } = usePlanYear();
  const { at } = useMoment();
  const path: BoardAddress = useMemo(() => ({ plan, year, group }), [plan, year, group]);
  const view = useBoard(path);
  useBoardStream(path, at === undefined && plan !== '' && group !== '' && view.data !== undefined);
  return { path, view, board: view.data as Board | undefined };
}

/** Indicators behind schedule of the year, or of one unit of it; none for those who may not see supervision. */
export function useWarnings(unit?: string) {
  const { plan, year } = usePlanYear();
  const { may } = usePermissions();
  return useView('GET /supervision/warnings', { query: { plan, year, limit: 500, ...(unit ? { unit } : {}) } }, { enabled: may('GET /supervision/warnings') && plan !== '' && year !== '' });
}

/** Numbers of findings by unit and in all. */
export function useFindingCounts() {
  const { may } = usePermissions();
  return useView('GET /supervision/board', { query: { by: 'unit' } }, { enabled: may('GET /supervision/board') });
}

/** How many lights of each colour a unit has. */
export interface Lights {
  readonly red: number;
  readonly yellow: number;
}

/** Red and yellow lights by unit. */
export function lightsByUnit(warnings: readonly Pick<Warning, 'unit' | 'status' | 'light'>[]): ReadonlyMap<string, Lights> {
  const found = new Map<string, Lights>();
  for (const { unit, status, light } of warnings) {
    if (status !== 'behind' || light === 'green') continue;
    const { red, yellow } = found.get(unit) ?? { red: 0, yellow: 0 };
    found.set(unit, light === 'red' ? { red: red + 1, yellow } : { red, yellow: yellow + 1 });
  }
  return found;
}
