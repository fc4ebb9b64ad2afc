import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { idsOf } from './commands.js';
import type { Orders, Told } from './writing-program.js';

export const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const program = join(root, 'dist/libs/engine/event-store/sqlite/crash/writing-program.js');

/** Compile what the children run. */
export function buildPrograms(): void {
  execFileSync(process.execPath, ['infra/tasks/build.mjs'], { cwd: root });
}

/** How one life of the program ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  readonly told: readonly Told[];
  readonly errors: string;
}

/** A process that has loaded the program and waits for orders. */
export class Life {
  readonly #child: ChildProcess;
  readonly ending: Promise<Ending>;
  /** Resolves at its first acknowledgement, or when it ends before. */
  readonly writing: Promise<void>;

  /**
   * @param folder where it may leave what it tells
   * @param before a command line to put before `node`, such as one that injects faults
   */
  constructor(folder: string, environment: Readonly<Record<string, string>> = {}, before: readonly string[] = []) {
    const [command = process.execPath, ...rest] = [...before, process.execPath, program];
    const file = join(mkdtempSync(join(folder, 'life-')), 'told.ndjson');
    const told = openSync(file, 'w');
    this.#child = spawn(command, rest, { cwd: root, env: { ...process.env, NODE_OPTIONS: '', ...environment }, stdio: ['pipe', 'pipe', 'pipe', told] });
    closeSync(told);
    let errors = '';
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => (errors += text));
    this.#child.stdin!.on('error', () => undefined);
    this.ending = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve({ code, signal, told: parse(readFileSync(file, 'utf8')), errors }));
    });
    this.writing = Promise.race([once(this.#child.stdout!, 'data'), this.ending]).then(() => undefined);
  }

  begin(orders: Orders): void {
    this.#child.stdin!.write(`${JSON.stringify(orders)}\n`);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** Whole lines only: the last one may have been cut off with the process. */
function parse(output: string): readonly Told[] {
  const lines = output.split('\n');
  lines.pop();
  return lines.map((line) => JSON.parse(line) as Told);
}

type EventTold = Extract<Told, readonly ['event', ...unknown[]]>;

/** One log through many lives: what was acknowledged, what is there, and what follows from both. */
export class Trial {
  readonly log: EventTold[] = [];
  acknowledged = 0;
  repeated = 0;
  readonly #next: number[];
  /** Up to here every command was seen in the log; that it has not been lost since, the whole log's comparison tells. */
  readonly #checked: number[];
  readonly #place = new Map<string, number>();

  constructor(
    readonly path: string,
    readonly host: 'main' | 'thread',
    writers: number,
  ) {
    this.#next = Array<number>(writers).fill(1);
    this.#checked = [...this.#next];
  }

  orders(more: Partial<Orders> = {}): Orders {
    return { path: this.path, host: this.host, after: this.log.length, next: [...this.#next], most: 100_000, padding: 20, ...more };
  }

  /**
   * Compare what a life found with what earlier lives found and were told, and note what it was told itself.
   * @returns what is wrong, in words; nothing when all is well
   */
  take({ told }: Ending): readonly string[] {
    const known = this.log.length;
    const found = told.filter((line) => line[0] === 'event');
    const changed = found.filter((line) => line[1] <= known && JSON.stringify(line) !== JSON.stringify(this.log[line[1] - 1]));
    this.log.push(...found.filter((line) => line[1] > known));
    const problems = changed.map(([, position]) => `position ${position} is not what it was`);
    const opened = told.find((line) => line[0] === 'opened');
    if (opened && opened[1] !== this.log.length) problems.push(`the log ended at ${this.log.length} and now ends at ${opened[1]}`);
    if (opened) problems.push(...this.#newProblems(known), ...this.#missing());
    for (const line of told) if (line[0] === 'acknowledged') this.#acknowledge(line[1], line[2], line[4]);
    return problems;
  }

  #acknowledge(writer: number, n: number, repeated: boolean): void {
    this.#next[writer] = n + 1;
    this.acknowledged += 1;
    if (repeated) this.repeated += 1;
  }

  /** Positions go up by one; ids come once; time does not run backwards. */
  #newProblems(from: number): string[] {
    const problems: string[] = [];
    for (let i = from; i < this.log.length; i += 1) {
      const [, position, id, , , recordedAt] = this.log[i]!;
      if (position !== i + 1) problems.push(`position ${position} comes after ${i}`);
      if (this.#place.has(id)) problems.push(`event ${id} is at ${position} and at ${this.#place.get(id)}`);
      if (i > 0 && recordedAt < this.log[i - 1]![5]) problems.push(`time runs backwards at ${position}`);
      this.#place.set(id, position);
    }
    return problems;
  }

  /** Every acknowledged command is there; every other one wholly or not at all. */
  #missing(): string[] {
    const problems: string[] = [];
    for (const [writer, next] of this.#next.entries()) {
      for (let n = this.#checked[writer]!; n < next; n += 1) if (this.#presence(writer, n) !== 'all') problems.push(`acknowledged ${writer}/${n} is lost`);
      if (this.#presence(writer, next) === 'some') problems.push(`half of ${writer}/${next} is there`);
      if (this.#presence(writer, next + 1) !== 'none') problems.push(`${writer}/${next + 1} was never sent`);
      this.#checked[writer] = next;
    }
    return problems;
  }

  #presence(writer: number, n: number): 'all' | 'some' | 'none' {
    const places = idsOf(writer, n).map((id) => this.#place.get(id));
    const there = places.filter((place) => place !== undefined);
    if (there.length === 0) return 'none';
    return there.length === places.length && there.every((place, i) => place === there[0]! + i) ? 'all' : 'some';
  }
}
