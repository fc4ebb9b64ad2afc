import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { declaredEndpoints } from '#engine/http';
import { reportingParts } from './reporting.parts.js';
import { ReportingModule } from './reporting.module.js';

const folder = dirname(fileURLToPath(import.meta.url));
const sources = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.endsWith('-examples.ts'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const catalogue: Record<string, { title: { zh: string; en: string }; remedy: { zh: string; en: string } }> = Object.assign({}, ...reportingParts.refusals);
const used = new Set(sources.flatMap(({ text }) => [...text.matchAll(/refuse\((?:[^'()]*\? )?'([a-z]+\.[a-z0-9-]+)'/g)].map((match) => match[1]!)));
/** Codes that stand anywhere but in catalogues and in the lists of routes. */
const said = new Set(
  sources.filter(({ name }) => !name.endsWith('.refusals.ts')).flatMap(({ text }) => [...text.replace(/(?:refusals:|settling =) \[[^\]]*\]/g, '').matchAll(/'([a-z]+\.[a-z0-9-]+)'/g)].map((match) => match[1]!)),
);

describe('the parts of reporting', () => {
  test('every refusal that is made has a text, and every text is said somewhere', () => {
    expect(used.size).toBeGreaterThan(50);
    expect([...used].filter((code) => !Object.hasOwn(catalogue, code) && code !== 'command.forbidden')).toEqual([]);
    expect(Object.keys(catalogue).filter((code) => !said.has(code))).toEqual([]);
  });

  test('every refusal says what to do, in both languages, with the same places to fill', () => {
    // What is said in words has a place of its own in each language: {name} and {nameEn}.
    const places = (text: string) => [...new Set([...text.matchAll(/\{(\w+?)(?:En)?\}/g)].map((match) => match[1]!))].sort();
    for (const { title, remedy } of Object.values(catalogue)) {
      for (const { zh, en } of [title, remedy]) {
        expect(/\p{Script=Han}/u.test(zh) && /[a-z]/.test(en) && !/\p{Script=Han}/u.test(en)).toBe(true);
        expect(places(zh)).toEqual(places(en));
      }
    }
  });

  test('every route is declared with refusals that exist', () => {
    expect(Reflect.getMetadata('controllers', ReportingModule)).toHaveLength(17);
    const own = declaredEndpoints.filter(({ tag }) => tag === 'reporting' || tag === 'evidence');
    expect(own.length).toBeGreaterThanOrEqual(29);
    expect(own.flatMap(({ refusals = [] }) => refusals).filter((code) => !Object.hasOwn(catalogue, code) && code !== 'command.forbidden')).toEqual([]);
    expect(new Set(own.map(({ method, path }) => `${method} ${path}`)).size).toBe(own.length);
  });

  test('names are unique', () => {
    for (const names of [reportingParts.commands.map(({ name }) => name), reportingParts.projections.map(({ name }) => name), reportingParts.events.flatMap((events) => Object.keys(events))]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
