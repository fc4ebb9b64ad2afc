import { describe, expect, test } from '@jest/globals';
import { declaredEndpoints, openApi } from '#engine/http';
import { person } from '#engine/testing';
import { planParts } from './plan.parts.js';
import { PlanModule } from './plan.module.js';

const refusals = Object.assign({}, ...planParts.refusals) as (typeof planParts.refusals)[0];
const endpoints = declaredEndpoints.filter((e) => e.tag === 'plan');

describe('the plan context', () => {
  test('declares its routes, each with an access rule, and every refusal they name has texts', () => {
    expect(PlanModule).toBeDefined();
    expect(endpoints.filter((e) => e.command).map((e) => `${e.method} ${e.path}`).sort()).toEqual([
      'POST /plans', 'POST /plans/:plan/indicators', 'POST /plans/:plan/indicators/:indicator/decompositions', 'POST /plans/:plan/indicators/:indicator/revisions',
      'POST /plans/:plan/measures/:no/assignments', 'POST /plans/:plan/measures/:no/progress', 'POST /plans/:plan/measures/:no/progress/:unit/:period/review',
      'POST /plans/:plan/targets', 'POST /plans/:plan/targets/revisions',
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
    expect(Object.keys(paths)).toContain('/api/plans/{plan}/decomposition/{year}');
  });

  test('administrators have no business with the plan, and nobody without a role sees it', () => {
    for (const role of ['system-admin', 'security-admin', 'audit-admin', 'none']) {
      for (const { path, access } of endpoints) expect([path, typeof access === 'object' ? access.scope(person('x', { roles: { [role]: 'all' } })) : 'open']).toEqual([path, []]);
    }
  });
});
