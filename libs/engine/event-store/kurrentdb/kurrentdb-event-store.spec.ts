import { afterAll, describe } from '@jest/globals';
import { newId } from '#engine/kernel';
import { appendingContract } from '../contract/appending.contract.js';
import type { OpenStore } from '../contract/harness.contract.js';
import { modelContract } from '../contract/model.contract.js';
import { repeatingContract } from '../contract/repeating.contract.js';
import type { EventStore } from '../event-store.js';
import { eventStoreContract } from '../event-store.contract.js';
import { KurrentDbEventStore, type KurrentDbEventStoreOptions } from './kurrentdb-event-store.js';
import { newReplicaPath, removeReplicas } from './peer-examples.js';
import { KurrentDbPeer } from './peer/peer.js';

afterAll(removeReplicas);

async function opened(options: KurrentDbEventStoreOptions) {
  const store = await KurrentDbEventStore.open(options);
  const reopen = async (): Promise<EventStore> => {
    await store.close();
    return KurrentDbEventStore.open(options);
  };
  return { store, reopen };
}

/** A log on a peer of its own, whose clock is that of the test. */
const onPeer = (recordsInAnyOrder: boolean): OpenStore => async (wish) => {
  const peer = await KurrentDbPeer.start({ clock: wish.clock, recordsInAnyOrder });
  return { ...(await opened({ ...wish, url: peer.url, path: newReplicaPath() })), dispose: () => peer.stop() };
};

eventStoreContract('the KurrentDB store, on a peer that takes records in any order,', onPeer(true));

describe('the KurrentDB store, on a peer that takes one stream after the other, keeps the event store contract', () => {
  appendingContract(onPeer(false));
  repeatingContract(onPeer(false));
  modelContract(onPeer(false));
});

// A real server is shared by all tests and needs to be neither new nor empty: every log has a prefix of its own. Its clock cannot be
// set, so the writer's time is recorded.
const url = process.env['KURRENTDB_URL'];
if (url) {
  eventStoreContract('the KurrentDB store, on the server in KURRENTDB_URL,', (wish) => opened({ ...wish, url, path: newReplicaPath(), prefix: `zhiheng-test-${newId()}~`, recordedBy: 'clock' }));
}
