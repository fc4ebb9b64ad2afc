import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '#engine/event-store/sqlite';
import type { ReconciliationReport } from '#engine/reconciliation';
import { RunningServer } from './running-server-examples.js';

/** The server with the demo city, while somebody with access to its files takes things away behind its back. */
describe('a reconciliation of the running server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await RunningServer.start();
  }, 120_000);
  afterAll(() => server.stop());

  async function reconcile(): Promise<ReconciliationReport> {
    const { status, body: asked } = await server.call('sysadmin', 'POST', '/reconciliation', {});
    expect(status).toBe(202);
    for (const deadline = performance.now() + 240_000; performance.now() < deadline; ) {
      const { body } = await server.call('sysadmin', 'GET', '/reconciliation');
      if (body.last?.id === asked.id) return body.last as ReconciliationReport;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('no reconciliation ended');
  }

  const differencesOf = ({ checks }: ReconciliationReport) => checks.flatMap(({ differences }) => differences);
  const health = async () => ((await (await fetch(`${server.address}/health`)).json()) as { parts: readonly { name: string }[] }).parts.find(({ name }) => name === 'reconciliation');

  test('finds everything as the log makes it', async () => {
    const report = await reconcile();
    expect(differencesOf(report)).toEqual([]);
    expect(report.checks.filter(({ notCompared }) => notCompared)).toEqual([]);
    const compared = (prefix: string): number => report.checks.filter(({ check }) => check.startsWith(prefix)).reduce((sum, check) => sum + check.compared, 0);
    for (const prefix of ['rows/', 'topic/', 'evidence', 'inbox/']) expect([prefix, compared(prefix) > 0]).toEqual([prefix, true]);
    expect(await health()).toMatchObject({ state: 'up' });
  }, 300_000);

  test('names a row that was deleted, one that was altered, a file, a message and a notice that were taken away, and nothing else', async () => {
    const rows = openDatabase(join(server.data, 'rows.db'));
    const [gone, altered] = rows.prepare('SELECT key FROM "rows:report-register:1" ORDER BY key LIMIT 2').all() as { key: string }[];
    rows.prepare('DELETE FROM "rows:report-register:1" WHERE key = ?').run(gone!.key);
    rows.prepare(`UPDATE "rows:report-register:1" SET row = json_set(row, '$.value', '99999') WHERE key = ?`).run(altered!.key);
    rows.close();

    const evidence = join(server.data, 'evidence');
    const { body: facts } = await server.call('auditor', 'GET', '/events?type=supervision.RectificationReported&limit=1000');
    const named = /"sha256":"([0-9a-f]{64})"/.exec(JSON.stringify(facts))![1]!;
    const file = readdirSync(evidence, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith(`${named}/content`))!;
    rmSync(join(evidence, file));

    const outbox = join(server.data, 'outbox');
    const topic = 'quality.indicator.verified.v1';
    const lines = readFileSync(join(outbox, `${topic}.ndjson`), 'utf8').trimEnd().split('\n');
    writeFileSync(join(outbox, `${topic}.ndjson`), `${lines.slice(1).join('\n')}\n`);

    const notices = openDatabase(join(server.data, 'notices.db'));
    const [notice] = notices.prepare('SELECT id FROM inbox ORDER BY id LIMIT 1').all() as { id: string }[];
    notices.prepare('DELETE FROM inbox WHERE id = ?').run(notice!.id);
    notices.close();

    const report = await reconcile();
    expect(differencesOf(report).map(({ kind, place, key, version }) => [kind, place, key, version ?? false])).toEqual([
      ['missing', 'report-register', gone!.key, false], ['altered', 'report-register', altered!.key, false], ['missing', topic, (JSON.parse(lines[0]!) as { id: string }).id, false],
      ['missing', 'evidence', named, false], ['missing', expect.stringMatching(/^inbox\//), notice!.id, false],
    ]);
    expect(report.differing).toBe(5);
    expect(await health()).toMatchObject({ state: 'degraded', detail: { differing: 5 } });
    expect(await (await fetch(`${server.address}/metrics`)).text()).toMatch(/zhiheng_reconciliation_differences\{check="evidence"\} 1/);
  }, 300_000);

  test('is asked for by the system administrator alone, and read by those who audit', async () => {
    expect((await server.call('leader', 'POST', '/reconciliation', {})).status).toBe(403);
    expect((await server.call('leader', 'GET', '/reconciliation')).status).toBe(403);
    expect((await server.call('auditor', 'POST', '/reconciliation', {})).status).toBe(403);
    expect((await server.call('auditor', 'GET', '/reconciliation')).status).toBe(200);
  });
});
