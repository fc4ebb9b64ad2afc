import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { contentHash, systemClock, type RecordedEvent } from '#engine/kernel';
import { leafText, type LeafSource } from '../leaves.js';
import { KurrentDbEventStore, type KurrentDbEventStoreOptions } from './kurrentdb-event-store.js';
import { KurrentDbPeer, type PeerOptions } from './peer/peer.js';

const folders: string[] = [];

/** A place for a new replica. */
export function newReplicaPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-replica-'));
  folders.push(folder);
  return join(folder, 'replica.db');
}

export function removeReplicas(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A peer, and as many stores on it as are opened; all is ended behind the test. */
export interface Bench {
  readonly peer: KurrentDbPeer;
  readonly open: (options?: Partial<KurrentDbEventStoreOptions>) => Promise<KurrentDbEventStore>;
}

export async function withPeer(test: (bench: Bench) => Promise<void>, options: Partial<PeerOptions> = {}): Promise<void> {
  const peer = await KurrentDbPeer.start({ clock: systemClock, ...options });
  const stores: KurrentDbEventStore[] = [];
  const open: Bench['open'] = async (wish) => {
    const store = await KurrentDbEventStore.open({ url: peer.url, path: newReplicaPath(), clock: systemClock, pollMs: 20, probeMs: 200, ...wish });
    stores.push(store);
    return store;
  };
  try {
    await test({ peer, open });
  } finally {
    peer.faults.append = undefined;
    await Promise.all(stores.map((store) => store.close()));
    await peer.stop();
  }
}

/** Wait until something is so; fails by itself after half a minute. */
export async function until(what: string, met: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = AbortSignal.timeout(30_000);
  while (!(await met())) {
    if (deadline.aborted) throw new Error(`waited in vain: ${what}`);
    await pause(20);
  }
}

/** One value for all leaves of a log, as the ledger would see them. */
export function leavesDigest(store: LeafSource): string {
  const leaves = store.openLeaves();
  try {
    return contentHash(leaves.page(0, 1_000_000).map(({ prefixed }) => Buffer.from(prefixed).toString('utf8')));
  } finally {
    leaves.close();
  }
}

/** The same value from events. */
export const digestOf = (events: readonly RecordedEvent[]): string => contentHash(events.map((event) => `\u0000${leafText(event)}`));
