import type { LedgerKey, LedgerKeys } from '../keys.js';

/** Signing keys in memory: the model, and the keys of quick tests. */
export class MemoryLedgerKeys implements LedgerKeys {
  #keys: readonly LedgerKey[] = [];

  async all(): Promise<readonly LedgerKey[]> {
    return this.#keys;
  }

  async introduce(key: LedgerKey): Promise<void> {
    if (this.#keys.some(({ verifierKey }) => verifierKey === key.verifierKey)) return;
    this.#keys = [...this.#keys.map((known) => (known.until === undefined ? { ...known, until: key.from } : known)), key];
  }

  async close(): Promise<void> {
    return undefined;
  }
}
