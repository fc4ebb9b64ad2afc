import type { ChangeReader } from './change-reader.js';
import type { ChangeRow } from './changes.projection.js';

/** A fact's place in the tree of what one request set off. */
export interface Branch {
  readonly row: ChangeRow;
  /** Position of the nearest fact it follows from that the person sees; null at the root. */
  readonly parent: number | null;
  readonly depth: number;
}

/** Steps from a fact to the root: more than any chain of reactions has. */
const longestChain = 100;

/**
 * Facts placed in their tree. A fact follows from the one whose id is its causation; facts of one command have the command as
 * causation and stand side by side. What the person does not see is left out: what it caused moves up to what caused it.
 */
export async function branchesOf(reader: ChangeReader, rows: readonly ChangeRow[]): Promise<readonly Branch[]> {
  const known = new Map<string, ChangeRow | undefined>(rows.map((row) => [row.id, row]));
  const branches: Branch[] = [];
  for (const row of rows) {
    const seen = (await causesOf(reader, row, known)).filter((cause) => reader.sees(cause));
    branches.push({ row, parent: seen[0]?.position ?? null, depth: seen.length });
  }
  return branches;
}

/** The facts that a fact follows from, nearest first, whether or not the person sees them. */
export async function causesOf(reader: ChangeReader, row: ChangeRow, known = new Map<string, ChangeRow | undefined>()): Promise<readonly ChangeRow[]> {
  const causes: ChangeRow[] = [];
  for (let at = row; causes.length < longestChain; ) {
    if (!known.has(at.causation)) known.set(at.causation, (await reader.everyRow([{ field: 'id', is: 'eq', value: at.causation }], 1))[0]);
    const cause = known.get(at.causation);
    // A cause is always recorded earlier; an id that names itself ends the chain.
    if (!cause || cause.position >= at.position) return causes;
    causes.push(cause);
    at = cause;
  }
  return causes;
}
