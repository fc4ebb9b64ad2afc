import type { Scope } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { ChangePage, ChangeQuery, Condition, ReadStore, Row, RowQuery, StoredRow, TableRef } from '#engine/read-store';
import { defaultPageSize, positionOf, waited } from './reading.js';
import { noteRead } from './reads.js';

/** What views need of the projection runner. */
export interface ProjectionReader {
  /** Tables of the generation that serves readers now, by table name. */
  tables(projection: string): Readonly<Record<string, TableRef>>;
  /** Position that the serving generation reflects. */
  position(projection: string): number;
  /** Resolves true once the projection has handled the position, false when time ran out. */
  whenProcessed(projections: readonly string[], position: number, timeoutMs: number): Promise<boolean>;
}

/** The moment a view is asked for, as its query fields give it. */
export interface ViewMoment {
  readonly asKnownAt?: string | undefined;
  readonly waitFor?: number | undefined;
}

export interface ListQuery extends ViewMoment {
  readonly where?: readonly Condition[];
  readonly order?: RowQuery['order'];
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  /** Leave out the exact count where nobody shows it. */
  readonly withoutTotal?: boolean;
}

export interface ListPage<R extends Row> {
  readonly items: readonly R[];
  readonly next?: string;
  readonly total?: number;
  /** Log position the answer reflects. */
  readonly position: number;
}

const waitLimitMs = 5_000;

/** Reads projections' tables for queries: now or as known at a moment, after the caller's own write when asked. */
export class Views {
  constructor(
    private readonly store: Pick<EventStore, 'head' | 'positionAt'>,
    private readonly rows: ReadStore,
    private readonly projections: ProjectionReader,
  ) {}

  /** A page of a table. */
  async list<R extends Row>(projection: string, table: string, query: ListQuery): Promise<ListPage<R>> {
    const { ref, at, position } = await this.open(projection, table, query);
    const where = query.where ?? [];
    const page = await this.rows.query<R>(ref, {
      where,
      limit: query.limit ?? defaultPageSize,
      ...(query.order ? { order: query.order } : {}),
      ...(query.cursor === undefined ? {} : { after: query.cursor }),
      ...(at === undefined ? {} : { at }),
    });
    const total = query.withoutTotal ? undefined : await this.rows.count(ref, where, at);
    return {
      items: page.rows.map((stored) => stored.row),
      position,
      ...(page.next === undefined ? {} : { next: page.next }),
      ...(total === undefined ? {} : { total }),
    };
  }

  /** One row by key. */
  async one<R extends Row>(projection: string, table: string, key: string, moment: ViewMoment = {}): Promise<{ readonly found?: StoredRow<R>; readonly position: number }> {
    const { ref, at, position } = await this.open(projection, table, moment);
    const found = await this.rows.get<R>(ref, key, at);
    return found ? { found, position } : { position };
  }

  /** Every row of a condition, page by page: for answers that need the whole set, such as a board. */
  async all<R extends Row>(projection: string, table: string, query: ViewMoment & { readonly where?: readonly Condition[] }): Promise<{ readonly rows: readonly StoredRow<R>[]; readonly position: number }> {
    const { ref, at, position } = await this.open(projection, table, query);
    const found: StoredRow<R>[] = [];
    let after: string | undefined;
    do {
      const page = await this.rows.query<R>(ref, { limit: 5_000, ...(query.where ? { where: query.where } : {}), ...(after === undefined ? {} : { after }), ...(at === undefined ? {} : { at }) });
      found.push(...page.rows);
      after = page.next;
    } while (after !== undefined);
    return { rows: found, position };
  }

  /** How one row came to be: every version up to the moment with the position that made it. */
  async versions<R extends Row>(projection: string, table: string, key: string, moment: ViewMoment = {}): Promise<{ readonly versions: readonly { readonly position: number; readonly row?: R }[]; readonly position: number }> {
    const { ref, at, position } = await this.open(projection, table, moment);
    const versions = await this.rows.versions<R>(ref, key);
    return { versions: at === undefined ? versions : versions.filter((version) => version.position <= at), position };
  }

  /** Rows of a table that differ between two log positions, in key order. */
  async changedBetween<R extends Row>(projection: string, table: string, query: ChangeQuery): Promise<ChangePage<R>> {
    const { ref } = await this.open(projection, table, { asKnownAt: String(query.to) });
    return this.rows.changedBetween<R>(ref, query);
  }

  /** Where a moment lies in the log; undefined for now. */
  at(moment: ViewMoment): Promise<number | undefined> {
    return positionOf(this.store, moment.asKnownAt);
  }

  private async open(projection: string, table: string, moment: ViewMoment): Promise<{ ref: TableRef; at: number | undefined; position: number }> {
    noteRead(projection);
    const at = await this.at(moment);
    const needed = Math.max(at ?? 0, moment.waitFor ?? 0);
    if (needed > this.projections.position(projection)) await waited(this.projections.whenProcessed([projection], needed, waitLimitMs));
    const ref = this.projections.tables(projection)[table];
    if (!ref) throw new Error(`projection ${projection} has no table ${table}`);
    return { ref, at, position: at ?? this.projections.position(projection) };
  }
}

/** Filter a list by the units a policy's scope reaches: the same scope that decides about a single item. */
export function within(scope: Scope, field = 'unit'): readonly Condition[] {
  return scope === 'all' ? [] : [{ field, is: 'in', value: [...scope] }];
}

/** Conditions for the filters a caller gave; absent ones are left out. */
export function filters(given: Readonly<Record<string, string | number | undefined>>): readonly Condition[] {
  return Object.entries(given).flatMap(([field, value]) => (value === undefined ? [] : [{ field, is: 'eq' as const, value }]));
}
