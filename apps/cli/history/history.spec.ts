import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CommandTree } from '../command-line/parse.js';
import { runCommandLine } from '../command-line/run.js';
import { scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';
import { changeCommands, type Change } from './changes.js';
import { historyEventCommands, inTreeOrder } from './events.js';

const tree: CommandTree = { version: '0', chapters: [], groups: [{ word: 'history', summary: { zh: '变更历史', en: 'Change history' } }], commands: [...changeCommands, ...historyEventCommands] };
const both = (zh: string, en = zh) => ({ zh, en });
const change = (position: number, more: Partial<Change> = {}): Change => ({
  position, id: `id-${position}`, stream: 's', type: 'reporting.ReportCorrected', title: both('填报更正', 'Report corrected'), subject: { kind: 'report', key: 'k', title: both('指标值', 'value') }, actor: { code: 'zhao', name: both('zhao') }, actorUnit: null, role: null,
  recordedAt: '2025-03-03T01:00:00.000Z', validAt: null, reason: '差错', authority: '文号1', sentence: both(`赵更正了数值 ${position}。`, `Zhao corrected value ${position}.`), fields: [{ label: both('数值', 'value'), before: both('1'), after: both('2') }, { label: both('备注', 'note'), before: null, after: both('n') }], ...more,
});

let server: ScriptedServer;
let host: TestHost;
afterEach(async () => {
  await server.close();
  host.dispose();
});
async function here(answer: Parameters<typeof scriptedServer>[0], ...argv: string[]): Promise<number> {
  server = await scriptedServer(answer);
  host = testHost();
  return runCommandLine(tree, ['--server', server.address, ...argv], host);
}

describe('the change history on the command line', () => {
  test('is listed with sentences, before and after, reasons, and what was asked for', async () => {
    expect(await here(() => ({ body: { items: [change(7)], total: 1, position: 9 } }), 'history', 'list', '--kind', 'report', '--unit', 'xuanwu', '--from', '2025-03-01', '--to', '2025-03-03T12:00', '--reason', '差')).toBe(0);
    const { searchParams, pathname } = new URL(server.seen[0]!.path, 'http://x');
    expect([pathname, Object.fromEntries(searchParams)]).toEqual(['/api/history/changes', { kind: 'report', unit: 'xuanwu', from: '2025-03-01', to: '2025-03-03T04:00:00.000Z', reason: '差', order: 'newest', limit: '50' }]);
    for (const text of ['赵更正了数值 7。', '数值：1 → 2；备注：（空） → n', '差错 · 文号1', '截至日志位置 9']) expect(host.written.stdout).toContain(text);
  });

  test('of one thing is asked for by kind and key, whatever the key holds', async () => {
    expect(await here(() => ({ body: { items: [], total: 0, position: 9 } }), 'history', 'show', 'reaction', 'a b/c', '--order', 'oldest')).toBe(0);
    expect(server.seen[0]!.path).toMatch(/^\/api\/history\/subjects\/reaction\/a%20b%2Fc\?order=oldest/);
  });

  test('is exported into a file, in the language of the person', async () => {
    const answer: Parameters<typeof scriptedServer>[0] = (_, __, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).end('\ufeffposition\r\n');
      return 'handled';
    };
    server = await scriptedServer(answer);
    host = testHost();
    const file = join(host.home, 'changes.csv');
    expect(await runCommandLine(tree, ['--server', server.address, '--lang', 'en', 'history', 'export', '--kind', 'target', '--out', file], host)).toBe(0);
    expect([readFileSync(file, 'utf8'), server.seen[0]!.path]).toEqual(['\ufeffposition\r\n', '/api/history/changes.csv?kind=target&order=newest&language=en']);
  });

  test('of one event shows it told and raw', async () => {
    const body = { change: change(7), stored: { position: 7, data: { value: '2' } }, current: { schema: 2, data: { value: '2.0' } }, withheld: ['data.finding'], position: 9 };
    expect(await here(() => ({ body }), 'history', 'event', '7')).toBe(0);
    for (const text of ['赵更正了数值 7。', '数值：1 → 2', '"value": "2"', '按现行结构读取', '"value": "2.0"', 'data.finding']) expect(host.written.stdout).toContain(text);
  });

  test('as a tree puts what was caused under its cause, page after page', async () => {
    const items = [{ parent: null, depth: 0, change: change(1) }, { parent: 1, depth: 1, change: change(2) }, { parent: 1, depth: 1, change: change(3) }, { parent: 2, depth: 2, change: change(4) }];
    expect(inTreeOrder(items).map(({ change: { position } }) => position)).toEqual([1, 2, 4, 3]);
    const pages = [{ items: items.slice(0, 3), next: 'o3' }, { items: items.slice(3) }];
    expect(await here((_, count) => ({ body: { ...pages[count - 1], total: 4, position: 9, path: [] } }), 'history', 'tree', '2')).toBe(0);
    expect(host.written.stdout.trimEnd().split('\n')).toEqual(['1  赵更正了数值 1。', '  └ 2  赵更正了数值 2。  ◀ 所问事件', '    └ 4  赵更正了数值 4。', '  └ 3  赵更正了数值 3。']);
    expect(new URL(server.seen[1]!.path, 'http://x').searchParams.get('cursor')).toBe('o3');
  });
});
