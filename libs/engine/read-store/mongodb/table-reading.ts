import type { Document } from 'mongodb';
import { TableDigest } from '../digest.js';
import { changePageOf, pageOf, type CheckedChangeQuery, type CheckedCondition, type CheckedQuery } from '../query.js';
import type { ChangePage, Row, RowChange, RowPage, StoredRow, TableSpec } from '../read-store.js';
import type { Snapshot } from './catalogue.js';
import { open, type VersionDocument } from './documents.js';
import { allOf, behind, committed, conditionFilter, current, heldAt, sortOf } from './filters.js';

type Stored = Pick<VersionDocument, 'k' | 'p' | 't'>;
type Kept = Pick<VersionDocument, 'k' | 'p' | 't' | 'x' | 'e'>;

const keysTogether = 1_000;
const pageSize = 1_000;
const text = { _id: 0, k: 1, p: 1, t: 1 } as const;
const version = { ...text, x: 1, e: 1 } as const;

/** Questions to one table at one moment. */
export class TableReading {
  constructor(private readonly snapshot: Snapshot) {}

  async get<R extends Row>(key: string, at: number | undefined): Promise<StoredRow<R> | undefined> {
    const [found] = await this.find([{ k: key }], at).limit(1).toArray();
    return found && stored<R>(found);
  }

  async getMany<R extends Row>(keys: readonly string[]): Promise<StoredRow<R>[]> {
    const found: Stored[] = [];
    for (let i = 0; i < keys.length; i += keysTogether) found.push(...(await this.find([{ k: { $in: keys.slice(i, i + keysTogether) } }], undefined).toArray()));
    return found.map(stored<R>);
  }

  async page<R extends Row>(spec: TableSpec, query: CheckedQuery): Promise<RowPage<R>> {
    const { where, order, after, at, limit } = query;
    const parts = [...where.map(conditionFilter), ...(after ? [behind(order, after)] : [])];
    const found = await this.find(parts, at).sort(sortOf(order)).limit(limit + 1).batchSize(limit + 1).toArray();
    return pageOf<R>(spec, found.map(stored<R>), query);
  }

  async count(where: readonly CheckedCondition[], at: number | undefined): Promise<number> {
    const parts = where.map(conditionFilter);
    if (at === undefined) return this.snapshot.rows.countDocuments(allOf([...current(this.snapshot), ...parts]));
    return this.history.countDocuments(allOf([...heldAt(this.snapshot, at), { t: { $ne: null } }, ...parts]));
  }

  async versions<R extends Row>(key: string): Promise<{ position: number; row?: R }[]> {
    const found = await this.kept([{ k: key }]).sort({ p: 1 }).toArray();
    return found.filter(this.holds).map(parsed<R>);
  }

  async changes<R extends Row>(after: number, limit: number): Promise<{ key: string; position: number; row?: R }[]> {
    const found: { key: string; position: number; row?: R }[] = [];
    for await (const each of this.kept([{ p: { $gt: after } }]).sort({ p: 1, k: 1 })) {
      if (this.holds(each)) found.push({ key: each.k, ...parsed<R>(each) });
      if (found.length >= limit) break;
    }
    return found;
  }

  async changedBetween<R extends Row>({ from, to, where, limit, after }: CheckedChangeQuery): Promise<ChangePage<R>> {
    const changes: RowChange<R>[] = [];
    for await (const some of this.changedKeys(from, to, after, limit + 1)) {
      const [before, now] = [await this.known<R>(some, where, from), await this.known<R>(some, where, to)];
      for (const [key, changedAt] of some) {
        const [was, is] = [before.get(key), now.get(key)];
        if (was?.t === is?.t) continue;
        changes.push({ key, ...(was ? { before: was.stored } : {}), ...(is ? { after: is.stored } : {}), changedAt });
      }
      if (changes.length > limit) break;
    }
    return changePageOf(changes.slice(0, limit + 1), limit);
  }

  async digest(): Promise<string> {
    const digest = new TableDigest();
    const { rows, history } = this.snapshot;
    for await (const { k, p, t } of rows.find(allOf(current(this.snapshot)), { projection: text, batchSize: pageSize, allowDiskUse: true }).sort({ k: 1 })) digest.row(k, p, t!);
    if (history) {
      for await (const each of this.kept([]).sort({ k: 1, p: 1 })) if (this.holds(each)) digest.version(each.k, each.p, each.t);
    }
    return digest.hex();
  }

  private get history() {
    return this.snapshot.history!;
  }

  /** Rows as they are, or as known at a position. */
  private find(parts: readonly Document[], at: number | undefined) {
    if (at === undefined) return this.snapshot.rows.find<Stored>(allOf([...current(this.snapshot), ...parts]), { projection: text, allowDiskUse: true });
    return this.history.find<Stored>(allOf([...heldAt(this.snapshot, at), { t: { $ne: null } }, ...parts]), { projection: text, allowDiskUse: true });
  }

  private kept(parts: readonly Document[]) {
    return this.history.find<Kept>(allOf([committed(this.snapshot), ...parts]), { projection: version, batchSize: pageSize, allowDiskUse: true });
  }

  // A version that another of the same position replaced never held.
  private readonly holds = ({ p, x, e }: Kept): boolean => e !== p || x === open || x > this.snapshot.step || this.snapshot.voided.includes(x);

  /** Keys with a version made between two positions, in order, so many at a time, with the last such position. */
  private async *changedKeys(from: number, to: number, after: string, size: number): AsyncGenerator<Map<string, number>> {
    let some = new Map<string, number>();
    for await (const { k, p } of this.kept([{ p: { $gt: from, $lte: to } }, { k: { $gt: after } }]).sort({ k: 1, p: 1 })) {
      if (some.size >= size && !some.has(k)) {
        yield some;
        some = new Map();
      }
      some.set(k, p);
    }
    if (some.size > 0) yield some;
  }

  private async known<R extends Row>(keys: ReadonlyMap<string, number>, where: readonly CheckedCondition[], at: number): Promise<Map<string, { readonly t: string | null; readonly stored: StoredRow<R> }>> {
    const found = await this.find([{ k: { $in: [...keys.keys()] } }, ...where.map(conditionFilter)], at).toArray();
    return new Map(found.map((each) => [each.k, { t: each.t, stored: stored<R>(each) }]));
  }
}

const stored = <R extends Row>({ k, p, t }: Stored): StoredRow<R> => ({ key: k, position: p, row: JSON.parse(t!) as R });

const parsed = <R extends Row>({ p, t }: Stored): { position: number; row?: R } => (t === null ? { position: p } : { position: p, row: JSON.parse(t) as R });
