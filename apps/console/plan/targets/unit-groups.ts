import type { Words } from '../../../words/words.js';
import type { UnitItem } from '../../show/unit-names.js';

/** How the matrices pick units: the twelve areas, or those that are not. */
export const unitGroupWords: Words = { areas: { zh: '各区（含江北新区）', en: 'districts and new area' }, departments: { zh: '市级单位', en: 'municipal units' } };

/** Units of a matrix in the official order, picked by group and by unit. */
export function columnsOf(codes: readonly string[], units: readonly UnitItem[] | undefined, group: string | null, only: string | null): readonly UnitItem[] {
  const wanted = new Set(codes);
  const isArea = ({ kind }: UnitItem) => kind === 'district' || kind === 'new-area';
  return (units ?? []).filter((unit) => wanted.has(unit.code) && (only === null || unit.code === only) && (group === null || isArea(unit) === (group === 'areas')));
}
