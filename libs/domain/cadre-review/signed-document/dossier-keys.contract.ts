import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DossierKeys } from './dossier-keys.js';

const key = (kid: string, minute: number) => ({ kid, createdAt: `2025-04-10T02:0${minute}:00.000Z`, privateJwk: { kty: 'OKP', crv: 'Ed25519', d: kid, x: kid } });

/** What every store of signing keys does. `open` gives an empty one. */
export function describeDossierKeys(name: string, open: () => Promise<DossierKeys>): void {
  describe(`signing keys: ${name}`, () => {
    let keys: DossierKeys;
    beforeEach(async () => {
      keys = await open();
    });
    afterEach(() => keys.close());

    test('are kept newest first', async () => {
      expect(await keys.all()).toEqual([]);
      await keys.add(key('old', 1));
      await keys.add(key('new', 2));
      expect(await keys.all()).toEqual([key('new', 2), key('old', 1)]);
    });

    test('are never replaced', async () => {
      await keys.add(key('one', 1));
      await keys.add({ ...key('one', 2), privateJwk: { d: 'other' } });
      expect(await keys.all()).toEqual([key('one', 1)]);
    });
  });
}
