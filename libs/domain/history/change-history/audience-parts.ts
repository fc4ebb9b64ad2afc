import { reachesAny, type Actor, type Scope } from '#engine/kernel';
import type { Condition } from '#engine/read-store';
import type { ChangeRow } from './changes.projection.js';
import type { Audience, TellingBook } from './telling.js';

/** Facts that meet all of its conditions are shown. Parts have no fact in common, so that counts add up. */
export type Part = readonly Condition[];

/** What has to be looked up to know who sees what. */
export interface Reach {
  /** Things of an audience that any of some units is a party to now. */
  readonly subjects: (audience: string, units: readonly string[]) => Promise<readonly string[]>;
  /** Gates that are open. */
  readonly gates: () => Promise<readonly string[]>;
}

/** The facts somebody may know of, as conditions on the rows: the same for lists and for a single fact. */
export async function partsFor(book: TellingBook, actor: Actor, reach: Reach): Promise<readonly Part[]> {
  const scopes = Object.entries(book.audiences).flatMap(([name, audience]) => {
    const scope = audience.policy.scope(actor);
    return reachesAny(scope) ? [{ name, audience, scope }] : [];
  });
  const plain = scopes.filter(({ audience, scope }) => !audience.notOwn && (scope === 'all' || (audience.by ?? 'unit') === 'unit'));
  const special = scopes.filter((one) => !plain.includes(one));
  const parts: Part[] = byScope(plain);
  for (const { name, audience, scope } of special) parts.push(...(await specialParts(name, audience, scope, actor, reach)));
  return parts;
}

/** One part for all audiences that are seen within the same units. */
function byScope(plain: readonly { readonly name: string; readonly scope: Scope }[]): Part[] {
  const groups = new Map<string, { names: string[]; scope: Scope }>();
  for (const { name, scope } of plain) {
    const id = scope === 'all' ? 'all' : [...scope].sort().join(' ');
    const group = groups.get(id);
    if (group) group.names.push(name);
    else groups.set(id, { names: [name], scope });
  }
  return [...groups.values()].map(({ names, scope }) => [{ field: 'audience', is: 'in', value: names }, ...unitsIn(scope)]);
}

const unitsIn = (scope: Scope): Part => (scope === 'all' ? [] : [{ field: 'unit', is: 'in', value: [...scope] }]);

async function specialParts(name: string, { by = 'unit', notOwn }: Audience, scope: Scope, actor: Actor, reach: Reach): Promise<readonly Part[]> {
  const ofAudience: Part = [{ field: 'audience', is: 'eq', value: name }];
  const others: Part = notOwn && actor.unit !== undefined ? [{ field: 'unit', is: 'ne', value: actor.unit }] : [];
  if (scope === 'all' || by === 'unit') return [[...ofAudience, ...unitsIn(scope), ...others]];
  if (by === 'nobody') return [];
  if (by === 'gate') return [[...ofAudience, ...unitsIn(scope), { field: 'gate', is: 'in', value: [...(await reach.gates())] }, ...others]];
  return [[...ofAudience, { field: 'subject', is: 'in', value: [...(await reach.subjects(name, scope))] }, ...others]];
}

/** Whether a fact is among those of some parts. */
export const isSeen = (parts: readonly Part[], row: ChangeRow): boolean => parts.some((part) => part.every((condition) => meets(row, condition)));

function meets(row: ChangeRow, { field, is, value }: Condition): boolean {
  const have = row[field as keyof ChangeRow];
  if (is === 'eq') return have === value;
  if (is === 'ne') return have !== value;
  return is === 'in' && have !== null && (value as readonly (string | number)[]).includes(have);
}

/** Whether somebody sees the facts of an audience over the whole city, and so also what speaks of others. */
export const seesWhole = (book: TellingBook, actor: Actor, audience: string): boolean => book.audiences[audience]?.policy.scope(actor) === 'all';
