import type { Actor } from '#engine/kernel';
import type { Recipient } from './notice.js';

/** A recipient as one text, unique because codes have no slash: `user/wang`, `role/inspector/xuanwu`, `role/bureau`. */
export function recipientKey(to: Recipient): string {
  if ('user' in to) return `user/${to.user}`;
  return to.unit === undefined ? `role/${to.role}` : `role/${to.role}/${to.unit}`;
}

/** Everything that is addressed to a person: by user id, and by role with the units the grants cover. Each role is there once. */
export interface Addresses {
  readonly user: string;
  readonly roles: readonly { readonly role: string; readonly units: 'all' | readonly string[] }[];
}

/** What a person is addressed by. The one rule of access for lists, counts and single notices; {@link reaches} is its other form. */
export function addressesOf({ id, grants }: Actor): Addresses {
  const roles = new Map<string, 'all' | readonly string[]>();
  for (const { role, units } of grants) {
    const known = roles.get(role) ?? [];
    roles.set(role, known === 'all' || units === 'all' ? 'all' : [...new Set([...known, ...units])]);
  }
  return { user: id, roles: [...roles].filter(([, units]) => units.length > 0).map(([role, units]) => ({ role, units })) };
}

/** Whether something sent to a recipient is for this person. */
export function reaches(actor: Actor, to: Recipient): boolean {
  const { user, roles } = addressesOf(actor);
  if ('user' in to) return to.user === user;
  return roles.some(({ role, units }) => role === to.role && (units === 'all' || (to.unit !== undefined && units.includes(to.unit))));
}
