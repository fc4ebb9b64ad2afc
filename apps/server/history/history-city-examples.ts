// A log with its change history, in memory, for specs; product code never imports it.
import { newId, type Actor, type DomainEvent, type EventCatalogue, type EventMeta } from '#engine/kernel';
import { withUpcasters } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { Views, type Caller } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { person, TestClock } from '#engine/testing';
import { ChangeHistoryHttp } from '../../../libs/domain/history/change-history/change-history.http.js';
import { HistoryEventsHttp } from '../../../libs/domain/history/change-history/events.http.js';
import { catalogue } from '../contexts.js';
import { changeHistoryProjections } from './projections.js';
import { tellingBook } from './telling-book.js';

export const people = {
  bureau: person('zhao', { unit: 'market-regulation', roles: { bureau: 'all' } }),
  leader: person('qian', { roles: { leadership: 'all' } }),
  auditor: person('sun', { roles: { auditor: 'all' } }),
  organisation: person('li', { unit: 'organisation', roles: { organisation: 'all' } }),
  inspector: person('zhou', { roles: { inspector: ['xuanwu'] } }),
  verifier: person('wu', { unit: 'statistics', roles: { verifier: ['xuanwu', 'gulou'] } }),
  xuanwu: person('zheng', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }),
  gulou: person('wang', { unit: 'gulou', roles: { reporter: ['gulou'] } }),
  systemAdmin: person('feng', { roles: { 'system-admin': 'all' } }),
  securityAdmin: person('chen', { roles: { 'security-admin': 'all' } }),
  auditAdmin: person('chu', { roles: { 'audit-admin': 'all' } }),
  stranger: person('wei'),
} as const satisfies Readonly<Record<string, Actor>>;

export const noFilters = {
  kind: undefined, key: undefined, person: undefined, unit: undefined, role: undefined, type: undefined, period: undefined, from: undefined, to: undefined, reason: undefined, authority: undefined,
  order: 'newest' as const, limit: undefined, cursor: undefined, asKnownAt: undefined, waitFor: undefined,
};
type Query = Partial<{ [K in keyof typeof noFilters]: string | number }>;

type Fact = DomainEvent<string, any>;

/** The city's log and what people see of its history. */
export class HistoryCity {
  readonly clock = new TestClock('2025-03-03T01:00:00.000Z');
  readonly stored = new MemoryEventStore({ clock: this.clock, pollMs: 5 });
  readonly rows = new MemoryReadStore();
  readonly runner: ProjectionRunner;
  readonly changes: ChangeHistoryHttp;
  readonly events: HistoryEventsHttp;

  private constructor(readonly known: EventCatalogue) {
    const log = withUpcasters(this.stored, [known]);
    this.runner = new ProjectionRunner({ projections: changeHistoryProjections(known), log, store: this.rows, clock: this.clock, owner: newId(), catalogues: [known] });
    const views = new Views(log, this.rows, this.runner);
    const book = tellingBook(known);
    this.changes = new ChangeHistoryHttp(views, log, book);
    this.events = new HistoryEventsHttp(views, log, this.stored, book);
  }

  static async open(known: EventCatalogue = catalogue): Promise<HistoryCity> {
    const city = new HistoryCity(known);
    await city.runner.start();
    return city;
  }

  /** Record facts of one act; each is a second later than the act before. Answers the position of the last. */
  async act(stream: string, facts: Fact | readonly Fact[], meta: Partial<EventMeta> = {}, schema = 1): Promise<{ readonly position: number; readonly id: string }> {
    this.clock.advance({ seconds: 1 });
    const id = newId();
    const events = [facts].flat().map(({ type, data, validAt }: Fact) => ({
      id: newId(), type, schema, data, meta: { actor: 'zhao', unit: 'market-regulation', role: 'bureau', correlation: id, causation: id, ...(validAt === undefined ? {} : { validAt }), ...meta },
    }));
    const { position } = await this.stored.append([{ stream, expected: 'any', events }]);
    return { position, id: events.at(-1)!.id };
  }

  async list(actor: Actor, query: Query = {}) {
    const waitFor = query['asKnownAt'] === undefined ? await this.stored.head() : undefined;
    return this.changes.list({ params: undefined, query: { ...noFilters, waitFor, ...query } as never, body: undefined }, callerOf(actor));
  }

  /** Sentences, newest first, in Chinese. */
  async told(actor: Actor, query: Query = {}): Promise<string[]> {
    return (await this.list(actor, query)).items.map(({ sentence }) => sentence.zh);
  }

  async types(actor: Actor, query: Query = {}): Promise<string[]> {
    return (await this.list(actor, { limit: 500, order: 'oldest', ...query })).items.map(({ type }) => type);
  }

  async one(actor: Actor, position: number) {
    return this.events.one({ params: { position }, query: { asKnownAt: undefined, waitFor: await this.stored.head() }, body: undefined }, callerOf(actor));
  }

  async tree(actor: Actor, position: number, query: { limit?: number; cursor?: string } = {}) {
    return this.events.tree({ params: { position }, query: { limit: undefined, cursor: undefined, asKnownAt: undefined, waitFor: await this.stored.head(), ...query }, body: undefined }, callerOf(actor));
  }

  async csv(actor: Actor, query: Query & { language?: 'zh' | 'en' } = {}): Promise<string> {
    const { limit: _limit, cursor: _cursor, ...filters } = noFilters;
    const file = await this.changes.exported({ params: undefined, query: { ...filters, language: 'zh', waitFor: await this.stored.head(), ...query } as never, body: undefined }, callerOf(actor));
    let text = '';
    for await (const chunk of file.getStream()) text += String(chunk);
    return text;
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await Promise.all([this.rows.close(), this.stored.close()]);
  }
}

export function callerOf(actor: Actor): Caller {
  const commandId = newId();
  return { actor, envelope: { commandId, retryable: false, actor, correlation: commandId } };
}
