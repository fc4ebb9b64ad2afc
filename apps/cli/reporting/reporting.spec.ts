import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { passwordPolicies, passwordProblem } from '../../../libs/domain/identity/secrets/password-policy.js';
import { problemBody, run, scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';
import { mediaTypeOf } from './evidence.js';

const receipt = { stream: 's', revision: 1, position: 7, recordedAt: 't', events: [{ id: '1', type: 'x.Y' }], repeated: false, changed: true };
const both = (text: string) => ({ zh: text, en: text });

let server: ScriptedServer;
let host: TestHost;
afterEach(async () => {
  await server.close();
  host.dispose();
});
const start = async (answer: Parameters<typeof scriptedServer>[0], stdin?: PassThrough): Promise<void> => {
  server = await scriptedServer(answer);
  host = testHost(stdin ? { stdin: Object.assign(stdin, { isTTY: true }) } : {});
};
const here = (...argv: string[]): Promise<number> => run(host, '--server', server.address, ...argv);

describe('reporting', () => {
  test('uploads evidence first and names it by its address', async () => {
    const sha256 = 'a'.repeat(64);
    await start(({ method }) => (method === 'PUT' ? { status: 201, body: { sha256, name: '证明.pdf', size: 4, type: 'application/pdf' } } : { status: 201, body: receipt }));
    const file = join(host.home, '证明.pdf');
    writeFileSync(file, '%PDF');
    expect(await here('report', 'patents', 'xuanwu', '2025-Q4', '12.5', '--evidence', file, '--evidence', 'b'.repeat(64), '--note', '说明')).toBe(0);
    const [upload, report] = server.seen;
    expect([upload!.path, upload!.headers['content-type'], decodeURIComponent(String(upload!.headers['x-file-name'])), upload!.body]).toEqual(['/api/evidence?unit=xuanwu', 'application/pdf', '证明.pdf', '%PDF']);
    expect(JSON.parse(report!.body)).toEqual({ plan: 'nanjing-2023', indicator: 'patents', unit: 'xuanwu', period: '2025-Q4', value: '12.5', note: '说明', evidence: [sha256, 'b'.repeat(64)] });
  });

  test.each([['2025-Q5'], ['25'], ['2025-13']])('does not ask the server about the period %s', async (period) => {
    await start(() => ({ body: receipt }));
    expect([await here('report', 'patents', 'xuanwu', period, '1'), server.seen.length]).toEqual([2, 0]);
  });

  test.each([['a.PDF', 'application/pdf'], ['a.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], ['a.ofd', 'application/ofd'], ['a.exe', 'application/octet-stream'], ['noname', 'application/octet-stream']])('sends %s as %s', async (file, type) => {
    await start(() => ({}));
    expect(mediaTypeOf(file)).toBe(type);
  });
});

describe('verifying', () => {
  const line = { indicator: 'patents', unit: 'xuanwu', value: '12.5', status: 'reported', note: null };

  test('shows the value and asks before it verifies exactly that value', async () => {
    const stdin = new PassThrough();
    await start(({ method }) => ({ body: method === 'GET' ? line : receipt }), stdin);
    stdin.write('yes\n');
    expect(await here('verify-report', 'patents', 'xuanwu', '2025-Q4')).toBe(0);
    expect(host.written.stderr).toMatch(/value +12\.5[\s\S]*核定数值 12\.5？/);
    expect(JSON.parse(server.seen[1]!.body)).toEqual({ value: '12.5' });
  });

  test('does nothing without a yes', async () => {
    const stdin = new PassThrough();
    await start(() => ({ body: line }), stdin);
    stdin.write('no\n');
    expect([await here('verify-report', 'patents', 'xuanwu', '2025-Q4'), server.seen.length]).toEqual([3, 1]);
  });

  test('wants the value where nobody can be asked', async () => {
    await start(() => ({ body: line }));
    expect([await here('verify-report', 'patents', 'xuanwu', '2025-Q4'), host.written.stderr.includes('--value 12.5')]).toEqual([2, true]);
  });

  test('says that there is nothing to verify', async () => {
    await start(() => ({ body: { ...line, value: null, status: 'not-released' } }));
    expect([await here('verify-report', 'patents', 'xuanwu', '2025-Q4'), host.written.stderr.includes('not-released')]).toEqual([3, true]);
  });
});

describe('importing', () => {
  const counts = { repeated: false, rows: 3, created: 3, replaced: 0, unchanged: 0, rejected: 0, problems: [] };
  const job = (more: object) => ({ id: '11111111-1111-4111-8111-111111111111', rows: 3, decided: 1, ...more });
  const file = (): string => {
    writeFileSync(join(host.home, 'values.csv'), 'unit,indicator,period,value\n');
    return join(host.home, 'values.csv');
  };

  test('wants to be told whether it is a try', async () => {
    await start(() => ({}));
    expect([await here('import', file()), await here('import', file(), '--dry-run', '--commit'), server.seen.length]).toEqual([2, 2, 0]);
  });

  test('follows the work to its end and gives a receipt with counts', async () => {
    await start((_, count) => ({ body: count < 3 ? job({ state: 'running' }) : job({ state: 'done', result: { ...counts, dryRun: false, recorded: true, position: 99 } }) }));
    expect(await here('import', file(), '--commit')).toBe(0);
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/imports?dryRun=false&plan=nanjing-2023&wait=false', 'GET /api/imports/11111111-1111-4111-8111-111111111111', 'GET /api/imports/11111111-1111-4111-8111-111111111111',
    ]);
    expect(host.written.stdout).toBe('共 3 行：新增 3，替换 0，不变 0，不合格 0\n已全部导入，日志位置 99\n');
  });

  test('is repeated under the same key when the server forgot it, so that nothing is recorded twice', async () => {
    await start(({ method, path }) =>
      method === 'GET' ? { status: 404, body: problemBody(404, 'request.not-found') }
        : { body: path.includes('wait=true') ? job({ state: 'done', result: { ...counts, dryRun: false, recorded: true, repeated: true, position: 99 } }) : job({ state: 'running' }) },
    );
    expect(await here('import', file(), '--commit')).toBe(0);
    const keys = server.seen.filter(({ method }) => method === 'POST').map(({ headers }) => headers['idempotency-key']);
    expect([keys.length, new Set(keys).size, host.written.stdout.includes('重复提交')]).toEqual([2, 1, true]);
  });

  test('lists the reason for every rejected row', async () => {
    const problems = [{ row: 2, column: 'value', code: 'import.not-a-decimal', because: both('“NaN”不是数字。'), remedy: both('请填写数字。') }, { row: 3, code: 'reporting.period-closed', because: both('已关闭。'), remedy: both('请申请。') }];
    await start(() => ({ body: job({ state: 'done', result: { ...counts, dryRun: true, recorded: false, created: 1, rejected: 2, problems } }) }));
    expect(await here('import', file(), '--dry-run')).toBe(2);
    expect(host.written.stdout.split('\n').slice(0, 3)).toEqual([
      '行  列     代码                     问题', ' 2  value  import.not-a-decimal     “NaN”不是数字。 请填写数字。', ' 3         reporting.period-closed  已关闭。 请申请。',
    ]);
    expect(host.written.stdout).toContain('全部未导入');
  });

  test('of a file that is none is refused with the server’s reason', async () => {
    await start(() => ({ body: job({ state: 'failed', refusal: { code: 'import.wrong-delimiter', because: both('分隔符不是逗号。'), remedy: both('请另存。') } }) }));
    expect([await here('import', file(), '--dry-run'), host.written.stderr.includes('import.wrong-delimiter')]).toEqual([2, true]);
  });
});

