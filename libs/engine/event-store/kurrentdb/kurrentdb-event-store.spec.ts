import { afterAll, describe } from '@jest/globals';
import { newId } from '#engine/kernel';
import { appendingContract } from '../contract/appending.contract.js';
import type { OpenedStore, OpenStore } from '../contract/harness.contract.js';
import { modelContract } from '../contract/model.contract.js';
import { repeatingContract } from '../contract/repeating.contract.js';
import type { EventStore } from '../event-store.js';
import { eventStoreContract } from '../event-store.contract.js';
import { KurrentDbEventStore, type KurrentDbEventStoreOptions } from './kurrentdb-event-store.js';
import { newReplicaPath, removeReplicas } from './peer-examples.js';
import { KurrentDbPeer } from './peer/peer.js';

afterAll(removeReplicas);

async function opened(options: KurrentDbEventStoreOptions, peer?: KurrentDbPeer): Promise<OpenedStore> {
  const store = await KurrentDbEventStore.open(options);
  let again: EventStore | undefined;
  const reopen = async (): Promise<EventStore> => {
    await store.close();
    return (again = await KurrentDbEventStore.open(options));
  };
  // A store that is left open tries to reach its server for ever.
  const dispose = async (): Promise<void> => {
    await again?.close();
    await peer?.stop();
  };
  return { store, reopen, dispose };
}

/** A log on a peer of its own, whose clock is that of the test. */
const onPeer = (recordsInAnyOrder: boolean): OpenStore => async (wish) => {
  const peer = await KurrentDbPeer.start({ clock: wish.clock, recordsInAnyOrder });
  return opened({ ...wish, url: peer.url, path: newReplicaPath() }, peer);
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
