import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onOwnMongo } from '../../libs/engine/mongodb/server-examples.js';
import { ask, RunningSet, within, type Program } from './running-set-examples.js';

const [plan, indicator, unit, period] = ['nanjing-2023', 'tech-incubators', 'xuanwu', '2026-Q3'];
const projection = 'report-register';

/** Two builds of the program on one city: a release changes how the register of reports is kept. */
onOwnMongo('an upgrade that changes a projection', () => {
  let set: RunningSet;
  let server: Program;
  let worker: Program;
  let build: string;
  beforeAll(async () => {
    set = await RunningSet.start();
    [server, worker] = set.programs as [Program, Program];
    build = set.changedBuild(projection, 'libs/domain/reporting/report-register/report-register.projection.js');
    expect((await set.call('bureau', 'POST', `/periods/${plan}/${period}`, { dueAt: new Date(Date.now() + 86_400_000).toISOString() })).status).toBe(200);
  }, 600_000);
  afterAll(() => set?.stop(), 60_000);

  const token = (): Promise<string> => set.tokenOf('leader');
  const register = async (at?: number): Promise<unknown[]> => {
    const { status, body } = await ask(server, 'GET', `/reports?plan=${plan}&year=2025&limit=200${at === undefined ? '' : `&asKnownAt=${at}`}`, { token: await token() });
    expect(status).toBe(200);
    return body.items;
  };
  const standing = async () => {
    const { body } = await ask(server, 'GET', '/projections', { token: await set.tokenOf('sysadmin') });
    return body.projections.find(({ name }: { name: string }) => name === projection) as { version: number; generation: number; state: string; lag: number };
  };
  const replaced = async (program: Program, by: string): Promise<void> => {
    await program.end();
    program.install(by);
    program.start();
  };

  let value = 20;
  async function reported(): Promise<number> {
    const body = { plan, indicator, unit, period, value: String((value += 1)), evidence: [], note: 'trial' };
    const answer = await ask(server, 'POST', '/reports', { token: await set.tokenOf(`reporter-${unit}`), body });
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
    return answer.body.position as number;
  }
  const shown = async (position: number): Promise<string | undefined> => {
    const { status, body } = await ask(server, 'GET', `/reports?plan=${plan}&period=${period}&unit=${unit}&limit=1&waitFor=${position}`, { token: await token() });
    return status === 200 ? (body.items[0]?.value as string) : undefined;
  };

  /** Replace the worker while people read and report; resolves when the register of the other version serves. */
  async function workerReplaced(by: string, version: number): Promise<{ readonly ms: number; readonly reads: number; readonly longest: number }> {
    const before = await register();
    const head = await set.head();
    const begun = performance.now();
    await replaced(worker, by);
    let [reads, longest, last] = [0, 0, 0];
    await within(240_000, `version ${version} serves`, async () => {
      const asked = performance.now();
      expect(await register(head)).toEqual(before);
      longest = Math.max(longest, performance.now() - asked);
      if (reads % 20 === 0) last = await reported();
      reads += 1;
      const { version: now, state } = await standing();
      return now === version && state === 'live';
    });
    await within(90_000, 'the last report is shown', async () => (await shown(last)) === String(value));
    expect(await register(head)).toEqual(before);
    return { ms: Math.round(performance.now() - begun), reads, longest: Math.round(longest) };
  }

  test('is answered from the old rows until the new ones serve, by servers of either build, and can be taken back', async () => {
    const { version, generation } = await standing();
    const forward = await workerReplaced(build, version + 1);
    expect(await standing()).toMatchObject({ version: version + 1, generation: generation + 1 });
    await replaced(server, build);
    await server.ready(240_000);
    const position = await reported();
    await within(90_000, 'the server of the other build shows what it recorded', async () => (await shown(position)) === String(value));
    const back = await workerReplaced(process.cwd(), version);
    expect(await standing()).toMatchObject({ version, generation: generation + 2 });
    process.stderr.write(`changed projection: new rows served after ${forward.ms} ms (${forward.reads} reads, longest ${forward.longest} ms), the old ones again after ${back.ms} ms (${back.reads} reads, longest ${back.longest} ms)\n`);
  }, 900_000);
});
