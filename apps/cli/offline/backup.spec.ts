import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, SqliteEventStore } from '#engine/event-store/sqlite';
import { hasSm3, Ledger, treeHash } from '#engine/ledger';
import { SqliteLedgerKeys } from '#engine/ledger/sqlite';
import { appendTo } from '#engine/testing';
import { testHost, type TestHost } from '../cli-examples.js';
import { runCommandLine } from '../command-line/run.js';
import { backup } from './backup.js';
import { backupProblemTexts } from './backup-problems.js';
import { backupTexts } from './backup-words.js';
import { logRoot } from './log-proof.js';
import { restore } from './restore.js';

const tree = { chapters: [], groups: [], commands: [backup, restore], version: '0' };
let host: TestHost;
let data: string;
const at = (...names: string[]): string => join(host.home, ...names);

beforeEach(async () => {
  host = testHost();
  data = at('data');
  mkdirSync(data);
  await recorded(40, 60);
});
afterEach(() => host.dispose());

/** Open log and ledger of a data folder, record so many facts, and sign after each batch. */
async function recorded(...batches: number[]): Promise<void> {
  await opened(data, async (store, ledger) => {
    for (const count of batches) {
      for (let n = 0; n < count; n += 1) await appendTo(store, `s-${n % 7}`, { type: 'plan.A', data: { n: String(n), note: '合格率' } });
      await ledger.checkpoint();
    }
  });
}

async function opened<T>(folder: string, act: (store: SqliteEventStore, ledger: Ledger) => Promise<T>): Promise<T> {
  const store = await SqliteEventStore.open({ path: join(folder, 'events.db'), clock: host.clock, writer: 'main', pollMs: 20 });
  const keys = new SqliteLedgerKeys(join(folder, 'ledger-keys.db'));
  const ledger = await Ledger.open({ store, folder: join(folder, 'ledger'), keys, origin: 'nanjing.example/zhiheng', clock: host.clock, ...(hasSm3() ? { second: treeHash('sm3') } : {}) });
  await ledger.start();
  try {
    return await act(store, ledger);
  } finally {
    await ledger.stop();
    await keys.close();
    await store.close();
  }
}

/** What a command line answers: exit code, and its JSON from wherever it wrote it. */
async function answer(...argv: string[]) {
  const one = testHost();
  try {
    const code = await runCommandLine(tree, [...argv, '--json'], one);
    const text = code === 0 ? one.written.stdout : one.written.stderr;
    return { code, json: JSON.parse(text) };
  } finally {
    one.dispose();
  }
}
const notes = (folder: string): string[] => readdirSync(join(folder, 'ledger', 'checkpoints')).sort();