describe('an account', () => {
  test('gets a generated password that is shown once, also as JSON, and meets every policy', async () => {
    await start(() => ({ status: 201, body: receipt }));
    expect(await here('users', 'register', 'li.ming', '--unit', 'xuanwu', '--generate', '--json')).toBe(0);
    const { initialPassword } = JSON.parse(host.written.stdout) as { initialPassword: string };
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ loginName: 'li.ming', unit: 'xuanwu', password: initialPassword });
    expect(Object.values(passwordPolicies).map((policy) => passwordProblem(initialPassword, 'li.ming', policy))).toEqual([undefined, undefined]);
  });
});

describe('a score', () => {
  const line = (unit: string) => ({ unit, rank: 1, published: '90.00', bonus: '0', deduction: '0', grade: 'A', vetoed: false, coverage: '1', gaps: 0, provisional: false, noTotal: null });
  const answer = (path: string) => {
    if (path === '/api/system') return { plan: 'nanjing-2023', year: 2025 };
    if (path === '/api/boards/nanjing-2023/2025') return { groups: [{ group: 'departments' }, { group: 'districts' }], position: 5 };
    if (path.endsWith('/trend')) return { points: [{ position: 4, published: '90.00', grade: 'A' }], position: 5 };
    return { plan: 'nanjing-2023', year: 2025, group: 'x', scheme: 's', schemeVersion: 1, position: 5, of: 1, lines: [line(path.includes('/districts') ? 'xuanwu' : 'finance')] };
  };

  test('is found in the group of its unit, for the server’s current year', async () => {
    await start(({ path }) => ({ body: answer(path) }));
    expect(await here('trend', 'xuanwu')).toBe(0);
    expect(server.seen.at(-1)!.path).toBe('/api/boards/nanjing-2023/2025/districts/xuanwu/trend');
    expect(await here('trend', 'districts', 'xuanwu', '--year', '2024')).toBe(0);
    expect(server.seen.at(-1)!.path).toBe('/api/boards/nanjing-2023/2024/districts/xuanwu/trend');
  });

  test('of a unit that is on no board is a clear no', async () => {
    await start(({ path }) => ({ body: answer(path) }));
    expect([await here('trend', 'nobody'), host.written.stderr.includes('cli.unit-on-no-board')]).toEqual([3, true]);
  });
});
