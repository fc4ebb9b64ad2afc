import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useMoment } from '../../frame/address.js';
import type { Bilingual } from '../../language/texts.js';
import { ask, fetched, type ReplyOf } from '../../server/ask.js';
import { serverEvents } from '../../server/live.js';
import { Refused } from '../../server/problems.js';
import { momentFields, queryClient, useView, type Viewed } from '../../server/views.js';
import type { ScoreSheet } from '../sheet.js';

export type Board = ReplyOf<'GET /boards/:plan/:year/:group'>;
export type BoardLine = Board['lines'][number];

/** Which board. */
export interface BoardAddress {
  readonly plan: string;
  readonly year: string;
  readonly group: string;
}

const route = 'GET /boards/:plan/:year/:group';

/** The board at the page's moment. */
export const useBoard = (path: BoardAddress): Viewed<Board> => useView(route, { path }, { enabled: path.plan !== '' && path.group !== '' });

/** A board at some moments, whatever the page's; a moment without the board has none. */
export function useBoardsAt(path: BoardAddress, moments: readonly string[]): readonly UseQueryResult<Board | null>[] {
  return useQueries({
    queries: moments.map((moment) => ({
      queryKey: ['scores.board-at', path, moment],
      enabled: path.plan !== '' && path.group !== '',
      staleTime: 5 * 60_000,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        try {
          return await ask(route, { path, query: { asKnownAt: moment } }, { signal });
        } catch (error) {
          if (error instanceof Refused && error.problem.status === 404) return null;
          throw error;
        }
      },
    })),
  });
}

/** The lines of a board in the order of the server: by rank, then by code. */
const inOrder = (lines: readonly BoardLine[]): BoardLine[] => [...lines].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.unit < b.unit ? -1 : 1));

interface LinesMessage {
  readonly position: number;
  readonly changed: readonly BoardLine[];
  readonly gone: readonly string[];
}

/** A board with the lines of a message put in the place of those before. */
export function withLines(board: Board, { position, changed, gone }: LinesMessage): Board {
  const lines = new Map(board.lines.map((line) => [line.unit, line]));
  for (const unit of gone) lines.delete(unit);
  for (const line of changed) lines.set(line.unit, line);
  return { ...board, position, lines: inOrder([...lines.values()]) };
}

const pauseMs = 2_000;

/** Follow a board's lines while it is on the screen and looks at the present: each message replaces what it names. */
export function useBoardStream(path: BoardAddress, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const ending = new AbortController();
    const follow = async () => {
      while (!ending.signal.aborted) {
        try {
          const { body } = await fetched(`/api/boards/${encodeURIComponent(path.plan)}/${path.year}/${encodeURIComponent(path.group)}/live`, { signal: ending.signal, headers: { accept: 'text/event-stream' } });
          for await (const { type, data } of serverEvents(body!)) {
            if (type !== 'lines') continue;
            queryClient.setQueryData<Board>([route, { path }, undefined], (before) => (before && before.position <= (data as LinesMessage).position ? withLines(before, data as LinesMessage) : before));
          }
        } catch (error) {
          if (error instanceof Refused && error.problem.status < 500) return;
        }
        if (!ending.signal.aborted) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    };
    void follow();
    return () => ending.abort();
  }, [path.plan, path.year, path.group, enabled]);
}

/** A change of a line that was seen to happen. */
export interface SeenChange {
  readonly key: string;
  readonly unit: string;
  readonly before: BoardLine;
  readonly after: BoardLine;
  readonly at: Date;
  readonly position: number;
}

const keptChanges = 20;

