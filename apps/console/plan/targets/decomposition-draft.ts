import type { BodyOf } from '../../server/ask.js';

type Body = BodyOf<'POST /plans/:plan/indicators/:indicator/decompositions'>;

/** What was typed for a decomposition, kept in this browser until it is handed down. */
export interface Draft {
  readonly rule: Body['rule'];
  /** Expected progress of the units: the city’s, the one they all have now, or one by name. */
  readonly profile?: 'city' | 'present' | 'linear' | 'year-end';
  readonly units: Readonly<Record<string, { readonly out?: boolean; readonly value?: string; readonly weight?: string }>>;
}

/** The parts that a draft makes: units that take part, in the order given; empty fields are left out. */
export function partsFrom({ rule, units }: Draft, order: readonly string[]): Body['parts'] {
  return order.filter((unit) => !units[unit]?.out).map((unit) => {
    const { value = '', weight = '' } = units[unit] ?? {};
    return { unit, ...(value === '' ? {} : { value }), ...(weight === '' || rule === 'each' ? {} : { weight }) };
  });
}

type Profile = NonNullable<Body['profile']>;

/** The expected progress that all units have now; undefined where they differ or have none. */
export function commonProfile(profiles: readonly Profile[]): Profile | undefined {
  const [first] = profiles;
  return first !== undefined && profiles.every((one) => String(one) === String(first)) ? first : undefined;
}

/** The profile to be sent: none for the city’s own. What the units have now is kept unless something else is chosen. */
export function profileOf({ profile }: Pick<Draft, 'profile'>, present: Profile | undefined): Profile | undefined {
  const chosen = profile ?? 'present';
  return chosen === 'city' ? undefined : chosen === 'present' ? present : chosen;
}

/** Counts are added up, rates are weighed. */
export const likelyRule = (measurementUnit: string): Draft['rule'] => (measurementUnit === '%' || measurementUnit.includes('/') || measurementUnit === '分' ? 'each' : 'sum');
