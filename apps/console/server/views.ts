import { keepPreviousData, QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useMoment } from '../frame/address.js';
import { answerOf, ask, type Question, type QuestionInput, type ReplyOf, type Route } from './ask.js';
import type { Bilingual } from '../language/texts.js';
import { namedProblem, type NamedKind } from './named-problem.js';
import { isBehind, nameProblemsBy, toldOf, Unreachable, type Problem } from './problems.js';

/** Which projections a route's answers are made of, as its answers said. */
const readsOf = new Map<string, Set<string>>();

/** Log position of the own last act: views wait for it, so that one reads what one wrote. */
let wrotePosition = 0;

const behindRetries = 30;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => (isBehind(error) ? count < behindRetries : error instanceof Unreachable && count < 3),
      retryDelay: (count, error) => (isBehind(error) ? 1_000 : Math.min(1_000 * 2 ** count, 8_000)),
    },
  },
});

/** Where names are among the answers that the pages have asked for anyway. */
const namesIn: Readonly<Record<NamedKind, readonly [route: Question, find: (data: any) => readonly (readonly [code: string, name: Bilingual])[]]>> = {
  unit: ['GET /units', ({ items }: ReplyOf<'GET /units'>) => items.map(({ code, name }) => [code, name])],
  indicator: ['GET /plans/:plan/indicators', ({ items }: ReplyOf<'GET /plans/:plan/indicators'>) => items.map(({ card }) => [card.code, card.name])],
  role: ['GET /roles', (roles: ReplyOf<'GET /roles'>) => roles.map(({ code, title }) => [code, title])],
  round: ['GET /rounds', ({ items }: ReplyOf<'GET /rounds'>) => items.map(({ round, title }) => [round, title])],
};

nameProblemsBy((problem) => namedProblem(problem, (kind, code) => {
  const [route, find] = namesIn[kind];
  for (const [, data] of queryClient.getQueriesData({ queryKey: [route] })) {
    const name = data === undefined ? undefined : find(data).find(([one]) => one === code)?.[1];
    if (name) return name;
  }
  return undefined;
}));

/** One's own act was recorded: every view on the screen is read again and waits for it. */
export async function recorded(position: number | undefined): Promise<void> {
  if (position !== undefined) wrotePosition = Math.max(wrotePosition, position);
  await queryClient.invalidateQueries();
}

/** Projections moved: views of the present that are made of them and older are read again. */
export function projectionsMoved(positions: ReadonlyMap<string, number>): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [route, , at], state }) => {
      if (at !== undefined) return false;
      const seen = (state.data as { readonly position?: unknown } | undefined)?.position;
      return [...(readsOf.get(String(route)) ?? [])].some((name) => positions.has(name) && !(typeof seen === 'number' && seen >= positions.get(name)!));
    },
  });
}

/** Forget everything: somebody else signed in. */
export function forgetAnswers(): void {
  wrotePosition = 0;
  queryClient.clear();
}

interface Permission {
  readonly units: 'all' | readonly string[];
  readonly view: boolean;
}

/** What the server lets the person do, route by route. */
export interface Permissions {
  /** Whether a route may be used at all, or for a unit. False while the answer is not there. */
  readonly may: (route: Route, unit?: string) => boolean;
  /** Units a route reaches. */
  readonly unitsOf: (route: Route) => 'all' | readonly string[];
  /** Whether a route can be asked for the past. */
  readonly isView: (route: Route) => boolean;
  readonly known: boolean;
}

const permissionsKey = ['GET /me/permissions'] as const;

const askPermissions = async (): Promise<Map<string, Permission>> => {
  const { routes } = await ask('GET /me/permissions', {});
  return new Map(routes.map(({ method, path, units, view }) => [`${method} ${path}`, { units, view }]));
};

export function usePermissions(): Permissions {
  const { data } = useQuery({ queryKey: permissionsKey, queryFn: askPermissions, staleTime: 5 * 60_000 });
  return useMemo(
    () => ({
      known: data !== undefined,
      may: (route, unit) => {
        const permission = data?.get(route);
        return permission !== undefined && (unit === undefined || permission.units === 'all' || permission.units.includes(unit));
      },
      unitsOf: (route) => data?.get(route)?.units ?? [],
      isView: (route) => data?.get(route)?.view ?? false,
    }),
    [data],
  );
}

/** An answer on the screen and how it stands. */
export interface Viewed<T> {
  readonly data: T | undefined;
  /** Why there is no fresh answer. */
  readonly problem: Problem | undefined;
  /** Nothing to show yet. */
  readonly loading: boolean;
  /** The view lags behind what was recorded and is asked again. */
  readonly behind: boolean;
  /** What is shown is older than the last attempt to read it: the server was not reached. */
  readonly stale: boolean;
  /** A fresh answer is under way. */
  readonly refreshing: boolean;
  readonly updatedAt: number;
  readonly again: () => void;
}

function viewed<T>(result: UseQueryResult<T>): Viewed<T> {
  const failure = result.failureReason ?? result.error;
  return {
    data: result.data,
    problem: result.error && !isBehind(result.error) ? toldOf(result.error) : undefined,
    loading: result.isPending && result.fetchStatus !== 'idle',
    behind: failure !== null && isBehind(failure),
    stale: result.data !== undefined && failure !== null && !isBehind(failure),
    refreshing: result.isFetching,
    updatedAt: result.dataUpdatedAt,
    again: () => void result.refetch(),
  };
}

export interface ViewOptions {
  /** Ask only when true. */
  readonly enabled?: boolean;
  /** Always the present, also when the page looks at the past. */
  readonly now?: boolean;
  /** Keep the answer before while the next is under way: for lists whose filters change. */
  readonly keep?: boolean;
}

/** The query fields of a view: where it looks from, and what it waits for. Read when the question is asked. */
export function momentFields(isView: boolean, at: string | undefined): { readonly asKnownAt?: string; readonly waitFor?: number } {
  if (!isView) return {};
  if (at !== undefined) return { asKnownAt: at };
  return wrotePosition > 0 ? { waitFor: wrotePosition } : {};
}

/** An answer of the server, kept fresh: read again when something it is made of changes. Looks from the page's moment. */
export function useView<R extends Question>(route: R, input: QuestionInput<R>, { enabled = true, now = false, keep = false }: ViewOptions = {}): Viewed<ReplyOf<R>> {
  const { at } = useMoment();
  const { isView, known } = usePermissions();
  const moment = now ? undefined : at;
  const result = useQuery({
    queryKey: [route, input, moment],
    enabled: enabled && known,
    placeholderData: keep ? keepPreviousData : undefined,
    queryFn: async ({ signal }) => {
      const { value, reads } = await answerOf(route, { ...input, query: { ...input.query, ...momentFields(isView(route), moment) } } as QuestionInput<R>, { signal });
      const known = readsOf.get(route) ?? new Set();
      for (const name of reads) known.add(name);
      readsOf.set(route, known);
      return value;
    },
  });
  return viewed(result);
}

/** Ask once, outside of what is shown, from the page's moment: for previews and exports. */
export function useAsk(): <R extends Question>(route: R, input: QuestionInput<R>, options?: { readonly signal?: AbortSignal; readonly forExport?: boolean }) => Promise<ReplyOf<R>> {
  const { at } = useMoment();
  const { isView } = usePermissions();
  return useCallback((route, input, options) => ask(route, { ...input, query: { ...input.query, ...momentFields(isView(route), at) } } as typeof input, options), [at, isView]);
}

/** Read everything on the screen again. */
export function useRefresh(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries(), [client]);
}
