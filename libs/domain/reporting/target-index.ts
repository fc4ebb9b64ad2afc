import type { Target } from '#domain/plan';

type Bucket = Readonly<Record<string, Target>>;

/**
 * Targets by unit, year and indicator as a value that is never changed in place. A plan may set a target for each of thousands of
 * units; two levels of buckets keep what one more target copies small, where one flat record would be copied whole each time.
 */
export type TargetIndex = Readonly<Record<number, Readonly<Record<number, Bucket>>>>;

const width = 64;

/** The index with a target set or replaced. */
export function withTarget(index: TargetIndex, target: Target): TargetIndex {
  const key = keyOf(target.unit, target.year, target.indicator);
  const [outer, inner] = placeOf(key);
  const row = index[outer] ?? {};
  return { ...index, [outer]: { ...row, [inner]: { ...row[inner], [key]: target } } };
}

/** The target of a unit for an indicator in a year; `city` is the city's own. */
export function targetFor(index: TargetIndex, unit: string, year: number, indicator: string): Target | undefined {
  const key = keyOf(unit, year, indicator);
  const [outer, inner] = placeOf(key);
  return index[outer]?.[inner]?.[key];
}

const keyOf = (unit: string, year: number, indicator: string): string => `${unit}/${year}/${indicator}`;

function placeOf(key: string): readonly [number, number] {
  let hash = 0;
  for (let i = 0; i < key.length; i += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) >>> 0;
  return [hash % width, Math.floor(hash / width) % width];
}
