import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refuse, type Refusal } from '#engine/kernel';

/** Longest record, in bytes: a note of 2000 characters and then some. */
const longestRecord = 64 * 1024;
const sliceLength = 64 * 1024;

/** A text that cannot be split into cells. */
export class BrokenCsv extends Error {
  override readonly name = 'BrokenCsv';
  readonly refusal: Refusal;
  constructor(line: number) {
    super(`broken csv near line ${line}`);
    this.refusal = refuse('import.broken-csv', { line });
  }
}

/**
 * Records of a CSV text (RFC 4180, any line ends), some at a time, so that a long file leaves room for other work.
 * Blank lines are records of one empty cell: rows keep the numbers that a spreadsheet shows.
 * @throws BrokenCsv
 */
export async function* csvRecords(text: string): AsyncGenerator<readonly string[][]> {
  const parser = Readable.from(slices(text)).pipe(parse({ record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, skip_empty_lines: false, max_record_size: longestRecord }));
  let some: string[][] = [];
  try {
    for await (const record of parser) {
      some.push(record as string[]);
      if (some.length < 500) continue;
      yield some;
      some = [];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BrokenCsv(Number(error['lines'] ?? 0));
  }
  if (some.length > 0) yield some;
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + sliceLength, text.length);
    // A pair of surrogates is one character and stays in one slice.
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end += 1;
    yield text.slice(at, end);
    at = end;
  }
}
