import { useCallback, useMemo } from 'react';
import { useLanguage } from '../language/texts.js';
import type { ItemOf } from '../server/ask.js';
import { useView } from '../server/views.js';

export type UnitItem = ItemOf<'GET /units'>;

/** Units in the official order, of the page's moment; undefined until known. */
export function useUnits(): readonly UnitItem[] | undefined {
  const { data } = useView('GET /units', { query: { limit: 500 } });
  return data?.items;
}

/** The name of a unit by its code, in the chosen language; the code while it is not known. */
export function useUnitNames(): (code: string) => string {
  const units = useUnits();
  const { say } = useLanguage();
  const names = useMemo(() => new Map(units?.map((unit) => [unit.code, unit.name])), [units]);
  return useCallback((code) => {
    const name = names.get(code);
    return name ? say(name) : code;
  }, [names, say]);
}

/** Options of a choice of units, in the official order; only those given when `among` is. */
export function useUnitOptions(among?: 'all' | readonly string[]): { readonly value: string; readonly label: string }[] {
  const units = useUnits();
  const { say } = useLanguage();
  return useMemo(
    () => (units ?? []).filter(({ code }) => among === undefined || among === 'all' || among.includes(code)).map(({ code, name }) => ({ value: code, label: say(name) })),
    [units, say, among],
  );
}
