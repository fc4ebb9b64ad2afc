import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { appendTo } from '#engine/testing';
import { personStream } from '#domain/units';
import { crashVariable } from '../../../libs/engine/testing/crash-point.js';
import { calculated, corrected, groupFacts, letter, publishedRoundFacts, resultFact, round, rulesAdopted, sheet, unit } from '../../../libs/domain/cadre-review/cadre-review-examples.js';
import { CadreReviewServer } from '../../../libs/domain/cadre-review/cadre-review-server-examples.js';
import type { DossierDocument } from '../../../libs/domain/cadre-review/signed-document/dossier-document.js';
import type { DossierKey } from '../../../libs/domain/cadre-review/signed-document/dossier-keys.js';
import { addDossierKey, DossierSigner } from '../../../libs/domain/cadre-review/signed-document/dossier-signer.js';
import { readDocument } from '../../../libs/domain/cadre-review/signed-document/read-document.js';
import { runCommandLine } from '../command-line/run.js';
import { scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';
import { SessionFile, sessionsPath } from '../connection/session-file.js';
import { holding, type Received } from './received-dossiers.js';
import { receive } from './receive.js';

const root = join(import.meta.dirname, '../../..');
const program = join(root, 'dist/apps/cli/receiving/crash/program.js');
const tree = { version: '0', groups: [], chapters: [], commands: [receive] };
const units = [unit, 'qinhuai', 'gulou'];
const points = ['receive-before-keep', 'receive-after-keep', 'receive-after-remember', 'receive-after-receipt', 'receive-before-cursor'];

let server: CadreReviewServer;
let host: TestHost;
let folder: string;
beforeAll(() => {
  const built = spawnSync(process.execPath, [join(root, 'infra/tasks/build.mjs')], { encoding: 'utf8' });
  expect([built.status, built.stderr]).toEqual([0, '']);
});
beforeEach(async () => {
  server = new CadreReviewServer();
  await server.open();
  host = testHost();
  folder = mkdtempSync(join(tmpdir(), 'receiving-'));
  signIn(host);
  await appendTo(server.log, 'linkageRules-city', rulesAdopted());
  await appendTo(server.log, `round-${round}`, { ...publishedRoundFacts()[0]!, data: { ...publishedRoundFacts()[0]!.data, groups: [{ code: 'districts', units }] } }, ...publishedRoundFacts().slice(1));
  for (const one of units) {
    server.sheets.set(one, sheet);
    await appendTo(server.log, `result-${round}.${one}`, resultFact(1, {}, one));
    await appendTo(server.log, `unit-${one}`, ...groupFacts);
  }
});
afterEach(async () => {
  await Promise.all(standIns.splice(0).map((one) => one.close()));
  await server.close();
  host.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** A server in place of the real one, closed after the test. */
const standIns: ScriptedServer[] = [];
async function standIn(answer: Parameters<typeof scriptedServer>[0]): Promise<ScriptedServer> {
  const between = await scriptedServer(answer);
  standIns.push(between);
  return between;
}
/** A session of the organisation department; the server of the spec takes its name for the token. */
function signIn(on: TestHost, address = server.url): void {
  new SessionFile(sessionsPath(on), on.platform).put(address, { name: 'organisation', accessToken: 'organisation', expiresAt: '2099-01-01T00:00:00.000Z', refreshToken: 'none' }, true);
}
const key = (): string => server.review.signer.keySet().keys[0]!.kid!;
const line = (...argv: readonly string[]): string[] => ['receive', '--server', server.url, '--key', key(), '--folder', folder, ...argv];
const run = (...argv: readonly string[]): Promise<number> => runCommandLine(tree, line(...argv), host);
const state = (): Received => JSON.parse(readFileSync(join(folder, 'received.json'), 'utf8')) as Received;
const kept = (): string[] => readdirSync(folder).filter((name) => /\.v\d+\.json$/.test(name)).sort();

/** Prepare and hand over dossiers. */
async function handOver(of: readonly string[] = units, version = 1, body: object = { number: letter }): Promise<void> {
  for (const one of of) {
    const prepared = await server.ask('bureau', `/dossiers/${round}/${one}`, body);
    expect([one, prepared.status]).toEqual([one, 201]);
    expect((await server.ask('bureau', `/dossiers/${round}/${one}/dispatch`, { version })).status).toBe(200);
  }
}
/** Receipts in the log, as `unit version outcome`. */
const settled = async (): Promise<string[]> => (await server.log.readAll({ after: 0, limit: 10_000, types: ['cadre-review.DossierAcknowledged', 'cadre-review.DossierRejected'] })).events
  .map(({ type, data }) => `${String(data['unit'])} ${String(data['version'])} ${type.replace('cadre-review.Dossier', '').toLowerCase()}`).sort();

describe('receiving dossiers', () => {
  test('takes, verifies, keeps and acknowledges; running again does nothing twice', async () => {
    await handOver();
    expect(await run()).toBe(0);
    expect([kept(), await settled()]).toEqual([units.map((one) => `${round}.${one}.v1.json`).sort(), units.map((one) => `${one} 1 acknowledged`).sort()]);
    const document = JSON.parse(readFileSync(join(folder, kept()[0]!), 'utf8'));
    expect(document).toMatchObject({ number: letter, mark: 'internal', confirmed: { result: { published: '88.77' } } });
    expect([host.written.stdout.split('\n')[0], host.written.stderr.trim()]).toEqual([`收到 ${round}.${unit} 第 1 版，签收`, '共 3 份：有效 3，待定 0，退回 0，回执待送 0']);
    expect(readdirSync(folder).every((name) => (statSync(join(folder, name)).mode & 0o077) === 0)).toBe(true);
    const before = [await server.log.head(), kept()];
    expect(await run()).toBe(0);
    rmSync(join(folder, 'received.json'));
    expect(await run()).toBe(0);
    expect([await server.log.head(), kept()]).toEqual(before);
  });

  test('of which one is sent back with a reason, others held and decided later', async () => {
    await handOver();
    expect(await run('--hold', '--reject', `${round}.${unit}`, '--reason', '任职时间有误')).toBe(0);
    expect(await settled()).toEqual([`${unit} 1 rejected`]);
    expect(await run('--reject', `${round}.qinhuai`, '--reason', '缺附件')).toBe(0);
    expect(await settled()).toEqual(['gulou 1 acknowledged', 'qinhuai 1 rejected', `${unit} 1 rejected`]);
    expect((await server.view('bureau', `/dossiers/${round}/qinhuai/1`)).json.settled.reason).toBe('缺附件');
    expect([await run('--reject', `${round}.gulou`), host.written.stderr.includes('--reason')]).toEqual([2, true]);
  });

  test('a replacement after a correction is the one that holds', async () => {
    await handOver([unit]);
    await run();
    await appendTo(server.log, `result-${round}.${unit}`, resultFact(2, { published: '89.10' }));
    await appendTo(server.log, `round-${round}`, calculated(2), corrected());
    await handOver([unit], 2, { number: '宁质函〔2025〕20号', reason: '结果更正' });
    expect(await run('--json')).toBe(0);
    expect([kept(), await settled()]).toEqual([[`${round}.${unit}.v1.json`, `${round}.${unit}.v2.json`], [`${unit} 1 acknowledged`, `${unit} 2 acknowledged`]]);
    expect(JSON.parse(host.written.stdout.trim().split('\n').at(-1)!)).toMatchObject({ dossier: `${round}.${unit}`, version: 2, verdict: 'acknowledged' });
    expect(JSON.parse(readFileSync(join(folder, `${round}.${unit}.v2.json`), 'utf8')).replaces).toMatchObject({ version: 1 });
  });

  test('deliveries that come twice and out of order have one effect each, and the newest version holds', async () => {
    await handOver([unit]);
    await appendTo(server.log, `result-${round}.${unit}`, resultFact(2, { published: '89.10' }));
    await appendTo(server.log, `round-${round}`, calculated(2), corrected());
    await handOver([unit], 2, { number: '宁质函〔2025〕20号', reason: '结果更正' });
    const page = (await server.ask('organisation', '/feed')).json;
    const [first, second] = page.events;
    const between = await standIn(({ path }) => ({ body: path.includes('/keys') ? server.review.signer.keySet() : path.includes('/feed') ? { ...page, events: [second, first, second, first] } : {} }));
    signIn(host, between.address);
    for (const _ of [1, 2]) expect(await runCommandLine(tree, ['receive', '--server', between.address, '--key', key(), '--folder', folder], host)).toBe(0);
    expect(host.written.stdout.trim().split('\n')).toEqual([`收到 ${round}.${unit} 第 2 版，签收`, `收到 ${round}.${unit} 第 1 版，签收`]);
    expect([between.seen.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body).version), holding(state()).get(`${round}.${unit}`)?.version]).toEqual([[2, 1], 2]);
  });

  test('a name that was erased before it was pulled never arrives, and the document is believed', async () => {
    await handOver([unit]);
    await appendTo(server.log, personStream('p-head-1'), { type: 'units.PersonErased', data: { person: 'p-head-1', reason: '本人申请' } });
    await server.review.redaction.whenProcessed(await server.log.head());
    expect(await run()).toBe(0);
    const text = readFileSync(join(folder, kept()[0]!), 'utf8');
    expect([text.includes('李区长'), text.includes('王区长'), await settled()]).toEqual([false, true, [`${unit} 1 acknowledged`]]);
  });
});

describe('what is not believed', () => {
  test('is sent back: another key', async () => {
    await handOver([unit]);
    expect(await runCommandLine(tree, ['receive', '--server', server.url, '--key', 'other', '--folder', folder], host)).toBe(5);
    expect([await settled(), kept(), readdirSync(join(folder, 'refused')).length]).toEqual([[`${unit} 1 rejected`], [], 1]);
    expect((await server.view('bureau', `/dossiers/${round}/${unit}/1`)).json.settled.reason).toContain('signing key is not pinned');
  });

  test.each<[string, (data: any) => void, string]>([
    ['a changed document', (data) => (data.jws = data.jws.replace(/.$/, (last: string) => (last === 'A' ? 'Q' : 'A'))), 'does not hold'],
    ['no document', (data) => delete data.jws, 'no signed document'],
    ['a document with another hash', (data) => (data.hash = 'f'.repeat(64)), 'hash'],
    ['a document of another version', (data) => (data.version = 2), 'another dossier or version'],
    ['what says that names were taken out, but is the first one', (data) => (data.redactedAt = '2025-06-10T01:00:00.000Z'), 'hash'],
  ])('is sent back: %s', async (_, forge, reason) => {
    await handOver([unit]);
    const page = (await server.ask('organisation', '/feed')).json;
    forge(page.events[0].data);
    const between = await standIn(({ path }) => ({ body: path.includes('/keys') ? server.review.signer.keySet() : path.includes('/feed') ? page : {} }));
    signIn(host, between.address);
    expect(await runCommandLine(tree, ['receive', '--server', between.address, '--key', key(), '--folder', folder], host)).toBe(5);
    const receipts = between.seen.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
    expect([receipts.length, receipts[0].outcome, receipts[0].reason]).toEqual([1, 'rejected', expect.stringContaining(reason)]);
  });

  test('and is not even a dossier is kept aside; the others flow on', async () => {
    await handOver([unit]);
    const page = (await server.ask('organisation', '/feed')).json;
    const between = await standIn(({ path }) => ({ body: path.includes('/keys') ? server.review.signer.keySet() : path.includes('/feed') ? { ...page, events: [{ ...page.events[0], id: '../../x', data: { dossier: '../../x' } }, ...page.events] } : {} }));
    signIn(host, between.address);
    expect(await runCommandLine(tree, ['receive', '--server', between.address, '--key', key(), '--folder', folder], host)).toBe(5);
    expect([readdirSync(join(folder, 'refused')), kept().length, between.seen.filter(({ method }) => method === 'POST').length]).toEqual([['______x.json'], 1, 1]);
  });

  test('is sent back while its key is not pinned, though the sender publishes it; pinned beside the old one it is taken', async () => {
    await handOver([unit]);
    const stored: DossierKey[] = [];
    await addDossierKey({ add: async (one) => void stored.push(one) }, server.clock);
    const signer = await DossierSigner.open({ all: async () => stored, add: async () => undefined }, server.clock);
    const page = (await server.ask('organisation', '/feed')).json;
    const [event] = page.events;
    const { jws, hash, kid } = await signer.sign((await readDocument(event.data.jws, server.review.signer.keySet(), [key()])) as DossierDocument);
    const newer = { ...event, data: { ...event.data, jws, hash, kid } };
    const keys = [...server.review.signer.keySet().keys, ...signer.keySet().keys];
    const between = await standIn(({ path }) => ({ body: path.includes('/keys') ? { keys } : path.includes('/feed') ? { ...page, events: [newer] } : {} }));
    signIn(host, between.address);
    const pinning = (into: string, ...kids: readonly string[]) => runCommandLine(tree, ['receive', '--server', between.address, '--folder', into, ...kids.flatMap((one) => ['--key', one])], host);
    expect([await pinning(folder, key()), await pinning(join(folder, 'both'), key(), kid)]).toEqual([5, 0]);
  });

  test('a state that is damaged is not overwritten', async () => {
    writeFileSync(join(folder, 'received.json'), '{"dossiers":');
    expect([await run(), readFileSync(join(folder, 'received.json'), 'utf8'), host.written.stderr.includes('cli.damaged-state')]).toEqual([1, '{"dossiers":', true]);
  });
});

/** One life of the receiver as a process of its own. */
function live(crashAt?: string): Promise<{ readonly signal: string | null; readonly code: number | null }> {
  const child = spawn(process.execPath, [program, ...line('--receiver', '市委组织部')], { env: { ...process.env, XDG_CONFIG_HOME: host.home, ...(crashAt === undefined ? {} : { [crashVariable]: crashAt }) }, stdio: 'ignore' });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ signal, code })));
}

