import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { openNote, parseVerifierKey } from '#engine/ledger';
import { askWitness, postOverHttp } from '#engine/witness';
import { exampleKeys, SmallCity, tarBytes, writeFiles, filesOf } from '../../../libs/domain/history/audit-bundle/bundle-examples.js';
import { auditor } from '../../../libs/domain/history/audit-bundle/bundle-examples.js';
import { isRefusal } from '#engine/kernel';
import { ExampleLedger, leavesUpTo } from '../../../libs/engine/witness/witness-examples.js';
import { testHost, type TestHost } from '../cli-examples.js';
import { runCommandLine } from '../command-line/run.js';
import type { CommandTree } from '../command-line/parse.js';
import { auditGroup, auditingCommands } from './audit-commands.js';

const tree: CommandTree = { version: '0', groups: [auditGroup], commands: auditingCommands, chapters: [] };
let folder: string;
let host: TestHost;
let city: SmallCity;
let tar: string;

const run = (...argv: readonly string[]) => runCommandLine(tree, argv, host);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-auditing-'));
  city = await new SmallCity().live();
  const made = await (await city.bundler()).prepare({ scope: { kind: 'unit', unit: 'xuanwu' }, actor: auditor });
  if (isRefusal(made)) throw new Error(made.refused);
  tar = join(folder, 'good.tar');
  writeFileSync(tar, await tarBytes(made));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => void (host = testHost()));
afterEach(() => host.dispose());

describe('zhiheng audit check', () => {
  test('accepts a good bundle as a tar and as a folder, and says where the key is from', async () => {
    expect(await run('audit', 'check', tar)).toBe(0);
    expect([host.written.stdout.includes('核验通过'), host.written.stderr.includes('--key')]).toEqual([true, true]);
    const unpacked = writeFiles(join(folder, 'unpacked'), filesOf(readFileSync(tar)));
    expect(await run('audit', 'check', unpacked, '--key', city.keys.ledger.verifierKey, '--lang', 'en')).toBe(0);
    expect(host.written.stdout).toContain('The bundle holds');
  });

  test('a changed one is exit code 5, with what is wrong', async () => {
    const bytes = readFileSync(tar);
    bytes[bytes.indexOf('"value":"') + 10]! ^= 1;
    writeFileSync(join(folder, 'bad.tar'), bytes);
    expect(await run('audit', 'check', join(folder, 'bad.tar'), '--json')).toBe(5);
    const { ok, findings } = JSON.parse(host.written.stdout);
    expect([ok, findings.map(({ code }: { code: string }) => code)]).toEqual([false, ['file-changed', 'root-differs']]);
  });

  test('compares with a checkpoint and a key from elsewhere', async () => {
    const held = join(folder, 'held.note');
    writeFileSync(held, city.checkpoints[0]!.note);
    expect(await run('audit', 'check', tar, '--checkpoint', held)).toBe(0);
    expect(await run('audit', 'check', tar, '--key', exampleKeys().ledger.verifierKey)).toBe(5);
    expect(host.written.stdout).toContain('key-unknown');
  });

  test('tells a file that is not there from one that is no bundle', async () => {
    writeFileSync(join(folder, 'cut.tar'), readFileSync(tar).subarray(0, 3_000));
    expect([await run('audit', 'check', join(folder, 'none')), await run('audit', 'check', join(folder, 'cut.tar'))]).toEqual([2, 5]);
    expect(host.written.stderr).toMatch(/cli\.no-bundle[\s\S]*cli\.not-a-bundle/);
  });
});

