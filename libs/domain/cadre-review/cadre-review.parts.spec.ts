import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { declaredEndpoints, openApi } from '#engine/http';
import { person } from '#engine/testing';
import { CadreReviewModule } from './cadre-review.module.js';
import { cadreReviewParts } from './cadre-review.parts.js';
import { tenureNoteTexts } from './signed-document/note-texts.js';

const folder = dirname(fileURLToPath(import.meta.url));
const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const codesIn = (pattern: (name: string) => boolean) => new Set(files.filter(({ name }) => pattern(name)).flatMap(({ text }) => [...text.matchAll(/'(cadre-review\.[a-z]+(?:-[a-z]+)*)'/g)].map((match) => match[1]!)));
const refusals = Object.assign({}, ...cadreReviewParts.refusals) as Readonly<Record<string, { title: { zh: string; en: string }; remedy: { zh: string; en: string } }>>;
const declared = Object.keys(refusals);
const endpoints = declaredEndpoints.filter(({ tag }) => tag === 'cadre-review');

describe('the cadre-review context', () => {
  test('every refusal is made by a decision, reached by a spec and named by a route', () => {
    const made = codesIn((name) => !/\.(spec|refusals|http|policies)\.ts$/.test(name));
    const reached = codesIn((name) => name.endsWith('.spec.ts'));
    const named = new Set(endpoints.flatMap(({ refusals: codes = [] }) => codes));
    expect(declared.filter((code) => !made.has(code) || !reached.has(code) || !named.has(code))).toEqual([]);
    expect([...named].filter((code) => !declared.includes(code))).toEqual([]);
  });

  test('its texts are in both languages with the same places, in Chinese punctuation', () => {
    const texts = [...Object.values(refusals).flatMap(({ title, remedy }) => [title, remedy]), ...Object.values(tenureNoteTexts), ...endpoints.map(({ summary }) => summary)];
    const places = (text: string): string => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join();
    expect(texts.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en) || places(zh) !== places(en))).toEqual([]);
  });

  test('its routes can be described; only keys and schemas are public, and what shows a dossier is written to the access log', () => {
    expect(CadreReviewModule).toBeDefined();
    expect(Object.keys((openApi(endpoints, refusals as never, '0') as { paths: object }).paths)).toContain('/api/cadre-review/dossiers/{round}/{unit}/{version}');
    expect(endpoints.filter(({ access }) => access === 'public').map(({ path }) => path).sort()).toEqual(['/cadre-review/document-schema', '/cadre-review/keys', '/cadre-review/receipts/schema']);
    const open = endpoints.filter(({ method, access, sensitive }) => method === 'GET' && typeof access === 'object' && !sensitive).map(({ path }) => path).sort();
    expect(open).toEqual(['/cadre-review/inclusions', '/cadre-review/linkage-rules', '/cadre-review/linkage-rules/:rules/:version', '/cadre-review/rounds', '/cadre-review/shipped-linkage-rules']);
  });

  test('administrators, units and checkers have no business here', () => {
    for (const role of ['system-admin', 'security-admin', 'audit-admin', 'reporter', 'verifier', 'inspector', 'none']) {
      for (const { path, access } of endpoints) expect([path, typeof access === 'object' ? access.scope(person('x', { roles: { [role]: 'all' } })) : []]).toEqual([path, []]);
    }
  });
});
