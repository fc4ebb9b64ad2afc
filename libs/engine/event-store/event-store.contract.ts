import { describe } from '@jest/globals';
import { appendingContract } from './contract/appending.contract.js';
import { followingContract } from './contract/following.contract.js';
import type { OpenStore } from './contract/harness.contract.js';
import { leavesContract } from './contract/leaves.contract.js';
import { modelContract } from './contract/model.contract.js';
import { readingContract } from './contract/reading.contract.js';
import { repeatingContract } from './contract/repeating.contract.js';

/** What every event store must do, whatever it stands on. Called by the spec of each adapter. */
export function eventStoreContract(name: string, open: OpenStore): void {
  describe(`${name} keeps the event store contract`, () => {
    appendingContract(open);
    repeatingContract(open);
    readingContract(open);
    leavesContract(open);
    followingContract(open);
    modelContract(open);
  });
}
