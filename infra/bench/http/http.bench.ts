// Durable reports per second over HTTP, and beside them requests that go only part of the way, which shows where the time goes.
// The server is a process of its own with the demo city, projections, relay and all; the load generator runs here.
// node infra/tasks/build.mjs && node dist/infra/bench/http/http.bench.js [--connections=64 --seconds=8 --rounds=3 --indicators=40]
import { cpus, loadavg } from 'node:os';
import { load, type Loaded } from './load.js';
import { period, plan, ServedCity, type Place } from './served-city.js';
import { fileContext, isProgram, type BenchContext } from '../measurements/results.js';
import { rounded, spreadOf } from '../measurements/spread.js';

const usual = { connections: 64, seconds: 8, rounds: 3, indicators: 40 };
type Options = typeof usual;

/** A kind of request, and how far it gets. */
interface Way {
  readonly name: string;
  readonly goes: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly expected: number;
  next(): { headers: Record<string, string>; body?: string };
}

/** Requests that get further and further, the last of them all the way into the log. */
function waysOf(places: readonly Place[]): readonly Way[] {
  let n = 0;
  const json = (place: Place) => ({ authorization: `Bearer ${place.token}`, 'content-type': 'application/json' });
  const turn = (): Place => places[(n += 1) % places.length]!;
  const report = (place: Place, value: string) => JSON.stringify({ plan, indicator: place.indicator, unit: place.unit, period, value, note: '基准测试' });
  const post = { method: 'POST', path: '/api/reports' } as const;
  return [
    { name: 'http', goes: 'HTTP only', method: 'GET', path: '/health/live', expected: 200, next: () => ({ headers: {} }) },
    { name: 'invalid', goes: 'HTTP, authentication, access log; the body is refused by its schema', ...post, expected: 400, next: () => { const place = turn(); return { headers: json(place), body: report(place, 'NaN') }; } },
    { name: 'refused', goes: 'and further: peers looked up, states loaded; the decision refuses', ...post, expected: 422, next: () => { const place = turn(); return { headers: json(place), body: report(place, '-1') }; } },
    { name: 'reported', goes: 'all the way: a durable fact', ...post, expected: 201, next: () => { const place = turn(); return { headers: json(place), body: report(place, String(n)) }; } },
  ];
}

/** A load, and what it cost the server: the figure that other work on the machine disturbs least. */
type Run = Loaded & { readonly serverCpuMsPerRequest: number | null };

async function measure(city: ServedCity, options: Options, context: BenchContext): Promise<Record<string, readonly Run[]>> {
  const places = await city.places(options.indicators);
  const ways = waysOf(places);
  const runs: Record<string, Run[]> = Object.fromEntries(ways.map(({ name }) => [name, []]));
  let recorded = 0;
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const way of ways) {
      // Round 0 warms up.
      const cpuBefore = city.cpuMs();
      const loaded = await load(city.address, options.connections, round === 0 ? 2 : options.seconds, way.method, way.path, () => way.next());
      if (city.ended !== undefined) throw new Error(city.ended);
      const others = Object.keys(loaded.statuses).filter((status) => status !== String(way.expected));
      if (others.length > 0) throw new Error(`${way.name} was answered with ${JSON.stringify(loaded.statuses)}`);
      if (way.name === 'reported') recorded += loaded.answers;
      const cpu = city.cpuMs();
      const run = { ...loaded, serverCpuMsPerRequest: cpu === undefined || cpuBefore === undefined ? null : rounded((cpu - cpuBefore) / loaded.answers) };
      if (round > 0) runs[way.name]!.push(run);
      context.say(`${way.name.padEnd(9)} ${JSON.stringify(run)}`);
    }
  }
  const inLog = await city.reportsInLog();
  // Requests under way when a run ends are recorded, too, but nobody heard the answer.
  if (inLog < recorded || inLog > recorded + (options.rounds + 1) * options.connections) throw new Error(`${recorded} reports were acknowledged, the log has ${inLog}`);
  return runs;
}

export default async function bench(context: BenchContext, options: Options = usual): Promise<void> {
  const city = await ServedCity.start();
  try {
    const loadBefore = loadavg()[0];
    const runs = await measure(city, options, context);
    const figures = Object.entries(runs).map(([name, list]) => ({
      name, goes: waysOf([]).find((way) => way.name === name)!.goes, requestsPerSecond: spreadOf(list.map((r) => r.perSecond)),
      serverCpuMsPerRequest: spreadOf(list.map((r) => r.serverCpuMsPerRequest ?? 0)), p50Ms: spreadOf(list.map((r) => r.p50Ms)), p99Ms: spreadOf(list.map((r) => r.p99Ms)), runs: list,
    }));
    for (const f of figures) context.say(`${f.name}: ${f.requestsPerSecond.median}/s, ${f.serverCpuMsPerRequest.median} ms of the server's processor time each, p50 ${f.p50Ms.median} ms, p99 ${f.p99Ms.median} ms`);
    context.keep('http', { options, loadAverageBefore: rounded(loadBefore ?? 0), cores: cpus().length, figures });
  } finally {
    await city.stop();
    city.discard();
  }
}

/** `--connections=64` and the like. */
function given(): Options {
  const options = process.argv.slice(2).flatMap((argument) => [...argument.matchAll(/^--([a-z]+)=(\d+)$/g)]);
  return { ...usual, ...Object.fromEntries(options.filter(([, name]) => name! in usual).map(([, name, figure]) => [name, Number(figure)])) };
}

if (isProgram(import.meta.url)) await bench(fileContext(), given());
