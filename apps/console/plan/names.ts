import { useCallback, useMemo } from 'react';
import { useLanguage } from '../language/texts.js';
import type { ItemOf } from '../server/ask.js';
import { useView, type Viewed } from '../server/views.js';
import type { ReplyOf } from '../server/ask.js';

export type MeasureItem = ItemOf<'GET /plans/:plan/measures'>;
export type IndicatorItem = ItemOf<'GET /plans/:plan/indicators'>;
export type Card = IndicatorItem['card'];
export type TargetItem = ItemOf<'GET /plans/:plan/targets'>;

/** All measures of a plan, in their order. */
export const useMeasures = (plan: string): Viewed<ReplyOf<'GET /plans/:plan/measures'>> => useView('GET /plans/:plan/measures', { path: { plan }, query: { limit: 500 } }, { enabled: plan !== '' });

/** All definition cards of a plan in force, in the order of the plan. */
export const useIndicators = (plan: string): Viewed<ReplyOf<'GET /plans/:plan/indicators'>> => useView('GET /plans/:plan/indicators', { path: { plan }, query: { limit: 500 } }, { enabled: plan !== '' });

/** The name of an indicator by its code; the code while it is not known. */
export function useIndicatorNames(plan: string): (code: string) => string {
  const { data } = useIndicators(plan);
  const { say } = useLanguage();
  const names = useMemo(() => new Map(data?.items.map(({ card }) => [card.code, card.name])), [data]);
  return useCallback((code) => (names.has(code) ? say(names.get(code)!) : code), [names, say]);
}

/** The title of a measure by its number. */
export function useMeasureTitles(plan: string): (no: number) => string {
  const { data } = useMeasures(plan);
  const titles = useMemo(() => new Map(data?.items.map(({ no, title }) => [no, title])), [data]);
  return useCallback((no) => titles.get(no) ?? '', [titles]);
}

/** Units of a code in the order of the official list; those that it does not know come last. */
export const inOrder = (codes: readonly string[], official: readonly { readonly code: string }[] | undefined): string[] => {
  const place = new Map(official?.map(({ code }, index) => [code, index]));
  return [...codes].sort((a, b) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity) || (a < b ? -1 : 1));
};