describe('a receiver that is killed between any two steps', () => {
  test('goes on where it was: every dossier is kept once and receipted once', async () => {
    await handOver();
    const source = readFileSync(join(import.meta.dirname, 'receive.ts'), 'utf8');
    expect([...source.matchAll(/crashPoint\('([^']+)'\)/g)].map(([, label]) => label).sort()).toEqual([...points].sort());
    for (const point of points) expect([point, (await live(point)).signal]).toEqual([point, 'SIGKILL']);
    expect((await live('receive-after-remember:2')).signal ?? 'ran').toMatch(/SIGKILL|ran/);
    expect(await live()).toEqual({ signal: null, code: 0 });
    expect([kept().length, await settled(), state().dossiers.length, new Set(state().dossiers.map(({ id }) => id)).size]).toEqual([3, units.map((one) => `${one} 1 acknowledged`).sort(), 3, 3]);
    expect(state().dossiers.every(({ receipt }) => receipt === 'sent')).toBe(true);
    expect((await server.ask('bureau', '/dead-letters')).json.total).toBe(0);
  });
});

describe('while the other side is down', () => {
  test('nothing is lost: dossiers and receipts wait until it is back', async () => {
    await handOver([unit]);
    expect(await run('--hold')).toBe(0);
    await server.down();
    expect(await run()).toBe(1);
    expect(state().dossiers).toMatchObject([{ verdict: 'acknowledged', receipt: 'none' }]);
    await server.listen();
    await handOver(['qinhuai']);
    expect(await run()).toBe(0);
    expect(await settled()).toEqual(['qinhuai 1 acknowledged', `${unit} 1 acknowledged`]);
  });

  test('following goes on by itself', async () => {
    await handOver([unit]);
    let away = 2;
    const between = await standIn(({ path, method }, count) => {
      if (path.includes('/keys')) return { body: server.review.signer.keySet() };
      if (method === 'POST') return { body: {} };
      if (count > 4 && away-- > 0) return { status: 500, body: {} };
      if (away < 0) host.stop.abort();
      return { body: { events: [], next: '0', more: false } };
    });
    signIn(host, between.address);
    expect(await runCommandLine(tree, ['receive', '--server', between.address, '--key', key(), '--folder', folder, '--follow'], host)).toBe(0);
    expect([host.slept, host.written.stderr.match(/稍后重试/g)?.length, between.seen.some(({ path }) => path.includes('wait=20'))]).toEqual([[5_000, 5_000], 2, true]);
  });
});
