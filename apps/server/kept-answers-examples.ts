// The demo city in this process, with a folder that outlives its server, and questions about its past; product code never imports it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { newId, reachesAny } from '#engine/kernel';
import { declaredEndpoints, type EndpointDefinition, type Views } from '#engine/http';
import { seededRandom, TestClock, type SeededRandom } from '#engine/testing';
import { demoAccounts, demonstrationPassword } from '../../libs/domain/identity/demo/demo-accounts.js';
import { DemoCity, demoCast, pastProcesses } from './demo/demo-city.js';
import { serve } from './serve.js';
import { readSettings } from './settings.js';
import { compose, type Runtime } from './wiring.js';

/** What somebody asked of the past, and how they are known. */
export interface Question {
  readonly as: string;
  /** Below `/api`, with its query; always as known at a position. */
  readonly path: string;
}

/** Who asks: everybody who sees something, one of the three administrators too. */
const askers = ['bureau', 'leader', 'inspector', 'auditor', 'organisation', 'verifier-science-tech', 'reporter-xuanwu', 'reporter-qinhuai', 'secadmin'];

/** Those of them whom a route lets in. Whoever it does not is asked for now and then all the same. */
function askersOf({ access }: EndpointDefinition, random: SeededRandom): readonly string[] {
  if (typeof access === 'string' || random.chance(0.05)) return askers;
  const accounts = demoAccounts().filter(({ loginName }) => askers.includes(loginName));
  return accounts.filter(({ role, unit, units }) => reachesAny(access.scope({ id: 'x', ...(unit === undefined ? {} : { unit }), grants: [{ role, units }] }))).map(({ loginName }) => loginName);
}

/** The server with the demo city. Stopped and started again, it is the same city. */
export class KeptCity {
  private readonly folder = mkdtempSync(join(tmpdir(), 'zhiheng-kept-'));
  private readonly accounts = demoAccounts();
  private readonly tokens = new Map<string, string>();
  private runtime!: Runtime;
  private app!: NestFastifyApplication;
  private address = '';

  private constructor(readonly clock: TestClock) {}

  static async start(now: string): Promise<KeptCity> {
    const city = new KeptCity(new TestClock(now));
    await city.begin();
    return city;
  }

  /** The views behind the routes. */
  get views(): Views {
    return this.runtime.views;
  }

  /** Stop the server, let some time pass, and start another one on the same folder. */
  async restart(days: number): Promise<void> {
    await this.end();
    this.clock.advance({ days });
    await this.begin();
  }

  /** Build every projection anew beside the old rows, and wait until all have taken over. */
  async rebuildAll(deadlineMs: number): Promise<void> {
    const { projections, projectionNames } = this.runtime;
    const before = new Map((await projections.status()).map(({ name, generation }) => [name, generation]));
    const correlation = newId();
    for (const name of projectionNames) await projections.rebuild(name, { reason: '重建核对', by: { id: newId(), meta: { actor: 'sysadmin', correlation, causation: correlation } } });
    await this.until(deadlineMs, async () => (await projections.status()).every(({ name, generation, rebuild }) => !rebuild && generation > before.get(name)!));
    await this.settled();
  }

  /** Wait until every view reflects the end of the log. */
  async settled(): Promise<number> {
    const { log, projections, projectionNames } = this.runtime;
    const head = await log.head();
    if (!(await projections.whenProcessed(projectionNames, head, 60_000))) throw new Error(`views are behind ${head}`);
    return head;
  }

  /**
   * Status and body, as bytes on the wire; without the trace id of a problem, which is of the request, and without the
   * proofs of an explanation, which come when the ledger signs a checkpoint that covers its facts.
   */
  async answer({ as, path }: Question): Promise<string> {
    const response = await this.fetched(as, path);
    const text = (await response.text()).replace(/,"traceId":"[0-9a-f]+"/, '');
    return `${response.status} ${path.startsWith('/history/explanations/') ? withoutProofs(text) : text}`;
  }

