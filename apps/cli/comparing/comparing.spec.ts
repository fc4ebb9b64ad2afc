import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';
import { runCommandLine } from '../command-line/run.js';
import { commandTree } from '../commands.js';
import { comparingCommands } from './compare.js';
import { lockedChangeCommands } from './locked-changes.js';

const both = (text: string) => ({ zh: text, en: text });
const own = [...comparingCommands, ...lockedChangeCommands];
const tree = {
  ...commandTree, commands: [...commandTree.commands.filter(({ path }) => !own.some((one) => one.path === path)), ...own],
  groups: [...commandTree.groups.filter(({ word }) => !['moments', 'locked-changes'].includes(word)), { word: 'moments', summary: both('moments') }, { word: 'locked-changes', summary: both('locked') }],
};

let server: ScriptedServer;
let host: TestHost;
afterEach(async () => {
  await server.close();
  host.dispose();
});
const start = async (answer: Parameters<typeof scriptedServer>[0]): Promise<void> => {
  server = await scriptedServer(answer);
  host = testHost();
};
const here = (...argv: string[]): Promise<number> => runCommandLine(tree, ['--server', server.address, ...argv], host);

const comparison = {
  view: 'reports', title: { zh: '填报台账', en: 'Register of reports' }, from: 3, to: 9, totals: { added: 0, removed: 0, changed: 2 }, total: 2, position: 9,
  items: [{
    key: 'k-1', change: 'changed', unit: 'xuanwu', about: [{ field: 'unit', label: both('u'), value: { value: 'xuanwu' } }], changedAt: 7,
    fields: [
      { field: 'status', label: { zh: '状态', en: 'status' }, before: { value: 'reported', text: { zh: '待核定', en: 'reported' } }, after: { value: 'verified', text: { zh: '已核定', en: 'verified' } } },
      { field: 'value', label: { zh: '数值', en: 'value' }, before: null, after: { value: '12' } },
    ],
  }],
};

describe('comparing', () => {
  test('shows each field before and after, over all pages, with the totals', async () => {
    await start(({ path }) => ({ body: path.includes('cursor=c1') ? { ...comparison, items: [{ ...comparison.items[0], key: 'k-2', change: 'added', fields: [] }] } : { ...comparison, next: 'c1' } }));
    expect(await here('compare', 'reports', '--from=-7d', '--unit', 'xuanwu', '--year', '2025')).toBe(0);
    expect(server.seen[0]!.path).toBe('/api/history/comparison?view=reports&from=-7d&year=2025&unit=xuanwu&limit=500');
    expect(host.written.stdout).toMatch(/填报台账：日志位置 3 → 9\n新增 0，减少 0，变更 2[\s\S]*变更 +xuanwu +状态 +待核定 +已核定 +7\n +数值 +— +12[\s\S]*新增 +xuanwu/);
  });

  test('gives everything as JSON, and says that nothing differs', async () => {
    await start(() => ({ body: { ...comparison, items: [], total: 0, totals: { added: 0, removed: 0, changed: 0 } } }));
    expect([await here('compare', 'reports', '--from', 'freeze:r', '--to', 'published:r~2', '--json'), JSON.parse(host.written.stdout)]).toEqual([0, { view: 'reports', from: 3, to: 9, totals: { added: 0, removed: 0, changed: 0 }, items: [], total: 0 }]);
    expect(server.seen[0]!.path).toBe('/api/history/comparison?view=reports&from=freeze%3Ar&to=published%3Ar%7E2&limit=500');
    expect([await here('compare', 'reports', '--from', '3', '--lang', 'en'), host.written.stdout.includes('0 added, 0 removed, 0 changed')]).toEqual([0, true]);
  });

  test('writes the table of the server to a file or to the output', async () => {
    await start(() => ({ body: 'x' }));
    expect(await here('compare', 'reports', '--from', '3', '--csv', '--lang', 'en')).toBe(0);
    expect([server.seen[0]!.path, host.written.stdout]).toEqual(['/api/history/comparison.csv?view=reports&from=3&language=en', '"x"']);
    const out = join(host.home, 'o.csv');
    expect([await here('compare', 'reports', '--from', '3', '--out', out), readFileSync(out, 'utf8')]).toEqual([0, '"x"']);
  });

  test.each([[['compare', 'reports']], [['compare', 'reports', '--from', '3', '--csv', '--limit', '2']], [['compare', 'reports', '--from', '3', '--year', 'x']]])('%j is wrong usage', async (argv) => {
    await start(() => ({ body: comparison }));
    expect([await here(...argv), server.seen.length]).toEqual([2, 0]);
  });

  test('names the views that can be compared', async () => {
    await start(() => ({ body: { views: [{ view: 'board', title: { zh: '得分榜', en: 'Board' }, filters: ['plan', 'year'], required: ['plan'], fields: [{ label: { zh: '名次', en: 'rank' } }] }] } }));
    expect([await here('compare-views'), host.written.stdout]).toEqual([0, expect.stringMatching(/board +得分榜 +plan +plan, year +名次/)]);
  });
});

