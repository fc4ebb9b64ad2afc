import { spawnSync } from 'node:child_process';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseYaml } from '@redocly/openapi-core';
import { readSettings } from '../../apps/server/settings.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const read = (path: string): string => readFileSync(path, 'utf8');

interface Service { readonly environment?: Readonly<Record<string, string>>; readonly env_file?: readonly string[]; readonly command?: readonly string[] }
interface ComposeFile { readonly services: Readonly<Record<string, Service>>; readonly secrets: Readonly<Record<string, { readonly file: string }>> }

const files = ['compose.yaml', 'engines.yaml', 'monitoring.yaml'].map((name) => parseYaml(read(join(here, name))) as ComposeFile);
const services: Readonly<Record<string, Service>> = Object.assign({}, ...files.map((file) => file.services));

const folder = mkdtempSync(join(tmpdir(), 'zhiheng-secrets-'));
const draw = () => spawnSync('sh', [join(here, 'make-secrets.sh'), folder], { encoding: 'utf8' });
const secret = (name: string): string => read(join(folder, name));
const everything = (): Record<string, string> => Object.fromEntries(['.', 'kurrentdb-ca'].flatMap((below) => readdirSync(join(folder, below), { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => [join(below, name), read(join(folder, below, name))])));

beforeAll(() => {
  const { status, stderr } = draw();
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('secrets of the compose file', () => {
  test('are all drawn, none is empty, and the folder is closed to others', () => {
    const wanted = [...files.flatMap((file) => Object.values(file.secrets).map(({ file: path }) => path)), ...Object.values(services).flatMap(({ env_file: paths }) => paths ?? [])];
    expect(wanted.length).toBeGreaterThan(14);
    for (const path of wanted) expect([path, path.startsWith('secrets/') && statSync(join(folder, path.slice('secrets/'.length))).size > 20]).toEqual([path, true]);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  test('stay as they are when the script is run again; what is missing is drawn anew, and what is derived follows', () => {
    const before = everything();
    expect(draw().status).toBe(0);
    expect(everything()).toEqual(before);
    rmSync(join(folder, 'mongodb_zhiheng_password'));
    expect(draw().status).toBe(0);
    const after = everything();
    expect(after['mongodb_zhiheng_password']).not.toBe(before['mongodb_zhiheng_password']);
    expect(after['mongodb_url']).toContain(`zhiheng:${after['mongodb_zhiheng_password']}@`);
    expect(after['kurrentdb_url']).toBe(before['kurrentdb_url']);
  });

  test('name every node of the engines, with durable writes asked for', () => {
    const [kurrentdb, mongodb] = [new URL(secret('kurrentdb_url').replace(/,[^/?]*/, '')), secret('mongodb_url')];
    expect(secret('kurrentdb_url')).toContain('@kurrentdb-1:2113,kurrentdb-2:2113,kurrentdb-3:2113?');
    expect([kurrentdb.password, kurrentdb.searchParams.get('tls')]).toEqual([secret('kurrentdb_admin_password'), 'true']);
    expect(mongodb).toContain('@mongodb-1:27017,mongodb-2:27017,mongodb-3:27017/');
    for (const asked of ['w=majority', 'journal=true', 'readConcernLevel=majority', 'replicaSet=zhiheng']) expect(mongodb).toContain(asked);
  });

  test('hold certificates that KurrentDB takes: of one authority, one common name, for the name of the node, for both ends of a connection', () => {
    const authority = new X509Certificate(secret('kurrentdb-ca/ca.crt'));
    expect([authority.ca, authority.checkIssued(authority)]).toEqual([true, true]);
    for (const node of ['kurrentdb-1', 'kurrentdb-2', 'kurrentdb-3']) {
      const certificate = new X509Certificate(secret(`${node}.crt`));
      expect([node, certificate.verify(authority.publicKey), certificate.checkHost(node), certificate.checkHost('localhost')]).toEqual([node, true, node, 'localhost']);
      expect(certificate.checkHost('kurrentdb-4')).toBeUndefined();
      expect(certificate.subject.split('\n')).toContain(`CN=${services[node]?.environment?.['KURRENTDB_CERTIFICATE_RESERVED_NODE_COMMON_NAME']}`);
      expect([...certificate.keyUsage].sort()).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
      expect(certificate.checkPrivateKey(createPrivateKey(secret(`${node}.key`)))).toBe(true);
    }
  });

  test('hold a cluster id that Kafka takes', () => {
    expect(secret('kafka.env')).toMatch(/^CLUSTER_ID=[A-Za-z0-9_][A-Za-z0-9_-]{21}\n$/);
  });
});

describe('settings', () => {
  const asFiles = (environment: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('ZHIHENG_')).map(([name, value]) => (name.endsWith('_FILE') ? [name.slice(0, -'_FILE'.length), name.includes('KURRENTDB') ? secret('kurrentdb_url') : name.includes('MONGODB') ? secret('mongodb_url') : 'scram-sha-512:zhiheng:password'] : [name, value.replace(/^\$\{\w+:\?.*\}$/, 'quality.city.example/ledger')])));

  test.each(['server-1', 'server-2', 'worker-1', 'worker-2'])('of %s in the compose file are settings of the program', (name) => {
    const given = asFiles(services[name]!.environment!);
    expect(readSettings(given)).toMatchObject({ ZHIHENG_PROFILE: 'distributed', ZHIHENG_PORT: 3000 });
  });

  test('of the kustomization are settings of the program', () => {
    const generated = ['base', 'overlays/example'].flatMap((part) => (parseYaml(read(join(root, 'infra/kubernetes', part, 'kustomization.yaml'))) as { configMapGenerator: { literals: string[] }[] }).configMapGenerator.flatMap(({ literals }) => literals));
    const given = asFiles(Object.fromEntries(generated.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])));
    expect(readSettings(given)).toMatchObject({ ZHIHENG_PROFILE: 'distributed', ZHIHENG_PORT: 3000 });
  });
});

describe('the proxy and Prometheus', () => {
  const processes = (program: string): string[] => Object.entries(services).filter(([, { command }]) => command?.includes(`dist/apps/${program}/main.js`)).map(([name]) => `${name}:3000`);

  test('know every server and every worker', () => {
    const proxied = /reverse_proxy ([^{]+)\{/.exec(read(join(here, 'caddy/Caddyfile')))?.[1]?.trim().split(/\s+/);
    const scraped = (parseYaml(read(join(here, 'prometheus/prometheus.yaml'))) as { scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[] }).scrape_configs;
    const targets = (job: string): string[] => scraped.filter(({ job_name: name }) => name === job).flatMap(({ static_configs: configs }) => configs.flatMap(({ targets: addresses }) => addresses));
    expect(processes('server').length).toBeGreaterThan(1);
    expect(proxied).toEqual(processes('server'));
    expect([targets('zhiheng-server'), targets('zhiheng-worker')]).toEqual([processes('server'), processes('worker')]);
  });
});
