// How specs hand a bundle to the verifier; product code never imports it.
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { BundleIo } from './verifier.js';

/** Files in memory. */
export const memoryIo = (files: ReadonlyMap<string, Buffer>): BundleIo => ({
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  ed25519: (key, message, signature) => verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }, format: 'jwk' }), signature),
  names: () => [...files.keys()],
  read: (name) => files.get(name)!,
  digest: async (name) => createHash('sha256').update(files.get(name)!).digest('hex'),
  lines: async function* (name) {
    const bytes = files.get(name) ?? Buffer.alloc(0);
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(10, from) < 0 ? bytes.length : bytes.indexOf(10, from);
      yield bytes.subarray(from, end);
      from = end + 1;
    }
  },
});
