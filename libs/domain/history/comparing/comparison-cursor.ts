import { z } from 'zod';
import { invalidInput } from '#engine/http';
import type { Between, ChangeTotals } from './comparison.js';

const count = z.int().min(0);
const shape = z.tuple([z.string(), count, count, z.string(), count, count, count]);

/** Where a page of a comparison begins. The positions stay those of the first page, however its moments were said. */
export interface ComparisonPlace extends Between {
  readonly after: string;
  readonly totals: ChangeTotals;
}

/** A place as text, bound to its view. */
export function writePlace(view: string, { from, to, after, totals }: ComparisonPlace): string {
  return Buffer.from(JSON.stringify([view, from, to, after, totals.added, totals.removed, totals.changed]), 'utf8').toString('base64url');
}

/** @throws HttpProblem 400 for a text that is no place of this view in a log of that length */
export function readPlace(view: string, head: number, cursor: string): ComparisonPlace {
  const read = shape.safeParse(parsed(cursor));
  if (read.success) {
    const [of, from, to, after, added, removed, changed] = read.data;
    if (of === view && from <= to && to <= head) return { from, to, after, totals: { added, removed, changed } };
  }
  throw invalidInput([{ field: 'query.cursor', code: 'bad-format', message: { zh: '翻页参数不适用于此比较。', en: 'The cursor does not fit this comparison.' } }]);
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
