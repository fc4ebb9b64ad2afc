// A board of 3,000 units read as known at a position, from the first to the last, after many versions of every row.
// node infra/tasks/build.mjs && node dist/infra/bench/projections/as-known-at.bench.js [versions of each row] [rounds]; one JSON line per measurement.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonObject } from '#engine/kernel';
import type { RowQuery, TableRef } from '#engine/read-store';
import { SqliteReadStore } from '#engine/read-store/sqlite';

export interface AsKnownAtBenchContext {
  readonly versions?: number;
  readonly rounds?: number;
  readonly emit?: (measurement: JsonObject) => void;
}

const units = 3_000;
const board: TableRef = {
  generation: 1,
  spec: { name: 'bench-board', fields: { group: 'text', unit: 'text', score: 'decimal' }, indexes: [['group', 'score'], ['unit']], temporal: true },
};

async function fill(store: SqliteReadStore, versions: number): Promise<number> {
  const light = Array.from({ length: 12 }, (_, i) => ({ node: `node-${i}`, light: 'green', score: '86.50' }));
  let position = 0;
  for (let version = 0; version < versions; version += 1) {
    const rows = Array.from({ length: units }, (_, unit) => ({
      table: board, key: `unit-${unit}`, position: (position += 1),
      row: { unit: `unit-${unit}`, group: `group-${unit % 5}`, score: `${((unit * 7_919 + version * 31) % 10_007) / 100}`, lights: light },
    }));
    await store.commit({ checkpoint: { projection: 'bench-board', generation: 1, position }, rows });
  }
  return position;
}

const questions: readonly (readonly [string, Omit<RowQuery, 'at'>])[] = [
  ['whole board by score', { order: [{ field: 'score', descending: true }], limit: units }],
  ['first 50 of a group by score', { where: [{ field: 'group', is: 'eq', value: 'group-2' }], order: [{ field: 'score', descending: true }], limit: 50 }],
  ['a page of 100 by key', { limit: 100 }],
];

export default async function bench({ versions = 100, rounds = 20, emit = (line) => console.log(JSON.stringify(line)) }: AsKnownAtBenchContext = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-bench-board-'));
  const store = new SqliteReadStore(join(folder, 'rows.db'));
  try {
    await store.ensure(board);
    const from = performance.now();
    const head = await fill(store, versions);
    emit({ what: 'write versions', versions: head, perSecond: Math.round(head / ((performance.now() - from) / 1_000)) });
    for (const [what, query] of questions) {
      for (const age of [0, 0.5, 1]) {
        const at = Math.max(units, Math.round(head * (1 - age)));
        const times: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const asked = performance.now();
          await store.query(board, { ...query, at });
          times.push(performance.now() - asked);
        }
        times.sort((a, b) => a - b);
        const ms = (share: number): number => Math.round(times[Math.floor((times.length - 1) * share)]! * 10) / 10;
        emit({ what, age, versions: head, medianMs: ms(0.5), p95Ms: ms(0.95), maxMs: ms(1) });
      }
    }
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await bench({ versions: Number(process.argv[2] ?? 100), rounds: Number(process.argv[3] ?? 20) });
