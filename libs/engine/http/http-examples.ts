// A small application that really listens, for the specs of this room; product code never imports it.
import { Controller, Get, Inject, Module, type MessageEvent, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { interval, map, take, type Observable } from 'rxjs';
import { z } from 'zod';
import { command, cityPolicy, defineEvents, defineRefusals, refuse, rolePolicy, type Actor, type EventsOf, type Fold } from '#engine/kernel';
import { CommandEngine, commandRefusals, Commands, ExecuteHandler, TooContended } from '#engine/commands';
import { StoreStopped, StoreUnavailable, type EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { BadRowQuery } from '#engine/read-store';
import { TestClock } from '#engine/testing';
import {
  AccessGuard, AccessRecorder, Authenticator, codeField, configureHttp, decimalField, endpoint, FaultReporter, From, Handle, HandleLive, httpAdapter, Input,
  ProblemFilter, receipt, receiptReply, Refusals, textField, wholeNumber, type Caller, type HttpOptions, type InputOf,
} from './index.js';

const noteEvents = defineEvents({
  'notes.NoteWritten': { version: 1, title: { zh: '记录', en: 'Note written' }, data: z.strictObject({ id: z.string(), text: z.string() }) },
});
type NoteEvent = EventsOf<typeof noteEvents>;

const note: Fold<readonly string[], NoteEvent> = { name: 'notes.note', initial: [], evolve: (texts, event) => [...texts, event.data.text] };
const mayWrite = rolePolicy('notes.write', ['clerk']);
const mayRead = cityPolicy('notes.read', ['clerk', 'auditor']);

const writeNote = command({
  name: 'notes.Write',
  policy: mayWrite,
  unit: () => 'xuanwu',
  stream: (c: { id: string; text: string }) => `note-${c.id}`,
  state: note,
  decide: (texts, { id, text }) => {
    if (text === 'secret') return refuse('notes.not-yours');
    if (text === 'unlisted') return refuse('notes.in-no-catalogue');
    return texts.at(-1) === text ? [] : texts.length === 5 ? refuse('notes.full', { id }, 'params.id') : [{ type: 'notes.NoteWritten' as const, data: { id, text } }];
  },
});

const refusals = {
  ...commandRefusals,
  ...defineRefusals({
    'notes.full': { kind: 'conflict', title: { zh: '{id} 已满。', en: '{id} is full.' }, remedy: { zh: '请另建一条。', en: 'Start another.' } },
    'notes.not-yours': { kind: 'forbidden', title: { zh: '不是您的。', en: 'It is not yours.' }, remedy: { zh: '请联系所有者。', en: 'Ask its owner.' } },
  }),
};

const write = endpoint({
  method: 'POST', path: '/notes/:id', tag: 'notes', access: mayWrite, command: true, status: 201, summary: { zh: '写', en: 'Write' },
  params: z.strictObject({ id: codeField }), body: z.strictObject({ text: textField(20_000) }), reply: receiptReply, refusals: ['notes.full'],
});
const read = endpoint({
  method: 'GET', path: '/notes/:id', tag: 'notes', access: mayRead, sensitive: true, summary: { zh: '读', en: 'Read' },
  params: z.strictObject({ id: codeField }), query: z.strictObject({ limit: wholeNumber(1, 10).optional() }),
});
const measure = endpoint({
  method: 'POST', path: '/measure', tag: 'notes', access: 'signed-in', summary: { zh: '量', en: 'Measure' },
  body: z.strictObject({ value: decimalField, list: z.array(z.string()).max(3).optional(), kind: z.enum(['a', 'b']).optional(), count: z.int().optional() }),
});
const upload = endpoint({
  method: 'POST', path: '/upload', tag: 'notes', access: mayWrite, summary: { zh: '传', en: 'Upload' }, rawBody: ['text/csv', 'application/json'], bodyLimit: 2_000_000,
});
const fail = endpoint({
  method: 'GET', path: '/fail/:how', tag: 'notes', access: 'public', summary: { zh: '错', en: 'Fail' }, params: z.strictObject({ how: z.string() }),
});
const watch = endpoint({
  method: 'GET', path: '/watch/:id', tag: 'notes', access: mayRead, summary: { zh: '看', en: 'Watch' }, params: z.strictObject({ id: codeField }), replyType: 'text/event-stream',
});
const bare = endpoint({ method: 'POST', path: '/bare', tag: 'notes', access: 'public', summary: { zh: '空', en: 'Bare' } });

/** What must never be in an answer. */
export const canary = 'SELECT secret FROM vault';

const failures: Record<string, () => Error> = {
  fault: () => new Error(canary),
  thrown: () => canary as unknown as Error,
  contended: () => new TooContended(canary),
  stopped: () => new StoreStopped(canary),
  unavailable: () => new StoreUnavailable(canary),
  query: () => new BadRowQuery(canary),
};

@Controller()
class NotesHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject('EventStore') private readonly store: EventStore,
  ) {}

  @Handle(write)
  async write(@Input() { params, body }: InputOf<typeof write>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(writeNote, { ...params, ...body }, envelope));
  }

  @Handle(read)
  async read(@Input() { params }: InputOf<typeof read>) {
    const events = await this.store.readStream(`note-${params.id}`);
    return { texts: events.map((event) => event.data['text']), meta: events.map((event) => event.meta) as unknown };
  }

  @Handle(measure)
  measure(@Input() { body }: InputOf<typeof measure>) {
    return body;
  }

  @Handle(upload)
  upload(@Input() { body }: InputOf<typeof upload>) {
    return { bytes: body.length, isBuffer: Buffer.isBuffer(body) };
  }

  @Handle(fail)
  fail(@Input() { params }: InputOf<typeof fail>) {
    throw failures[params.how]?.() ?? new Error('unknown');
  }

  @HandleLive(watch)
  watch(@Input() { params }: InputOf<typeof watch>): Observable<MessageEvent> {
    return interval(5).pipe(take(2), map((n): MessageEvent => ({ id: String(n), type: 'lines', data: { id: params.id, n } })));
  }

  @Handle(bare)
  bare(@Input() input: InputOf<typeof bare>) {
    return { body: input.body ?? null };
  }
}

