// A server of this context that really listens, for its specs; product code never imports it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId, type Actor, type JsonObject, type RefusalCatalogue } from '#engine/kernel';
import { CommandEngine, commandRefusals, Commands, ExecuteHandler } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { AccessGuard, AccessRecorder, Authenticator, configureHttp, FaultReporter, httpAdapter, ProblemFilter, Refusals, Views } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { MemoryReactionState } from '#engine/reactions/memory';
import { MemoryReadStore } from '#engine/read-store/memory';
import { TestClock } from '#engine/testing';
import { roundEvents, resultEvents } from '#domain/assessment';
import { personEvents, unitEvents } from '#domain/units';
import { people, sheet } from './cadre-review-examples.js';
import { CadreReview } from './cadre-review.js';
import { CadreReviewModule } from './cadre-review.module.js';
import { cadreReviewParts } from './cadre-review.parts.js';
import { SqliteDossierStore } from './dossier-store/sqlite/index.js';
import { recordReceipt } from './receipts/record-receipt.js';
import { SqliteDeadLetters } from './receipts/sqlite/index.js';
import { SqliteDossierKeys } from './signed-document/sqlite/index.js';

const catalogue = Object.assign({}, ...cadreReviewParts.events, roundEvents, resultEvents, unitEvents, personEvents);

export class CadreReviewServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'cadre-review-'));
  readonly clock = new TestClock('2025-06-10T01:00:00.000Z');
  readonly log = new MemoryEventStore({ clock: this.clock, pollMs: 2 });
  readonly names = new Map([['p-secretary', '张书记'], ['p-head-1', '李区长'], ['p-head-2', '王区长'], ['p-deputy', '赵副区长']]);
  /** Paths that the access log would hold: sensitive reads, and what was refused. */
  readonly accesses: string[] = [];
  /** Score sheets by unit. */
  readonly sheets = new Map<string, JsonObject>([['xuanwu', sheet]]);
  review!: CadreReview;
  private readonly rows = new MemoryReadStore();
  private readonly engine = new CommandEngine(this.log, catalogue, this.clock);
  private readonly runner = new ProjectionRunner({ projections: [...cadreReviewParts.projections], log: this.log, store: this.rows, clock: this.clock, catalogues: [catalogue], owner: newId() });
  private readonly stores = { store: new SqliteDossierStore(join(this.folder, 'dossiers.db')), keys: new SqliteDossierKeys(join(this.folder, 'keys.db')), deadLetters: new SqliteDeadLetters(join(this.folder, 'letters.db')) };
  private app!: NestFastifyApplication;
  url = '';

  async open(): Promise<void> {
    const { log, clock, stores, engine } = this;
    await this.runner.start();
    this.review = await CadreReview.open({
      log, clock, origin: 'nanjing', ...stores, state: new MemoryReactionState(),
      people: { getMany: async (references) => references.flatMap((reference) => (this.names.has(reference) ? [{ reference, name: this.names.get(reference)! }] : [])) },
      sheets: { sheetOf: async (_, unit) => this.sheets.get(unit) },
      inbox: { folder: join(this.folder, 'inbox'), pollMs: 5, send: (command) => engine.execute(recordReceipt, command, { commandId: newId(), retryable: false, actor: people.system, correlation: newId() }) },
    });
    this.review.start();
    await this.listen();
  }

  async close(): Promise<void> {
    await this.down();
    await this.review.stop();
    await this.runner.stop();
    await Promise.all([...Object.values(this.stores).map((store) => store.close()), this.log.close(), this.rows.close()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Stop listening, as while the network or the server is away. */
  async down(): Promise<void> {
    await this.app?.close();
  }

  /** Listen at the same address again, or at any for the first time. */
  async listen(): Promise<void> {
    const port = this.url === '' ? 0 : Number(new URL(this.url).port);
    const recorder: AccessRecorder = {
      refused: async ({ path, status }) => void this.accesses.push(`${status} ${path}`),
      admitted: async ({ path, sensitive }) => void (sensitive && this.accesses.push(`read ${path}`)),
    };
    const refusals: RefusalCatalogue = Object.assign({}, commandRefusals, ...cadreReviewParts.refusals);
    const provided = [
      Commands, { provide: CommandEngine, useValue: this.engine }, { provide: EventStore, useValue: this.log }, { provide: Views, useValue: new Views(this.log, this.rows, this.runner) },
      { provide: Authenticator, useValue: { authenticate: async (request: { headers: Record<string, string> }) => (people as Readonly<Record<string, Actor>>)[(request.headers['authorization'] ?? '').replace('Bearer ', '')] } },
      { provide: AccessRecorder, useValue: recorder }, { provide: FaultReporter, useValue: { fault: (error: unknown) => console.error(error) } }, { provide: Refusals, useValue: refusals },
    ];
    @Global()
    @Module({ imports: [CqrsModule.forRoot()], providers: [ExecuteHandler, ...provided], exports: provided.map((one) => ('provide' in one ? one.provide : one)) })
    class EngineModule {}
    @Module({ imports: [EngineModule, CadreReviewModule.of(this.review)], providers: [{ provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter }] })
    class ServedModule {}
    this.app = await NestFactory.create<NestFastifyApplication>(ServedModule, httpAdapter({}), { logger: false });
    this.app.setGlobalPrefix('api');
    configureHttp(this.app, {});
    await this.app.listen(port, '127.0.0.1');
    this.url = await this.app.getUrl();
  }

  /** Ask as somebody; a body makes it a POST. Views are asked for everything that was written. */
  async ask(as: keyof typeof people | '', path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly json: any }> {
    const sent = body ? { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json', ...headers } } : { headers: { authorization: `Bearer ${as}`, ...headers } };
    const response = await fetch(`${this.url}/api/cadre-review${path}`, sent);
    return { status: response.status, json: await response.json() };
  }

  /** Ask a view, with everything that was written. */
  async view(as: keyof typeof people, path: string): Promise<{ readonly status: number; readonly json: any }> {
    return this.ask(as, `${path}${path.includes('?') ? '&' : '?'}waitFor=${await this.log.head()}`);
  }
}
