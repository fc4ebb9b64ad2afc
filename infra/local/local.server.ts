import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { newId, systemClock } from '#engine/kernel';
import { KurrentDbEventStore } from '#engine/event-store/kurrentdb';
import { MongoReadStore } from '#engine/read-store/mongodb';
import { MongoDatabase } from '#engine/mongodb';
import { fact } from '../../libs/engine/event-store/contract/harness.contract.js';
import { plainKafka, readTopic } from '../../libs/engine/relay/kafka/brokers-examples.js';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'zhiheng-local-'));
const data = join(folder, 'data');
const started: ChildProcess[] = [];

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly starting: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly missing: Readonly<Record<string, string>>;
  readonly pids: Readonly<Record<string, number>>;
}

const local = (args: readonly string[], environment: Readonly<Record<string, string | undefined>> = {}): ChildProcess => {
  const child = spawn(process.execPath, [join(root, 'infra/local/start.mjs'), ...args, '--data', data], { env: { ...process.env, npm_lifecycle_event: undefined, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
};

async function saidBy(child: ChildProcess): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

/** Start, and wait until it has told its settings. */
async function up(args: readonly string[]): Promise<{ readonly command: ChildProcess; readonly answer: Answer }> {
  const command = local(args);
  command.stderr!.resume();
  for await (const line of createInterface({ input: command.stdout! })) if (line.includes('to stop')) break;
  command.stdout!.resume();
  return { command, answer: JSON.parse((await saidBy(local(['status']))).out) as Answer };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function allGone(pids: readonly number[]): Promise<void> {
  for (const deadline = performance.now() + 30_000; pids.some(alive) && performance.now() < deadline; ) await pause(50);
  expect(pids.filter(alive)).toEqual([]);
}

async function useKafka(broker: string): Promise<void> {
  const [admin, producer] = [plainKafka([broker]).admin(), plainKafka([broker]).producer()];
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'kept' }], waitForLeaders: true });
  await producer.connect();
  await producer.send({ topic: 'kept', messages: [{ value: '一' }] });
  await producer.disconnect();
  await admin.disconnect();
}

const withMongo = async <T>(url: string, work: (store: MongoReadStore) => Promise<T>): Promise<T> => {
  const database = await MongoDatabase.connect(url);
  try {
    return await work(await MongoReadStore.open(database));
  } finally {
    await database.close();
  }
};

const openLog = (url: string) => KurrentDbEventStore.open({ url, path: join(folder, `${newId()}.db`), clock: systemClock });

describe('servers on a machine without Docker', () => {
  let first: Answer;

  test('one command starts Kafka, the MongoDB protocol and, when asked to, the test peer, and tells their settings', async () => {
    const { command, answer } = await up(['--peer']);
    first = answer;
    expect(answer.missing).toEqual({});
    expect(Object.keys(answer.pids)).toEqual(['kafka', 'mongodb', 'kurrentdb']);
    expect(readFileSync(join(data, 'settings.env'), 'utf8')).toContain(`ZHIHENG_KURRENTDB_URL='${answer.settings['ZHIHENG_KURRENTDB_URL']}'`);
    await useKafka(answer.settings['ZHIHENG_KAFKA_BROKERS']!);
    await withMongo(answer.settings['ZHIHENG_MONGODB_URL']!, (store) => store.putNote('kept', { n: 1 }));
    const log = await openLog(answer.settings['ZHIHENG_KURRENTDB_URL']!);
    await log.append([{ stream: 'thing-1', expected: 'no-stream', events: [fact()] }]);
    await log.close();
    expect((await saidBy(local([]))).err).toContain('runs already');
    const left = once(command, 'exit');
    expect((await saidBy(local(['stop']))).out).toContain('"stopped": true');
    expect((await left)[0]).toBe(0);
    await allGone([...Object.values(answer.pids), command.pid!]);
  });

  test('what was written is there after a restart, and nobody outlives the command when it is killed', async () => {
    const { command, answer } = await up(['--peer']);
    expect(answer.settings).toEqual(first.settings);
    expect(await readTopic([answer.settings['ZHIHENG_KAFKA_BROKERS']!], 'kept')).toHaveLength(1);
    expect(await withMongo(answer.settings['ZHIHENG_MONGODB_URL']!, (store) => store.note('kept'))).toEqual({ n: 1 });
    const log = await openLog(answer.settings['ZHIHENG_KURRENTDB_URL']!);
    await log.current();
    expect(await log.head()).toBe(1);
    await log.close();
    command.kill('SIGKILL');
    await allGone([...Object.values(answer.pids), command.pid!]);
    expect((await saidBy(local(['status']))).out).toContain('nothing runs');
  });

  test('--fresh begins with nothing, a server of the distributed profile works on the settings told, and SIGTERM ends all', async () => {
    const { command, answer } = await up(['--peer', '--fresh']);
    expect(await withMongo(answer.settings['ZHIHENG_MONGODB_URL']!, (store) => store.note('kept'))).toBeUndefined();
    const server = spawn('sh', ['-c', `set -a; . '${join(data, 'settings.env')}'; exec '${process.execPath}' '${join(root, 'dist/apps/server/main.js')}'`], { env: { ...process.env, ZHIHENG_PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(server);
    let address: string | undefined;
    for await (const line of createInterface({ input: server.stdout! })) if ((address = /http:\/\/[^\s/]+/.exec(line)?.[0])) break;
    server.stdout!.resume();
    expect(await (await fetch(`${address}/health/ready`)).json()).toMatchObject({ ready: true });
    server.kill('SIGTERM');
    await once(server, 'exit');
    command.kill('SIGTERM');
    expect((await once(command, 'exit'))[0]).toBe(0);
    await allGone([...Object.values(answer.pids), command.pid!]);
  });

  test('a server that cannot be had is named, and the others start', async () => {
    const bin = join(folder, 'no-java');
    const command = local(['--fresh'], { PATH: bin });
    const said = saidBy(command);
    for (let answer: Answer | undefined; !answer || answer.starting; await pause(200)) answer = JSON.parse((await saidBy(local(['status']))).out.replace(/^[^{]*$/s, 'null')) as Answer | undefined;
    command.kill('SIGINT');
    const { code, out, err } = await said;
    expect(err).toMatch(/MISSING: Kafka\n.*Java/);
    expect(out).toContain('ZHIHENG_MONGODB_URL=');
    expect(out).not.toContain('ZHIHENG_KAFKA_BROKERS=');
    expect(code).toBe(0);
    expect(existsSync(join(data, 'mongodb'))).toBe(true);
  });
});
