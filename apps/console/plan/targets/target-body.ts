import type { BodyOf } from '../../server/ask.js';

type Target = BodyOf<'POST /plans/:plan/targets'>['target'];
type Typed = Readonly<Record<string, unknown>>;

/** Comparisons that name no number. */
export const withoutNumber = (comparator: unknown): boolean => comparator === 'improving' || comparator === 'milestone';

/** The profile as the form has it: a name, or `custom` for shares by quarter. */
export const typedProfile = (profile: Target['profile']): string => (typeof profile === 'string' ? profile : 'custom');

/** The target that the fields make; a number only where the comparison has one. */
export function targetFrom(typed: Typed, of: Pick<Target, 'indicator' | 'unit' | 'year'>): Target {
  const text = (name: string): string | undefined => String(typed[name] ?? '').trim() || undefined;
  const comparator = text('target.comparator') as Target['comparator'];
  const value = withoutNumber(comparator) ? undefined : text('target.value');
  const qualifier = text('target.qualifier');
  const named = text('target.profile');
  const profile = named === 'custom' ? [1, 2, 3, 4].map((at) => text(`profile.${at}`) ?? '') : (named as 'linear' | 'year-end');
  return { ...of, comparator, ...(value === undefined ? {} : { value }), ...(qualifier === undefined ? {} : { qualifier }), profile };
}
