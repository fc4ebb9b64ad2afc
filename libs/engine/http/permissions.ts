import { reachesAny, type Actor, type Scope } from '#engine/kernel';
import { declaredEndpoints, type Access, type EndpointDefinition, type Method } from './endpoint.js';
import { takesMoment } from './moments.js';

/**
 * The one rule of the gate: the units that a route lets an actor reach, none when it does not let them in. What is open to anybody,
 * or to any signed-in person, is so for every unit; a route that is not declared reaches nothing.
 * @param actor undefined for somebody who is not signed in
 */
export function reachOf(access: Access | undefined, actor: Actor | undefined): Scope {
  if (access === undefined) return [];
  if (access === 'public') return 'all';
  if (!actor) return [];
  return access === 'signed-in' ? 'all' : access.scope(actor);
}

/** How far somebody reaches with a route by one role: the whole city, the units of the grant, or nothing. */
export function reachOfRole(access: Access | undefined, role: string): 'all' | 'units' | 'none' {
  const scope = reachOf(access, { id: 'somebody', unit: 'somewhere', grants: [{ role, units: ['somewhere'] }] });
  return scope === 'all' ? 'all' : scope.length > 0 ? 'units' : 'none';
}

/** A route somebody may use. */
export interface PermittedRoute {
  readonly method: Method;
  /** As declared: below `/api`, with `:name` places. */
  readonly path: string;
  /** Units it reaches for them. What is done there may still be refused for a reason of its own. */
  readonly units: Scope;
  /** Whether it can be asked as known at a moment. */
  readonly view: boolean;
}

/** Every route that the gate lets an actor use, by path and method. */
export function permittedRoutes(actor: Actor, endpoints: readonly EndpointDefinition[] = declaredEndpoints): readonly PermittedRoute[] {
  return endpoints
    .map((endpoint): PermittedRoute => ({ method: endpoint.method, path: endpoint.path, units: reachOf(endpoint.access, actor), view: takesMoment(endpoint) }))
    .filter(({ units }) => reachesAny(units))
    .sort((a, b) => order(a.path, b.path) || order(a.method, b.method));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
