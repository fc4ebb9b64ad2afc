import { fieldMessages, invalidInput } from '#engine/http';
import type { CompletenessRow } from './completeness-row.js';
import { boardLines, type BoardLine } from './completeness-summary.js';

interface AllRows {
  readonly rows: readonly { readonly row: CompletenessRow }[];
  readonly position: number;
}

const defaultLines = 50;

/**
 * A page of the board. The order moves with every report, so the cursor names the position that the first page was read at and later
 * pages are answered as known then: no unit is skipped or shown twice.
 */
export async function boardPage(read: (at: { readonly asKnownAt?: string }) => Promise<AllRows>, limit = defaultLines, cursor?: string): Promise<{ items: BoardLine[]; total: number; position: number; next?: string }> {
  const place = cursor === undefined ? undefined : readCursor(cursor);
  const { rows, position } = await read(place ? { asKnownAt: String(place.position) } : {});
  const lines = boardLines(rows.map(({ row }) => row));
  const from = place?.from ?? 0;
  const items = lines.slice(from, from + limit);
  const more = from + limit < lines.length;
  return { items, total: lines.length, position, ...(more ? { next: writeCursor(position, from + limit) } : {}) };
}

const writeCursor = (position: number, from: number): string => Buffer.from(JSON.stringify(['board', position, from]), 'utf8').toString('base64url');

function readCursor(cursor: string): { readonly position: number; readonly from: number } {
  const match = /^\["board",(\d{1,15}),(\d{1,9})\]$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw invalidInput([{ field: 'query.cursor', code: 'bad-format', message: fieldMessages['bad-format']! }]);
  return { position: Number(match[1]), from: Number(match[2]) };
}
