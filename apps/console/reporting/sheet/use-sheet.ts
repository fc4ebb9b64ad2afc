import { useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { rememberEvidence } from '../../acts/evidence-input.js';
import { useMoment } from '../../frame/address.js';
import { usePerson } from '../../frame/person.js';
import { newKey } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { SheetStore, type Pending } from './sheet-store.js';
import { cellKey, type EditColumn } from './sheet-work.js';
import type { Sheet, SheetCell, SheetLine } from './sheet-types.js';

const stores = new Map<string, SheetStore>();

/** The work of this person on a unit's sheets of a plan; the same on every page that shows them. */
export function useSheetStore(plan: string, unit: string): SheetStore {
  const user = usePerson()?.user ?? '';
  const key = `zhiheng.sheet.${user}.${plan}.${unit}`;
  return useMemo(() => {
    const known = stores.get(key);
    if (known) return known;
    const shelf = { read: () => localStorage.getItem(key), write: (text: string | undefined) => (text === undefined ? localStorage.removeItem(key) : localStorage.setItem(key, text)) };
    const made = new SheetStore(shelf, newKey);
    stores.set(key, made);
    return made;
  }, [key]);
}

/** The sheet's lines in the plan's order; those reported by event last. */
export function useLines(sheet: Sheet | undefined, plan: string, unit: string): readonly SheetLine[] | undefined {
  const { data } = useView('GET /plans/:plan/indicators', { path: { plan }, query: { unit, limit: 500 } }, { enabled: plan !== '' });
  return useMemo(() => {
    if (!sheet) return undefined;
    const order = new Map(data?.items.map(({ card, order: place }) => [card.code, place]));
    const place = ({ card }: SheetLine): number => (card.frequency === 'event' ? 1e6 : 0) + (order.get(card.code) ?? 1e5);
    return [...sheet.rows].sort((a, b) => place(a) - place(b));
  }, [sheet?.rows, data?.items]);
}

/** Tell the store what is on the screen whenever it changes. */
export function useShape(store: SheetStore, lines: readonly SheetLine[] | undefined, columns: readonly EditColumn[]): void {
  const { at } = useMoment();
  useLayoutEffect(() => {
    if (!lines) return;
    const cells = new Map<string, SheetCell>(lines.flatMap(({ card, cells: own }) => own.map((cell) => [cellKey(card.code, cell.period), cell] as const)));
    for (const { report } of cells.values()) if (report) rememberEvidence(report.evidence);
    store.shape(
      lines.map(({ card }) => ({ indicator: card.code, measurementUnit: card.measurementUnit })),
      columns,
      (indicator, period) => {
        const cell = cells.get(cellKey(indicator, period));
        if (!cell) return undefined;
        const { report } = cell;
        return report && report.value !== null ? report : { value: null, note: null, evidence: [], changedAt: report?.changedAt ?? null };
      },
      (indicator, period) => at === undefined && (cells.get(cellKey(indicator, period))?.may.allowed ?? false),
    );
  }, [store, lines, columns, at]);
  // What is half typed is not lost with the page.
  useEffect(() => () => store.commit(), [store]);
}

/** Something that is worked out from the store, again whenever it changes. `of` gives the same value until it does. */
export const useStoreValue = <T>(store: SheetStore, of: (store: SheetStore) => T): T => useSyncExternalStore(store.watchAll, () => of(store));

/** Drawn again with every change of the store. */
export function usePending(store: SheetStore): readonly Pending[] {
  const stamp = useStoreValue(store, (one) => one.stamp);
  return useMemo(() => store.pending, [store, stamp]);
}
