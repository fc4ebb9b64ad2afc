import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DefinitionCard } from '#domain/plan';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { repository } from '../measurements/results.js';

export const plan = 'nanjing-2023';
export const period = '2025-Q4';

/** The twelve areas of the demo city. */
export const areas = ['xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun', 'jiangbei-new-area'];

/** A place that values are reported for, and who may. */
export interface Place {
  readonly indicator: string;
  readonly unit: string;
  readonly token: string;
}

/** The server with the demo city as a process of its own, as `npm start` runs it, in a data folder that goes with it. */
export class ServedCity {
  private readonly tokens = new Map<string, string>();

  private constructor(readonly address: string, readonly process: ChildProcess, readonly folder: string) {}

  /** How the server ended, when it did. */
  get ended(): string | undefined {
    const { exitCode, signalCode } = this.process;
    return exitCode === null && signalCode === null ? undefined : `the server ended with ${exitCode ?? signalCode}`;
  }

  /** Start it; resolves when the demo is ready. `nodeOptions` go before the program; `folder` has the data of one that was stopped. */
  static async start(nodeOptions: readonly string[] = [], folder = mkdtempSync(join(tmpdir(), 'zhiheng-http-'))): Promise<ServedCity> {
    const server = spawn(process.execPath, [...nodeOptions, join(repository, 'dist/apps/server/main.js'), '--demo'], {
      cwd: repository, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ZHIHENG_DATA: folder, ZHIHENG_PORT: '0', ZHIHENG_LOG_LEVEL: 'error', ZHIHENG_TOKEN_MINUTES: '120' },
    });
    const address = await new Promise<string>((resolve, reject) => {
      let printed = '';
      server.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
        printed += chunk;
        const found = /http:\/\/[^\s/]+/.exec(printed)?.[0];
        if (found && printed.includes('--as leader')) resolve(found);
      });
      server.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)));
    });
    return new ServedCity(address, server, folder);
  }

  /** Indicators that every area reports, defined through the API. */
  async places(indicators: number, frequency: 'month' | 'quarter' = 'quarter'): Promise<readonly Place[]> {
    const places: Place[] = [];
    for (let n = 0; n < indicators; n += 1) {
      const indicator = `bench-${n}`;
      await this.call('bureau', 'POST', `/plans/${plan}/indicators`, { card: cardOf(indicator, frequency) });
      for (const unit of areas) places.push({ indicator, unit, token: await this.token(`reporter-${unit}`) });
    }
    // Neighbours in the list belong to different streams of different people.
    return places.sort((a, b) => (a.indicator === b.indicator ? 0 : a.indicator < b.indicator ? -1 : 1));
  }

  async token(name: string): Promise<string> {
    const known = this.tokens.get(name);
    if (known) return known;
    const { password } = (await this.call(undefined, 'GET', '/system')) as { password: string };
    const { accessToken } = (await this.call(undefined, 'POST', '/sign-in', { loginName: name, password })) as { accessToken: string };
    this.tokens.set(name, accessToken);
    return accessToken;
  }

  /** @throws Error with the answer when it is not a success */
  async call(name: string | undefined, method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { ...(name === undefined ? {} : { authorization: `Bearer ${await this.token(name)}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(`${this.address}/api${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Reports of the bench's indicators that are in the log, read from its file. */
  async reportsInLog(): Promise<number> {
    const log = SqliteEventStore.openReadOnly({ path: join(this.folder, 'events.db') });
    let [count, after, more] = [0, 0, true];
    while (more) {
      const page = await log.readAll({ after, limit: 5_000, types: ['reporting.IndicatorReported'] });
      count += page.events.filter(({ data }) => String(data['indicator']).startsWith('bench-')).length;
      [after, more] = [page.scannedTo, page.events.length > 0];
    }
    await log.close();
    return count;
  }

  /** Processor time the server has used, all threads, in milliseconds; undefined where the system does not tell. */
  cpuMs(): number | undefined {
    try {
      const [, fields = ''] = readFileSync(`/proc/${this.process.pid}/stat`, 'utf8').split(') ');
      const parts = fields.split(' ');
      // utime and stime are the 14th and 15th fields, in hundredths of a second.
      return (Number(parts[11]) + Number(parts[12])) * 10;
    } catch {
      return undefined;
    }
  }

  /** Stop it and wait until it has gone; the folder stays until {@link discard}. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      this.process.removeAllListeners('exit').on('exit', () => resolve());
      this.process.kill('SIGTERM');
    });
  }

  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const cardOf = (code: string, frequency: 'month' | 'quarter'): DefinitionCard => ({
  code, name: { zh: `基准指标 ${code}`, en: `Bench indicator ${code}` }, measure: 'general', kind: 'quantitative', measurementUnit: '家', decimals: 0, direction: 'higher-better',
  frequency, accumulation: 'latest', releaseLagDays: 0, reportedBy: areas, verifier: 'market-regulation', evidenceRequired: false, range: { min: '0' },
  sourceQuote: '基准测试', needsThreshold: false,
});
