import { useMemo } from 'react';
import { usePermissions, useView } from '../server/views.js';

/** Cards of the plan by their code, for names and units. */
export function useCards(plan: string) {
  const { may } = usePermissions();
  const { data } = useView('GET /plans/:plan/indicators', { path: { plan }, query: { limit: 500 } }, { enabled: plan !== '' && may('GET /plans/:plan/indicators') });
  return useMemo(() => new Map((data?.items ?? []).map(({ card }) => [card.code, card])), [data]);
}
