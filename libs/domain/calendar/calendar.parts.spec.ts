import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { declaredEndpoints, openApi } from '#engine/http';
import { person } from '#engine/testing';
import { calendarParts } from './calendar.parts.js';
import { CalendarModule } from './calendar.module.js';

const folder = dirname(fileURLToPath(import.meta.url));
const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const codesIn = (pattern: (name: string) => boolean) => new Set(files.filter(({ name }) => pattern(name)).flatMap(({ text }) => [...text.matchAll(/'(calendar\.[a-z]+(?:-[a-z]+)*)'/g)].map((match) => match[1]!)));
const declared = Object.keys(calendarParts.refusals[0]);
const endpoints = declaredEndpoints.filter(({ tag }) => tag === 'calendar');

describe('the calendar context', () => {
  test('every refusal is made by a decision and reached by a spec', () => {
    const made = codesIn((name) => !/\.(spec|refusals|http|policies)\.ts$/.test(name));
    const reached = codesIn((name) => name.endsWith('.spec.ts'));
    expect(declared.filter((code) => !made.has(code) || !reached.has(code))).toEqual([]);
  });

  test('its routes name refusals that exist and can be described', () => {
    expect(CalendarModule).toBeDefined();
    expect(endpoints.flatMap(({ refusals = [] }) => refusals).filter((code) => !declared.includes(code))).toEqual([]);
    expect(Object.keys((openApi(endpoints, calendarParts.refusals[0], '0') as { paths: object }).paths).sort()).toEqual([
      '/api/calendars/{calendar}', '/api/calendars/{calendar}/due', '/api/calendars/{calendar}/{year}', '/api/calendars/{calendar}/{year}/revision',
    ]);
  });

  test('only the bureau changes it; whoever works here sees it', () => {
    const open = (role: string) => endpoints.filter(({ access }) => typeof access === 'object' && access.scope(person('x', { roles: { [role]: 'all' } })).length > 0).length;
    expect([open('bureau'), open('reporter'), open('audit-admin'), open('none')]).toEqual([5, 3, 3, 0]);
  });
});
