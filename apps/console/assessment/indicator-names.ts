import { useCallback, useMemo } from 'react';
import { usePlanYear } from '../frame/plan-year.js';
import { useLanguage } from '../language/texts.js';
import type { ItemOf } from '../server/ask.js';
import { useView } from '../server/views.js';

type Card = ItemOf<'GET /plans/:plan/indicators'>['card'];

/** The plan's definition cards by code. */
export function useCards(): ReadonlyMap<string, Card> {
  const { plan } = usePlanYear();
  const { data } = useView('GET /plans/:plan/indicators', { path: { plan }, query: { limit: 500 } }, { enabled: plan !== '' });
  return useMemo(() => new Map((data?.items ?? []).map(({ card }) => [card.code, card])), [data]);
}

/** The name of an indicator by its code; the code where the plan has no such card. */
export function useIndicatorNames(): (code: string) => string {
  const cards = useCards();
  const { say } = useLanguage();
  return useCallback((code) => {
    const card = cards.get(code);
    return card ? say(card.name) : code;
  }, [cards, say]);
}
