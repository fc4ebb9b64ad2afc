// A city in memory with every view of the server, and a small server in front of it; product code never imports it.
import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId, type Actor, type DomainEvent, type EventMeta } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { AccessGuard, AccessRecorder, Authenticator, CityClock, configureHttp, FaultReporter, httpAdapter, ProblemFilter, Refusals, Views } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { person, TestClock } from '#engine/testing';
import { comparingRefusals } from '../../../libs/domain/history/comparing/comparing.refusals.js';
import { ComparingModule } from '../../../libs/domain/history/comparing/comparing.module.js';
import { ReportRegisterHttp } from '../../../libs/domain/reporting/report-register/report-register.http.js';
import { catalogues, projections, refusals } from '../contexts.js';
import { comparingParts, comparingProjections } from './comparing-parts.js';
import type { Fact } from './facts.js';

export const people: Readonly<Record<string, Actor>> = {
  bureau: person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } }),
  leader: person('leader-sun', { roles: { leadership: 'all' } }),
  auditor: person('auditor-lin', { roles: { auditor: 'all' } }),
  verifier: person('verifier-chen', { unit: 'science-tech', roles: { verifier: ['xuanwu', 'qinhuai'] } }),
  xuanwu: person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }),
  qinhuai: person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } }),
  security: person('security-he', { roles: { 'security-admin': 'all' } }),
  nobody: person('nobody'),
};

export interface Answer {
  readonly status: number;
  readonly json: any;
  readonly text: string;
}

/** Facts, views and routes of time travel, all real but the places things are kept in. */
export class ComparedCity {
  readonly clock = new TestClock('2025-04-10T02:00:00.000Z');
  readonly log = new MemoryEventStore({ clock: this.clock, pollMs: 5 });
  readonly rows = new MemoryReadStore();
  readonly admitted: { readonly path: string; readonly sensitive: 'read' | 'export' | false }[] = [];
  private readonly all = [...projections.filter(({ name }) => !comparingProjections.some((one) => one.name === name)), ...comparingProjections];
  readonly runner = new ProjectionRunner({ projections: this.all, log: this.log, store: this.rows, clock: this.clock, catalogues, owner: newId() });
  readonly views = new Views(this.log, this.rows, this.runner);
  private app!: NestFastifyApplication;

  static async open(): Promise<ComparedCity> {
    const city = new ComparedCity();
    await city.runner.start();
    await city.listen();
    return city;
  }

  /** Put a fact into the log; answers its position. */
  async record(stream: string, event: Fact, meta: Partial<EventMeta> = {}): Promise<number> {
    return this.put(stream, event, meta);
  }

  private async put(stream: string, { type, data }: DomainEvent<string, any>, meta: Partial<EventMeta>): Promise<number> {
    const id = newId();
    await this.log.append([{ stream, expected: 'any', events: [{ id, type, schema: 1, data, meta: { actor: 'tester', correlation: id, causation: id, ...meta } }] }]);
    return this.log.head();
  }

  /** Wait until every view reflects the end of the log. */
  async settled(): Promise<number> {
    const head = await this.log.head();
    if (!(await this.runner.whenProcessed(this.all.map(({ name }) => name), head, 10_000))) throw new Error(`views are behind ${head}`);
    return head;
  }

  async get(as: keyof typeof people | undefined, path: string): Promise<Answer> {
    await this.settled();
    const response = await fetch(`${await this.app.getUrl()}/api${path}`, as === undefined ? {} : { headers: { authorization: String(as) } });
    const text = await response.text();
    return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined };
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.runner.stop();
    await this.log.close();
  }

  private async listen(): Promise<void> {
    @Global()
    @Module({
      imports: [ComparingModule.of(comparingParts)],
      controllers: [ReportRegisterHttp],
      providers: [
        { provide: EventStore, useValue: this.log }, { provide: Views, useValue: this.views }, { provide: CityClock, useValue: this.clock },
        { provide: Refusals, useValue: { ...refusals, ...comparingRefusals } },
        { provide: Authenticator, useValue: { authenticate: async (request: { headers: Record<string, string> }) => people[request.headers['authorization'] ?? ''] } },
        { provide: AccessRecorder, useValue: { refused: async () => undefined, admitted: async (attempt: { path: string; sensitive: 'read' | 'export' | false }) => void this.admitted.push(attempt) } },
        { provide: FaultReporter, useValue: { fault: (error: unknown) => console.error(error) } }, { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [EventStore, Views, CityClock],
    })
    class ComparedCityModule {}
    this.app = await NestFactory.create<NestFastifyApplication>(ComparedCityModule, httpAdapter({}), { logger: false });
    this.app.setGlobalPrefix('api');
    configureHttp(this.app, {});
    await this.app.listen(0, '127.0.0.1');
  }
}
