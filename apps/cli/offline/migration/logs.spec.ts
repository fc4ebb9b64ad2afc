import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#engine/kernel';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { Ledger } from '#engine/ledger';
import { SqliteLedgerKeys, verifySqliteLog } from '#engine/ledger/sqlite';
import { appendTo } from '#engine/testing';
import { everything } from '../../../../libs/engine/event-store/contract/harness.contract.js';
import { withPeer } from '../../../../libs/engine/event-store/kurrentdb/peer-examples.js';
import { crashVariable } from '../../../../libs/engine/testing/crash-point.js';
import { copyLog, filled, makeLog, sameRoots } from './logs.js';

const root = join(import.meta.dirname, '../../../..');
const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
const places = mkdtempSync(join(tmpdir(), 'zhiheng-migrated-log-'));
let data: string;
let head: number;
let count = 0;
const newFolder = (): string => {
  const folder = join(places, String((count += 1)));
  mkdirSync(folder);
  return folder;
};

/** A data folder with a log of some thousand events, signed twice. */
async function signedCity(folder: string): Promise<number> {
  const store = await SqliteEventStore.open({ path: join(folder, 'events.db'), clock: systemClock, writer: 'main', pollMs: 20 });
  const keys = new SqliteLedgerKeys(join(folder, 'ledger-keys.db'));
  const ledger = await Ledger.open({ store, folder: join(folder, 'ledger'), keys, origin: 'nanjing.example/zhiheng', clock: systemClock });
  await ledger.start();
  for (const batch of [1_100, 1_200]) {
    await Promise.all(Array.from({ length: batch }, (_, n) => appendTo(store, `s-${n % 17}`, { type: 'plan.A', data: { n: String(n), note: '合格率𠮷' } })));
    await ledger.checkpoint();
  }
  await appendTo(store, 's-1', { type: 'plan.A', data: { n: 'behind the checkpoint' } });
  const last = await store.head();
  await ledger.stop();
  await keys.close();
  await store.close();
  return last;
}

beforeAll(() => void execFileSync(process.execPath, ['infra/tasks/build.mjs'], { cwd: root }));
beforeAll(async () => {
  data = newFolder();
  head = await signedCity(data);
});
afterAll(() => rmSync(places, { recursive: true, force: true }));

const written = async <T>(folder: string, act: (log: SqliteEventStore) => Promise<T>): Promise<T> => {
  const log = await SqliteEventStore.open({ path: join(folder, 'events.db'), clock: systemClock, writer: 'main' });
  try {
    return await act(log);
  } finally {
    await log.close();
  }
};

describe('the log of a city that moves', () => {
  test('is the same event for event and root for root at the server, and again in a new folder, where it goes on', () =>
    withPeer(async ({ open }) => {
      const [work, back] = [newFolder(), newFolder()];
      const proof = await written(data, async (log) => {
        const copy = await open({ path: join(work, 'replica.db'), birth: log.info });
        await copyLog(log, copy, head, quiet);
        await copyLog(log, copy, head, quiet);
        expect(await everything(copy)).toEqual(await everything(log));
        const found = await sameRoots(data, join(work, 'replica.db'), head, quiet);
        await copy.close();
        return found;
      });
      expect(proof).toEqual({ root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/), checkpoint: 2_300 });

      const replica = await open({ path: join(back, 'replica.db') });
      expect(await filled(replica, quiet)).toBe(head);
      await replica.close();
      makeLog(back, join(back, 'replica.db'));
      expect(readdirSync(back)).toEqual(['events.db']);
      // Before anybody opens it for writing, as somebody who only verifies it does.
      expect(await verifySqliteLog(join(back, 'events.db'), { folder: join(data, 'ledger'), full: true })).toMatchObject({ intact: true, head, provenTo: 2_300 });
      const [before, after] = [await written(data, everything), await written(back, everything)];
      expect(after).toEqual(before);
      expect(await written(back, async ({ info }) => info)).toEqual(await written(data, async ({ info }) => info));
      expect(await sameRoots(data, join(back, 'events.db'), head, quiet)).toEqual(proof);
      await written(back, async (log) => void (await appendTo(log, 's-1', { type: 'plan.A', data: {} })));
      expect(await written(back, (log) => log.head())).toBe(head + 1);
    }));

  test('is not taken for that of a server which has more, or something else', () =>
    withPeer(async ({ open }) => {
      await written(data, async (log) => {
        const copy = await open({ birth: log.info });
        await copyLog(log, copy, head, quiet);
        await expect(copyLog(log, copy, head - 1, quiet)).rejects.toMatchObject({ text: { code: 'cli.target-ahead' }, exit: 'refused' });
      });
    }));

  test('a server that holds another log under the same identity is refused before anything is added', () =>
    withPeer(async ({ open }) => {
      await written(data, async (log) => {
        const copy = await open({ birth: log.info });
        await appendTo(copy, 'strange', { type: 'plan.A', data: {} });
        await expect(copyLog(log, copy, head, quiet)).rejects.toMatchObject({ name: 'ImportRefused', position: 1 });
        expect(await copy.current()).toBe(1);
      });
    }));

  test.each(['migrate-after-events', 'migrate-after-events:2', 'replica-after-commit:3', 'replica-before-commit:4'])('is whole when its copying was killed (%s) and the same command run again', (label) =>
    withPeer(async ({ peer }) => {
      const work = newFolder();
      const run = (crashAt?: string) => new Promise<{ readonly signal: string | undefined; readonly stdout: string }>((resolve, reject) => {
        const { [crashVariable]: _, ...env } = process.env;
        execFile(process.execPath, [join(root, 'dist/apps/cli/offline/migration/crash/copying-program.js'), data, peer.url, work], { cwd: root, env: crashAt === undefined ? env : { ...env, [crashVariable]: crashAt } }, (error, stdout, stderr) => {
          const signal = (error as { readonly signal?: string } | null)?.signal ?? undefined;
          if (error && signal !== 'SIGKILL') reject(new Error(stderr));
          else resolve({ signal, stdout });
        });
      });
      expect((await run(label)).signal).toBe('SIGKILL');
      const { signal, stdout } = await run();
      expect([signal, JSON.parse(stdout)]).toEqual([undefined, { root: expect.any(String), checkpoint: 2_300 }]);
      expect(peer.log.records.filter(({ type }) => type === 'plan.A').length).toBe(head);
    }));
});
