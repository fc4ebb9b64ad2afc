// Ten thousand escalation timers due in the same minute, on the log and the timer store as the server runs them, while people go on
// sending commands: how long until all are raised, and how long a command takes meanwhile. Beside it the least that any durable timer
// does: a table that a loop polls, with nothing decided, nothing chained and nobody waiting.
// node infra/bench/run.mjs supervision timers
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandEngine } from '#engine/commands';
import type { StreamWrite } from '#engine/event-store';
import { openDatabase, SqliteEventStore } from '#engine/event-store/sqlite';
import { derivedId, isRefusal, newId, zhihengNamespace, type Actor, type AnyCommand, type Clock, type DomainEvent, type Instant, type JsonObject } from '#engine/kernel';
import { ReactionRunner, type SendCommand } from '#engine/reactions';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { adoptEscalationPolicy } from '../../../libs/domain/supervision/escalation/adopt-policy.js';
import { defaultRules } from '../../../libs/domain/supervision/escalation/default-policy.js';
import { escalationPolicyEvents } from '../../../libs/domain/supervision/escalation/escalation-policy.events.js';
import { findingEscalation } from '../../../libs/domain/supervision/escalation/escalation.process.js';
import { raiseByHand } from '../../../libs/domain/supervision/escalation/raise-by-hand.js';
import { findingEvents, findingStream, type FindingEvent } from '../../../libs/domain/supervision/finding.events.js';
import { fileContext, isProgram, type BenchContext } from '../measurements/results.js';
import { rounded, spreadOf, type Spread } from '../measurements/spread.js';

const [timers, rounds, perSecond, quietSeconds, limitSeconds] = [10_000, 3, 100, 5, 30];
const [issuedAt, dueAt, afterwards] = ['2025-03-03T01:00:00.000Z', '2025-03-31T15:59:59.999Z', '2025-03-31T16:01:00.000Z'];
const inspector: Actor = { id: 'bench-inspector', grants: [{ role: 'inspector', units: 'all' }, { role: 'bureau', units: 'all' }] };
const system: Actor = { id: 'system:supervision.escalation', grants: [{ role: 'system', units: 'all' }] };

/** An order whose yellow card is due within the minute after the due time; or, for people to act on, one without a timer. */
function issued(finding: string, n: number, timed: boolean): DomainEvent {
  const steps = [{ level: 'yellow' as const, trigger: 'overdue', at: new Date(Date.parse(dueAt) + 1 + (n % 59) * 1_000).toISOString() }];
  const data: Extract<FindingEvent, { type: 'supervision.FindingIssued' }>['data'] = {
    finding, number: `〔2025〕督字第${n + 1}号`, acknowledgeBy: '2025-03-05T15:59:59.999Z',
    content: {
      title: '电梯检验超期', problem: '抽查的 20 台电梯中有 6 台检验超期', severity: 'serious', urgency: 'ordinary', source: { kind: 'site-check' }, basis: '实施方案措施 1', requirement: '限期完成检验并建立台账',
      unit: `unit-${n % 50}`, supporting: [], due: { on: '2025-03-31' },
    },
    deadline: { dueAt, kind: 'calendar', policy: { code: 'city', version: 1 }, steps: timed ? steps : [] },
  };
  return { type: 'supervision.FindingIssued', data };
}

async function issueAll(log: SqliteEventStore, prefix: string, count: number, timed: boolean): Promise<void> {
  const order = (n: number): StreamWrite => {
    const finding = `${prefix}-${n}`;
    const id = derivedId(zhihengNamespace, `bench/${finding}`);
    const { type, data } = issued(finding, n, timed);
    return { stream: findingStream(finding), expected: 'no-stream', events: [{ id, type, schema: 1, data, meta: { actor: inspector.id, correlation: id, causation: id } }] };
  };
  for (let done = 0; done < count; done += 500) await log.append(Array.from({ length: Math.min(500, count - done) }, (_, i) => order(done + i)));
}

/** Commands of people at a steady rate, sent when their time comes whatever became of those before; latency counts from that time. */
async function commandsAt(rate: number, send: (n: number) => Promise<unknown>, going: (n: number) => boolean): Promise<Spread> {
  const latencies: number[] = [];
  const underWay: Promise<void>[] = [];
  const from = performance.now();
  for (let n = 0; going(n); n += 1) {
    const due = from + (n * 1_000) / rate;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, Math.max(1, due - performance.now())));
    underWay.push(send(n).then(() => void latencies.push(performance.now() - due)));
  }
  await Promise.all(underWay);
  return spreadOf(latencies);
}

