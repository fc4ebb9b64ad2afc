import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsFolder } from '../measurements/results.js';
import { spreadOf } from '../measurements/spread.js';

/** A raw result as it lies in `infra/bench/results`. */
export type Result = { readonly measuredAt: string; readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number } } & { readonly [field: string]: any };

export interface Figure {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Something the product promises to be fast at, and where its figure is. */
export interface Bar {
  readonly what: string;
  /** The bar in words. */
  readonly bar: string;
  /** Name of the raw result. */
  readonly result: string;
  readonly unit: string;
  readonly figure: (result: Result) => Figure | undefined;
  /** Whether a median holds; absent where a ratio decides, see {@link met}. */
  readonly holds?: (median: number) => boolean;
  /** Decides from the whole result instead. */
  readonly met?: (result: Result) => boolean | undefined;
  /** What stands beside the figure: a named peer in the same run, or a part of the way. */
  readonly beside?: (result: Result) => string | undefined;
  readonly bounds: string;
}

export interface Chapter {
  readonly title: string;
  readonly command: string;
  readonly about: string;
  readonly bars: readonly Bar[];
}

export function readResult(name: string): Result | undefined {
  const file = join(resultsFolder, `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result) : undefined;
}

/** A figure of one contestant in a contest's case. */
export const contestant = (caseName: string, name: string) => (result: Result): Figure | undefined =>
  result['cases'].find((c: { name: string }) => c.name === caseName)?.figures.find((f: { name: string }) => f.name === name) as Figure | undefined;

/** The others of a case, by their medians. */
export const others = (caseName: string, but: string) => (result: Result): string | undefined =>
  result['cases'].find((c: { name: string }) => c.name === caseName)?.figures
    .filter((f: { name: string }) => f.name !== but)
    .map((f: { name: string; median?: number }) => `${f.name} ${f.median === undefined ? 'not measured' : number(f.median)}`)
    .join('; ');

/** Whether every target of a contest's case was met. */
export const targetsMet = (caseName: string) => (result: Result): boolean | undefined => {
  const targets = result['cases'].find((c: { name: string }) => c.name === caseName)?.targets as { readonly met?: boolean }[] | undefined;
  return targets && targets.length > 0 ? targets.every(({ met }) => met === true) : undefined;
};

/** Spread of one field of the JSON lines that meet a condition. */
export const ofLines = (field: string, chosen: (line: any) => boolean) => (result: Result): Figure | undefined => {
  const figures = (result['lines'] as any[]).filter(chosen).map((line) => line[field] as number).filter((figure) => typeof figure === 'number');
  return figures.length > 0 ? spreadOf(figures) : undefined;
};

/** One figure as a spread without width. */
export const single = (figure: number | undefined): Figure | undefined => (figure === undefined ? undefined : { min: figure, median: figure, max: figure });

export const number = (figure: number): string => (Math.abs(figure) >= 1_000 ? Math.round(figure).toLocaleString('en') : String(Number(figure.toPrecision(3))));
