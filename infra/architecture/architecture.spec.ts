import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root, sourcesOf, type Source } from './imports.js';
import { breachesOf } from './rules.js';

const sources = sourcesOf('apps', 'libs', 'infra');

describe('the architecture', () => {
  test('no source breaks a rule', () => {
    expect(sources.length).toBeGreaterThan(300);
    const breaches = sources.flatMap(breachesOf).map(({ where, what, because }) => `${where} ${what}, but ${because}`);
    expect(breaches).toEqual([]);
  });

  test.each([
    ['a kernel that knows a database', 'libs/engine/kernel/x.ts', '@photostructure/sqlite', 'the kernel is what every part speaks'],
    ['an engine that knows a context', 'libs/engine/commands/x.ts', 'libs/domain/plan/index.ts', 'knows no indicator'],
    ['a context that goes behind a door', 'libs/domain/reporting/x.ts', 'libs/domain/plan/plan.state.ts', 'through their doors'],
    ['a context without an arc', 'libs/domain/plan/x.ts', 'libs/domain/scoring/index.ts', 'through their doors'],
    ['Nest in the middle', 'libs/domain/plan/adopt/adopt.ts', '@nestjs/common', 'Nest belongs to the edge'],
    ['a driver outside its adapter', 'libs/domain/plan/plan.http.ts', 'mongodb', 'a driver is known only'],
    ['an adapter chosen in a context', 'libs/domain/plan/plan.http.ts', 'libs/engine/event-store/memory/index.ts', 'adapters are chosen'],
    ['product code that uses test tools', 'libs/engine/relay/x.ts', 'libs/engine/testing/index.ts', 'test tools are for specs'],
  ])('%s would be found', (_, path, to, because) => {
    const source: Source = { path, text: '', imports: [{ from: path, to, typeOnly: false, line: 1 }] };
    expect(breachesOf(source).map((b) => b.because).join()).toContain(because);
  });

  test('an impure decision, a vague folder and an unknown suffix would be found', () => {
    const found = (path: string, text: string) => breachesOf({ path, text, imports: [] }).map((b) => b.what);
    expect(found('libs/domain/plan/plan.state.ts', 'const now = Date.now();')).toEqual(['reads a clock']);
    expect(found('libs/engine/common/x.ts', '')).toEqual(['has a folder that says nothing']);
    expect(found('libs/domain/plan/plan.manager.ts', '')).toEqual(['has the suffix .manager']);
  });
});

describe('the readme', () => {
  test.each(['README.md', 'README.zh-CN.md'])('%s leads to files that are there', (readme) => {
    const text = readFileSync(join(root, readme), 'utf8');
    const files = [...text.matchAll(/`((?:apps|libs|infra|docs)\/[^`\s*<>]+)`/g)].map((match) => match[1]!);
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
