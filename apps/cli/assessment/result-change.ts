import type { ListColumn } from '../command-line/listing.js';

/** What happens to score, grade and rank, as the API tells it. */
export interface ResultChange {
  readonly scoreFrom: string | null;
  readonly scoreTo: string | null;
  readonly gradeFrom: string | null;
  readonly gradeTo: string | null;
  readonly rankFrom: number | null;
  readonly rankTo: number | null;
}

export interface UnitChange extends ResultChange {
  readonly unit: string;
}

/** From one value to another; one where nothing moved. */
export const fromTo = (from: string | number | null, to: string | number | null): string => (from === to ? String(from ?? '—') : `${from ?? '—'} → ${to ?? '—'}`);

export const changeColumns: readonly ListColumn<UnitChange>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '得分', en: 'Score' }, of: ({ scoreFrom, scoreTo }) => fromTo(scoreFrom, scoreTo) },
  { head: { zh: '等次', en: 'Grade' }, of: ({ gradeFrom, gradeTo }) => fromTo(gradeFrom, gradeTo) },
  { head: { zh: '名次', en: 'Rank' }, of: ({ rankFrom, rankTo }) => fromTo(rankFrom, rankTo) },
];
