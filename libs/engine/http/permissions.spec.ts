import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { cityPolicy, rolePolicy, type Actor } from '#engine/kernel';
import { permittedRoutes, reachOf, reachOfRole, viewQuery, type EndpointDefinition } from './index.js';

const writes = rolePolicy('notes.write', ['clerk']);
const reads = cityPolicy('notes.read', ['clerk', 'auditor']);
const route = (path: string, access: EndpointDefinition['access'], more: Partial<EndpointDefinition> = {}): EndpointDefinition => ({ method: 'GET', path, tag: 'spec', summary: { zh: '一', en: 'One' }, access, ...more });
const routes = [
  route('/system', 'public'), route('/me', 'signed-in'), route('/notes/:id', reads, { query: z.strictObject(viewQuery) }), route('/notes/:id', writes, { method: 'POST' }),
];
const clerk: Actor = { id: 'clerk', grants: [{ role: 'clerk', units: ['xuanwu', 'qinhuai'] }] };

describe('the routes that the gate lets somebody use', () => {
  test('are told with their units, and whether they can be asked for the past', () => {
    expect(permittedRoutes(clerk, routes)).toEqual([
      { method: 'GET', path: '/me', units: 'all', view: false },
      { method: 'GET', path: '/notes/:id', units: 'all', view: true },
      { method: 'POST', path: '/notes/:id', units: ['xuanwu', 'qinhuai'], view: false },
      { method: 'GET', path: '/system', units: 'all', view: false },
    ]);
  });

  test('are those open to anybody signed in for somebody without rights', () => {
    expect(permittedRoutes({ id: 'new', grants: [] }, routes).map(({ path }) => path)).toEqual(['/me', '/system']);
  });

  test('are told of a role: the whole city, the units of the grant, or nothing', () => {
    expect([reachOfRole(reads, 'clerk'), reachOfRole(writes, 'clerk'), reachOfRole(writes, 'auditor'), reachOfRole('signed-in', 'auditor')]).toEqual(['all', 'units', 'none', 'all']);
  });

  test('are none that nobody declared, and only what is open to all for somebody who is not signed in', () => {
    expect(reachOf(undefined, clerk)).toEqual([]);
    expect([reachOf('public', undefined), reachOf('signed-in', undefined), reachOf(reads, undefined)]).toEqual(['all', [], []]);
  });
});
