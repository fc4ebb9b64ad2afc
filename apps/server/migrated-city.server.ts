import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '#engine/kernel';
import { pagesOf } from '#engine/hand-over';
import { MongoDatabase } from '#engine/mongodb';
import { MongoReadStore } from '#engine/read-store/mongodb';
import { demoAccounts } from '../../libs/domain/identity/demo/demo-accounts.js';
import { KurrentDbPeer } from '../../libs/engine/event-store/kurrentdb/peer/peer.js';
import { freshDatabaseUrl, onMongo } from '../../libs/engine/mongodb/server-examples.js';
import { crashVariable } from '../../libs/engine/testing/crash-point.js';
import { RunningServer } from './running-server-examples.js';
import { serve } from './serve.js';
import { readSettings } from './settings.js';
import { compose, type Runtime } from './wiring.js';
import { openKeptDatabase } from './wiring-distributed.js';
import { partsOf } from '../cli/offline/migration/parts.js';
import type { KeptStores } from './stores.js';

const root = join(import.meta.dirname, '../..');
const board = '/boards/nanjing-2023/2025/districts';
/** Where a migration of the demo city is killed, each time a little further on. */
const deathsGoing = ['migrate-after-events:2', 'migrate-after-records:2', 'migrate-after-records:9', 'migrate-after-file:3'];
const deathsBack = ['replica-after-commit:3', 'migrate-after-records:5', 'migrate-after-file:2', 'migrate-before-name', 'migrate-after-making-log'];

interface Ending {
  readonly code: number | null;
  readonly signal: string | undefined;
  readonly json: any;
}

