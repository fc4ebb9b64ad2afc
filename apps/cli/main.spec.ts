import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scriptedServer } from './cli-examples.js';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'zhiheng-main-'));
const examples = 'libs/domain/scoring/examples/';
const hdi = ['score', '--scheme', `${examples}human-development-index.json`, '--id', 'iso3'];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The compiled program as a process of its own; `watch` may act on it while it runs. */
function zhiheng(argv: readonly string[], watch?: (child: ReturnType<typeof spawn>, stdout: string) => void, started?: (child: ReturnType<typeof spawn>) => void): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'dist/apps/cli/main.js'), ...argv], { cwd: root, env: { PATH: process.env['PATH'], XDG_CONFIG_HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  started?.(child);
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      watch?.(child, stdout);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

beforeAll(async () => {
  await new Promise<void>((resolve, reject) => {
    spawn(process.execPath, [join(root, 'infra/tasks/build.mjs')], { stdio: 'ignore' }).on('exit', (code) => (code === 0 ? resolve() : reject(new Error('the build failed'))));
  });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the program', () => {
  test('shows help on stdout and wrong usage on stderr', async () => {
    const help = await zhiheng(['--help', '--lang', 'en']);
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('explain ');
    const wrong = await zhiheng(['scroe']);
    expect([wrong.code, wrong.stdout, wrong.stderr.includes('score')]).toEqual([2, '', true]);
  });

  test('reproduces the published Human Development Index of the sample', async () => {
    const { code, stdout } = await zhiheng([...hdi, '--table', `${examples}human-development-index.sample.csv`, '--compare', 'hdi_published', '--lang', 'en']);
    expect([code, stdout]).toEqual([0, '42 rows scored, 0 refused\nhdi_published: 42 of 42 agree\n']);
  });

  test('finds a figure that was changed, and says which', async () => {
    const table = join(folder, 'changed.csv');
    writeFileSync(table, readFileSync(join(root, `${examples}human-development-index.sample.csv`), 'utf8').replace('18024.88747,0.788', '18024.88747,0.789'));
    const { code, stdout } = await zhiheng([...hdi, '--table', table, '--compare', 'hdi_published', '--json']);
    expect(code).toBe(5);
    expect(JSON.parse(stdout).comparisons).toEqual([{ column: 'hdi_published', compared: 42, agreeing: 41, differences: [{ row: 26, id: 'CHN', year: '2022', expected: '0.789', found: '0.788' }] }]);
  });

  test('gives the reason for every cell it cannot use and scores the rest', async () => {
    const table = join(folder, 'bad.csv');
    const head = 'iso3,life_expectancy,expected_schooling,mean_schooling,gni_pc_ppp';
    writeFileSync(table, `\ufeff${head}\nAAA,80,15,10,30000\nBBB,NaN,15,10,1e4\nCCC,80,15,,30000\n,80,15,10,30000\n`);
    const { code, stdout } = await zhiheng([...hdi, '--table', table]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/2 +BBB +life_expectancy +NaN +not-a-decimal: 不是十进制数字/);
    expect(stdout).toMatch(/2 +BBB +gni_pc_ppp +1e4 +not-a-decimal/);
    expect(stdout).toMatch(/4 +iso3 +no-id: 缺少标识/);
    expect(stdout).toMatch(/CCC +— +— .*缺少必需数据/);
    expect(stdout).toContain('计分 2 行，无法计分 2 行');
  });

  test('reads tables in GBK, writes results that spreadsheets read, and explains a row', async () => {
    const [table, results] = [join(folder, 'gbk.csv'), join(folder, 'results.csv')];
    const text = '国家,life_expectancy,expected_schooling,mean_schooling,gni_pc_ppp\n';
    // 国家 and 中国 in GBK.
    writeFileSync(table, Buffer.concat([Buffer.from([0xb9, 0xfa, 0xbc, 0xd2]), Buffer.from(text.slice(2)), Buffer.from([0xd6, 0xd0, 0xb9, 0xfa]), Buffer.from(',78.587,15.21793605,8.106910446,18024.88747\n')]));
    const scored = await zhiheng(['score', '--scheme', `${examples}human-development-index.json`, '--table', table, '--id', '国家', '--out', results]);
    expect([scored.code, scored.stderr]).toEqual([0, '注意 按 GB 18030 读取。\n']);
    expect(readFileSync(results, 'utf8')).toMatch(/^\ufeffid,.*\r\n中国,countries,,0\.788,/);
    const explained = await zhiheng(['score', '--scheme', `${examples}human-development-index.json`, '--table', table, '--id', '国家', '--explain', '中国']);
    expect(explained.stdout).toMatch(/体面生活 income[\s\S]*ln 18024\.88747[\s\S]*相符/);
  });

  test.each([
    [[...hdi, '--table', 'nowhere.csv'], 'cli.unreadable-file'],
    [[...hdi, '--table', `${examples}human-development-index.sample.csv`, '--compare', 'nothing'], 'cli.no-such-column'],
    [['score', '--scheme', 'package.json', '--table', `${examples}human-development-index.sample.csv`], 'cli.not-a-scheme'],
    [['score', '--scheme', `${examples}SOURCE.md`, '--table', `${examples}human-development-index.sample.csv`], 'cli.not-json'],
    [['score'], 'cli.missing-mandatory-option-value'],
  ])('%j is refused as %s, on stderr as JSON', async (argv, code) => {
    const ended = await zhiheng([...argv, '--json']);
    expect([ended.code, ended.stdout, JSON.parse(ended.stderr).code]).toEqual([2, '', code]);
  });

  test('checks schemes: a sound one is done, one with errors is 5', async () => {
    const sound = await zhiheng(['scheme', 'check', `${examples}nanjing-districts.json`, '--json']);
    expect([sound.code, JSON.parse(sound.stdout).valid]).toEqual([0, true]);
    const content = JSON.parse(readFileSync(join(root, `${examples}human-development-index.json`), 'utf8'));
    content.groups[0].tree.children[0].method.max = '20';
    writeFileSync(join(folder, 'wrong.json'), JSON.stringify(content));
    const wrong = await zhiheng(['schemes', 'check', join(folder, 'wrong.json')]);
    expect([wrong.code, wrong.stdout.includes('[same-anchors]')]).toEqual([5, true]);
    expect(JSON.parse((await zhiheng(['scheme', 'json-schema'])).stdout)).toMatchObject({ type: 'object' });
  });

  test('writes everything into a pipe before it ends, and ends quietly when nobody reads on', async () => {
    const table = join(folder, 'long.csv');
    const head = 'iso3,life_expectancy,expected_schooling,mean_schooling,gni_pc_ppp';
    writeFileSync(table, `${head}\n${Array.from({ length: 5_000 }, (_, i) => `C${i},80,15,10,30000`).join('\n')}\n`);
    const whole = await zhiheng([...hdi, '--table', table, '--json']);
    expect([whole.code, JSON.parse(whole.stdout).rows.length]).toEqual([0, 5_000]);
    const cut = await zhiheng([...hdi, '--table', table], (child) => child.stdout!.destroy());
    expect([cut.code, cut.stderr]).toEqual([0, '']);
  });

  test('ends cleanly on Ctrl-C: following is then done, waiting is interrupted', async () => {
    let stop = (): unknown => undefined;
    const server = await scriptedServer(({ path }, _, response) => {
      if (path.startsWith('/api/units')) stop();
      if (path.startsWith('/api/events-live')) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`event: event\nid: 1\ndata: ${JSON.stringify({ position: 1, recordedAt: 't', type: 'x.Y', stream: 's', meta: { actor: 'a' }, data: {} })}\n\n`);
        return 'handled';
      }
      return path.startsWith('/api/events') ? { body: { items: [], scannedTo: 0, head: 1 } } : 'handled';
    });
    const followed = await zhiheng(['tail', '--server', server.address, '--json'], (child) => child.kill('SIGINT'));
    expect([followed.code, JSON.parse(followed.stdout).position, followed.stderr]).toEqual([0, 1, '']);
    const waiting = await zhiheng(['units', 'list', '--server', server.address, '--lang', 'en'], undefined, (child) => (stop = () => child.kill('SIGINT')));
    expect([waiting.code, waiting.stdout, waiting.stderr]).toEqual([130, '', 'Interrupted.\n']);
    await server.close();
  });
});

const tables = join(root, '../shared/data/hdi');

describe(existsSync(tables) ? 'on the whole UNDP tables' : 'on the whole UNDP tables (not beside this repository)', () => {
  if (!existsSync(tables)) {
    test('nothing could be checked', () => {
      console.info('UNDP tables not found beside the repository: the 6,171-row check of the program did not run.');
      expect(existsSync(tables)).toBe(false);
    });
    return;
  }

  test('the program agrees with all 6,171 values and all 193 ranks', async () => {
    const values = await zhiheng([...hdi, '--table', join(tables, 'hdi_components_long.csv'), '--year', 'year', '--compare', 'hdi_published', '--lang', 'en']);
    expect([values.code, values.stdout]).toEqual([0, '6171 rows scored, 0 refused\nhdi_published: 6171 of 6171 agree\n']);
    const ranks = await zhiheng([...hdi, '--table', join(tables, 'hdi_2022_ranked.csv'), '--compare', 'hdi_published', '--compare-rank', 'rank_published', '--lang', 'en']);
    expect([ranks.code, ranks.stdout]).toEqual([0, '193 rows scored, 0 refused\nhdi_published: 193 of 193 agree\nrank_published: 193 of 193 agree\n']);
  }, 60_000);
});
