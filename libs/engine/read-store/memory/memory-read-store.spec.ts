import { readStoreContract } from '../read-store.contract.js';
import { MemoryReadStore } from './memory-read-store.js';

readStoreContract('memory', async () => {
  const store = new MemoryReadStore();
  return { store, discard: () => store.close() };
});
