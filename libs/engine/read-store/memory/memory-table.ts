import type { JsonObject } from '#engine/kernel';
import { TableDigest } from '../digest.js';
import { compareTexts, rowCheck, rowText, specText } from '../fields.js';
import { changePageOf, comparePlaces, matches, pageOf, placeOf, type CheckedChangeQuery, type CheckedCondition, type CheckedQuery } from '../query.js';
import type { ChangePage, Row, RowChange, RowPage, RowWrite, StoredRow, TableSpec } from '../read-store.js';

interface Version {
  readonly position: number;
  /** JSON of the row; undefined for a removal. */
  readonly text: string | undefined;
}

const byKey = (a: { readonly key: string }, b: { readonly key: string }): number => compareTexts(a.key, b.key);

/** One generation of a table in memory: rows as JSON text, so that nobody can change a stored row by accident. */
export class MemoryTable {
  readonly spec: TableSpec;
  readonly specText: string;
  private readonly fits: ReturnType<typeof rowCheck>;
  private readonly current = new Map<string, Version & { readonly text: string }>();
  private readonly history = new Map<string, Version[]>();

  constructor(spec: TableSpec) {
    this.spec = spec;
    this.specText = specText(spec);
    this.fits = rowCheck(spec);
  }

  /** @throws BadRow; the caller checks all writes before it makes any */
  check({ key, row }: RowWrite): void {
    this.fits(key, row);
    if (row !== undefined) rowText(row);
  }

  write({ key, row, position }: RowWrite): void {
    const text = row === undefined ? undefined : rowText(row);
    if (text === undefined) this.current.delete(key);
    else this.current.set(key, { position, text });
    if (!this.spec.temporal) return;
    const versions = this.history.get(key) ?? [];
    if (versions.at(-1)?.position === position) versions.pop();
    versions.push({ position, text });
    this.history.set(key, versions);
  }

  get<R extends Row>(key: string, at?: number): StoredRow<R> | undefined {
    const version = at === undefined ? this.current.get(key) : this.history.get(key)?.findLast((v) => v.position <= at);
    return version?.text === undefined ? undefined : { key, row: JSON.parse(version.text) as R, position: version.position };
  }

  rows<R extends Row>(where: readonly CheckedCondition[], at?: number): StoredRow<R>[] {
    const keys = at === undefined ? this.current.keys() : this.history.keys();
    const found: StoredRow<R>[] = [];
    for (const key of keys) {
      const stored = this.get<R>(key, at);
      if (stored && matches(stored.row, where)) found.push(stored);
    }
    return found;
  }

  page<R extends Row>(query: CheckedQuery): RowPage<R> {
    const { order, after } = query;
    const placed = this.rows<R>(query.where, query.at).map((stored) => ({ stored, place: placeOf(stored, order) }));
    const rest = after ? placed.filter(({ place }) => comparePlaces(place, after, order) > 0) : placed;
    rest.sort((a, b) => comparePlaces(a.place, b.place, order));
    return pageOf(this.spec, rest.slice(0, query.limit + 1).map(({ stored }) => stored), query);
  }

  versions<R extends Row>(key: string): { position: number; row?: R }[] {
    return (this.history.get(key) ?? []).map(parsed<R>);
  }

  changes<R extends Row>(after: number, limit: number): { key: string; position: number; row?: R }[] {
    const later: (Version & { readonly key: string })[] = [];
    for (const [key, versions] of this.history) {
      for (const version of versions) if (version.position > after) later.push({ key, ...version });
    }
    later.sort((a, b) => a.position - b.position || byKey(a, b));
    return later.slice(0, limit).map((version) => ({ key: version.key, ...parsed<R>(version) }));
  }

  changedBetween<R extends Row>({ from, to, where, limit, after }: CheckedChangeQuery): ChangePage<R> {
    const fitting = (key: string, at: number): StoredRow<R> | undefined => {
      const stored = this.get<R>(key, at);
      return stored && matches(stored.row, where) ? stored : undefined;
    };
    const changes = [...this.history.keys()].filter((key) => compareTexts(key, after) > 0).sort(compareTexts).flatMap((key): RowChange<R>[] => {
      const last = this.history.get(key)!.findLast(({ position }) => position <= to);
      if (!last || last.position <= from) return [];
      const [before, now] = [fitting(key, from), fitting(key, to)];
      if (before && now ? JSON.stringify(before.row) === JSON.stringify(now.row) : !before && !now) return [];
      return [{ key, ...(before ? { before } : {}), ...(now ? { after: now } : {}), changedAt: last.position }];
    });
    return changePageOf(changes.slice(0, limit + 1), limit);
  }

  digest(): string {
    const digest = new TableDigest();
    for (const [key, { position, text }] of [...this.current].sort(([a], [b]) => compareTexts(a, b))) digest.row(key, position, text);
    for (const [key, versions] of [...this.history].sort(([a], [b]) => compareTexts(a, b))) {
      for (const { position, text } of versions) digest.version(key, position, text ?? null);
    }
    return digest.hex();
  }
}

function parsed<R extends Row>({ position, text }: Version): { position: number; row?: R } {
  return text === undefined ? { position } : { position, row: JSON.parse(text) as JsonObject as R };
}
