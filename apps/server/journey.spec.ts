import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { consoleFolder } from './product-folder.js';
import { RunningServer } from './running-server-examples.js';

describe('from an indicator report to an explained score, on the running server', () => {
  let running: RunningServer;
  const call: RunningServer['call'] = (...asked) => running.call(...asked);

  const report = { plan: 'nanjing-2023', indicator: 'tech-incubators', unit: 'xuanwu', period: '2025-Q4', value: '21', note: '演示填报' };
  const place = '/reports/nanjing-2023/tech-incubators/xuanwu/2025-Q4';

  beforeAll(async () => {
    running = await RunningServer.start();
  }, 120_000);

  afterAll(async () => {
    await running.stop();
  }, 30_000);

  test('has the console at its address, or says how to build it, and loads nothing from elsewhere', async () => {
    const response = await fetch(running.address);
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    const built = existsSync(join(consoleFolder, 'index.html'));
    expect([response.status, page.includes(built ? 'id="root"' : 'infra/tasks/console.mjs')]).toEqual([built ? 200 : 503, true]);
    expect(page).toContain('质衡');
    expect(page).not.toMatch(/(src|href)="https?:/);
  });

  test('says where to look and how to walk', () => {
    expect(running.printed).toContain(`控制台 console    ${running.address}/\n`);
    expect(running.printed).toContain('演示账号');
    expect(running.printed).toContain('--as reporter-xuanwu report');
  });

  test('a district reports, a verifier confirms, the board changes and explains itself', async () => {
    const before = (await call('leader', 'GET', '/boards/nanjing-2023/2025/districts')).body;
    const reported = await call('reporter-xuanwu', 'POST', '/reports', report, { 'idempotency-key': 'journey-1' });
    expect([reported.status, reported.body]).toMatchObject([201, { changed: true, repeated: false, events: [{ type: 'reporting.IndicatorReported' }] }]);
    const again = await call('reporter-xuanwu', 'POST', '/reports', report, { 'idempotency-key': 'journey-1' });
    expect(again.body).toMatchObject({ repeated: true, position: reported.body.position });

    const verified = await call('verifier-market-regulation', 'POST', `${place}/verification`, { value: '21' });
    expect(verified).toMatchObject({ status: 200, body: { events: [{ type: 'reporting.ReportVerified' }] } });
    const line = await call('reporter-xuanwu', 'GET', `${place}?waitFor=${verified.body.position}`);
    expect(line.body).toMatchObject({ status: 'verified', value: '21', reportedBy: 'reporter-xuanwu', verifiedBy: 'verifier-market-regulation' });

    const after = (await call('leader', 'GET', `/boards/nanjing-2023/2025/districts?waitFor=${verified.body.position}`)).body;
    const of = (board: any) => board.lines.find((l: any) => l.unit === 'xuanwu');
    expect(of(after).raw).not.toBe(of(before).raw);
    const asBefore = (await call('leader', 'GET', `/boards/nanjing-2023/2025/districts?asKnownAt=${before.position}`)).body;
    expect(asBefore.lines).toEqual(before.lines);
    const { points } = (await call('leader', 'GET', `/boards/nanjing-2023/2025/districts/xuanwu/trend?waitFor=${verified.body.position}`)).body;
    expect(points[points.length - 1]).toMatchObject({ position: verified.body.position, recordedAt: verified.body.recordedAt, published: of(after).published });

    const { body: explained } = await call('leader', 'GET', `/scores/nanjing-2023/2025/districts/xuanwu?waitFor=${verified.body.position}`);
    expect(explained.sheet.total.published).toBe(of(after).published);
    expect(JSON.stringify(explained.sheet)).toContain(`"position":${verified.body.position}`);
  }, 30_000);

  test('a change made on what is no longer there is refused, and says where it stands', async () => {
    const seen = await call('reporter-xuanwu', 'GET', place);
    const tag = seen.headers.get('etag')!;
    expect(tag).toBe(`"${seen.body.revision}"`);
    const other = { ...report, indicator: 'tech-incubators', period: '2025-Q4', value: '22' };
    const stale = await call('reporter-xuanwu', 'POST', '/reports', other, { 'if-match': `"${seen.body.revision - 1}"` });
    expect([stale.status, stale.body.code, stale.headers.get('etag')]).toEqual([412, 'request.precondition-failed', tag]);
    expect((await call('reporter-xuanwu', 'POST', '/reports', other, { 'if-match': tag })).body.code).toBe('reporting.already-verified');
  });

  test('who watches a board is sent the lines that change', async () => {
    const token = await running.tokenOf('leader');
    const stop = new AbortController();
    const response = await fetch(`${running.address}/api/boards/nanjing-2023/2025/districts/live`, { headers: { authorization: `Bearer ${token}` }, signal: stop.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    let text = '';
    const until = async (enough: () => boolean): Promise<void> => {
      while (!enough()) {
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        text += decoder.decode(value, { stream: true });
      }
    };
    const lines = (): any[] => [...text.matchAll(/^data: (\{.*"changed".*\})$/gm)].map((match) => JSON.parse(match[1]!));
    await until(() => lines().length === 1);
    expect(lines()[0].changed).toHaveLength(12);
    const reported = await call('reporter-xuanwu', 'POST', '/reports', { ...report, indicator: 'chief-quality-officer-coverage', value: '50' });
    expect([reported.status, reported.body.code]).toEqual([201, undefined]);
    const verified = await call('verifier-development-reform', 'POST', '/reports/nanjing-2023/chief-quality-officer-coverage/xuanwu/2025-Q4/verification', { value: '50' });
    expect([verified.status, verified.body.code]).toEqual([200, undefined]);
    await until(() => lines().length === 2);
    expect(lines()[1].changed.map((l: any) => l.unit)).toContain('xuanwu');
    stop.abort();
  }, 30_000);

  test('nobody sees or does what is not theirs', async () => {
    expect((await call('reporter-qinhuai', 'GET', place)).status).toBe(404);
    expect((await call('reporter-qinhuai', 'POST', '/reports', report)).status).toBe(403);
    expect((await call('reporter-qinhuai', 'GET', '/scores/nanjing-2023/2025/districts/xuanwu')).status).toBe(404);
    expect((await call('reporter-qinhuai', 'GET', '/boards/nanjing-2023/2025/districts')).body.lines.map((l: any) => l.unit)).toEqual(['qinhuai']);
    expect((await call('reporter-xuanwu', 'POST', `${place}/verification`, { value: '21' })).status).toBe(403);
    expect((await call(undefined, 'GET', '/reports')).status).toBe(401);
    expect((await call('reporter-xuanwu', 'GET', '/events')).status).toBe(403);
  });

  test('bad input gets a clear answer and changes nothing', async () => {
    const head = async () => (await call('auditor', 'GET', '/events?limit=1')).body.head;
    const before = await head();
    for (const value of ['NaN', 'Infinity', '1e400', '12345678901234567890', '９６', '', 96]) {
      const { status, body } = await call('reporter-xuanwu', 'POST', '/reports', { ...report, period: '2025-Q4', value });
      expect([value, status, body.code, body.errors[0].field]).toEqual([value, 400, 'request.invalid', 'body.value']);
    }
    expect((await call('reporter-xuanwu', 'POST', '/reports', { ...report, period: '2025-Q3' })).body.code).toBe('reporting.period-closed');
    expect((await call('reporter-xuanwu', 'POST', '/reports', { ...report, period: '2199-Q1' })).body.code).toMatch(/^reporting\.(future-period|period-not-opened)$/);
    expect((await call('reporter-xuanwu', 'POST', '/reports', { ...report, indicator: 'no-such' })).body.code).toBe('reporting.unknown-indicator');
    expect((await call('reporter-xuanwu', 'POST', '/reports', { ...report, surprise: 1 })).body.errors[0].code).toBe('unknown-key');
    expect((await call('reporter-xuanwu', 'POST', '/reports', { ...report, note: 'a\u202eb' })).body.errors[0].code).toBe('bidi-control');
    expect(await head()).toBe(before);
  });

  test('a correction of a published figure keeps both values', async () => {
    const { body } = await call('auditor', 'GET', '/events?type=reporting.ReportCorrected&limit=10');
    expect(body.items[0].data).toMatchObject({ period: '2020', from: '3.38', to: '3.48' });
  });

  test('outgoing messages fit their published schema and carry stable ids', async () => {
    const schema = (await call(undefined, 'GET', '/feeds/quality.indicator.verified.v1/schema')).body;
    const fits = new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(schema);
    const deadline = Date.now() + 20_000;
    let events: any[] = [];
    while (events.length === 0 && Date.now() < deadline) events = (await call('organisation', 'GET', '/feeds/quality.indicator.verified.v1?limit=1000')).body.events;
    expect(events.length).toBeGreaterThan(100);
    expect(events.every((event) => event.specversion === '1.0' && fits(event.data))).toBe(true);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  }, 30_000);

  test('stops promptly when told to, also while somebody watches', async () => {
    const token = await running.signIn('leader');
    const watching = await fetch(`${running.address}/api/boards/nanjing-2023/2025/districts/live`, { headers: { authorization: `Bearer ${token}` } });
    await watching.body!.getReader().read();
    const before = Date.now();
    await running.end();
    expect(Date.now() - before).toBeLessThan(8_000);
    await running.restart();
  }, 60_000);

  test('tells how it fares', async () => {
    const health = await (await fetch(`${running.address}/health`)).json() as any;
    expect([health.live, health.ready]).toEqual([true, true]);
    await running.signIn('leader');
    const metrics = await (await fetch(`${running.address}/metrics`)).text();
    expect(metrics).toMatch(/zhiheng_http_requests_total\{method="POST",route="\/api\/sign-in",status="200"\} \d/);
    expect(metrics).toMatch(/zhiheng_projection_lag_events\{projection="live-board"\} 0/);
  });

  test('a second start is quick and keeps the data; a second server on the same data is refused', async () => {
    await expect(running.startTwice()).rejects.toThrow(/ended with 78/);
    await running.end();
    const before = Date.now();
    await running.restart();
    expect(Date.now() - before).toBeLessThan(15_000);
    expect((await call('reporter-xuanwu', 'GET', place)).body).toMatchObject({ status: 'verified', value: '21' });
  }, 60_000);
});
