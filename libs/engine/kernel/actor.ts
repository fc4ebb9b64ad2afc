/** A role held, and the units it covers. `all` is the whole city. */
export interface RoleGrant {
  readonly role: string;
  readonly units: 'all' | readonly string[];
}

/** Who asks. Built at the edge from a token, or by a reaction for the system itself. */
export interface Actor {
  readonly id: string;
  /** The unit the person belongs to; none for the system and for outsiders. */
  readonly unit?: string;
  readonly grants: readonly RoleGrant[];
}

/** The units a rule lets an actor reach: every unit, or those named. An empty list is nobody's business. */
export type Scope = 'all' | readonly string[];

/**
 * One rule of access. The same function answers for a list (filter by the scope) and for a single
 * item ({@link covers}), so the two can never differ.
 */
export interface Policy {
  /** Stable code, `<context>.<verb>`; a refusal names it. */
  readonly code: string;
  readonly scope: (actor: Actor) => Scope;
}

/** A policy that holds for some roles, each within the units of its grant. */
export function rolePolicy(code: string, roles: readonly string[]): Policy {
  return { code, scope: (actor) => union(actor.grants.filter((g) => roles.includes(g.role)).map((g) => g.units)) };
}

/** A policy that holds for some roles over the whole city, whatever the units of their grants. */
export function cityPolicy(code: string, roles: readonly string[]): Policy {
  return { code, scope: (actor) => (actor.grants.some((g) => roles.includes(g.role)) ? 'all' : []) };
}

/** A policy that holds where any of several does. */
export function anyOf(code: string, ...policies: readonly Policy[]): Policy {
  return { code, scope: (actor) => union(policies.map((p) => p.scope(actor))) };
}

/** Whether a scope reaches a unit. Things that belong to no unit are reached by `all` only. */
export function covers(scope: Scope, unit: string | undefined): boolean {
  return scope === 'all' || (unit !== undefined && scope.includes(unit));
}

/** Whether a scope reaches anything at all. */
export const reachesAny = (scope: Scope): boolean => scope === 'all' || scope.length > 0;

function union(scopes: readonly Scope[]): Scope {
  const units = new Set<string>();
  for (const scope of scopes) {
    if (scope === 'all') return 'all';
    for (const unit of scope) units.add(unit);
  }
  return [...units];
}
