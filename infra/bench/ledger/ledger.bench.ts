// What the ledger costs and how quick it answers: node dist/infra/bench/ledger/ledger.bench.js [--events=1000000]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson, systemClock } from '#engine/kernel';
import type { EventToAppend } from '#engine/event-store';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { introduceKey, Ledger, sha256Tree, treeHash, verifyInclusion } from '#engine/ledger';
import { MemoryLedgerKeys } from '#engine/ledger/memory';
import { verifySqliteLog } from '#engine/ledger/sqlite';
import { seededRandom } from '#engine/testing';
import { closedLoop, eventSupply, openStore, seed, someEvent, streamSupply } from '../event-store/workload.js';
import { fileContext, isProgram, type BenchContext } from '../measurements/results.js';
import { rounded, spreadOf, type Spread } from '../measurements/spread.js';

const origin = 'bench.example/zhiheng';
const logName = 'log.db';

async function openLedger(folder: string, store: SqliteEventStore, withSm3 = false): Promise<Ledger> {
  const keys = new MemoryLedgerKeys();
  await introduceKey(keys, origin, systemClock);
  return Ledger.open({ store, folder: join(folder, 'ledger'), keys, origin, clock: systemClock, ...(withSm3 ? { second: treeHash('sm3') } : {}) });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return rounded((performance.now() - started) / 1_000);
}

/** A log of so many events on 5,000 streams, a thousand an append. */
async function fill(folder: string, events: number): Promise<void> {
  const store = await SqliteEventStore.open({ path: join(folder, logName), clock: systemClock, writer: 'main' });
  const random = seededRandom(seed);
  const stream = streamSupply();
  for (let done = 0; done < events; done += 1_000) {
    const writes = new Map<string, EventToAppend[]>();
    for (let n = done; n < Math.min(events, done + 1_000); n += 1) {
      const name = stream();
      const ofStream = writes.get(name) ?? [];
      ofStream.push(someEvent(random));
      writes.set(name, ofStream);
    }
    await store.append([...writes].map(([name, ofStream]) => ({ stream: name, expected: 'any', events: ofStream })));
  }
  await store.close();
}

/** Hashing a whole log that has no ledger yet, signing it, proving events of it, and verifying it. */
async function wholeLog(context: BenchContext, folder: string, events: number): Promise<object> {
  context.say(`filling a log of ${events} events …`);
  await fill(folder, events);
  const store = SqliteEventStore.openReadOnly({ path: join(folder, logName) });
  const ledger = await openLedger(folder, store);
  await ledger.start();
  const integrated = await seconds(() => ledger.whenIntegrated(events));
  const signed = await seconds(() => ledger.checkpoint());
  context.say(`integrated in ${integrated} s, signed in ${signed} s`);
  const random = seededRandom(seed + 2);
  const root = ledger.latest()!.root;
  const proofs = Array.from({ length: 2_000 }, () => {
    const position = random.int(1, events);
    const started = performance.now();
    const { leaf, proof } = ledger.inclusion(position);
    const took = performance.now() - started;
    if (!verifyInclusion(sha256Tree, { size: events, index: position - 1, leaf, proof, root })) throw new Error('a proof does not hold');
    return took;
  });
  await ledger.stop();
  await store.close();
  context.say(`a proof: median ${spreadOf(proofs).median} ms, p99 ${spreadOf(proofs).p99} ms`);
  const verifying: number[] = [];
  let peakMiB = 0;
  const look = setInterval(() => (peakMiB = Math.max(peakMiB, process.memoryUsage.rss() / 1_048_576)), 50);
  for (let run = 0; run < 3; run += 1) {
    verifying.push(await seconds(async () => {
      const { intact, provenTo } = await verifySqliteLog(join(folder, logName), { folder: join(folder, 'ledger') });
      if (!intact || provenTo !== events) throw new Error('the log does not verify');
    }));
    context.say(`verified in ${verifying.at(-1)} s`);
  }
  clearInterval(look);
  const full = await seconds(() => verifySqliteLog(join(folder, logName), { folder: join(folder, 'ledger'), full: true }));
  return { events, integratedSeconds: integrated, signedSeconds: signed, proofMs: spreadOf(proofs), verifySeconds: spreadOf(verifying), verifyFullSeconds: full, peakRssMiB: Math.round(peakMiB) };
}