onMongo('a city that is migrated', () =>
  describe('a city that is migrated', () => {
    const places = mkdtempSync(join(tmpdir(), 'zhiheng-migrated-'));
    const data = join(places, 'city');
    let peer: KurrentDbPeer;
    let mongodb: string;
    let newPeer: KurrentDbPeer;

    beforeAll(async () => {
      execFileSync(process.execPath, ['infra/tasks/build.mjs'], { cwd: root });
      peer = await KurrentDbPeer.start({ clock: systemClock });
      mongodb = freshDatabaseUrl();
    });
    afterAll(async () => {
      await Promise.all([peer.stop(), newPeer.stop()]);
      const database = await MongoDatabase.connect(mongodb);
      await database.destroy();
      await database.close();
      rmSync(places, { recursive: true, force: true });
    });

    /** The command line as a process of its own. */
    const zhiheng = (args: readonly string[], { crashAt, urls = { kurrentdb: peer.url, mongodb } }: { readonly crashAt?: string; readonly urls?: { readonly kurrentdb: string; readonly mongodb: string } } = {}) =>
      new Promise<Ending>((resolve) => {
        const { [crashVariable]: _, ...env } = process.env;
        const given = { ...env, ZHIHENG_KURRENTDB_URL: urls.kurrentdb, ZHIHENG_MONGODB_URL: urls.mongodb, ...(crashAt === undefined ? {} : { [crashVariable]: crashAt }) };
        const child = execFile(process.execPath, [join(root, 'dist/apps/cli/main.js'), ...args, '--json'], { cwd: root, env: given, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
          const signal = (error as { readonly signal?: string } | null)?.signal ?? undefined;
          const text = stdout === '' ? stderr : stdout;
          resolve({ code: child.exitCode, signal, json: text.trimStart().startsWith('{') ? JSON.parse(text) : text });
        });
      });

    /** What people see: boards, people, findings, notices, a file by its hash. */
    async function answersOf(call: (name: string, path: string) => Promise<any>): Promise<Record<string, unknown>> {
      const without = ({ position: _, head: __, ...rest }: any): unknown => rest;
      return {
        board: without(await call('leader', board)),
        people: without(await call('bureau', '/people?limit=200')),
        findings: without(await call('bureau', '/findings?limit=50')),
        inboxes: await Promise.all(['leader', 'bureau', 'reporter-xuanwu'].map(async (name) => without(await call(name, '/notices?limit=100')))),
        reports: without(await call('bureau', '/reports?unit=xuanwu&limit=100')),
        rounds: without(await call('leader', '/rounds')),
      };
    }

    /** Everything that is kept beside the log, but for the positions of followers and what signing in leaves behind. */
    async function keptOf(stores: KeptStores): Promise<Record<string, readonly unknown[]>> {
      const kept: Record<string, unknown[]> = {};
      for (const { name, kinds, wanted } of partsOf(stores)) {
        if (name === 'secrets' || name === 'access-log') continue;
        for (const kind of kinds) {
          if (kind.kind === 'process') continue;
          const all: unknown[] = [];
          for await (const page of pagesOf(kind, { wanted })) all.push(...page);
          kept[`${name}/${kind.kind}`] = all.map((record) => JSON.stringify(record)).sort();
        }
      }
      return kept;
    }

    const keptInDatabase = async () => {
      const database = await MongoDatabase.connect(mongodb);
      const stores = await openKeptDatabase(database, systemClock);
      const kept = await keptOf(stores);
      await stores.close();
      await database.close();
      return kept;
    };

    /** A process that ended holds its leases for some seconds more. */
    async function leasesEnded(): Promise<void> {
      const database = await MongoDatabase.connect(mongodb);
      for (const deadline = performance.now() + 120_000; (await MongoReadStore.leasesHeld(database, Date.now())).length > 0; ) {
        if (performance.now() > deadline) throw new Error('a lease is held for ever');
        await pause(200);
      }
      await database.close();
    }

    /** A server of the distributed profile on what is there, without a broker: its relay is not started. */
    async function distributed<T>(work: string, act: (call: (name: string, path: string, body?: unknown) => Promise<any>, runtime: Runtime) => Promise<T>): Promise<T> {
      const settings = readSettings({ ZHIHENG_PROFILE: 'distributed', ZHIHENG_DATA: work, ZHIHENG_KURRENTDB_URL: peer.url, ZHIHENG_MONGODB_URL: mongodb, ZHIHENG_KAFKA_BROKERS: '127.0.0.1:9', ZHIHENG_PORT: '0', ZHIHENG_LOG_LEVEL: 'error' });
      const runtime = await compose(settings, { clock: systemClock, demo: true, onFatal: (reason) => { throw new Error(reason); } });
      await runtime.start();
      const app = await serve(runtime, settings, demoAccounts());
      try {
        await runtime.projections.whenProcessed(runtime.projectionNames, await runtime.log.head(), 400_000);
        const address = `${(await app.getUrl()).replace('[::1]', 'localhost')}/api`;
        const asked = async (method: string, path: string, token?: string, body?: unknown): Promise<any> => {
          const response = await fetch(`${address}${path}`, { method, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
          const text = await response.text();
          if (response.status >= 300) throw new Error(`${path}: ${response.status} ${text}`);
          return text === '' ? undefined : JSON.parse(text);
        };
        const { password } = await asked('GET', '/system');
        return await act(async (name, path, body) => {
          const { accessToken } = await asked('POST', '/sign-in', undefined, { loginName: name, password });
          return asked(body === undefined ? 'GET' : 'POST', path, accessToken, body);
        }, runtime);
      } finally {
        await app.close();
        await runtime.stop();
      }
    }

    test('is the same city on the engines, and the same again in a new folder, however often its migration is killed', async () => {
      const work = join(places, 'worker-1');
      const city = await RunningServer.start(data);
      const before = await answersOf(async (name, path) => (await city.call(name, 'GET', path)).body);
      expect(await zhiheng(['migrate', 'to-distributed', '--data', data])).toMatchObject({ code: 3, json: { code: 'cli.log-in-use' } });
      await city.end();

      const looked = await zhiheng(['migrate', 'to-distributed', '--data', data, '--work', work, '--dry-run']);
      expect(looked).toMatchObject({ code: 0, json: { copied: false, begun: false, head: expect.any(Number) } });
      expect([existsSync(work), peer.log.records.length]).toEqual([false, 0]);
      for (const crashAt of deathsGoing) expect([crashAt, (await zhiheng(['migrate', 'to-distributed', '--data', data, '--work', work], { crashAt })).signal]).toEqual([crashAt, 'SIGKILL']);
      const going = await zhiheng(['migrate', 'to-distributed', '--data', data, '--work', work]);
      expect(going).toMatchObject({ code: 0, json: { copied: true, begun: true, head: looked.json.head, stores: looked.json.stores, evidence: looked.json.evidence, root: expect.any(String), checkpoint: expect.any(Number) } });
      expect(going.json.stores).toMatchObject({ people: expect.any(Number), processes: expect.any(Number), inbox: expect.any(Number) });
      for (const part of ['people', 'secrets', 'access-log', 'ledger-keys', 'processes', 'notice-processes', 'deliveries', 'inbox'] as const) expect([part, going.json.stores[part] > 0]).toEqual([part, true]);
      expect((await zhiheng(['migrate', 'to-distributed', '--data', data, '--work', work])).json).toEqual(going.json);

      const moved = await keptInDatabase();
      for (const kind of ['processes/timer', 'deliveries/delivery', 'inbox/notice']) expect([kind, moved[kind]!.length > 0]).toEqual([kind, true]);
      const head = await distributed(work, async (call, runtime) => {
        expect(await answersOf((name, path) => call(name, path))).toEqual(before);
        const [file] = await runtime.evidence.addresses(undefined, 1);
        expect((await runtime.evidence.read(file!))!.length).toBe((await runtime.evidence.about(file!))!.size);
        // Timers and notices go on where they were: nothing is sent, told or set a second time.
        const untouched = await runtime.log.head();
        runtime.reactions.start();
        runtime.notices.start();
        await runtime.reactions.whenProcessed(untouched);
        await runtime.notices.whenProcessed(untouched);
        expect(await runtime.log.head()).toBe(untouched);
        expect(await zhiheng(['migrate', 'to-embedded', '--data', join(places, 'back')])).toMatchObject({ code: 3, json: { code: 'cli.engines-in-use' } });
        const { size } = await call('bureau', '/ledger/checkpoints', {});
        expect(size).toBeGreaterThanOrEqual(going.json.checkpoint);
        return runtime.log.head();
      });
      expect(await keptInDatabase()).toEqual(moved);
      await leasesEnded();
      expect(await zhiheng(['migrate', 'to-distributed', '--data', data, '--work', join(places, 'again')])).toMatchObject({ code: 3, json: { code: 'cli.target-ahead' } });

      const back = join(places, 'back');
      for (const crashAt of deathsBack) {
        expect([crashAt, (await zhiheng(['migrate', 'to-embedded', '--data', back], { crashAt })).signal]).toEqual([crashAt, 'SIGKILL']);
        expect(existsSync(back)).toBe(false);
      }
      const returned = await zhiheng(['migrate', 'to-embedded', '--data', back]);
      expect(returned).toMatchObject({ code: 0, json: { copied: true, head, evidence: going.json.evidence, checkpoint: expect.any(Number) } });
      expect(readdirSync(places).filter((name) => name.startsWith('back'))).toEqual(['back']);
      expect(readdirSync(back).filter((name) => /replica|partial|building/.test(name))).toEqual([]);
      expect(await zhiheng(['migrate', 'to-embedded', '--data', back])).toMatchObject({ code: 2, json: { code: 'cli.target-exists' } });
      expect(await zhiheng(['verify', back])).toMatchObject({ code: 0, json: { intact: true, head, provenTo: returned.json.checkpoint } });
      expect(await zhiheng(['access-log', 'verify', '--data', back])).toMatchObject({ code: 0 });
      const again = await RunningServer.start(back);
      try {
        expect(await answersOf(async (name, path) => (await again.call(name, 'GET', path)).body)).toEqual(before);
        expect((await again.call('bureau', 'POST', '/ledger/checkpoints', {})).status).toBe(200);
      } finally {
        await again.end();
      }
      expect(await zhiheng(['verify', back])).toMatchObject({ code: 0, json: { intact: true } });
    }, 1_200_000);

    test('may be a new one: its first administrators sign in at the engines', async () => {
      const folder = join(places, 'new-city');
      const urls = { kurrentdb: (newPeer = await KurrentDbPeer.start({ clock: systemClock })).url, mongodb: freshDatabaseUrl() };
      const made = await zhiheng(['init', folder]);
      const [{ loginName, password }] = made.json.accounts;
      expect(await zhiheng(['migrate', 'to-distributed', '--data', folder], { urls })).toMatchObject({ code: 0, json: { copied: true, checkpoint: null, to: `${folder}.migration`, stores: { secrets: 3, people: 0 } } });
      const settings = readSettings({ ZHIHENG_PROFILE: 'distributed', ZHIHENG_DATA: `${folder}.migration`, ZHIHENG_KURRENTDB_URL: urls.kurrentdb, ZHIHENG_MONGODB_URL: urls.mongodb, ZHIHENG_KAFKA_BROKERS: '127.0.0.1:9', ZHIHENG_PORT: '0', ZHIHENG_LOG_LEVEL: 'error' });
      const runtime = await compose(settings, { clock: systemClock, demo: false, onFatal: (reason) => { throw new Error(reason); } });
      await runtime.start();
      const app = await serve(runtime, settings, []);
      try {
        const address = (await app.getUrl()).replace('[::1]', 'localhost');
        const signIn = (given: string) => fetch(`${address}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ loginName, password: given }) });
        expect([(await signIn('Another-1!')).status, await (await signIn(password)).json()]).toEqual([401, expect.objectContaining({ mustChangePassword: true })]);
      } finally {
        await app.close();
        await runtime.stop();
      }
      const database = await MongoDatabase.connect(urls.mongodb);
      await database.destroy();
      await database.close();
    }, 300_000);

    test('is not mixed with another, and says what to do where a server is away', async () => {
      const [folder, other] = [join(places, 'third-city'), join(places, 'fourth-city')];
      for (const city of [folder, other]) await zhiheng(['init', city]);
      const urls = { kurrentdb: newPeer.url, mongodb: freshDatabaseUrl() };
      expect(await zhiheng(['migrate', 'to-distributed', '--data', folder], { urls })).toMatchObject({ code: 3, json: { code: 'cli.other-log' } });
      const fresh = await KurrentDbPeer.start({ clock: systemClock });
      const database = await MongoDatabase.connect(urls.mongodb);
      await database.collection<{ _id: string }>('rows.notes').insertOne({ _id: 'something' });
      expect(await zhiheng(['migrate', 'to-distributed', '--data', folder], { urls: { ...urls, kurrentdb: fresh.url } })).toMatchObject({ code: 3, json: { code: 'cli.target-not-empty' } });
      await database.collection('rows.notes').deleteMany({});
      expect(await zhiheng(['migrate', 'to-embedded', '--data', join(places, 'none')], { urls: { ...urls, kurrentdb: fresh.url } })).toMatchObject({ code: 2, json: { code: 'cli.no-log' } });
      // Another city's people in the database of a log that is this one's.
      expect(await zhiheng(['migrate', 'to-distributed', '--data', folder], { urls: { ...urls, kurrentdb: fresh.url } })).toMatchObject({ code: 0 });
      await database.collection<{ _id: string; passwords: unknown }>('secrets.passwords').updateMany({}, { $set: { passwords: [] } });
      expect(await zhiheng(['migrate', 'to-distributed', '--data', folder], { urls: { ...urls, kurrentdb: fresh.url } })).toMatchObject({ code: 3, json: { code: 'cli.target-differs' } });
      await fresh.stop();
      expect(await zhiheng(['migrate', 'to-distributed', '--data', folder], { urls: { ...urls, kurrentdb: fresh.url } })).toMatchObject({ code: 1, json: { code: 'cli.kurrentdb-unreachable' } });
      expect(await zhiheng(['migrate', 'to-distributed', '--data', other], { urls: { kurrentdb: newPeer.url, mongodb: 'mongodb://127.0.0.1:9/zhiheng' } })).toMatchObject({ code: 1, json: { code: 'cli.mongodb-unreachable' } });
      await database.destroy();
      await database.close();
    }, 300_000);
  }),
);
