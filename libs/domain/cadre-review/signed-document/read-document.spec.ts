import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose';
import { DispatchTrial } from '../dispatch-dossier/dispatching-examples.js';
import { bytesOf } from './dossier-document.js';
import { addDossierKey, DossierSigner } from './dossier-signer.js';
import { readDocument } from './read-document.js';

let t: DispatchTrial;
beforeEach(async () => {
  t = await DispatchTrial.open();
});
afterEach(() => t.close());

describe('a signed document', () => {
  const jws = async (): Promise<string> => (await t.kept())[0]!.jws;
  beforeEach(async () => void (await t.dispatch()));

  test('is believed with a pinned key only', async () => {
    expect(await readDocument(await jws(), t.review.signer.keySet(), [])).toBe('unknown-key');
    expect(await readDocument(await jws(), { keys: [] }, t.pinned())).toBe('unknown-key');
    const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const swapped = { keys: [{ ...(await exportJWK(publicKey)), kid: t.pinned()[0]! }] };
    expect(await readDocument(await jws(), swapped, t.pinned())).toBe('unknown-key');
  });

  test('with a changed letter, another algorithm, a key of its own or another type is not', async () => {
    const [header, payload, signature] = (await jws()).split('.') as [string, string, string];
    const with_ = (change: object) => `${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(header, 'base64url').toString()), ...change })).toString('base64url')}.${payload}.${signature}`;
    const forged = `${header}.${Buffer.from(Buffer.from(payload, 'base64url').toString().replace('88.77', '98.77')).toString('base64url')}.${signature}`;
    const told = await Promise.all([forged, with_({ alg: 'none' }), with_({ jwk: {} }), with_({ typ: 'JWT' }), with_({ crit: ['b64'] }), 'x', '', 'a.b.c', 'x'.repeat(5_000_000)].map((one) => readDocument(one, t.review.signer.keySet(), t.pinned())));
    expect(told).toEqual(['bad-signature', 'malformed', 'malformed', 'malformed', 'malformed', 'malformed', 'malformed', 'malformed', 'malformed']);
  });

  test('of another shape is refused though it is signed', async () => {
    const [key] = await t.keys.all();
    const sign = async (payload: Uint8Array): Promise<string> => new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA', typ: 'zhiheng-dossier+jws', kid: key!.kid }).sign(await importJWK(key!.privateJwk as never, 'EdDSA'));
    const document = await t.read(await jws());
    expect(await readDocument(await sign(bytesOf({ ...document, confirmed: { ...document.confirmed, leaders: [{ ...document.confirmed.leaders[0]!, score: '90' } as never] } })), t.review.signer.keySet(), t.pinned())).toBe('wrong-shape');
    expect(await readDocument(await sign(new TextEncoder().encode('{')), t.review.signer.keySet(), t.pinned())).toBe('wrong-shape');
  });

  test('stays verifiable when a newer key signs', async () => {
    const old = await jws();
    t.clock.advance({ days: 1 });
    await addDossierKey(t.keys, t.clock);
    const renewed = await DossierSigner.open(t.keys, t.clock);
    expect([renewed.keySet().keys.length, typeof (await readDocument(old, renewed.keySet(), t.pinned())), JSON.stringify(renewed.keySet()).includes('"d"')]).toEqual([2, 'object', false]);
    expect((await renewed.sign(await t.read(old))).kid).not.toBe(t.pinned()[0]);
  });
});
