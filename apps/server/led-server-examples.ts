import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TestClock } from '#engine/testing';
import { demoAccounts, demonstrationPassword } from '../../libs/domain/identity/demo/demo-accounts.js';
import { DemoCity, demoCast, pastProcesses } from './demo/demo-city.js';
import type { Answer } from './running-server-examples.js';
import { serve } from './serve.js';
import { readSettings } from './settings.js';
import { compose, type Runtime } from './wiring.js';

/** The whole server with the demo city, listening in this process, with a clock that can be moved: for what takes weeks. */
export class LedServer {
  private constructor(
    private readonly runtime: Runtime,
    private readonly app: NestFastifyApplication,
    private readonly folder: string,
    readonly clock: TestClock,
    readonly address: string,
  ) {}

  static async start(now: string): Promise<LedServer> {
    const folder = mkdtempSync(join(tmpdir(), 'zhiheng-led-'));
    const clock = new TestClock(now);
    const settings = readSettings({ ZHIHENG_DATA: folder, ZHIHENG_PORT: '0', ZHIHENG_WRITER: 'main', ZHIHENG_LOG_LEVEL: 'error' });
    const runtime = await compose(settings, { clock, demo: true, onFatal: (reason) => { throw new Error(reason); } });
    const accounts = demoAccounts();
    const city = await DemoCity.open({ ...runtime, cast: demoCast, accounts, processes: pastProcesses });
    await city.recordHistory();
    await runtime.start();
    const app = await serve(runtime, settings, accounts);
    runtime.startFollowers();
    await city.recordPresent();
    return new LedServer(runtime, app, folder, clock, (await app.getUrl()).replace('[::1]', 'localhost'));
  }

  /** As somebody of the demo city, signed in for this call: the clock may have moved past every token. */
  async call(name: string, method: string, path: string, body?: unknown): Promise<Answer> {
    const signedIn = await this.ask('POST', '/sign-in', { loginName: name, password: demonstrationPassword });
    return this.ask(method, path, body, signedIn.body.accessToken);
  }

  /** The bytes of a file, as somebody of the demo city downloads it. */
  async download(name: string, path: string): Promise<Buffer> {
    const signedIn = await this.ask('POST', '/sign-in', { loginName: name, password: demonstrationPassword });
    const response = await fetch(`${this.address}/api${path}`, { headers: { authorization: `Bearer ${signedIn.body.accessToken}` } });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.runtime.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ask(method: string, path: string, body: unknown, token?: string): Promise<Answer> {
    const response = await fetch(`${this.address}/api${path}`, {
      method, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  }
}
