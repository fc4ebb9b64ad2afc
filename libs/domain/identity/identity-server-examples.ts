// Identity on a server that really listens, for its specs; product code never imports it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CommandEngine, commandRefusals, Commands, ExecuteHandler } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { AccessGuard, configureHttp, declaredEndpoints, FaultReporter, httpAdapter, ProblemFilter, Refusals, Views } from '#engine/http';
import { newId } from '#engine/kernel';
import { ProjectionRunner } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { TestClock } from '#engine/testing';
import { unitEvents, unitStream } from '#domain/units';
import { SqliteAccessLog } from './access-log/sqlite/index.js';
import { unit } from './identity-examples.js';
import { Identity, type IdentityOptions } from './identity.js';
import { IdentityModule } from './identity.module.js';
import { identityParts } from './identity.parts.js';
import { provisionAccounts, type NewAccount } from './provisioning.js';
import { PasswordHashing } from './secrets/password-hashing.js';
import { SqliteSecretStore } from './secrets/sqlite/index.js';

/** The initial password of everybody here, and the one they change it to. */
export const initialPassword = 'Quiet-River-41';
export const ownPassword = 'Brave-Lantern-7';

export const people: readonly NewAccount[] = [
  { loginName: 'sys', role: 'system-admin', units: 'all', password: initialPassword },
  { loginName: 'sec', role: 'security-admin', units: 'all', password: initialPassword },
  { loginName: 'aud', role: 'audit-admin', units: 'all', password: initialPassword },
  { loginName: 'wang', role: 'reporter', unit: 'xuanwu', units: ['xuanwu'], password: initialPassword },
  { loginName: 'li', role: 'reporter', unit: 'xuanwu', units: ['xuanwu'], password: initialPassword },
  { loginName: 'boss', role: 'leadership', units: 'all', password: initialPassword },
];

// Hashing is slow on purpose; what every server here begins with is hashed once.
const hashing = new PasswordHashing();
const ownHash = hashing.hash(ownPassword);
const hashed = new Map<string, Promise<string>>();
const hashOnce = { hash: (password: string) => hashed.get(password) ?? hashed.set(password, hashing.hash(password)).get(password)! };

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Specs look into answers of every shape.
  readonly json: any;
  readonly text: string;
}

/** A server with the six people above, whose passwords are changed already, and one demonstration account. */
export class IdentityServer {
  readonly clock = new TestClock('2025-04-10T02:00:00.000Z');
  private readonly folder = mkdtempSync(join(tmpdir(), 'identity-'));
  readonly secrets = new SqliteSecretStore(join(this.folder, 'secrets.db'));
  readonly accessLogFile = join(this.folder, 'access.db');
  readonly accessLog = new SqliteAccessLog(this.accessLogFile);
  readonly store = new MemoryEventStore({ clock: this.clock, pollMs: 5 });
  readonly faults: unknown[] = [];
  private readonly rows = new MemoryReadStore();
  private readonly catalogue = { ...identityParts.events[0], ...unitEvents };
  private readonly runner = new ProjectionRunner({ projections: [...identityParts.projections], log: this.store, store: this.rows, clock: this.clock, catalogues: [this.catalogue], owner: newId(), report: () => undefined });
  identity!: Identity;
  private app!: NestFastifyApplication;
  private url = '';

  /** @param more routes beside those of identity, and how often streams beat */
  static async start(options: Partial<IdentityOptions> = {}, more: { readonly controllers?: Type[]; readonly heartbeatMs?: number } = {}): Promise<IdentityServer> {
    const server = new IdentityServer();
    await server.open(options, more);
    return server;
  }

  /** Where it listens. */
  get address(): string {
    return this.url;
  }

  /** The routes it has. */
  get routes(): readonly { readonly method: string; readonly path: string }[] {
    return declaredEndpoints;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.identity.stop();
    await this.runner.stop();
    await Promise.all([this.store.close(), this.rows.close(), this.secrets.close(), this.accessLog.close().catch(() => undefined)]);
    rmSync(this.folder, { recursive: true });
  }

  /** Ask as somebody with an access token. */
  async ask(method: string, path: string, { token, body, headers }: { readonly token?: string | undefined; readonly body?: unknown; readonly headers?: Record<string, string> } = {}): Promise<Reply> {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' || !/json/.test(response.headers.get('content-type') ?? '') ? undefined : JSON.parse(text), text };
  }

  signIn(loginName: string, password = ownPassword): Promise<Reply> {
    return this.ask('POST', '/sign-in', { body: { loginName, password } });
  }

  /** The access token of somebody who signs in now. */
  async tokenOf(loginName: string): Promise<string> {
    const { json } = await this.signIn(loginName);
    if (!json.accessToken) throw new Error(`${loginName} was not signed in: ${JSON.stringify(json)}`);
    return json.accessToken as string;
  }

  /** Kinds and people of the newest entries of the access log, oldest first. */
  async entries(count: number): Promise<string[]> {
    return (await this.accessLog.entries({}, count)).map(({ kind, user = '-' }) => `${kind} ${user}`).reverse();
  }

  private async open(options: Partial<IdentityOptions>, more: Parameters<typeof IdentityServer.start>[1]): Promise<void> {
    const { store, clock, secrets, accessLog } = this;
    const engine = new CommandEngine(store, this.catalogue, clock);
    const { type, data } = unit();
    await store.append([{ stream: unitStream('xuanwu'), expected: 'no-stream', events: [{ id: newId(), type, schema: 1, data: { ...data }, meta: { actor: 'x', correlation: newId(), causation: newId() } }] }]);
    await provisionAccounts({ engine, secrets, hashing: hashOnce, clock }, people, { demonstration: false });
    await provisionAccounts({ engine, secrets, hashing: hashOnce, clock }, [{ loginName: 'demo', role: 'auditor', units: 'all', password: ownPassword }], { demonstration: true });
    clock.advance({ minutes: 1 });
    const hash = await ownHash;
    for (const { loginName } of people) await secrets.setPassword({ user: loginName, hash, setAt: clock.now(), mustChange: false });
    this.identity = await Identity.open({ secrets, accessLog, clock, ...options });
    await Promise.all([this.identity.start(store), this.runner.start()]);
    await this.listen(engine, more);
  }

  private async listen(engine: CommandEngine, { controllers = [], ...http }: Parameters<typeof IdentityServer.start>[1] = {}): Promise<void> {
    const provided = [
      Commands,
      { provide: CommandEngine, useValue: engine },
      { provide: Views, useValue: new Views(this.store, this.rows, this.runner) },
      { provide: FaultReporter, useValue: { fault: (error: unknown) => this.faults.push(error) } },
      { provide: Refusals, useValue: { ...commandRefusals, ...identityParts.refusals[0] } },
    ];
    @Global()
    @Module({ imports: [CqrsModule.forRoot()], providers: [ExecuteHandler, ...provided], exports: provided.map((p) => ('provide' in p ? p.provide : p)) })
    class EngineModule {}
    @Module({ imports: [EngineModule, IdentityModule.of(this.identity)], controllers, providers: [{ provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter }] })
    class ServerModule {}
    this.app = await NestFactory.create<NestFastifyApplication>(ServerModule, httpAdapter(http), { logger: false });
    this.app.setGlobalPrefix('api');
    configureHttp(this.app, http);
    await this.app.listen(0, '127.0.0.1');
    this.url = await this.app.getUrl();
  }
}
