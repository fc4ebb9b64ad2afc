import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoEvidence } from './demo/demo-evidence.js';
import { LedServer } from './led-server-examples.js';

const at = '/rounds/2025-districts';
const areas = ['xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun', 'jiangbei-new-area'];
const submitted = areas.slice(0, 5);

describe('from an open round to an acknowledged dossier, on the demo city', () => {
  let city: LedServer;
  let position = 0;

  /** An act that has to succeed; views are asked for it from then on. */
  const act = async (name: string, path: string, body?: unknown): Promise<any> => {
    const { status, body: answer } = await city.call(name, 'POST', path, body);
    expect([path, status < 300 ? 'done' : answer]).toEqual([path, 'done']);
    position = Math.max(position, answer.position ?? 0);
    return answer;
  };
  const see = async (name: string, path: string): Promise<any> => (await city.call(name, 'GET', `${path}${path.includes('?') ? '&' : '?'}waitFor=${position}`)).body;
  /** What is read from the log itself waits for nothing. */
  const read = async (name: string, path: string): Promise<any> => (await city.call(name, 'GET', path)).body;
  const refused = async (name: string, path: string, body?: unknown): Promise<string> => {
    const { status, body: answer } = await city.call(name, 'POST', path, body);
    expect([path, status]).toEqual([path, expect.any(Number)]);
    expect(status).toBeGreaterThanOrEqual(400);
    return answer.code;
  };
  const nextAct = async (): Promise<any> => (await see('bureau', at)).next;

  beforeAll(async () => {
    city = await LedServer.start('2026-03-02T02:00:00.000Z');
  }, 120_000);

  afterAll(async () => {
    await city.stop();
  }, 60_000);

  test('every unit assesses itself; nothing comes out of order', async () => {
    expect((await nextAct()).act).toBe('close-self-assessment');
    expect(await refused('bureau', `${at}/calculation`)).toBe('assessment.wrong-step');
    expect(await refused('bureau', `${at}/self-assessment/closing`)).toBe('assessment.self-assessment-open');
    for (const unit of areas.filter((code) => !submitted.includes(code))) {
      const claim = { node: 'chief-quality-officer-coverage', claim: { value: '81' }, evidence: [demoEvidence(unit).sha256] };
      await act(`reporter-${unit}`, `${at}/units/${unit}/self-assessment`, { items: [claim], bonuses: [], situation: '按计划推进', problems: '进度不均', nextSteps: '补短板', selfScore: '90' });
    }
    await act('bureau', `${at}/self-assessment/closing`);
  });

  test('the data are frozen and calculated, all units at once, and reproduced byte for byte', async () => {
    await act('bureau', `${at}/freezing`, { reason: '演示：提前冻结' });
    const run = await act('bureau', `${at}/calculation`);
    expect([run.run, run.hash]).toEqual([1, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect((await act('bureau', `${at}/calculation`)).changed).toBe(false);
    expect(await read('auditor', `${at}/reproduction`)).toMatchObject({ equal: true, run: 1 });
    expect((await city.call('reporter-gulou', 'GET', `${at}/results/luhe/profile`)).status).toBe(403);
  });

  test('a unit asks for a review, somebody who had no hand in the score decides, and the round is calculated anew', async () => {
    await act('bureau', `${at}/notification`, { document: '演示文号' });
    const review = `${at}/results/gulou/reviews/q-9`;
    await act('reporter-gulou', review, { node: 'tech-incubators', claim: '漏计一家', reason: '佐证齐全', evidence: [demoEvidence('gulou').sha256] });
    expect((await read('reporter-gulou', `${at}/results/gulou/sheet`)).sheet.unit).toBe('gulou');
    const down = (await city.call('leader', 'GET', `${review}/preview?delta=-0.1`)).body;
    expect(down.effect).toMatchObject({ scoreFrom: expect.any(String), scoreTo: expect.any(String) });
    expect((await city.call('reporter-gulou', 'POST', `${review}/decision`, { outcome: 'upheld', reason: '自定' })).status).toBe(403);
    await act('leader', `${review}/decision`, { outcome: 'corrected', delta: '-0.1', reason: '核减一项', document: '演示文号', evidence: [], previewedAt: down.position });
    expect((await nextAct()).act).toBe('calculate');
    const run = await act('bureau', `${at}/calculation`);
    expect(run.run).toBe(2);
    expect(await read('auditor', `${at}/reproduction?run=1`)).toMatchObject({ equal: true });
  });

  test('the committee confirms when the time for reviews has passed, and the bureau publishes', async () => {
    const confirmation = { committee: { zh: '市质量发展委员会', en: 'Quality Development Committee' }, document: '演示文号', heldOn: '2026-03-20' };
    expect(await refused('leader', `${at}/confirmation`, { ...confirmation, heldOn: '2026-03-02' })).toMatch(/^assessment\./);
    city.clock.set('2026-03-20T02:00:00.000Z');
    expect((await city.call('bureau', 'POST', `${at}/confirmation`, confirmation)).status).toBe(403);
    await act('leader', `${at}/confirmation`, confirmation);
    await act('bureau', `${at}/publication`, { document: '演示文号', publishedOn: '2026-03-20' });
    const [group] = (await see('reporter-luhe', `${at}/results`)).groups;
    expect(group.lines).toHaveLength(12);
    expect(group.lines.map((line: any) => line.rank)).toEqual([...group.lines.map((line: any) => line.rank)].sort((a: number, b: number) => a - b));
  });

  test('the dossier is prepared, signed, handed over and acknowledged; no score stands with a person', async () => {
    await act('bureau', '/cadre-review/dossiers/2025-districts/gulou', { number: '演示文号 宁质函〔2026〕1号' });
    await act('bureau', '/cadre-review/dossiers/2025-districts/gulou/dispatch', { version: 1 });
    const feed = (await city.call('organisation', 'GET', '/cadre-review/feed?limit=100')).body;
    const message = feed.events.find((event: any) => event.subject === '2025-districts.gulou');
    expect(message.data).toMatchObject({ version: 1, jws: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
    const signed = JSON.parse(Buffer.from(message.data.jws.split('.')[1], 'base64url').toString('utf8'));
    expect(JSON.stringify(signed)).toContain('演示人员gulou1');
    const receipt = { id: '7b6c6c1e-3f64-4a1c-9a51-0d4b7f6a1c55', dossier: message.data.dossier, version: 1, outcome: 'acknowledged', receiver: '市委组织部', at: '2026-03-20T03:00:00.000Z' };
    await act('organisation', '/cadre-review/receipts', receipt);
    await act('organisation', '/cadre-review/receipts', receipt);
    const page = await see('organisation', '/cadre-review/dossiers/2025-districts/gulou/1');
    expect(JSON.stringify(page)).toContain('acknowledged');
    expect(page.leaders.length).toBeGreaterThan(0);
    for (const leader of page.leaders) expect(JSON.stringify(leader)).not.toMatch(/"(score|published|raw|grade)"/);
    expect((await city.call('reporter-gulou', 'GET', '/cadre-review/dossiers/2025-districts/gulou/1')).status).toBe(403);
  });
});