/** How far the ledger is behind while events come at a pace. */
async function lag(folder: string, perSecond: number, forSeconds: number): Promise<object> {
  const store = await openStore(folder, 'thread');
  const ledger = await openLedger(folder, store, true);
  await ledger.start();
  const [event, stream] = [eventSupply(), streamSupply()];
  const [lags, positions]: [number[], number[]] = [[], []];
  const started = performance.now();
  let sent = 0;
  const appends: Promise<unknown>[] = [];
  while (performance.now() - started < forSeconds * 1_000) {
    for (const due = ((performance.now() - started) / 1_000) * perSecond; sent < due; sent += 1) appends.push(store.append([{ stream: stream(), expected: 'any', events: [event()] }]));
    const { lagMs, lag: behind } = ledger.status();
    lags.push(lagMs);
    positions.push(behind);
    await pause(5);
  }
  await Promise.all(appends);
  const last = await seconds(() => ledger.whenIntegrated(sent));
  await ledger.stop();
  await store.close();
  return { perSecond: Math.round(sent / forSeconds), lagMs: spreadOf(lags.map((one) => Math.max(one, 0.001))), positions: spreadOf(positions.map((one) => Math.max(one, 0.001))), lastSeconds: last };
}

/** Appends a second with and without a ledger that follows, in turn so that both meet the same machine. */
async function appendCost(context: BenchContext, writer: 'main' | 'thread', callers: number, runs: number): Promise<object> {
  const figures: Record<'without' | 'with', number[]> = { without: [], with: [] };
  const cpu: Record<'without' | 'with', number[]> = { without: [], with: [] };
  for (let run = 0; run < runs; run += 1) {
    for (const kind of run % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const)) {
      const folder = mkdtempSync(join(tmpdir(), 'zhiheng-bench-ledger-'));
      const store = await openStore(folder, writer);
      const ledger = await openLedger(folder, store);
      if (kind === 'with') await ledger.start();
      const [event, stream] = [eventSupply(), streamSupply()];
      let appended = 0;
      const before = process.cpuUsage();
      const { perSecond } = await closedLoop(callers, async () => {
        await store.append([{ stream: stream(), expected: 'any', events: [event()] }]);
        appended += 1;
        return 1;
      });
      if (kind === 'with') await ledger.whenIntegrated(appended);
      const { user, system } = process.cpuUsage(before);
      cpu[kind].push((user + system) / appended);
      if (kind === 'with') await ledger.stop();
      await store.close();
      figures[kind].push(perSecond);
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const [without, withLedger] = [spreadOf(figures.without), spreadOf(figures.with)];
  const costPercent = rounded((1 - withLedger.median / without.median) * 100);
  const cpuUsPerEvent = { without: spreadOf(cpu.without), with: spreadOf(cpu.with) };
  context.say(`${callers} callers, writer ${writer}: ${without.median}/s without, ${withLedger.median}/s with, cost ${costPercent} %; processor time ${cpuUsPerEvent.without.median} and ${cpuUsPerEvent.with.median} µs an event`);
  return { writer, callers, without, with: withLedger, costPercent, cpuUsPerEvent };
}

/** Canonical text of an event beside plain JSON, in microseconds. */
function spelling(): { readonly plain: Spread; readonly canonical: Spread } {
  const random = seededRandom(seed);
  const events = Array.from({ length: 1_000 }, () => someEvent(random));
  let letters = 0;
  const timed = (write: (value: unknown) => string): number => {
    const started = performance.now();
    for (let round = 0; round < 20; round += 1) for (const { data, meta } of events) letters += write(data).length + write(meta).length;
    return ((performance.now() - started) * 1_000) / 20 / events.length;
  };
  const rounds = Array.from({ length: 9 }, () => [timed(JSON.stringify), timed(canonicalJson)] as const).slice(2);
  if (letters === 0) throw new Error('nothing was written');
  return { plain: spreadOf(rounds.map(([one]) => one)), canonical: spreadOf(rounds.map(([, other]) => other)) };
}

export async function measureLedger(context: BenchContext, events: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-bench-ledger-'));
  try {
    const spellingUs = spelling();
    const costs = [];
    for (const [writer, callers] of [['main', 16], ['main', 64], ['thread', 64]] as const) costs.push(await appendCost(context, writer, callers, 5));
    const following = await lag(join(folder, 'pace'), 2_000, 10);
    context.say(`lag at 2,000 events/s: ${JSON.stringify(following)}`);
    context.keep('tamper-evidence', { spellingUs, appendCost: costs, following, wholeLog: await wholeLog(context, folder, events) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isProgram(import.meta.url)) {
  const given = process.argv.find((argument) => argument.startsWith('--events='));
  await measureLedger(fileContext(), Number(given?.slice('--events='.length) ?? 1_000_000));
}
