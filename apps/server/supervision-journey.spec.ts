import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoEvidence } from './demo/demo-evidence.js';
import { RunningServer } from './running-server-examples.js';

const content = {
  title: '质量安全追溯台账缺失', problem: '抽查 10 家企业，3 家无台账。', severity: 'general', source: { kind: 'site-check' }, basis: '实施方案措施 9', requirement: '补齐台账并报送。', unit: 'xuanwu', supporting: [],
  plan: 'nanjing-2023', measure: 9, due: { days: 20, kind: 'calendar' },
};
const [evidence] = [demoEvidence('xuanwu').sha256];
const test4 = { facts: true, measures: true, results: true, evidence: true };

describe('from a finding to its effect on the score, on the running server', () => {
  let running: RunningServer;
  const call: RunningServer['call'] = (...asked) => running.call(...asked);
  /** An act that has to succeed; answers its receipt. */
  const act = async (name: string, path: string, body: unknown, headers?: Record<string, string>): Promise<any> => {
    const { status, body: answer } = await call(name, 'POST', path, body, headers);
    expect([path, status < 300 ? 'done' : answer]).toEqual([path, 'done']);
    return answer;
  };

  beforeAll(async () => {
    running = await RunningServer.start();
  }, 120_000);

  afterAll(async () => {
    await running.stop();
  }, 30_000);

  test('an inspector issues an order, the unit answers it, and somebody else closes it', async () => {
    const { finding } = await act('inspector', '/findings', { content });
    const at = `/findings/${finding}`;
    const issued = await act('inspector', `${at}/issue`, undefined, { 'idempotency-key': 'issue-1' });
    expect(await act('inspector', `${at}/issue`, undefined, { 'idempotency-key': 'issue-1' })).toMatchObject({ position: issued.position, repeated: true });
    const page = (await call('reporter-xuanwu', 'GET', `${at}?waitFor=${issued.position}`)).body;
    expect([page.line.number, page.status]).toEqual([expect.stringMatching(/^〔\d{4}〕督字第\d+号$/), 'issued']);

    expect((await call('reporter-gulou', 'GET', at)).status).toBe(404);
    expect((await call('reporter-gulou', 'POST', `${at}/acknowledgement`, { unit: 'gulou' })).status).toBe(403);
    expect((await call('reporter-xuanwu', 'GET', `/supervision/desk/unit?waitFor=${issued.position}`)).body.toAcknowledge.items).toContainEqual(expect.objectContaining({ finding }));

    await act('reporter-xuanwu', `${at}/acknowledgement`, { unit: 'xuanwu' });
    const planned = page.line.issuedAt.slice(0, 10);
    await act('reporter-xuanwu', `${at}/plan`, { unit: 'xuanwu', causes: '未明确专人', measures: [{ what: '补齐台账', who: '质量科', by: planned }], evidence: [] });
    const bare = await call('reporter-xuanwu', 'POST', `${at}/report`, { unit: 'xuanwu', problem: '3 家无台账', measures: '补齐', results: '', evidence: [] });
    expect([bare.status, bare.body.code]).toEqual([expect.any(Number), expect.stringMatching(/report-incomplete|request\.invalid/)]);
    const full = { unit: 'xuanwu', problem: '3 家无台账', measures: '逐家补齐', results: '10 家均有台账', evidence: [evidence] };
    await act('reporter-xuanwu', `${at}/report`, full);
    expect((await call('reporter-xuanwu', 'POST', `${at}/closing`, { opinion: '自行销号', test: test4 })).status).toBe(403);
    await act('inspector', `${at}/return`, { verdict: 'partly-done', reason: '1 家台账缺页', due: { days: 10, kind: 'calendar' } });
    await act('reporter-xuanwu', `${at}/report`, full);
    const closed = await act('inspector', `${at}/closing`, { opinion: '佐证齐全，同意销号', test: test4 });

    const { items } = (await call('leader', 'GET', `/findings?unit=xuanwu&status=closed&waitFor=${closed.position}`)).body;
    expect(items).toContainEqual(expect.objectContaining({ finding, returns: 1, light: 'green', overdue: false }));
    const timeline = (await call('inspector', 'GET', `${at}/timeline?waitFor=${closed.position}`)).body.items;
    expect(timeline.map((entry: any) => entry.type.replace('supervision.', ''))).toEqual([
      'FindingDrafted', 'FindingIssued', 'FindingAcknowledged', 'RectificationPlanned', 'RectificationReported', 'RectificationReturned', 'RectificationReported', 'FindingClosed',
    ]);
    expect((await call('auditor', 'GET', `${at}?asKnownAt=${issued.position}`)).body.status).toBe('issued');
  });

  test('a level that is raised reaches the unit’s inbox once, and its receipt comes back', async () => {
    const raised = await act('inspector', '/findings/f-now-02/escalation', { level: 'talk', reason: '多次提醒未见成效' });
    const { items } = (await call('reporter-qinhuai', 'GET', `/notices?unread=true&waitFor=${raised.position}`)).body;
    const mine = items.filter((notice: any) => notice.position === raised.position);
    expect(mine).toMatchObject([{ urgency: 'urgent', text: { zh: expect.stringContaining('秦淮区') }, link: '/supervision/findings/f-now-02' }]);
    expect((await call('reporter-qinhuai', 'POST', `/notices/${mine[0].id}/read`)).status).toBeLessThan(300);
    const receipts = (await call('inspector', 'GET', `/notices/${mine[0].id}/receipts`)).body;
    expect(receipts.receipts).toMatchObject([{ user: 'reporter-qinhuai' }]);
  });

  test('an overdue finding takes points by the scheme’s rule, and a review that lifts it leaves its trace', async () => {
    const sheet = '/scores/nanjing-2023/2025/districts/luhe';
    const before = (await call('leader', 'GET', sheet)).body;
    const overdue = (of: any) => of.sheet.lines.find((line: any) => line.rule === 'overdue');
    expect(overdue(before)).toMatchObject({ matter: 'f-2025-03', document: expect.stringContaining('督字第'), points: '1', counted: '1', eventId: expect.any(String), position: expect.any(Number) });
    await act('reporter-luhe', '/findings/f-2025-03/effect-contest', { unit: 'luhe', effects: ['overdue'], reason: '等待市级名单批复，非本区原因。', evidence: [demoEvidence('luhe').sha256] });
    expect((await call('inspector', 'POST', '/findings/f-2025-03/effect-lifting', { reason: '属实', authority: '演示文号' })).status).toBe(403);
    const lifted = await act('leader', '/findings/f-2025-03/effect-lifting', { reason: '批复时间经核属实', authority: '演示文号 宁质督〔2025〕9号' });

    const after = (await call('leader', 'GET', `${sheet}?waitFor=${lifted.position}`)).body;
    expect(overdue(after)).toMatchObject({ points: '1', counted: '0', outcome: { code: 'lifted' } });
    expect(Number(after.sheet.total.raw) - Number(before.sheet.total.raw)).toBeCloseTo(1, 8);
    const board = (await call('leader', 'GET', `/boards/nanjing-2023/2025/districts?waitFor=${lifted.position}`)).body;
    expect(board.lines.find((row: any) => row.unit === 'luhe').published).toBe(after.sheet.total.published);
    expect((await call('auditor', 'GET', `${sheet}?asKnownAt=${lifted.position - 1}`)).body.sheet.total.published).toBe(before.sheet.total.published);
  });

  test('a draw can be drawn again by anybody who may see it', async () => {
    const proof = (await call('auditor', 'GET', '/campaigns/c-2025-basics/draw/proof')).body;
    expect(proof.draws ?? [proof]).toContainEqual(expect.objectContaining({ same: true }));
  });

  test('desks, board, calendar of deadlines and the ledger as a file', async () => {
    const desk = (await call('inspector', 'GET', '/supervision/desk/inspector')).body;
    expect([desk.toCheck.count, desk.overdue.count]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(desk.toCheck.items).toContainEqual(expect.objectContaining({ finding: 'f-now-03' }));
    const units = (await call('leader', 'GET', '/supervision/board?by=unit')).body.items;
    expect(units.find((row: any) => row.value === 'gaochun')).toMatchObject({ issued: 1, closed: 1, onTimeRate: { numerator: 1, denominator: 1, value: '100.00' } });
    const [first, last] = [new Date(Date.now() - 10 * 86_400_000), new Date(Date.now() + 60 * 86_400_000)].map((day) => day.toISOString().slice(0, 10));
    const days = (await call('reporter-jianye', 'GET', `/supervision/due-calendar?from=${first}&to=${last}`)).body;
    expect(JSON.stringify(days)).toContain('f-now-05');
    expect(JSON.stringify(days)).not.toContain('f-now-01');
    const file = await fetch(`${running.address}/api/findings.csv`, { headers: { authorization: `Bearer ${await running.tokenOf('bureau')}` } });
    expect([file.headers.get('content-type'), (await file.text()).split('\n').length]).toEqual([expect.stringContaining('text/csv'), expect.any(Number)]);
  });
});
