import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { everything, upwards } from '../../contract/harness.contract.js';
import type { Appended } from '../../event-store.js';
import { crashVariable } from '../../../testing/crash-point.js';
import { leavesDigest, newReplicaPath, removeReplicas, withPeer } from '../peer-examples.js';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const program = join(root, 'dist/libs/engine/event-store/kurrentdb/crash/program.js');

beforeAll(() => void execFileSync(process.execPath, ['infra/tasks/build.mjs'], { cwd: root }));
afterAll(removeReplicas);

interface Ending {
  readonly signal: string | undefined;
  readonly answer: Appended | undefined;
}

function run(url: string, path: string, command: string, crashAt?: string): Promise<Ending> {
  const { [crashVariable]: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, url, path, command], { cwd: root, env: crashAt === undefined ? env : { ...env, [crashVariable]: crashAt } }, (error, stdout, stderr) => {
      const signal = (error as { readonly signal?: string } | null)?.signal;
      if (error && signal !== 'SIGKILL') reject(new Error(stderr));
      else resolve({ signal, answer: stdout === '' ? undefined : (JSON.parse(stdout) as Appended) });
    });
  });
}

/** Where it dies · whether the server has the events by then. The replica's first transaction is that of the log's identity. */
const deaths: readonly (readonly [string, string, boolean])[] = [
  ['before the append is sent', 'append-before-send', false],
  ['between the server’s answer and the replica', 'append-after-send', true],
  ['while the replica takes the events in', 'replica-before-commit:2', true],
  ['between the replica and the answer', 'replica-after-commit:2', true],
  ['while the replica takes in the very first transaction', 'replica-before-commit', false],
];

describe('a process that is killed', () => {
  test.each(deaths)('%s and started again records the command once and has the same leaves as everybody', (_name, label, recorded) =>
    withPeer(async ({ peer, open }) => {
      const path = newReplicaPath();
      // The answer comes before the events do; only the identity of the log is sent.
      peer.faults.muteBefore = label === 'append-after-send' ? (sent) => sent >= 1 : undefined;
      expect(await run(peer.url, path, 'one', label)).toEqual({ signal: 'SIGKILL', answer: undefined });
      const ofLog = (): number => peer.log.records.filter(({ type }) => type === 'testing.FactStated').length;
      expect(ofLog()).toBe(recorded ? 3 : 0);
      peer.faults.muteBefore = undefined;
      const again = await run(peer.url, path, 'one');
      expect(again.answer).toMatchObject({ position: 3, revisions: [1, 0], repeated: recorded });
      expect(ofLog()).toBe(3);
      expect((await run(peer.url, path, 'two')).answer).toMatchObject({ position: 6, revisions: [1, 1], repeated: false });
      const [survivor, fresh] = [await open({ path }), await open()];
      await Promise.all([survivor.current(), fresh.current()]);
      expect((await everything(survivor)).map(({ position }) => position)).toEqual(upwards(1, 6));
      expect(leavesDigest(survivor)).toBe(leavesDigest(fresh));
    }),
  );

  test('leaves nobody else’s appends behind it undone: others race on while processes die', () =>
    withPeer(async ({ peer, open }) => {
      const store = await open();
      const victims = deaths.map(([, label], n) => run(peer.url, newReplicaPath(), `victim-${n}`, label));
      const event = (n: number) => ({ stream: 'shared', expected: 'any' as const, events: [{ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, type: 'testing.FactStated', schema: 1, data: {}, meta: { actor: 'user-0002', correlation: '00000000-0000-4000-8000-000000000000', causation: '00000000-0000-4000-8000-000000000000' } }] });
      const answers = [];
      for (const n of upwards(1, 60)) answers.push(await store.append([event(n)]));
      const endings = await Promise.all(victims);
      expect(endings.filter(({ signal }) => signal === 'SIGKILL').length).toBeGreaterThanOrEqual(3);
      const fresh = await open();
      await Promise.all([store.current(), fresh.current()]);
      expect(leavesDigest(store)).toBe(leavesDigest(fresh));
      const all = await everything(store);
      expect(all.filter(({ meta }) => meta.actor === 'user-0002').map(({ position }) => position)).toEqual(answers.map(({ position }) => position));
    }));
});
