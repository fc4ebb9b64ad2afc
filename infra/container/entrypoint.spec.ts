import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';

const entrypoint = fileURLToPath(new URL('./entrypoint.sh', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'zhiheng-entrypoint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = "mongodb://zhiheng:a b$HOME`id`'\"\\@mongodb-1/zhiheng?w=majority&x=1";
const file = join(folder, 'mongodb_url');
writeFileSync(file, `${secret}\n`);
const program = join(folder, 'tell.mjs');
writeFileSync(program, "console.log(JSON.stringify({ env: Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('ZHIHENG_'))), flags: process.execArgv, given: process.argv.slice(2) }));");

function run(environment: Readonly<Record<string, string>>, ...given: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync('sh', [entrypoint, program, ...given], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...environment } });
}

describe('the entry point of the container', () => {
  test('sets a setting to what its file holds, letter by letter, and leaves no trace of the file for the program to refuse', () => {
    const { stdout, status } = run({ ZHIHENG_MONGODB_URL_FILE: file, ZHIHENG_PORT: '3000' }, 'one two', '$HOME');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ env: { ZHIHENG_MONGODB_URL: secret, ZHIHENG_PORT: '3000' }, flags: ['--max-semi-space-size=64'], given: ['one two', '$HOME'] });
  });

  test('takes several files, among them an empty one', () => {
    const empty = join(folder, 'empty');
    writeFileSync(empty, '');
    const { stdout } = run({ ZHIHENG_MONGODB_URL_FILE: file, ZHIHENG_KAFKA_SASL_FILE: empty });
    expect(JSON.parse(stdout).env).toEqual({ ZHIHENG_MONGODB_URL: secret, ZHIHENG_KAFKA_SASL: '' });
  });

  test('starts nothing when a setting is given twice or its file is not there', () => {
    const twice = run({ ZHIHENG_MONGODB_URL_FILE: file, ZHIHENG_MONGODB_URL: '' });
    expect([twice.status, twice.stdout]).toEqual([78, '']);
    expect(twice.stderr).toContain('only one of ZHIHENG_MONGODB_URL and ZHIHENG_MONGODB_URL_FILE');
    const gone = run({ ZHIHENG_MONGODB_URL_FILE: join(folder, 'gone') });
    expect([gone.status, gone.stdout]).toEqual([78, '']);
    expect(gone.stderr).not.toContain('zhiheng:a b');
  });

  test('is the program then: its exit code is the container\'s', () => {
    writeFileSync(join(folder, 'leave.mjs'), 'process.exit(70);');
    expect(spawnSync('sh', [entrypoint, join(folder, 'leave.mjs')]).status).toBe(70);
  });
});
