import assert from 'node:assert/strict';
import type { DomainEvent, Recorded, RecordedEvent } from '#engine/kernel';
import type { ModelProjection, RowProjection } from '#engine/projections';
import type { Row } from '#engine/read-store';
import { frozen, reportingAt, samePlain } from './assertions.js';
import { recordedLog, type GivenEvent } from './builders.js';

type Tables = Map<string, Map<string, Row>>;

/** Start a sentence about a projection. */
export function project<R extends Row, E extends DomainEvent>(projection: RowProjection<R, E>): Projecting<R, E>;
export function project<M, E extends DomainEvent>(projection: ModelProjection<M, E>): Projecting<Row, E>;
export function project(projection: RowProjection<any, any> | ModelProjection<any, any>): Projecting<any, any> {
  return new Projecting(projection);
}

/** A projection waiting for facts. */
export class Projecting<R extends Row, E extends DomainEvent> {
  constructor(private readonly projection: RowProjection<any, any> | ModelProjection<any, any>) {}

  /** Facts in log order; those whose type no prefix of the projection covers are passed over, as the runner does. */
  given(...events: readonly (E | Recorded<E> | GivenEvent)[]): Projected<R> {
    const log = recordedLog(events).filter((event) => this.projection.events.some((prefix) => event.type.startsWith(prefix)));
    const { projection } = this;
    return projection.kind === 'rows' ? new Projected(foldRows(projection, log)) : new Projected(runModel(projection, log), projection, log);
  }
}

function foldRows(projection: RowProjection<any, any>, log: readonly RecordedEvent[]): Tables {
  const rows = new Map<string, Row>();
  for (const event of log) {
    for (const key of new Set(projection.keys(frozen(event)))) put(rows, key, projection.fold(frozen(rows.get(key)), event, key) as Row | undefined);
  }
  return new Map([[projection.table.name, rows]]);
}

/** Run a model projection; after `restartAt` events the model is thrown away and restored from its rows. */
function runModel(projection: ModelProjection<any, any>, log: readonly RecordedEvent[], restartAt?: number): Tables {
  const tables: Tables = new Map(projection.tables.map((table) => [table.name, new Map<string, Row>()]));
  let model: unknown = projection.initial();
  log.forEach((event, index) => {
    if (index === restartAt) model = restored(projection, tables);
    for (const { table, key, row } of projection.apply(model, frozen(event))) {
      const rows = tables.get(table);
      assert.ok(rows, `${projection.name} writes to the table "${table}", which it does not declare`);
      put(rows, key, row);
    }
  });
  return tables;
}

function restored(projection: ModelProjection<any, any>, tables: Tables): unknown {
  const model: unknown = projection.initial();
  for (const { name } of projection.tables) {
    for (const key of [...tables.get(name)!.keys()].sort()) projection.restore(model, name, key, tables.get(name)!.get(key)!);
  }
  return model;
}

function put(rows: Map<string, Row>, key: string, row: Row | undefined): void {
  if (row === undefined) rows.delete(key);
  else rows.set(key, frozen(asStored(row)));
}

/** What comes back from a store is a copy: a projection that keeps a reference to its row must not gain by it. */
const asStored = (row: Row): Row => JSON.parse(JSON.stringify(row)) as Row;

/** The tables a projection made. */
export class Projected<R extends Row> {
  constructor(
    private readonly tables: Tables,
    private readonly model?: ModelProjection<any, any>,
    private readonly log: readonly RecordedEvent[] = [],
  ) {}

  /** One row; undefined when there is none. The table's name is needed where a projection has several. */
  row(key: string, table?: string): R | undefined {
    return this.table(table).get(key) as R | undefined;
  }

  /** All rows by key, in key order. */
  rows(table?: string): Readonly<Record<string, R>> {
    return Object.fromEntries([...this.table(table)].sort(([a], [b]) => (a < b ? -1 : 1))) as Record<string, R>;
  }

  /** Compare all rows of a table. */
  thenRows(expected: Readonly<Record<string, Row>>, table?: string): this {
    reportingAt(this.thenRows, () => samePlain(this.rows(table), expected));
    return this;
  }

  /** A model projection that is restarted from its own rows before any of the events ends with the same rows. */
  thenSameAfterAnyRestart(): this {
    reportingAt(this.thenSameAfterAnyRestart, () => {
      assert.ok(this.model, 'only a model projection is restored from its rows');
      for (let at = 0; at < this.log.length; at++) {
        const again = runModel(this.model, this.log, at);
        for (const [name, rows] of this.tables) {
          const [restarted, straight] = [again.get(name)!, rows].map((table) => Object.fromEntries([...table].sort()));
          samePlain(restarted, straight, `table ${name} differs after a restart before event ${at + 1}`);
        }
      }
    });
    return this;
  }

  private table(name: string | undefined): ReadonlyMap<string, Row> {
    const chosen = name ?? (this.tables.size === 1 ? [...this.tables.keys()][0]! : undefined);
    assert.ok(chosen !== undefined, `name one of the tables: ${[...this.tables.keys()].join(', ')}`);
    const rows = this.tables.get(chosen);
    assert.ok(rows, `there is no table "${chosen}"`);
    return rows;
  }
}