describe('zhiheng backup and restore', () => {
  test('make a copy whose log and ledger go on as if nothing had been', async () => {
    expect(await answer('backup', at('b'), '--data', data)).toMatchObject({ code: 0, json: { log: { head: 100 }, checkpoint: expect.stringContaining('nanjing.example/zhiheng\n100\n') } });
    expect(await answer('backup', at('b'), '--verify')).toMatchObject({ code: 0, json: { log: { head: 100 } } });
    expect(await answer('restore', at('b'), at('r'))).toMatchObject({ code: 0, json: { position: 100, leftOut: 0 } });
    expect(notes(at('r'))).toEqual(notes(data));
    expect(await logRoot(at('r', 'events.db'), 100)).toEqual(await logRoot(join(data, 'events.db'), 100));
    const { size, status } = await opened(at('r'), async (store, ledger) => {
      await appendTo(store, 's-8', { type: 'plan.A', data: {} });
      return { size: (await ledger.checkpoint()).size, status: ledger.status() };
    });
    expect([size, status.damage]).toEqual([101, undefined]);
  });

  test('to a position prove the log by the checkpoints up to there, set the later ones aside, and sign on from there', async () => {
    await answer('backup', at('b'), '--data', data);
    expect(await answer('restore', at('b'), at('r'), '--to-position', '70')).toMatchObject({ code: 0, json: { position: 70, leftOut: 30 } });
    expect(notes(at('r'))).toEqual(['40.note']);
    expect(readFileSync(at('r', 'ledger', 'checkpoint'), 'utf8')).toBe(readFileSync(join(data, 'ledger', 'checkpoints', '40.note'), 'utf8'));
    const kept = (readdirSync(at('r', 'restored'), { recursive: true }) as string[]).filter((name) => name.endsWith('.note'));
    expect(kept).toEqual([expect.stringMatching(/checkpoints[/\\]100\.note$/)]);
    expect(await logRoot(at('r', 'events.db'), 70)).toEqual(await logRoot(join(data, 'events.db'), 70));
    const signed = await opened(at('r'), (_, ledger) => ledger.checkpoint());
    expect([signed.size, signed.root]).toEqual([70, await logRoot(join(data, 'events.db'), 70)]);
  });

  test('to a moment', async () => {
    host.now = '2026-01-06T02:00:00.000Z';
    await recorded(10);
    await answer('backup', at('b'), '--data', data);
    expect((await answer('restore', at('b'), at('r'), '--to-time', '2026-01-05T18:00')).json.position).toBe(100);
    expect((await answer('restore', at('b'), at('r-2'), '--to-time', '2026-01-06T02:00:00Z')).json.position).toBe(110);
  });

  test('refuse a log that its own checkpoint does not prove, and leave nothing behind', async () => {
    const database = openDatabase(join(data, 'events.db'));
    database.exec(`DROP TRIGGER event_is_never_changed; UPDATE event SET data = replace(data, '"n":"3"', '"n":"4"') WHERE position = 4`);
    database.close();
    await answer('backup', at('b'), '--data', data);
    for (const more of [[], ['--to-position', '50']]) expect(await answer('restore', at('b'), at('r'), ...more)).toMatchObject({ code: 5, json: { code: 'cli.log-not-proven' } });
    expect((await answer('restore', at('b'), at('r'), '--to-position', '3')).code).toBe(0);
    expect(readdirSync(host.home).sort()).toEqual(['b', 'data', 'r']);
  });

  test('say in words what is wrong', async () => {
    await answer('backup', at('b'), '--data', data);
    writeFileSync(at('b', 'ledger', 'keys.txt'), 'other');
    mkdirSync(at('empty'));
    expect(await Promise.all([
      answer('backup', at('b'), '--data', data), answer('backup', join(data, 'b'), '--data', data), answer('backup', at('c'), '--data', at('empty')), answer('backup', at('empty'), '--verify'),
      answer('backup', at('b'), '--verify'), answer('restore', at('b'), at('r')), answer('restore', at('b'), data), answer('restore', at('b'), at('r'), '--to-position', '1', '--to-time', '2026-01-01T00:00:00Z'),
    ])).toMatchObject([
      { code: 2, json: { code: 'cli.target-exists' } }, { code: 2, json: { code: 'cli.target-inside' } }, { code: 2, json: { code: 'cli.no-log' } }, { code: 2, json: { code: 'cli.not-a-backup' } },
      { code: 5, json: { code: 'cli.damaged-backup' } }, { code: 5, json: { code: 'cli.damaged-backup' } }, { code: 2, json: { code: 'cli.target-exists' } }, { code: 2, json: { code: 'cli.together' } },
    ]);
    await answer('backup', at('c'), '--data', data);
    expect(await answer('restore', at('c'), at('r'), '--to-position', '101')).toMatchObject({ code: 2, json: { code: 'cli.beyond-backup' } });
    expect(existsSync(at('r'))).toBe(false);
  });

  test('speak both languages, with the same places in both', async () => {
    const texts: { zh: string; en: string }[] = [];
    const gather = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('zh' in value && 'en' in value) texts.push(value as { zh: string; en: string });
      else Object.values(value).forEach(gather);
    };
    gather([backupTexts, backupProblemTexts]);
    const places = (text: string): string => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join();
    expect(texts.filter(({ zh, en }) => places(zh) !== places(en) || !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en) || /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(zh))).toEqual([]);
    await runCommandLine(tree, ['backup', at('b'), '--data', data], host);
    expect(host.written.stdout).toContain('备份完成并已核对');
    await runCommandLine(tree, ['restore', at('b'), at('r'), '--to-position', '50', '--lang', 'en'], host);
    expect(host.written.stdout).toContain('50 later events of the backup were left out');
  });
});
