import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onOwnMongo } from '../../libs/engine/mongodb/server-examples.js';
import { eventOfRecord, readTopic } from '../../libs/engine/relay/kafka/brokers-examples.js';
import { ask, RunningSet, within, type Answer, type Program } from './running-set-examples.js';

const [plan, indicator, period] = ['nanjing-2023', 'tech-incubators', '2026-Q3'];
const units = ['xuanwu', 'qinhuai'];
/** Between two reports of a unit: every one of them is thousands of documents to look at for a server without indexes. */
const betweenReportsMs = 5_000;

onOwnMongo('several servers and workers', () => {
  let set: RunningSet;
  let workers: readonly Program[];
  let servers: readonly Program[];
  beforeAll(async () => {
    set = await RunningSet.start();
    const [first, worker] = set.programs as [Program, Program];
    workers = [worker, await set.worker('worker-2')];
    servers = [first, await set.server('server-2')];
    for (const program of [...workers, ...servers]) await program.ready();
    set.servers = servers;
    expect((await set.call('bureau', 'POST', `/periods/${plan}/${period}`, { dueAt: new Date(Date.now() + 86_400_000).toISOString() })).status).toBe(200);
  }, 600_000);
  afterAll(() => set?.stop(), 60_000);

  /** A client that asks again, under the same key, until it is answered; as a browser or a proxy does with what is safe to repeat. */
  async function reported(unit: string, value: number): Promise<{ readonly position: number; readonly tries: number }> {
    const key = randomUUID();
    const body = { plan, indicator, unit, period, value: String(value), evidence: [], note: `${value}` };
    for (let tries = 1; ; tries += 1) {
      const answer = await set.call(`reporter-${unit}`, 'POST', '/reports', body, { 'idempotency-key': key });
      if (answer.status === 201) return { position: answer.body.position, tries };
      if (answer.status < 500 || tries > 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
      await pause(100);
    }
  }

  test('are restarted one by one under traffic: no report is lost or doubled, and everything follows', async () => {
    for (const unit of units) await set.tokenOf(`reporter-${unit}`);
    const from = await set.head();
    const answers: { readonly unit: string; readonly value: number; readonly position: number; readonly ms: number; readonly tries: number }[] = [];
    let goingOn = true;
    const traffic = units.map(async (unit) => {
      for (let value = 1; goingOn; value += 1) {
        const begun = performance.now();
        const { position, tries } = await reported(unit, value);
        answers.push({ unit, value, position, tries, ms: performance.now() - begun });
        await pause(betweenReportsMs);
      }
    });
    const restarts: Record<string, number> = {};
    const codes: (number | null)[] = [];
    try {
      for (const program of [...workers, ...servers]) await restart(program);
    } finally {
      goingOn = false;
      await Promise.all(traffic);
    }
    async function restart(program: Program): Promise<void> {
      const begun = performance.now();
      // 1 where a commit under way took longer than the ten seconds a stop may take: whoever is next finishes it.
      const code = await program.end('SIGTERM');
      const ended = Math.round(performance.now() - begun);
      expect([program.name, code === 0 || code === 1, ended < 12_000]).toEqual([program.name, true, true]);
      codes.push(code);
      await program.start().ready(240_000);
      restarts[program.name] = Math.round(performance.now() - begun);
    }
    const ms = answers.map((answer) => answer.ms).sort((a, b) => a - b);
    process.stderr.write(`rolling upgrade: ${answers.length} reports, longest ${Math.round(ms.at(-1)!)} ms, median ${Math.round(ms[ms.length >> 1]!)} ms, asked again ${answers.filter(({ tries }) => tries > 1).length}; restarts, ms ${JSON.stringify(restarts)}, exit codes ${codes.join()}\n`);

    const facts = (await set.facts(from, 'reporting.IndicatorReported')).map(({ position, data }) => ({ unit: data.unit, value: Number(data.value), position }));
    expect(facts).toHaveLength(answers.length);
    expect(facts).toEqual(answers.map(({ unit, value, position }) => ({ unit, value, position })).sort((a, b) => a.position - b.position));
    for (const unit of units) {
      const last = answers.filter((answer) => answer.unit === unit).at(-1)!;
      const { status, body } = await shown(servers[1]!, unit, last.position);
      expect([unit, status, body.items?.[0]?.value]).toEqual([unit, 200, String(last.value)]);
      expect((await set.call('verifier-market-regulation', 'POST', `/reports/${plan}/${indicator}/${unit}/${period}/verification`, { value: String(last.value) })).status).toBe(200);
    }
    const ofPeriod = async (): Promise<string[]> => (await readTopic(set.kafka.addresses, 'quality.indicator.verified.v1')).map(eventOfRecord).filter(({ data }) => (data as { period: string }).period === period).map(({ id }) => id);
    await within(60_000, 'messages', async () => new Set(await ofPeriod()).size >= units.length);
    expect(new Set(await ofPeriod()).size).toBe(units.length);
  }, 900_000);

  /** As a client does that is told to come again. */
  const shown = async (server: Program, unit: string, waitFor: number): Promise<Answer> => {
    let answer = await shownBy(server, unit, waitFor);
    await within(90_000, `${server.name} shows ${unit} as of ${waitFor}`, async () => answer.status === 200 || ((answer = await shownBy(server, unit, waitFor)), false));
    return answer;
  };
  const shownBy = async (server: Program, unit: string, waitFor: number) => ask(server, 'GET', `/reports?plan=${plan}&period=${period}&unit=${unit}&limit=1&waitFor=${waitFor}`, { token: await set.tokenOf('leader') });

  describe('a server', () => {
    test('shows what another has recorded to whoever asks for its position', async () => {
      const token = await set.tokenOf('reporter-lishui');
      const body = { plan, indicator, unit: 'lishui', period, value: '7', evidence: [], note: 'trial' };
      const { status, body: receipt } = await ask(servers[0]!, 'POST', '/reports', { token, body });
      expect(status).toBe(201);
      for (const server of servers) expect((await shown(server, 'lishui', receipt.position)).body.items[0].value).toBe('7');
    });

    test('that cannot show a position in time says so, and when to ask again', async () => {
      for (const worker of workers) worker.signal('SIGSTOP');
      try {
        const token = await set.tokenOf('reporter-lishui');
        const { body: receipt } = await ask(servers[0]!, 'POST', '/reports', { token, body: { plan, indicator, unit: 'lishui', period, value: '8', evidence: [], note: 'trial' } });
        const late = await shownBy(servers[1]!, 'lishui', receipt.position);
        expect([late.status, late.body.code, late.headers.get('retry-after')]).toEqual([503, 'view.behind', '1']);
        // Views are the same for all servers: taking servers out of service would help nobody.
        await within(30_000, 'the lag is told', async () => (await servers[0]!.health())!.parts.some(({ name, state }) => name === 'projection/report-register' && state === 'down'));
        expect((await servers[0]!.health())!.ready).toBe(true);
      } finally {
        for (const worker of workers) worker.signal('SIGCONT');
      }
      expect((await shown(servers[1]!, 'lishui', await set.head())).status).toBe(200);
    }, 120_000);

    test('that does not hear from the log leaves service after ten seconds, and comes back', async () => {
      set.peer.signal('SIGSTOP');
      let gone: number;
      try {
        gone = await within(60_000, 'no server is ready', async () => !(await servers[0]!.health())!.ready && !(await servers[1]!.health())!.ready);
        const parts = (await servers[0]!.health())!.parts;
        expect(parts.find(({ name }) => name === 'replica')?.state).toBe('down');
        expect(await (await fetch(`${servers[0]!.address}/metrics`)).text()).toContain('zhiheng_log_stopped 1');
      } finally {
        set.peer.signal('SIGCONT');
      }
      const back = await within(60_000, 'servers are ready', async () => (await servers[0]!.health())!.ready && (await servers[1]!.health())!.ready);
      process.stderr.write(`readiness, ms: left after ${Math.round(gone)}, back after ${Math.round(back)}\n`);
      expect(gone).toBeGreaterThan(7_000);
      expect((await shown(servers[1]!, 'lishui', (await reported('lishui', 9)).position)).body.items[0].value).toBe('9');
    }, 180_000);
  });
});
