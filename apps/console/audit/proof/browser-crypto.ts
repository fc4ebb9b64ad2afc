import type { ProvingIo } from '../../../../libs/domain/history/audit-bundle/verifier/proving.mjs';

/** Whether this page may hash: browsers offer WebCrypto only to pages that came by HTTPS or from this machine. */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined;

const sha256: ProvingIo['sha256'] = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** Undefined where the browser knows no Ed25519 (Chromium before 137). */
const ed25519: ProvingIo['ed25519'] = async (publicKey, message, signature) => {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message);
  } catch {
    return undefined;
  }
};

/** Hashes and signatures as the browser makes them. */
export const browserIo: ProvingIo = { sha256, ed25519 };
