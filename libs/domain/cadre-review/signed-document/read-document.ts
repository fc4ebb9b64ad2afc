import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { dossierDocument, type DossierDocument } from './dossier-document.js';

/** The only algorithm and type that are taken. */
export const signatureAlgorithm = 'EdDSA';
export const signedType = 'zhiheng-dossier+jws';

const longestDocument = 4 * 1024 * 1024;

/** Why a signed document is not believed: no such document · a key that is not pinned · a signature that does not hold · content of another shape. */
export type DocumentProblem = 'malformed' | 'unknown-key' | 'bad-signature' | 'wrong-shape';

/**
 * Verify a signed document and read it. The key is found in the JWK Set by the document's key id and has to have it as its RFC 7638
 * thumbprint, so that a pinned id pins the key. A header with anything beyond algorithm, type and key id is refused.
 * @param pinned key ids that are trusted
 */
export async function readDocument(jws: string, keySet: { readonly keys: readonly JWK[] }, pinned: readonly string[]): Promise<DossierDocument | DocumentProblem> {
  const kid = keyIdOf(jws);
  if (kid === undefined) return 'malformed';
  const jwk = pinned.includes(kid) ? keySet.keys.find((key) => key.kid === kid) : undefined;
  if (!jwk || jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || jwk.x === undefined) return 'unknown-key';
  if ((await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x: jwk.x }).catch(() => '')) !== kid) return 'unknown-key';
  let payload: Uint8Array;
  try {
    payload = (await compactVerify(jws, await importJWK({ kty: 'OKP', crv: 'Ed25519', x: jwk.x }, signatureAlgorithm), { algorithms: [signatureAlgorithm] })).payload;
  } catch {
    return 'bad-signature';
  }
  try {
    const read = dossierDocument.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)));
    return read.success ? read.data : 'wrong-shape';
  } catch {
    return 'wrong-shape';
  }
}

/** The key id of a well-formed document. */
function keyIdOf(jws: string): string | undefined {
  if (jws.length > longestDocument) return undefined;
  try {
    const { alg, typ, kid, ...more } = decodeProtectedHeader(jws);
    return alg === signatureAlgorithm && typ === signedType && typeof kid === 'string' && Object.keys(more).length === 0 ? kid : undefined;
  } catch {
    return undefined;
  }
}