describe('zhiheng audit export', () => {
  test('reads a data folder without a server and checks what it wrote', async () => {
    const data = join(folder, 'data');
    mkdirSync(data, { recursive: true });
    const store = await SqliteEventStore.open({ path: join(data, 'events.db'), clock: city.clock, writer: 'main' });
    const all = await city.log.readAll({ after: 0, limit: 1_000 });
    for (const { id, stream, type, schema, meta, data: said } of all.events) await store.append([{ stream, expected: 'any', events: [{ id, type, schema, data: said, meta }] }]);
    // What a test copies is recorded anew, so it is a log of its own that has to sign for itself.
    const copied = Object.assign(new SmallCity(city.keys), { log: store });
    await copied.sign(true);
    await store.close();
    const file = join(folder, 'everything.tar');
    expect(await run('audit', 'export', '--everything', '--data', data, '--out', file, '--witness', city.keys.witness.verifierKey)).toBe(5);
    expect(host.written.stdout).toContain('history-rewritten');
    rmSync(file);
  });

  test('of a log that signed for itself holds', async () => {
    const data = join(folder, 'own');
    mkdirSync(data, { recursive: true });
    const store = await SqliteEventStore.open({ path: join(data, 'events.db'), clock: city.clock, writer: 'main' });
    await (Object.assign(new SmallCity(city.keys), { log: store })).live();
    await store.close();
    const file = join(folder, 'own.tar');
    expect(await run('audit', 'export', '--everything', '--data', data, '--out', file, '--witness', city.keys.witness.verifierKey)).toBe(0);
    expect(host.written.stdout).toContain('核验通过');
    expect(await run('audit', 'export', '--everything', '--data', data, '--out', file)).toBe(2);
    expect([host.written.stderr.includes('cli.file-exists'), existsSync(`${file}.part`), statSync(file).mode & 0o777]).toEqual([true, false, 0o600]);
    expect(await run('audit', 'export', '--stream', 'report-nobody', '--data', data)).toBe(3);
    expect(host.written.stderr).toContain('history.nothing-to-export');
  });

  test('takes the file of a server as it comes', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      response.writeHead(200, { 'content-type': 'application/x-tar', 'content-disposition': 'attachment; filename="audit-x.tar"' }).end(readFileSync(tar));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const out = join(folder, 'served.tar');
    const code = await run('audit', 'export', '--round', 'r-1', '--unit', 'xuanwu', '--known', '5', '--known', '9', '--out', out, '--server', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.close();
    expect([code, asked, readFileSync(out).equals(readFileSync(tar))]).toEqual([0, ['/api/history/audit-bundle?scope=result&round=r-1&unit=xuanwu&known=5%2C9'], true]);
  });

  test('needs exactly one scope', async () => {
    expect([await run('audit', 'export'), await run('audit', 'export', '--everything', '--stream', 's'), await run('audit', 'export', '--round', 'r-1')]).toEqual([2, 2, 2]);
  });
});

describe('zhiheng witness', () => {
  const started = async (...argv: readonly string[]): Promise<{ readonly address: string; readonly key: string; readonly ended: Promise<number> }> => {
    const ended = run('witness', '--store', join(folder, 'witness'), '--key-name', 'witness.example', '--port', '0', '--json', ...argv);
    for (let turns = 0; !host.written.stdout.includes('\n'); turns += 1) {
      if (turns > 100_000) throw new Error(host.written.stderr);
      await new Promise(setImmediate);
    }
    const { address, key } = JSON.parse(host.written.stdout) as { address: string; key: string };
    return { address, key, ended };
  };

  test('cosigns over HTTP, remembers, keeps its key, and ends on Ctrl-C', async () => {
    const ledger = new ExampleLedger('ledger.example', leavesUpTo(5));
    const trust = `ledger.example+${ledger.key.keyId}+${Buffer.concat([Buffer.of(1), ledger.key.publicKey]).toString('base64')}`;
    const first = await started('--trust', trust);
    const ask = (url: string, key: string) => askWitness({ url, key: parseVerifierKey(key) }, ledger.checkpoint(), { consistency: ledger.consistency, post: postOverHttp, signal: AbortSignal.timeout(5_000) });
    const { lines } = await ask(first.address, first.key);
    expect(openNote(ledger.checkpoint().note + lines, [parseVerifierKey(first.key)]).verified.length).toBe(1);
    expect(await (await fetch(first.address)).text()).toBe(`${first.key}\nledger.example 5\n`);
    expect((await fetch(`${first.address}/else`)).status).toBe(404);
    expect((await fetch(`${first.address}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${first.address}/add-checkpoint`, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(413);
    host.stop.abort();
    expect(await first.ended).toBe(0);
    host = testHost();
    const again = await started('--trust', trust);
    expect(again.key).toBe(first.key);
    ledger.append('more');
    expect((await ask(again.address, again.key)).witness).toBe('witness.example');
    host.stop.abort();
    await again.ended;
  });

  test('refuses a name that is none, a key that is none, another name, and a folder in use', async () => {
    const key = exampleKeys().ledger.verifierKey;
    const store = join(folder, 'taken');
    const start = (...argv: readonly string[]) => run('witness', '--store', store, ...argv);
    expect([await start('--key-name', 'two words', '--trust', key), await start('--key-name', 'w.example', '--trust', 'nonsense'), await start('--key-name', 'other.example', '--trust', key)]).toEqual([2, 2, 2]);
    writeFileSync(join(store, 'in-use'), String(process.ppid));
    expect(await start('--key-name', 'w.example', '--trust', key)).toBe(1);
    expect(host.written.stderr).toMatch(/cli\.bad-key-name[\s\S]*cli\.bad-key[\s\S]*cli\.key-name-differs[\s\S]*cli\.folder-in-use/);
  });
});
