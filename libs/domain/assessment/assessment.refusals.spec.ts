import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { assessmentRefusals } from './assessment.refusals.js';

const folder = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const found = (specs: boolean, pattern: RegExp): ReadonlySet<string> =>
  new Set(files.filter(({ name }) => name.endsWith('.spec.ts') === specs).flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1]!)));

test('every refusal of rounds is made somewhere and reached by a spec', () => {
  const made = found(false, /refuse\('(assessment\.[a-z-]+)'/g);
  const reached = found(true, /'(assessment\.[a-z-]+)'/g);
  expect(Object.keys(assessmentRefusals).filter((code) => !made.has(code) || !reached.has(code))).toEqual([]);
});
