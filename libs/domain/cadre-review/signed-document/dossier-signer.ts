import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { Clock } from '#engine/kernel';
import { bytesOf, type DossierDocument } from './dossier-document.js';
import type { DossierKeys } from './dossier-keys.js';
import { signatureAlgorithm, signedType } from './read-document.js';

/** A signed document: JWS in compact form, with its hash and the key that signed it. */
export interface SignedDocument {
  readonly jws: string;
  readonly hash: string;
  readonly kid: string;
}

/** SHA-256, hex, of a signed document as it travels. */
export const documentHash = (jws: string): string => createHash('sha256').update(jws, 'ascii').digest('hex');

/** Signs dossiers with Ed25519 (JWS, `EdDSA`) and tells the public keys. */
export class DossierSigner {
  private constructor(
    private readonly signing: { readonly kid: string; readonly key: CryptoKey },
    private readonly publicKeys: readonly JWK[],
  ) {}

  /** Load the keys, making the first one where there is none. The newest one signs. */
  static async open(keys: Pick<DossierKeys, 'all' | 'add'>, clock: Clock): Promise<DossierSigner> {
    if ((await keys.all()).length === 0) await addDossierKey(keys, clock);
    const stored = await keys.all();
    const { kid, privateJwk } = stored[0]!;
    const publicKeys = stored.map((key) => ({ kty: 'OKP', crv: 'Ed25519', x: String(key.privateJwk['x']), kid: key.kid, alg: signatureAlgorithm, use: 'sig' }));
    return new DossierSigner({ kid, key: (await importJWK(privateJwk as JWK, signatureAlgorithm)) as CryptoKey }, publicKeys);
  }

  async sign(document: DossierDocument): Promise<SignedDocument> {
    const { kid, key } = this.signing;
    const jws = await new CompactSign(bytesOf(document)).setProtectedHeader({ alg: signatureAlgorithm, typ: signedType, kid }).sign(key);
    return { jws, hash: documentHash(jws), kid };
  }

  /** The public keys as a JWK Set (RFC 7517); dossiers signed with older keys stay verifiable. */
  keySet(): { readonly keys: readonly JWK[] } {
    return { keys: this.publicKeys };
  }
}

/** Make a new signing key; dossiers are signed with it from the next start on. */
export async function addDossierKey(keys: Pick<DossierKeys, 'add'>, clock: Clock): Promise<void> {
  const { privateKey } = await generateKeyPair(signatureAlgorithm, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  await keys.add({ kid: await calculateJwkThumbprint(jwk), privateJwk: { ...jwk }, createdAt: clock.now() });
}