/** A route that nobody declared, outside the prefix where that would not start. */
@Controller('elsewhere')
export class UndeclaredHttp {
  @Get('open')
  open() {
    return { leaked: true };
  }
}

/** Who is who: the bearer token is the name. */
const people: Record<string, Actor> = {
  clerk: { id: 'clerk', unit: 'xuanwu', grants: [{ role: 'clerk', units: ['xuanwu'] }] },
  stranger: { id: 'stranger', grants: [{ role: 'clerk', units: ['qinhuai'] }] },
  nobody: { id: 'nobody', grants: [] },
};

export interface Listening {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly recorded: Readonly<Record<string, unknown>>[];
  readonly faults: unknown[];
  /** Give somebody other rights; none at all when absent, as if they had signed out. */
  change(name: string, actor?: Actor): void;
  /** Make the access log fail, or work again. */
  breakAccessLog(broken: boolean): void;
  /** Ask as somebody; a body that is no string is sent as JSON. */
  ask(method: string, path: string, options?: { readonly as?: string; readonly body?: unknown; readonly headers?: Record<string, string> }): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Specs look into answers of every shape.
  readonly json: any;
}

/** Start it on a free port. */
export async function listening(options: HttpOptions = {}, controllers: Type[] = []): Promise<Listening> {
  const recorded: Record<string, unknown>[] = [];
  const faults: unknown[] = [];
  const known = new Map<string, Actor | undefined>(Object.entries(people));
  let broken = false;
  const entry = async (kind: string, attempt: object): Promise<void> => {
    if (broken) throw new Error('disk full');
    recorded.push({ kind, ...attempt });
  };
  const store = new MemoryEventStore();
  @Module({
    imports: [CqrsModule.forRoot()],
    controllers: [NotesHttp, ...controllers],
    providers: [
      ExecuteHandler, Commands,
      { provide: 'EventStore', useValue: store },
      { provide: CommandEngine, useValue: new CommandEngine(store, noteEvents, new TestClock()) },
      { provide: Authenticator, useValue: { authenticate: async (r: { headers: Record<string, string> }) => known.get(r.headers['authorization']?.slice('Bearer '.length) ?? '') } },
      { provide: AccessRecorder, useValue: { refused: (a: object) => entry('refused', a), admitted: (a: object) => entry('admitted', a) } },
      { provide: FaultReporter, useValue: { fault: (error: unknown, request: object) => faults.push({ error, ...request }) } },
      { provide: Refusals, useValue: refusals },
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  })
  class ExampleModule {}
  const app = await NestFactory.create<NestFastifyApplication>(ExampleModule, httpAdapter(options), { logger: false });
  app.setGlobalPrefix('api', { exclude: ['elsewhere/open'] });
  configureHttp(app, options);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url, app, recorded, faults,
    change: (name, actor) => void known.set(name, actor),
    breakAccessLog: (to) => void (broken = to),
    ask: (method, path, given = {}) => ask(`${url}${path}`, method, given),
    close: () => app.close(),
  };
}

async function ask(url: string, method: string, { as, body, headers }: { readonly as?: string; readonly body?: unknown; readonly headers?: Record<string, string> }): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(as === undefined ? {} : { authorization: `Bearer ${as}` }), ...headers },
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text.startsWith('{') ? JSON.parse(text) : undefined };
}

