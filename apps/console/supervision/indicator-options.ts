import { useMemo } from 'react';
import { usePlanYear } from '../frame/plan-year.js';
import type { Filter } from '../lists/columns.js';
import { useCards } from '../reporting/cards.js';

/** Indicators of the plan to choose from by name. */
export function useIndicatorOptions(): NonNullable<Filter['options']> {
  const cards = useCards(usePlanYear().plan);
  return useMemo(() => [...cards.values()].map(({ code, name }) => ({ value: code, label: name })), [cards]);
}
