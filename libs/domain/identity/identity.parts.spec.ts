import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandRefusals } from '#engine/commands';
import { declaredEndpoints } from '#engine/http';
import { IdentityModule } from './identity.module.js';
import { identityParts } from './identity.parts.js';

const refusals = identityParts.refusals[0];
const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

describe('the parts of identity', () => {
  test('refuse with codes that the catalogue has, and the catalogue has no others', () => {
    const stated = sources(import.meta.dirname).flatMap((text) => [...text.matchAll(/refuse\('([^']+)'/g)].map((match) => match[1]!));
    expect([...new Set(stated)].sort()).toEqual(Object.keys(refusals).sort());
  });

  test('declare routes whose refusals are in the catalogue', () => {
    expect(IdentityModule).toBeDefined();
    const routes = declaredEndpoints.filter(({ tag }) => tag === 'identity');
    expect(routes.length).toBeGreaterThan(15);
    for (const route of routes) for (const code of route.refusals ?? []) expect(Object.keys({ ...refusals, ...commandRefusals })).toContain(code);
  });

  test('keep every text in both languages, with the same places to fill', () => {
    const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
    for (const { title, remedy } of Object.values(refusals)) {
      for (const text of [title, remedy]) expect(places(text.zh)).toEqual(places(text.en));
    }
  });

  test('keep no password, hash or token in a fact', () => {
    const fields = identityParts.events.flatMap((catalogue) => Object.values(catalogue).flatMap(({ data }) => Object.keys(data.shape)));
    expect(fields.filter((field) => /password|hash|token|secret|phone|name/i.test(field))).toEqual(['loginName']);
  });
});