/** `parallel` timers are under way at a time; 32 is what the runner does unless it is told otherwise. */
async function ours(folder: string, parallel: number): Promise<JsonObject> {
  let time: Instant = issuedAt;
  const clock: Clock = { now: () => time };
  const log = await SqliteEventStore.open({ path: join(folder, `events-${parallel}.db`), clock, writer: 'thread' });
  const state = SqliteReactionState.open(join(folder, `reactions-${parallel}.db`));
  const engine = new CommandEngine(log, { ...findingEvents, ...escalationPolicyEvents }, clock);
  const send: SendCommand = async ({ definition, command, reason }, { commandId, cause: { eventId: causation, correlation } }) => {
    const outcome = await engine.execute(definition, command, { commandId, retryable: true, actor: system, correlation, causation, ...(reason === undefined ? {} : { reason }) });
    return isRefusal(outcome) ? outcome : 'done';
  };
  const byPeople = async (definition: AnyCommand, command: unknown): Promise<void> => {
    const outcome = await engine.execute(definition, command, { commandId: newId(), retryable: true, actor: inspector, correlation: newId() });
    if (isRefusal(outcome)) throw new Error(outcome.refused);
  };
  const byHand = (n: number): Promise<void> => byPeople(raiseByHand, { finding: `hand-${n}`, level: 'talk', reason: '群众反映强烈' });
  const runner = new ReactionRunner({ store: log, state, clock, send, processes: [findingEscalation], fromBeginning: [findingEscalation.name], parallel });
  try {
    await byPeople(adoptEscalationPolicy, { policy: 'city', rules: defaultRules, document: 'bench' });
    await issueAll(log, 'timed', timers, true);
    await issueAll(log, 'hand', (quietSeconds + limitSeconds) * perSecond, false);
    runner.start();
    await runner.whenProcessed(await log.head());
    const quiet = quietSeconds * perSecond;
    const commandsBeforeMs = await commandsAt(perSecond, byHand, (n) => n < quiet);
    const until = firedAll(runner);
    time = afterwards;
    const began = performance.now();
    const commandsMeanwhileMs = await commandsAt(perSecond, (n) => byHand(quiet + n), (n) => !until.done && n < limitSeconds * perSecond);
    await until.promise;
    const seconds = (until.at - began) / 1_000;
    await checkRaised(log);
    return { what: `Zhiheng, ${parallel} at a time`, seconds: rounded(seconds), timersPerSecond: rounded(timers / seconds), commandsBeforeMs: { ...commandsBeforeMs }, commandsMeanwhileMs: { ...commandsMeanwhileMs } };
  } finally {
    await runner.stop();
    await state.close();
    await log.close();
  }
}

/** When the runner has fired everything that was set; looked at every few milliseconds. */
function firedAll(runner: ReactionRunner): { done: boolean; at: number; promise: Promise<void> } {
  const until = { done: false, at: 0, promise: Promise.resolve() };
  until.promise = (async () => {
    while (!until.done) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const [status] = await runner.status();
      if (status!.timers.failed > 0) throw new Error(`${status!.timers.failed} timers failed`);
      until.done = status!.timers.pending === 0;
    }
    until.at = performance.now();
  })();
  return until;
}

async function checkRaised(log: SqliteEventStore): Promise<void> {
  const raised: string[] = [];
  for (let after = 0; ; ) {
    const { events, scannedTo } = await log.readAll({ after, limit: 1_000, types: ['supervision.FindingEscalated'] });
    raised.push(...events.filter(({ data }) => data['trigger'] === 'overdue').map(({ stream }) => stream));
    after = scannedTo;
    if (events.length < 1_000) break;
  }
  if (raised.length !== timers || new Set(raised).size !== timers) throw new Error(`${raised.length} raised on ${new Set(raised).size} findings`);
}

/** A table of timers and a loop: takes up to 256 that are due, writes down that each was raised, and deletes them, with an fsync for every `each` timers. */
function tableLoop(folder: string, each: number): JsonObject {
  const database = openDatabase(join(folder, `loop-${each}.db`));
  try {
    database.exec('CREATE TABLE timer (id TEXT PRIMARY KEY, due_at TEXT NOT NULL, payload TEXT NOT NULL); CREATE INDEX timer_due ON timer (due_at, id); CREATE TABLE raised (id TEXT PRIMARY KEY, payload TEXT NOT NULL)');
    const insert = database.prepare('INSERT INTO timer VALUES (?, ?, ?)');
    database.exec('BEGIN');
    for (let n = 0; n < timers; n += 1) {
      const { data } = issued(`timed-${n}`, n, true);
      insert.run(`timed-${n}`, new Date(Date.parse(dueAt) + 1 + (n % 59) * 1_000).toISOString(), JSON.stringify(data));
    }
    database.exec('COMMIT');
    const [due, raise, forget] = [database.prepare('SELECT id, payload FROM timer WHERE due_at <= ? ORDER BY due_at, id LIMIT 256'), database.prepare('INSERT INTO raised VALUES (?, ?)'), database.prepare('DELETE FROM timer WHERE id = ?')];
    const began = performance.now();
    for (let rows = due.all(afterwards); rows.length > 0; rows = due.all(afterwards)) {
      for (let at = 0; at < rows.length; at += each) {
        database.exec('BEGIN IMMEDIATE');
        for (const { id, payload } of rows.slice(at, at + each) as unknown as readonly { id: string; payload: string }[]) {
          raise.run(id, payload);
          forget.run(id);
        }
        database.exec('COMMIT');
      }
    }
    const seconds = (performance.now() - began) / 1_000;
    return { what: each === 1 ? 'a polled table, an fsync a timer' : `a polled table, an fsync for ${each} timers`, seconds: rounded(seconds), timersPerSecond: rounded(timers / seconds) };
  } finally {
    database.close();
  }
}

export default async function bench({ say, keep }: BenchContext): Promise<void> {
  const lines: JsonObject[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'zhiheng-bench-timers-'));
    try {
      for (const line of [await ours(folder, 4), await ours(folder, 32), tableLoop(folder, 1), tableLoop(folder, 256)]) {
        lines.push({ round, ...line });
        say(JSON.stringify({ round, ...line }));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  keep('timers', {
    title: 'Ten thousand timers due in the same minute',
    method: `${timers} orders each with one step due; the clock passes the minute at once. Each raising is a decided command with its own id, durable before the timer is forgotten. Meanwhile ${perSecond} commands a second arrive on other findings at a steady rate; latency counts from the time each was due. Before: the same for ${quietSeconds} s without timers. The polled table decides nothing and serves nobody else.`,
    targets: { seconds: limitSeconds }, timers, lines,
  });
}

if (isProgram(import.meta.url)) await bench(fileContext());
