import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { declaredEndpoints, openApi } from '#engine/http';
import { person } from '#engine/testing';
import { campaignRefusals } from './campaign.refusals.js';
import { findingRefusals } from './finding.refusals.js';
import './campaigns/campaigns.http.js';
import './campaigns/inspection-counts.http.js';
import './conclude-campaign/conclude-campaign.http.js';
import './draw-sample/draw-sample.http.js';
import './object-to-conclusion/object-to-conclusion.http.js';
import './record-site-visit/record-site-visit.http.js';
import './run-campaign/run-campaign.http.js';

const folder = dirname(fileURLToPath(import.meta.url));
const own = ['campaigns', 'conclude-campaign', 'draw-sample', 'object-to-conclusion', 'record-site-visit', 'run-campaign'];
const files = [...own.flatMap((slice) => readdirSync(join(folder, slice)).map((name) => join(slice, name))), 'campaign-acts.ts'].map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const codesIn = (pattern: RegExp) => new Set(files.filter(({ name }) => pattern.test(name)).flatMap(({ text }) => [...text.matchAll(/'(supervision\.[a-z]+(?:-[a-z]+)*)'/g)].map((match) => match[1]!)));
const declared = Object.keys(campaignRefusals);
const known = { ...findingRefusals, ...campaignRefusals };
const endpoints = declaredEndpoints.filter(({ tag, path }) => tag === 'supervision' && /^\/(campaign|inspection-counts)/.test(path));

describe('refusals of campaigns', () => {
  test('each is made somewhere, reached by a spec, and announced by a route', () => {
    const made = new Set(files.filter(({ name }) => !name.endsWith('.spec.ts')).flatMap(({ text }) => [...text.matchAll(/refuse\('(supervision\.[a-z-]+)'/g)].map((match) => match[1]!)));
    const reached = codesIn(/\.spec\.ts$/);
    const announced = new Set(endpoints.flatMap(({ refusals = [] }) => refusals));
    expect(declared.filter((code) => !made.has(code) || !reached.has(code))).toEqual([]);
    // The edge draws every seed, so that no caller can meet this one.
    expect(declared.filter((code) => !announced.has(code))).toEqual(['supervision.not-a-seed']);
    expect([...made, ...announced].filter((code) => !Object.hasOwn(known, code))).toEqual([]);
  });

  test('the routes can be described, and each has a rule of access', () => {
    expect(endpoints.filter(({ command }) => command).map(({ path }) => path).sort()).toEqual([
      '/campaigns/:campaign', '/campaigns/:campaign/cancellation', '/campaigns/:campaign/conclusion', '/campaigns/:campaign/draw', '/campaigns/:campaign/draw/unsealing', '/campaigns/:campaign/revision',
      '/campaigns/:campaign/start', '/campaigns/:campaign/units/:unit/feedback', '/campaigns/:campaign/units/:unit/objection', '/campaigns/:campaign/units/:unit/objection/decision',
      '/campaigns/:campaign/visits/:visit',
    ]);
    expect(endpoints.filter(({ command }) => !command)).toHaveLength(7);
    const { paths } = openApi(endpoints, known, '0') as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toContain('/api/campaigns/{campaign}/draw/proof');
  });

  test('who comes in where', () => {
    const open = (role: string) => endpoints.filter(({ access }) => typeof access === 'object' && access.scope(person('x', { roles: { [role]: 'all' } })).length > 0).map(({ method, path }) => `${method} ${path}`);
    const reads = ['GET /campaign-objections', 'GET /campaign-units', 'GET /campaigns', 'GET /campaigns/:campaign', 'GET /campaigns/:campaign/draw/proof'];
    expect(open('reporter').sort()).toEqual([...reads, 'POST /campaigns/:campaign/units/:unit/objection'].sort());
    expect(open('auditor').sort()).toEqual([...reads, 'GET /inspection-counts'].sort());
    expect(open('leadership').sort()).toEqual([...reads, 'GET /inspection-counts', 'POST /campaigns/:campaign/units/:unit/objection/decision'].sort());
    expect([open('inspector').length, open('bureau').length]).toEqual([17, 17]);
    for (const role of ['verifier', 'organisation', 'system', 'system-admin', 'security-admin', 'audit-admin']) expect(open(role)).toEqual([]);
  });
});
