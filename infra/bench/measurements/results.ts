import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, type Clock } from '#engine/kernel';

/** The repository, seen from the compiled benches. */
export const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** Folder of raw results. */
export const resultsFolder = join(repository, 'infra/bench/results');

/** What the figures of a run were measured on. */
export const machine = () => ({
  node: process.version, cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 1_073_741_824), platform: `${platform()} ${arch()}`, kernel: release(),
});

/** What a bench is given: how to say what it does, and where its raw result goes. */
export interface BenchContext {
  say(line: string): void;
  /** Keep a raw result as `infra/bench/results/<name>.json`. */
  keep(name: string, result: object): void;
}

/** Prints to the terminal and keeps results as files. */
export function fileContext(clock: Clock = systemClock): BenchContext {
  return {
    say: (line) => console.log(line),
    keep: (name, result) => {
      mkdirSync(resultsFolder, { recursive: true });
      writeFileSync(join(resultsFolder, `${name}.json`), `${JSON.stringify({ bench: name, measuredAt: clock.now(), machine: machine(), ...result }, undefined, 2)}\n`);
    },
  };
}

/** Whether a module is the program itself and not imported by another one. */
export const isProgram = (moduleUrl: string): boolean => process.argv[1] !== undefined && fileURLToPath(moduleUrl) === process.argv[1];
