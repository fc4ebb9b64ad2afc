import { useMemo } from 'react';
import type { ItemOf } from '../server/ask.js';
import { useView } from '../server/views.js';

/** An indicator's definition card. */
export type Card = ItemOf<'GET /plans/:plan/indicators'>['card'];

/** The definition cards of a plan by code; empty until known. */
export function useCards(plan: string): ReadonlyMap<string, Card> {
  const { data } = useView('GET /plans/:plan/indicators', { path: { plan }, query: { limit: 500 } }, { enabled: plan !== '' });
  return useMemo(() => new Map(data?.items.map(({ card }) => [card.code, card])), [data]);
}