describe('moments', () => {
  test('are listed with their later occurrences', async () => {
    await start(() => ({
      body: { items: [{ name: 'published:r', kindTitle: both('k'), title: { zh: '考核 r 结果通报', en: 'Published' }, position: 4, recordedAt: 't', occurrences: [{ name: 'published:r', position: 4 }, { name: 'published:r~2', position: 8 }] }], total: 1, position: 9 },
    }));
    expect(await here('moments', 'list', '--kind', 'published', '--about', 'r', '--as-known-at', '9')).toBe(0);
    expect([server.seen[0]!.path, host.written.stdout]).toEqual(['/api/history/moments?kind=published&about=r&asKnownAt=9&limit=500', expect.stringMatching(/published:r +考核 r 结果通报 +4 +t +published:r~2 \(8\)[\s\S]*截至日志位置 9/)]);
  });
});

describe('changes of locked data', () => {
  const line = {
    position: 7, recordedAt: '2025-04-11T02:00:00.000Z', thing: { kind: 'report', key: 'k' }, unit: 'xuanwu', actor: 'bureau-zhao', reason: '以公报为准', authority: '宁统〔2025〕18号',
    locks: [{ rule: 'verified-report-corrected', title: { zh: '核定后更正', en: 'Correction' }, what: { zh: '核定值', en: 'value' }, since: { position: 3, at: '2025-04-10T02:00:00.000Z' } }, { rule: 'x', title: both('x'), what: both('y'), since: { position: null, at: '2025-01-01' } }],
  };

  test('are listed with what was locked and since when', async () => {
    await start(() => ({ body: { items: [line], total: 1, position: 9 } }));
    expect(await here('locked-changes', 'list', '--rule', 'verified-report-corrected', '--unit', 'xuanwu', '--from', '2025-01-01', '--oldest-first')).toBe(0);
    expect(server.seen[0]!.path).toBe('/api/history/locked-changes?rule=verified-report-corrected&unit=xuanwu&from=2025-01-01&order=oldest&limit=500');
    expect(host.written.stdout).toMatch(/7 +2025-04-11T02:00:00\.000Z +核定后更正; x +核定值; y +2025-04-10T02:00:00\.000Z #3; 2025-01-01 +xuanwu +bureau-zhao +以公报为准 +宁统〔2025〕18号/);
  });

  test('are written as a table, as known at a moment', async () => {
    await start(() => ({ body: 'x' }));
    expect(await here('locked-changes', 'list', '--csv', '--as-known-at=-1mo')).toBe(0);
    expect(server.seen[0]!.path).toBe('/api/history/locked-changes.csv?asKnownAt=-1mo&language=zh');
  });

  test('follow rules that are shown', async () => {
    await start(() => ({ body: { rules: [{ rule: 'a', title: { zh: '甲', en: 'A' }, types: [] }] } }));
    expect([await here('locked-changes', 'rules', '--lang', 'en'), host.written.stdout]).toEqual([0, 'a  A\n']);
  });
});

describe('a list asked for a moment by its distance from now', () => {
  test('goes on at the position of its first page', async () => {
    await start(({ path }) => ({ body: path.includes('cursor=') ? { items: [], position: 5 } : { items: [], next: 'c1', position: 5, total: 0 } }));
    expect(await here('moments', 'list', '--as-known-at=yesterday')).toBe(0);
    expect(server.seen.map(({ path }) => new URLSearchParams(path.split('?')[1]).get('asKnownAt'))).toEqual(['yesterday', '5']);
  });
});