/** What changed on the board since it was opened, newest first. */
export function useSeenChanges(board: Board | undefined): readonly SeenChange[] {
  const before = useRef<Board>(undefined);
  const [seen, setSeen] = useState<readonly SeenChange[]>([]);
  useEffect(() => {
    const old = before.current;
    before.current = board;
    if (!old || !board || old.group !== board.group || old.year !== board.year) return;
    const found = board.lines.flatMap((after): SeenChange[] => {
      const line = old.lines.find(({ unit }) => unit === after.unit);
      if (!line || (line.raw === after.raw && line.rank === after.rank && line.grade === after.grade)) return [];
      return [{ key: `${after.unit}-${board.position}`, unit: after.unit, before: line, after, at: new Date(), position: board.position }];
    });
    // The unit whose own score moved comes before those that it passed.
    found.sort((a, b) => Number(a.before.raw === a.after.raw) - Number(b.before.raw === b.after.raw));
    if (found.length > 0) setSeen((list) => [...found, ...list].slice(0, keptChanges));
  }, [board]);
  return seen;
}

/** Larger groups show no bars in the list: each bar needs its unit's whole sheet. */
const mostSheets = 40;

/** Score sheets of a board's units, by unit, as far as they are there. Only those whose line changed are asked for again. */
export function useSheets(path: BoardAddress, lines: readonly BoardLine[] | undefined): ReadonlyMap<string, ScoreSheet> {
  const { at } = useMoment();
  const wanted = lines && lines.length <= mostSheets ? lines : [];
  return useQueries({
    queries: wanted.map((line) => ({
      queryKey: ['scores.sheet', path, line.unit, at, line.raw, line.grade, line.coverage, line.provisional],
      staleTime: Infinity,
      placeholderData: (before: ScoreSheet | undefined) => before,
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await ask('GET /scores/:plan/:year/:group/:unit', { path: { ...path, unit: line.unit }, query: momentFields(true, at) }, { signal })).sheet as unknown as ScoreSheet,
    })),
    combine: (results) => new Map(results.flatMap(({ data }, index) => (data ? [[wanted[index]!.unit, data] as const] : []))),
  });
}

/** The published scheme that a board is made by: its titles of groups, grades and nodes. */
export function useSchemeOf(board: Pick<Board, 'scheme'> | undefined) {
  const { data } = useView('GET /schemes/:scheme', { path: { scheme: board?.scheme ?? '' } }, { enabled: board !== undefined });
  return data;
}

interface SchemeGroup {
  readonly code: string;
  readonly title: Bilingual;
  readonly units: '*' | readonly string[];
  readonly bands?: readonly { readonly code: string; readonly title: Bilingual }[];
}

/** The groups that a scheme's content names. */
export const groupsOf = (content: Readonly<Record<string, unknown>> | null | undefined): readonly SchemeGroup[] => (content?.['groups'] ?? []) as readonly SchemeGroup[];

/** Groups of a year with their titles and units, as the schemes in force name them. */
export function useGroups(plan: string, year: string) {
  const groups = useView('GET /boards/:plan/:year', { path: { plan, year } }, { enabled: plan !== '' && year !== '' });
  const codes = [...new Set((groups.data?.groups ?? []).map(({ scheme }) => scheme))];
  const schemes = useQueries({
    queries: codes.map((scheme) => ({ queryKey: ['scores.scheme', scheme], staleTime: 60_000, queryFn: () => ask('GET /schemes/:scheme', { path: { scheme } }) })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
  const shapes = useMemo(() => new Map(schemes.flatMap(({ published }) => groupsOf(published).map((group) => [group.code, group] as const))), [schemes]);
  return { groups, shapes, complete: groups.data !== undefined && schemes.length === codes.length };
}

/** A board's query for a moment, to be asked outside of a list of moments. */
export const useBoardAt = (path: BoardAddress, moment: string) => useBoardsAt(path, [moment])[0]!;

/** How a unit's score moved: each change with its place in the log. */
export const useTrend = (path: BoardAddress, unit: string | undefined) => useView('GET /boards/:plan/:year/:group/:unit/trend', { path: { ...path, unit: unit ?? '' } }, { enabled: unit !== undefined && path.plan !== '' });
