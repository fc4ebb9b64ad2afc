import { texts, useTexts } from '../../language/texts.js';
import { Day, Missing } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { useRoleName } from './role-names.js';

const grantTexts = texts('admin-grants-shown', {
  city: ['全市', 'the whole city'],
  until: ['至', 'until'],
  none: ['尚无角色', 'no role yet'],
  many: ['{first} 等 {count} 个单位', '{first} and others ({count} units)'],
});

export interface Grant {
  readonly role: string;
  readonly units: 'all' | readonly string[] | readonly ('all' | string)[];
  readonly until: string | null;
}

/** The units of a right in words. */
export function useReach(): (units: Grant['units']) => string {
  const t = useTexts(grantTexts);
  const name = useUnitNames();
  return (units) => {
    if (units === 'all') return t('city');
    const names = (units as readonly string[]).map(name);
    return names.length > 4 ? t('many', { first: names.slice(0, 2).join(mark.and), count: names.length }) : names.join(mark.and);
  };
}

/** Roles of somebody as text, for files. */
export function useGrantText(): (grants: readonly Grant[]) => string {
  const role = useRoleName();
  const reach = useReach();
  return (grants) => grants.map((grant) => `${role(grant.role)}${mark.open}${reach(grant.units)}${grant.until ? `${mark.comma}${grant.until}` : ''}${mark.close}`).join(mark.semicolon);
}

/** Roles of somebody with their units and end. */
export function Grants({ grants }: { readonly grants: readonly Grant[] }) {
  const t = useTexts(grantTexts);
  const role = useRoleName();
  const reach = useReach();
  if (grants.length === 0) return <Missing />;
  return <ul className="admin-roles">{grants.map((grant) => <li key={grant.role}><strong>{role(grant.role)}</strong>{mark.open}{reach(grant.units)}{grant.until && <>{mark.comma}{t('until')} <Day date={grant.until} /></>}{mark.close}</li>)}</ul>;
}
