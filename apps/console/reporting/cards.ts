import { useMemo } from 'react';
import { useView } from '../server/views.js';

/** Cards of the plan by their code, for names and units. */
export function useCards(plan: string) {
  const { data } = useView('GET /plans/:plan/indicators', { path: { plan }, query: { limit: 500 } }, { enabled: plan !== '' });
  return useMemo(() => new Map((data?.items ?? []).map(({ card }) => [card.code, card])), [data]);
}
