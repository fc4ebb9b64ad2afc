import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileContext, isProgram } from '../measurements/results.js';
import type { Spread } from '../measurements/spread.js';
import { spreadOf } from '../measurements/spread.js';
import { installPeers, peersFolder } from './peers-folder.js';

/** What one run gave. */
export interface Measured {
  readonly perSecond: number;
  /** Other figures worth keeping, such as latencies in milliseconds. */
  readonly details?: Readonly<Record<string, number>>;
}

/** One way to do the work. Each run has a process of its own. */
export interface Contestant {
  readonly name: string;
  /** Packages it needs that the product does not; it is left out, and named, where they cannot be installed. */
  readonly needs?: readonly string[];
  /** Make what all its runs share, in a folder that stays from run to run. Not measured. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** Do the work and count. The folder is empty unless {@link prepare} filled it. */
  readonly measure: (folder: string) => Promise<Measured>;
}

/** A promise about two contestants of a case: the median of one is at least so many times that of the other. */
export interface Target {
  readonly of: string;
  readonly times: number;
  readonly against: string;
}

/** The same work for several contestants. */
export interface Case {
  readonly name: string;
  /** What `perSecond` counts. */
  readonly counts: string;
  readonly contestants: readonly Contestant[];
  readonly targets?: readonly Target[];
}

/** Several cases under one title. */
export interface Contest {
  /** Name of the result file. */
  readonly name: string;
  readonly title: string;
  /** How the work is made and what is equal for all: written beside the figures. */
  readonly method: string;
  /** Exact versions of the packages that contestants need. */
  readonly peers?: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

/** A number of a sorted list below which the given share of it lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/**
 * Hold a contest, when the module is the program: every run in a process of its own, the contestants in turn.
 * Options: `--rounds=3`, `--no-peers`.
 */
export async function hold(moduleUrl: string, contest: Contest): Promise<void> {
  if (!isProgram(moduleUrl)) return;
  const [step, caseName, contestantName, folder] = process.argv.slice(2);
  if (step === 'prepare' || step === 'measure') {
    await runHere(contest, step, caseName!, contestantName!, folder!);
    return;
  }
  const rounds = Number(/--rounds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 3);
  const { say, keep } = fileContext();
  const { name, title, method, peers = {} } = contest;
  say(`${title}\n${method}`);
  const installed = process.argv.includes('--no-peers') ? new Set<string>() : installPeers(peers, say);
  const cases = contest.cases.map((one) => holdCase(fileURLToPath(moduleUrl), one, rounds, installed, say));
  keep(name, { title, method, peers, rounds, cases });
}

/** One run in this process; its last line is the result. */
async function runHere(contest: Contest, step: 'prepare' | 'measure', caseName: string, contestantName: string, folder: string): Promise<void> {
  const contestant = contest.cases.find(({ name }) => name === caseName)!.contestants.find(({ name }) => name === contestantName)!;
  const result = await contestant[step]!(folder);
  console.log(JSON.stringify(result ?? {}));
  process.exit(0);
}

/** A run that broke off: what the contestant said. */
interface Broken {
  readonly error: string;
}

const isBroken = (run: Measured | Broken): run is Broken => 'error' in run;

function runApart(program: string, step: 'prepare' | 'measure', caseName: string, contestant: string, folder: string): Measured | Broken {
  const environment = { ...process.env, ZHIHENG_BENCH_PEERS: peersFolder };
  const child = spawnSync(process.execPath, [program, step, caseName, contestant, folder], { encoding: 'utf8', env: environment, timeout: 300_000 });
  if (child.status !== 0) return { error: /.*Error:.*/.exec(child.stderr)?.[0].trim() ?? `ended with ${child.status ?? child.signal}` };
  return JSON.parse(child.stdout.trim().split('\n').at(-1)!) as Measured;
}

/** The contestants take turns, so that a slow minute of the machine hits them all; each round begins with another. */
function runRounds(program: string, caseName: string, contestants: readonly Contestant[], rounds: number): ReadonlyMap<string, readonly (Measured | Broken)[]> {
  const shared = mkdtempSync(join(tmpdir(), 'zhiheng-bench-'));
  const runs = new Map(contestants.map(({ name }) => [name, [] as (Measured | Broken)[]]));
  for (const [i, { name, prepare, needs }] of contestants.entries()) {
    mkdirSync(join(shared, String(i)));
    const prepared = prepare && runApart(program, 'prepare', caseName, name, join(shared, String(i)));
    if (prepared && isBroken(prepared) && !needs) throw new Error(`${caseName}, ${name}: ${prepared.error}`);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const i = (turn + round) % contestants.length;
      const { name, prepare } = contestants[i]!;
      const folder = prepare ? join(shared, String(i)) : mkdtempSync(join(shared, 'run-'));
      const run = runApart(program, 'measure', caseName, name, folder);
      if (isBroken(run) && !contestants[i]!.needs) throw new Error(`${caseName}, ${name}: ${run.error}`);
      runs.get(name)!.push(run);
      if (!prepare) rmSync(folder, { recursive: true, force: true });
    }
  }
  rmSync(shared, { recursive: true, force: true });
  return runs;
}

function holdCase(program: string, { name, counts, contestants, targets = [] }: Case, rounds: number, installed: ReadonlySet<string>, say: (line: string) => void): object {
  say(`\n${name} (${counts}/s: median, least to most)`);
  const able = contestants.filter(({ needs = [] }) => needs.every((need) => installed.has(need)));
  const missing = contestants.filter((contestant) => !able.includes(contestant)).map((contestant) => contestant.name);
  for (const who of missing) say(`  ${who}: not run, its packages are not installed`);
  const runs = runRounds(program, name, able, rounds);
  const spreads = new Map<string, Spread>();
  for (const [who, all] of runs) {
    const measured = all.filter((run): run is Measured => !isBroken(run));
    const broken = all.filter(isBroken);
    if (broken.length > 0) say(`  ${who}: ${broken.length} of ${all.length} runs broke off: ${broken[0]!.error}`);
    if (measured.length === 0) continue;
    const spread = spreadOf(measured.map(({ perSecond }) => perSecond));
    spreads.set(who, spread);
    say(`  ${who.padEnd(36)} ${String(Math.round(spread.median)).padStart(8)}   ${Math.round(spread.min)} to ${Math.round(spread.max)}   ${detailsOf(measured)}`);
  }
  const reached = targets.flatMap((target) => {
    const [of, against] = [spreads.get(target.of)?.median, spreads.get(target.against)?.median];
    if (of === undefined || against === undefined) return [];
    const ratio = Number((of / against).toFixed(3));
    say(`  ${ratio >= target.times ? '✓' : '✗'} ${target.of}: ${ratio} × ${target.against} (wanted ${target.times})`);
    return [{ ...target, ratio, met: ratio >= target.times }];
  });
  return { name, counts, missing, figures: [...runs].map(([who, measured]) => ({ name: who, ...spreads.get(who), runs: measured })), targets: reached };
}

/** Medians of the other figures, in short. */
function detailsOf(measured: readonly Measured[]): string {
  return Object.keys(measured[0]?.details ?? {})
    .map((key) => `${key} ${quantile(measured.map(({ details }) => details?.[key] ?? NaN), 0.5).toPrecision(3)}`)
    .join('  ');
}
