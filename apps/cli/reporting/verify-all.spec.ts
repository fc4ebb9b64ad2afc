import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { csvHead, csvLine } from '../../../libs/domain/reporting/export-reports/register-csv.js';
import type { RegisterRow } from '../../../libs/domain/reporting/report-register/report-register.projection.js';
import { run, scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';

let server: ScriptedServer;
let host: TestHost;
afterEach(async () => {
  await server.close();
  host.dispose();
});
const start = async (body: unknown): Promise<void> => {
  server = await scriptedServer(() => ({ body }));
  host = testHost();
};
const verifyAll = (table: string, ...options: readonly string[]): Promise<number> => {
  writeFileSync(join(host.home, 'w.csv'), table);
  return run(host, '--server', server.address, 'verify-reports', join(host.home, 'w.csv'), ...options);
};
const done = { dryRun: false, recorded: true, accepted: 1, refused: [], position: 9 };
const row: RegisterRow = {
  plan: 'nanjing-2023', indicator: 'patents', unit: 'xuanwu', year: 2025, period: '2025-Q4', status: 'reported', value: '12.50', evidence: [], note: 'a,b', warnings: [], reportedBy: 'li', reportedAt: null,
  verifiedBy: null, verifiedAt: null, returnReason: null, resubmitBy: null, expectedOn: null, corrections: 0, revision: 0, changedAt: 't',
} as unknown as RegisterRow;
const names = { unit: () => ({ zh: '玄武区', en: 'Xuanwu' }), indicator: () => ({ name: { zh: '专利', en: 'Patents' }, measurementUnit: '件' }) };
const report = { indicator: 'patents', unit: 'xuanwu', period: '2025-Q4', value: '12.50' };

describe('verifying by a table', () => {
  test.each(['zh', 'en'] as const)('takes the exported register (%s) as it is, and what awaits verification only', async (language) => {
    await start(done);
    const table = csvHead(language) + csvLine(row, names, language) + csvLine({ ...row, status: 'verified' } as RegisterRow, names, language);
    expect(await verifyAll(table, '--commit')).toBe(0);
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ plan: 'nanjing-2023', dryRun: false, reports: [report] });
    expect(host.written.stdout).toBe('跳过 1 行：不是待核定状态。\n已核定 1 条，日志位置 9\n');
  });

  test('takes a table without status and plan', async () => {
    await start({ ...done, dryRun: true, recorded: false });
    expect([await verifyAll('unit,indicator,period,value\nxuanwu,patents,2025-Q4,12.50\n', '--dry-run'), JSON.parse(server.seen[0]!.body).reports]).toEqual([0, [report]]);
    expect(host.written.stdout).toContain('试算：1 条可以核定');
  });

  test('lists why not, and is refused', async () => {
    const text = (zh: string) => ({ zh, en: zh });
    await start({ ...done, recorded: false, accepted: 0, refused: [{ index: 0, ...report, code: 'reporting.not-the-verifier', because: text('非核定单位。'), remedy: text('请核定单位办理。') }] });
    expect(await verifyAll('unit,indicator,period,value\nxuanwu,patents,2025-Q4,12.50\n', '--commit')).toBe(3);
    expect(host.written.stdout).toMatch(/patents +xuanwu +2025-Q4 +reporting\.not-the-verifier +非核定单位。 请核定单位办理。\n\n有 1 条不能核定，全部未核定。/);
  });

  test.each([
    ['unit,indicator,period\na,b,2025\n', ['--commit'], 2, 'cli.no-such-column'], ['plan,unit,indicator,period,value\nother,a,b,2025,1\n', ['--commit'], 2, 'cli.other-plan'],
    ['unit,indicator,period,value,status\na,b,2025,1,verified\n', ['--commit'], 3, 'cli.nothing-to-verify'], ['unit,indicator,period,value\na,b,2025,1\n', [], 2, 'cli.missing'],
    ['unit,indicator,period,value\na,b,2025,1\n', ['--dry-run', '--commit'], 2, 'cli.together'],
  ])('asks the server nothing for %j with %j', async (table, options, code, problem) => {
    await start(done);
    expect([await verifyAll(table, ...options), host.written.stderr.includes(problem), server.seen.length]).toEqual([code, true, 0]);
  });
});
