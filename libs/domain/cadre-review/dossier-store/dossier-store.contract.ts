import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DossierStore } from './dossier-store.js';
import type { HandsOver } from '#engine/hand-over';
import { handOverContract } from '../../../engine/hand-over/hand-over.contract.js';

const at = (minute: number): string => `2025-04-10T02:0${minute}:00.000Z`;
const document = (n: number, persons: readonly string[] = [`p-${n}`]) => ({ hash: String(n).repeat(64), round: 'r-2024', unit: 'xuanwu', version: n, jws: `a.${'王'.repeat(n)}.c`, persons, keptAt: at(n) });

/** What every store of signed dossiers does. `open` gives an empty one. */
export function describeDossierStore(name: string, open: () => Promise<DossierStore>): void {
  describe(`signed dossiers: ${name}`, () => {
    let store: DossierStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('gives back what was kept, by hash, version and person', async () => {
      await store.keep(document(1, ['p-1', 'p-2']));
      await store.keep(document(2, ['p-2']));
      expect(await store.find(document(1).hash)).toEqual({ ...document(1, ['p-1', 'p-2']), redactedAt: null });
      expect(await store.find('9'.repeat(64))).toBeUndefined();
      expect((await store.ofVersion('r-2024', 'xuanwu', 2)).map(({ version }) => version)).toEqual([2]);
      expect((await store.naming('p-2')).map(({ version }) => version)).toEqual([1, 2]);
      expect((await store.naming('p-1')).map(({ version }) => version)).toEqual([1]);
      expect(await store.naming('p')).toEqual([]);
    });

    test('what is kept is never replaced by a repetition', async () => {
      await store.keep(document(1));
      await store.keep({ ...document(1), jws: 'other' });
      expect((await store.find(document(1).hash))?.jws).toBe(document(1).jws);
    });

    test('a removed document is gone, the rest stays', async () => {
      await store.keep(document(1));
      await store.keep(document(2));
      await store.remove(document(1).hash);
      await store.remove(document(1).hash);
      expect([await store.find(document(1).hash), (await store.find(document(2).hash))?.version, await store.naming('p-1')]).toEqual([undefined, 2, []]);
    });

    test('a redacted document keeps its hash and says so; a late repetition does not bring it back', async () => {
      await store.keep(document(1, ['p-1', 'p-2']));
      await store.redact(document(1).hash, { jws: 'without.names.x', persons: ['p-2'], at: at(5) });
      await store.keep(document(1, ['p-1', 'p-2']));
      expect(await store.find(document(1).hash)).toEqual({ ...document(1), jws: 'without.names.x', persons: ['p-2'], redactedAt: at(5) });
      expect([(await store.naming('p-1')).length, (await store.naming('p-2')).length]).toEqual([0, 1]);
    });

    test('remembers how far each receiver has come, and never back', async () => {
      await store.noteTaking({ receiver: 'org', takenTo: 5, offeredTo: 9, at: at(1) });
      await store.noteTaking({ receiver: 'org', takenTo: 0, offeredTo: 7, at: at(2) });
      await store.noteTaking({ receiver: 'other', takenTo: 0, offeredTo: 3, at: at(3) });
      expect(await store.takings()).toEqual([{ receiver: 'org', takenTo: 5, offeredTo: 9, at: at(2) }, { receiver: 'other', takenTo: 0, offeredTo: 3, at: at(3) }]);
    });
  });
}

/** What every store of signed dossiers that hands over does. */
export const describeDossierStoreHandOver = (name: string, open: () => Promise<DossierStore & HandsOver>, other?: () => Promise<DossierStore & HandsOver>): void =>
  handOverContract<DossierStore & HandsOver>(`signed dossiers: ${name}`, {
    open, ...(other ? { other } : {}),
    fill: async (store) => {
      await store.keep(document(1, ['p-1', 'p-2']));
      await store.keep(document(2));
      await store.redact(document(1).hash, { jws: 'without.names.x', persons: ['p-2'], at: at(5) });
      await store.noteTaking({ receiver: 'org', takenTo: 5, offeredTo: 9, at: at(1) });
      await store.noteTaking({ receiver: '组织部', takenTo: 0, offeredTo: 3, at: at(3) });
    },
  });
