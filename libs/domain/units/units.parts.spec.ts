import { describe, expect, test } from '@jest/globals';
import { declaredEndpoints, openApi } from '#engine/http';
import { person } from '#engine/testing';
import { unitsParts } from './units.parts.js';
import { UnitsModule } from './units.module.js';

const refusals = Object.assign({}, ...unitsParts.refusals) as (typeof unitsParts.refusals)[0];
const endpoints = declaredEndpoints.filter((e) => e.tag === 'units');

describe('the units context', () => {
  test('declares its routes, each with an access rule, and every refusal they name has texts', () => {
    expect(UnitsModule).toBeDefined();
    expect(endpoints.filter((e) => e.command).map((e) => `${e.method} ${e.path}`).sort()).toEqual([
      'DELETE /people/:person', 'PATCH /people/:person', 'POST /people', 'POST /units', 'POST /units/:code/closure', 'POST /units/:code/merger', 'POST /units/:code/names',
      'POST /units/:unit/appointments', 'POST /units/:unit/appointments/:appointment/end',
    ]);
    for (const { path, access, refusals: named = [] } of endpoints) {
      expect([path, typeof access]).toEqual([path, 'object']);
      for (const code of named) expect([path, Object.hasOwn(refusals, code) ? code : 'no text']).toEqual([path, code]);
    }
  });

  test('every refusal is named by a route, and says something in both languages', () => {
    const named = new Set(endpoints.flatMap((e) => e.refusals ?? []));
    for (const [code, { title, remedy }] of Object.entries(refusals)) {
      expect([code, named.has(code)]).toEqual([code, true]);
      for (const text of [title, remedy]) expect([code, /[\u4e00-\u9fff]/.test(text.zh), /[A-Za-z]/.test(text.en)]).toEqual([code, true, true]);
    }
  });

  test('its routes can be described in OpenAPI', () => {
    const { paths } = openApi(endpoints, refusals, '0') as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toContain('/api/units/{unit}/appointments/{appointment}/end');
  });

  test('administrators see the register of units and nothing else; nobody without a role sees even that', () => {
    const open = (role: string): string[] => endpoints.filter((e) => typeof e.access === 'object' && e.access.scope(person('x', { roles: { [role]: 'all' } })).length > 0).map((e) => `${e.method} ${e.path}`);
    for (const role of ['system-admin', 'security-admin', 'audit-admin']) expect(open(role).sort()).toEqual(['GET /units', 'GET /units/:code']);
    expect(open('none')).toEqual([]);
  });
});
