import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { describe, expect, test } from '@jest/globals';
import { AccessGuard, declaredEndpoints, endpointMetadata, HttpProblem, permittedRoutes, type EndpointDefinition } from '#engine/http';
import type { Actor } from '#engine/kernel';
import { demoAccounts } from '../../libs/domain/identity/demo/demo-accounts.js';
import { roleCodes } from '../../libs/domain/identity/roles.js';
import { ServerModule } from './server.module.js';

/** One person of each role, and one with none. */
const people: readonly Actor[] = [
  ...roleCodes.map((code): Actor => {
    const { loginName, role, unit, units } = demoAccounts().find(({ role }) => role === code)!;
    return { id: loginName, grants: [{ role, units }], ...(unit === undefined ? {} : { unit }) };
  }),
  { id: 'new', unit: 'xuanwu', grants: [] },
];

/** What the gate does with somebody at a route: the status of its refusal, or 200. */
async function gate(actor: Actor | undefined, endpoint: EndpointDefinition): Promise<number> {
  const handler = (): void => undefined;
  Reflect.defineMetadata(endpointMetadata, endpoint, handler);
  const request = { method: endpoint.method, url: `/api${endpoint.path}`, ip: '127.0.0.1', headers: {} };
  const context = { getHandler: () => handler, switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
  const guard = new AccessGuard(new Reflector(), { authenticate: async () => actor }, { refused: async () => undefined, admitted: async () => undefined });
  return guard.canActivate(context).then((admitted) => (admitted ? 200 : 403), (error: unknown) => {
    if (error instanceof HttpProblem) return error.status;
    throw error;
  });
}

const nameOf = ({ method, path }: Pick<EndpointDefinition, 'method' | 'path'>): string => `${method} ${path}`;

describe('the routes that somebody is told they may use', () => {
  test.each(people.map((actor) => [actor.id, actor] as const))('are those that the gate lets %s in to, of all there are', async (_, actor) => {
    expect([ServerModule, declaredEndpoints.length > 300]).toEqual([expect.anything(), true]);
    const told = new Set(permittedRoutes(actor).map(nameOf));
    const admitted: string[] = [];
    for (const endpoint of declaredEndpoints) if ((await gate(actor, endpoint)) === 200) admitted.push(nameOf(endpoint));
    expect([...told].sort()).toEqual(admitted.sort());
    const isNew = actor.grants.length === 0;
    expect(told.size > 25 && told.size < declaredEndpoints.length).toBe(true);
    expect(permittedRoutes(actor).some(({ path }) => path === '/colleagues')).toBe(!isNew && (actor.unit !== undefined || ['auditor', 'system-admin', 'security-admin', 'audit-admin'].includes(actor.grants[0]!.role)));
  });

  test('name the units of the grant where the rule is bound to them', () => {
    const reporter = people.find(({ grants }) => grants[0]?.role === 'reporter')!;
    expect(permittedRoutes(reporter).find((route) => nameOf(route) === 'POST /reports')).toMatchObject({ units: reporter.grants[0]!.units, view: false });
    expect(permittedRoutes(reporter).find((route) => nameOf(route) === 'GET /reports')).toMatchObject({ view: true });
  });

  test('let nobody in who is not signed in, but where anybody may come', async () => {
    for (const endpoint of declaredEndpoints) expect([nameOf(endpoint), await gate(undefined, endpoint)]).toEqual([nameOf(endpoint), endpoint.access === 'public' ? 200 : 401]);
  });
});