  /** An answer as it comes. */
  async fetched(as: string, path: string): Promise<Response> {
    return fetch(`${this.address}/api${path}`, { headers: { authorization: `Bearer ${await this.token(as)}`, 'accept-language': 'zh' } });
  }

  /** An act that has to succeed; answers its body. */
  async act(as: string, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<any> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${this.address}/api${path}`, { method, headers: { authorization: `Bearer ${await this.token(as)}`, ...type, ...headers }, ...sent });
    const text = await response.text();
    if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async begin(): Promise<void> {
    const settings = readSettings({ ZHIHENG_DATA: this.folder, ZHIHENG_PORT: '0', ZHIHENG_WRITER: 'main', ZHIHENG_LOG_LEVEL: 'error' });
    this.runtime = await compose(settings, { clock: this.clock, demo: true, onFatal: (reason) => { throw new Error(reason); } });
    const city = await DemoCity.open({ ...this.runtime, cast: demoCast, accounts: this.accounts, processes: pastProcesses });
    await city.recordHistory();
    await this.runtime.start();
    this.app = await serve(this.runtime, settings, this.accounts);
    this.runtime.startFollowers();
    await city.recordPresent();
    this.address = (await this.app.getUrl()).replace('[::1]', 'localhost');
    this.tokens.clear();
    await this.settled();
  }

  private async end(): Promise<void> {
    await this.app.close();
    await this.runtime.stop();
  }

  /** Tokens hold for the clock's minutes; it stands still between acts. */
  private async token(name: string): Promise<string> {
    const known = this.tokens.get(`${name} ${this.clock.now()}`);
    if (known) return known;
    const response = await fetch(`${this.address}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ loginName: name, password: demonstrationPassword }) });
    const { accessToken } = (await response.json()) as { accessToken: string };
    this.tokens.set(`${name} ${this.clock.now()}`, accessToken);
    return accessToken;
  }

  private async until(deadlineMs: number, holds: () => Promise<boolean>): Promise<void> {
    const began = performance.now();
    while (!(await holds())) {
      if (performance.now() - began > deadlineMs) throw new Error(`not within ${deadlineMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const withoutProofs = (text: string): string => JSON.stringify(JSON.parse(text), (name, value: unknown) => (['proof', 'checkpoint', 'unproven'].includes(name) ? undefined : value));

/** Values that places in paths and queries are filled with, by the name of the place; with a colon in front for places in paths alone. */
export type Pools = Readonly<Record<string, readonly (string | number)[]>>;

/** Things of the demo city to ask about: what its lists hold, and the years and groups it has. */
export async function poolsOf(city: KeptCity): Promise<Pools> {
  const list = async (as: string, path: string) => (await city.act(as, 'GET', path)).items as Record<string, any>[];
  const [plan] = (await list('bureau', '/plans?limit=1')).map((row) => String(row['plan']));
  const [findings, rounds, reports, schemes] = [await list('bureau', '/findings?limit=40'), await list('bureau', '/rounds'), await list('bureau', `/reports?plan=${plan}&limit=200`), await list('bureau', '/schemes')];
  const [appointments, measures, campaigns, interviews] = [await list('bureau', '/appointments?limit=40'), await list('bureau', `/plans/${plan}/measures`), await list('bureau', '/campaigns'), await list('bureau', '/interviews')];
  const [rewards, matters, users] = [await list('bureau', '/rewards'), await list('bureau', '/matters'), await list('auditor', '/users?limit=20')];
  const subjects = (await list('auditor', '/history/changes?limit=300')).map((row) => row['subject'] as { readonly kind: string; readonly key: string });
  const of = (rows: readonly Record<string, any>[], field: string) => [...new Set(rows.map((row) => row[field] as string))];
  const units = [...of(reports, 'unit').slice(0, 12), 'xuanwu', 'qinhuai', 'market-regulation'];
  return {
    plan: [plan!], unit: units, code: units, round: of(rounds, 'round'), finding: of(findings, 'finding'), scheme: of(schemes, 'scheme'), indicator: of(reports, 'indicator'), period: of(reports, 'period'), year: [2023, 2024, 2025, 2026],
    group: ['districts', 'departments'], no: of(measures, 'no'), campaign: of(campaigns, 'campaign'), interview: of(interviews, 'interview'), reward: of(rewards, 'reward'), matter: of(matters, 'matter'), user: of(users, 'user'),
    appointment: of(appointments, 'appointment'), calendar: ['national'], stream: [`plan-${plan}`, ...of(findings, 'finding').slice(0, 5).map((code) => `finding-${code}`)], version: [1, 2], rules: ['nanjing-cadre-review'], request: ['r-1'], limit: [1, 7, 50, 200],
    ':position': [40, 400, 1_400, 2_400, 3_400, 4_000], ':kind': ['report', 'finding', 'indicator', 'target'], ':key': [...new Set(subjects.map(({ key }) => key))].slice(0, 40),
    view: ['reports', 'targets', 'findings', 'appointments', 'units', 'rounds', 'round-units', 'schemes', 'permissions'],
  };
}

/** Routes that answer for a moment of the past. */
export const pastRoutes = (): readonly EndpointDefinition[] => declaredEndpoints.filter(({ method, query }) => method === 'GET' && query instanceof z.ZodObject && ('asKnownAt' in query.shape || ('from' in query.shape && 'view' in query.shape)));

/** Random questions about any moment up to a position: every route at least once, then any. */
export function questionsUpTo(head: number, pools: Pools, count: number, seed: number): readonly Question[] {
  const random = seededRandom(seed);
  const routes = pastRoutes();
  return Array.from({ length: Math.max(count, routes.length) }, (_, index) => {
    const route = routes[index] ?? random.pick(routes);
    return { as: random.pick(askersOf(route, random)), path: pathOf(route, head, pools, random) };
  });
}

/** Any position, later ones more often: early in the log there is little to be found. */
const momentUpTo = (head: number, random: SeededRandom): number => head - Math.floor(random.next() ** 3 * (head + 1));

function pathOf({ path, query }: EndpointDefinition, head: number, pools: Pools, random: SeededRandom): string {
  // The same word in another place: kinds of periods, not of things.
  const own: Pools = path.startsWith('/report-sheets/') ? { ':kind': ['year', 'half', 'quarter', 'month'] } : {};
  const filled = path.replace(/:([a-zA-Z]+)/g, (_place, name: string) => encodeURIComponent(String(random.pick(own[`:${name}`] ?? pools[`:${name}`] ?? pools[name] ?? ['none']))));
  const { shape } = query as z.ZodObject;
  const given: Record<string, string> = {};
  const isComparison = 'view' in shape;
  for (const name of Object.keys(shape)) {
    const pool = pools[name];
    if (!isComparison && pool && random.chance(0.25)) given[name] = String(random.pick(pool));
  }
  if (isComparison) {
    const from = random.int(0, head);
    return `${filled}?${new URLSearchParams({ view: String(random.pick(pools['view']!)), from: String(from), to: String(random.int(from, head)) }).toString()}`;
  }
  return `${filled}?${new URLSearchParams({ ...given, ...requiredOf(path, random), asKnownAt: String(momentUpTo(head, random)) }).toString()}`;
}

/** Fields without which a route does not answer. */
function requiredOf(path: string, random: SeededRandom): Readonly<Record<string, string>> {
  if (path.endsWith('/due')) return { from: '2025-03-03', days: String(random.int(1, 30)), kind: 'working' };
  if (path.endsWith('/due-calendar')) return { from: '2025-01-01', to: '2025-02-28' };
  if (path === '/completeness/summary' || path === '/verification-board') return { plan: 'nanjing-2023', year: '2025' };
  if (path === '/supervision/board') return { by: random.pick(['unit', 'severity', 'source']) };
  return {};
}
